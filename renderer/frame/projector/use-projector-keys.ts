import { useEffect, useRef } from 'react';
import { setProjector } from '../../store/projector';
import { createAfterGo, pressed } from '../../ui/shortcuts';
import { useWords } from '../../ui/words';
import { project } from './projecting';

/** Where a key means something of its own: Space presses a button, arrows move a cursor. */
const takesKeys = 'input, textarea, select, button, a[href], summary, [contenteditable="true"], [role="grid"], [role="tree"], [role="listbox"], .react-flow';
/** Where a letter is part of a word. */
const takesLetters = 'input, textarea, select, [contenteditable="true"]';
/** A dialog or a menu in front of the page has the keys for itself. */
const inFront = '[role="dialog"], [role="menu"]';

/** The keys of a projection, those of a presenter's remote control among them (page up, page down, full stop). */
export function useProjectorKeys(go: (by: 1 | -1) => void): void {
  const { direction } = useWords();
  const move = useRef(go);
  move.current = go;
  useEffect(() => {
    const afterGo = createAfterGo();
    function onKey(event: KeyboardEvent) {
      const isStation = afterGo(event);
      const target = event.target instanceof Element ? event.target : document.body;
      if (event.defaultPrevented || isStation || target.closest(`${takesLetters}, ${inFront}`)) return;
      const does = pressed('projector', event, direction === 'rtl');
      const isRemote = event.key === 'PageDown' || event.key === 'PageUp';
      if ((does === 'next' || does === 'back') && !isRemote && target.closest(takesKeys)) return;
      switch (does) {
        case 'next':
          move.current(1);
          break;
        case 'back':
          move.current(-1);
          break;
        case 'blank':
          setProjector({ isBlank: true });
          break;
        case 'parking-lot':
        case 'decision':
          setProjector({ writes: does });
          break;
        case 'leave':
          project(false);
          break;
        default:
          return;
      }
      event.preventDefault();
    }
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [direction]);
}
