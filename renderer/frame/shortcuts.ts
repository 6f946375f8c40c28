import { useEffect } from 'react';
import { useNavigate, useParams } from 'react-router';
import { redoStep, undoStep } from '../store/session';
import { askForSnapshot } from '../store/snapshots';
import { atHand, method } from '../ui/stations';

const inText = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));

/** Keys that work on every page. Letters count by their physical place, so a Hebrew or Persian keyboard changes nothing. */
export function useShortcuts(): void {
  const navigate = useNavigate();
  const { engagementId } = useParams();
  useEffect(() => {
    let goAt = 0;
    function onKey(event: KeyboardEvent) {
      if (event.defaultPrevented) return;
      const command = event.ctrlKey || event.metaKey;
      if (command && event.code === 'KeyZ' && !inText(event.target)) {
        event.preventDefault();
        if (event.shiftKey) redoStep();
        else undoStep();
        return;
      }
      if (command || event.altKey || inText(event.target)) return;
      if (event.code === 'KeyG') {
        goAt = event.timeStamp;
        return;
      }
      if (goAt && event.timeStamp - goAt < 1500) {
        goAt = 0;
        if (event.code === 'KeyO') navigate(`/e/${engagementId}`);
        const station = [...method, ...atHand].find((s) => event.code === `Key${s.goKey.toUpperCase()}`);
        if (station) navigate(`/e/${engagementId}/${station.path}`);
      }
    }
    /** Also while a cell is being typed in, which keeps its keys to itself: the browser would offer to save the page. */
    function onSave(event: KeyboardEvent) {
      if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.code !== 'KeyS') return;
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
