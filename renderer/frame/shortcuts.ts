import { useEffect } from 'react';
import { useNavigate, useParams } from 'react-router';
import { redoStep, undoStep } from '../store/session';
import { askForSnapshot } from '../store/snapshots';
import { pressed } from '../ui/shortcuts';
import { atHand, method } from '../ui/stations';
import { showCheatSheet } from './cheat-sheet';

const inText = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));

/** Keys that work on every page. Letters count by their physical place, so a Hebrew or Persian keyboard changes nothing. */
export function useShortcuts(): void {
  const navigate = useNavigate();
  const { engagementId } = useParams();
  useEffect(() => {
    let goAt = 0;
    function onKey(event: KeyboardEvent) {
      if (event.defaultPrevented || inText(event.target)) return;
      const station = goAt && event.timeStamp - goAt < 1500 ? stationOf(event) : undefined;
      goAt = 0;
      const does = pressed('everywhere', event);
      if (station !== undefined) navigate(`/e/${engagementId}/${station}`);
      else if (does === 'go') goAt = event.timeStamp;
      else if (does === 'undo') undoStep();
      else if (does === 'redo') redoStep();
      else if (does === 'cheat-sheet') showCheatSheet();
      else return;
      event.preventDefault();
    }
    /** Also while a cell is being typed in, which keeps its keys to itself: the browser would offer to save the page. */
    function onSave(event: KeyboardEvent) {
      if (pressed('everywhere', event) !== 'snapshot') return;
      event.preventDefault();
      askForSnapshot();
    }
    addEventListener('keydown', onKey);
    addEventListener('keydown', onSave, true);
    return () => {
      removeEventListener('keydown', onKey);
      removeEventListener('keydown', onSave, true);
    };
  }, [navigate, engagementId]);
}

/** The station a letter after G leads to, as its path. */
function stationOf({ code, ctrlKey, metaKey, altKey }: KeyboardEvent): string | undefined {
  if (ctrlKey || metaKey || altKey) return undefined;
  if (code === 'KeyO') return '';
  return [...method, ...atHand].find(({ goKey }) => code === `Key${goKey.toUpperCase()}`)?.path;
}
