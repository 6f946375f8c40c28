import { useCallback, useEffect, useRef, useState } from 'react';
import type { Result } from '../../../shared/problem';
import { startJob, type WorkbenchJob } from '../../store/workbench-job';

export type Conversion = {
  /** `begun`: most are over before anybody could stop them. `going`: it takes its time. */
  phase: 'idle' | 'begun' | 'going';
  /** One at a time; undefined when it was stopped. */
  convert<T>(call: (job: string) => Promise<Result<T>>): Promise<Result<T> | undefined>;
  stop(): void;
};

/** A journey read from a file or written to one, beside the page; leaving the page stops it. */
export function useConversion(): Conversion {
  const [phase, setPhase] = useState<Conversion['phase']>('idle');
  const current = useRef<WorkbenchJob<unknown>>(undefined);

  const stop = useCallback(() => {
    current.current?.cancel();
    current.current = undefined;
    setPhase('idle');
  }, []);
  useEffect(() => stop, [stop]);

  async function convert<T>(call: (job: string) => Promise<Result<T>>): Promise<Result<T> | undefined> {
    stop();
    setPhase('begun');
    const isCurrent = () => current.current === job;
    const job = startJob(call, () => isCurrent() && setPhase('going'));
    current.current = job;
    const result = await job.reply;
    if (!isCurrent()) return undefined;
    current.current = undefined;
    setPhase('idle');
    return result;
  }

  return { phase, convert, stop };
}
