import { useEffect } from 'react';
import { useNavigate, useParams } from 'react-router';
import { redoStep, undoStep } from '../store/session';
import { askForSnapshot } from '../store/snapshots';
import { createAfterGo, pressed } from '../ui/shortcuts';
import { showCheatSheet } from './cheat-sheet';
import { toggleProjector } from './projector/projecting';

const inText = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));

/** Keys that work on every page. Letters count by their physical place, so a Hebrew or Persian keyboard changes nothing. */
export function useShortcuts(): void {
  const navigate = useNavigate();
  const { engagementId } = useParams();
  useEffect(() => {
    const afterGo = createAfterGo();
    function onKey(event: KeyboardEvent) {
      if (event.defaultPrevented || inText(event.target)) return;
      const station = afterGo(event) ? pressed('go', event) : undefined;
      const does = pressed('everywhere', event);
      if (station !== undefined) navigate(`/e/${engagementId}/${station === 'overview' ? '' : station}`);
      else if (does === 'undo') undoStep();
      else if (does === 'redo') redoStep();
      else if (does === 'cheat-sheet') showCheatSheet();
      else return;
      event.preventDefault();
    }
    /** Also while a cell is being typed in, which keeps its keys to itself: the browser would offer to save the page. */
    function onAnywhere(event: KeyboardEvent) {
      const does = pressed('everywhere', event);
      if (does === 'snapshot') askForSnapshot();
      else if (does === 'projector' && !event.repeat) toggleProjector();
      else return;
      event.preventDefault();
    }
    addEventListener('keydown', onKey);
    addEventListener('keydown', onAnywhere, true);
    return () => {
      removeEventListener('keydown', onKey);
      removeEventListener('keydown', onAnywhere, true);
    };
  }, [navigate, engagementId]);
}
