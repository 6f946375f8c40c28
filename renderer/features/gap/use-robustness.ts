import { useEffect, useRef, useState } from 'react';
import type { Robustness } from '../../../shared/checklist/robustness';
import type { Checklist } from '../../../shared/checklist/schema';

/** Keys that follow each other closely are one change. */
const QUIET_MS = 150;

/** How often each vendor would lead, for the checklist as it is; `undefined` until it was drawn, `isOld` while it is drawn anew. */
export function useRobustness({ points, vendors, answers }: Checklist): { robustness: Robustness | undefined; isOld: boolean } {
  const [drawn, setDrawn] = useState<{ turn: number; robustness: Robustness }>();
  const [asked, setAsked] = useState(0);
  const worker = useRef<Worker>(undefined);
  const turn = useRef(0);

  useEffect(() => {
    const started = new Worker(new URL('./robustness-worker.ts', import.meta.url), { type: 'module' });
    started.addEventListener('message', ({ data }: MessageEvent<{ turn: number; robustness: Robustness }>) => setDrawn(data));
    worker.current = started;
    return () => started.terminate();
  }, []);

  useEffect(() => {
    const timer = setTimeout(() => {
      turn.current += 1;
      setAsked(turn.current);
      worker.current?.postMessage({ turn: turn.current, checklist: { points, vendors, answers } });
    }, QUIET_MS);
    return () => clearTimeout(timer);
  }, [points, vendors, answers]);

  return { robustness: drawn?.robustness, isOld: drawn === undefined || drawn.turn !== asked };
}
