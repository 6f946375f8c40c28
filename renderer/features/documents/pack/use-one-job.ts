import { useCallback, useEffect, useRef, useState } from 'react';
import type { JobProgress } from '../../../store/workbench-job';

/**
 * One piece of work at a time. Leaving the page ends it: what nobody awaits any more would only surprise. `stop` holds what ends it; `onLeft`: the same function
 * on every drawing, told when that happened. */
export function useOneJob(onLeft?: () => void) {
  const [running, setRunning] = useState<JobProgress>();
  const stop = useRef<() => void>(undefined);
  const cancel = useCallback(() => {
    stop.current?.();
    stop.current = undefined;
    setRunning(undefined);
  }, []);
  useEffect(
    () => () => {
      if (stop.current) onLeft?.();
      cancel();
    },
    [cancel, onLeft],
  );
  return { running, setRunning, stop, cancel };
}
