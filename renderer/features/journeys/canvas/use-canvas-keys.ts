import { type RefObject, useEffect } from 'react';
import type { Direction } from '../../../../shared/journey/arrange';
import { createAfterGo, digitOf, pressed, type ShortcutOf } from '../../../ui/shortcuts';

export type CanvasActions = {
  next: (by: 1 | -1) => boolean;
  go: (direction: Direction) => void;
  nudge: (direction: Direction) => void;
  /** Enter: choose the node in focus; when it is chosen, to its settings. Says whether there was one. */
  enter: () => boolean;
  quickAdd: (port?: number) => void;
  remove: () => void;
  duplicate: () => void;
  selectAll: () => void;
  group: () => void;
  ungroup: () => void;
  card: () => void;
  search: () => void;
  tidy: () => void;
  fit: () => void;
  zoom: (to: 'in' | 'out' | 'real') => void;
  miniMap: () => void;
  comment: () => void;
  fix: () => void;
  escape: () => void;
};

const arrows: Record<string, Direction> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' };

/** Where keys have another meaning: text being typed, open menus and dialogs. */
const elsewhere = 'input, textarea, select, [contenteditable=true], [role=dialog], [role=menu], [role=listbox]';

/**
 * The canvas by keyboard, while the focus is on it or nowhere. Letters count by their physical place, so that a Hebrew or
 * Persian keyboard changes nothing. Heard before React Flow, which has arrow keys of its own.
 */
export function useCanvasKeys(box: RefObject<HTMLElement | null>, actions: CanvasActions): void {
  useEffect(() => {
    // After G comes the letter of a station, which may be one of these.
    const afterGo = createAfterGo();
    function onKey(event: KeyboardEvent) {
      const target = event.target instanceof Element ? event.target : document.body;
      const here = box.current?.contains(target) ?? false;
      if ((!here && target !== document.body) || target.closest(elsewhere) || document.querySelector('[role=dialog][aria-modal=true]')) return;
      if (afterGo(event)) return;
      const onNode = target.classList.contains('react-flow__node');
      const done = does(event, actions, onNode, here && !onNode && target !== box.current);
      if (!done) return;
      event.preventDefault();
      event.stopPropagation();
    }
    addEventListener('keydown', onKey, true);
    return () => removeEventListener('keydown', onKey, true);
  }, [box, actions]);
}

/** `onControl`: a button of the canvas has the focus, and Tab, Enter, arrows and Space are its own. Says whether the key was taken. */
function does(event: KeyboardEvent, act: CanvasActions, onNode: boolean, onControl: boolean): boolean {
  const pressedOne = pressed('canvas', event);
  const direction = arrows[event.key];
  switch (pressedOne) {
    case undefined:
      return false;
    case 'next':
    case 'previous':
      return onNode && act.next(pressedOne === 'next' ? 1 : -1);
    case 'enter':
      return !onControl && act.enter();
    case 'neighbour':
    case 'nudge':
      if (onControl || !direction) return false;
      if (pressedOne === 'nudge') act.nudge(direction);
      else act.go(direction);
      return true;
    case 'port':
      act.quickAdd(digitOf(event));
      return true;
    default:
      simple[pressedOne](act);
      return true;
  }
}

type Simple = Exclude<ShortcutOf<'canvas'>, 'next' | 'previous' | 'enter' | 'neighbour' | 'nudge' | 'port'>;

const simple: Record<Simple, (act: CanvasActions) => void> = {
  'quick-add': (act) => act.quickAdd(),
  remove: (act) => act.remove(),
  duplicate: (act) => act.duplicate(),
  'select-all': (act) => act.selectAll(),
  group: (act) => act.group(),
  ungroup: (act) => act.ungroup(),
  card: (act) => act.card(),
  search: (act) => act.search(),
  tidy: (act) => act.tidy(),
  fit: (act) => act.fit(),
  'zoom-in': (act) => act.zoom('in'),
  'zoom-out': (act) => act.zoom('out'),
  'zoom-real': (act) => act.zoom('real'),
  'mini-map': (act) => act.miniMap(),
  comment: (act) => act.comment(),
  fix: (act) => act.fix(),
  escape: (act) => act.escape(),
};
