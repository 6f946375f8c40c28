import { type RefObject, useEffect } from 'react';
import type { Direction } from '../../../../shared/journey/arrange';

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
    let goAt = Number.NEGATIVE_INFINITY;
    function onKey(event: KeyboardEvent) {
      const target = event.target instanceof Element ? event.target : document.body;
      const here = box.current?.contains(target) ?? false;
      if ((!here && target !== document.body) || target.closest(elsewhere) || document.querySelector('[role=dialog][aria-modal=true]')) return;
      const command = event.ctrlKey || event.metaKey;
      if (!command && event.code === 'KeyG') goAt = event.timeStamp;
      if (!command && event.code !== 'KeyG' && event.timeStamp - goAt < 1500) {
        goAt = Number.NEGATIVE_INFINITY;
        return;
      }
      const onNode = target.classList.contains('react-flow__node');
      const done = command ? withCommand(event, actions) : plain(event, actions, onNode, here && !onNode && target !== box.current);
      if (!done) return;
      event.preventDefault();
      event.stopPropagation();
    }
    addEventListener('keydown', onKey, true);
    return () => removeEventListener('keydown', onKey, true);
  }, [box, actions]);
}

function withCommand({ code, shiftKey, altKey }: KeyboardEvent, act: CanvasActions): boolean {
  if (shiftKey || altKey) return false;
  switch (code) {
    case 'KeyA':
      act.selectAll();
      return true;
    case 'KeyD':
      act.duplicate();
      return true;
    case 'KeyF':
      act.search();
      return true;
    default:
      return false;
  }
}

/** `onControl`: a button of the canvas has the focus, and Tab, Enter and Space are its own. */
function plain(event: KeyboardEvent, act: CanvasActions, onNode: boolean, onControl: boolean): boolean {
  const { code, key, altKey, shiftKey } = event;
  const direction = arrows[key];
  if (direction) {
    if (onControl) return false;
    if (altKey) act.nudge(direction);
    else act.go(direction);
    return true;
  }
  if (altKey) return false;
  if (key === 'Tab') return onNode && act.next(shiftKey ? -1 : 1);
  if (key === 'Enter') return !onControl && act.enter();
  if (key === '+' || key === '=' || key === '-') {
    act.zoom(key === '-' ? 'out' : 'in');
    return true;
  }
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  if (digit !== undefined) {
    if (digit === '0') act.zoom('real');
    else act.quickAdd(Number(digit));
    return true;
  }
  if (shiftKey) return false;
  const action = { Delete: act.remove, Backspace: act.remove, Escape: act.escape, KeyN: () => act.quickAdd(), KeyF: act.fit, KeyL: act.tidy }[code];
  const more = { KeyM: act.miniMap, KeyC: act.comment, Period: act.fix }[code];
  const does = action ?? more;
  does?.();
  return does !== undefined;
}
