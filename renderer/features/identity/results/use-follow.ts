import { useLayoutEffect, useRef } from 'react';
import type { FinishedRun } from '../../../store/identity-run';
import type { Opened } from './results';
import { stillOpened } from './still-opened';

/** After another run, whoever was opened is opened where she stands now, or nobody: places are no names. */
export function useFollow(run: FinishedRun | undefined, opened: Opened | undefined, onMove: (opened: Opened | undefined) => void): void {
  const last = useRef(run);
  // Before it is drawn: for a moment it would be somebody else.
  useLayoutEffect(() => {
    const before = last.current;
    last.current = run;
    if (!opened || !before || !run || before === run) return;
    const next = stillOpened(opened, before.report, run.report);
    if (next?.place !== opened.place) onMove(next);
  }, [run, opened, onMove]);
}
