/** Work of the workbench that is going on, by the name its caller gave it. */
import { ok, type Result } from '../../shared/problem';
import type { Outcome, Progress, Work } from './messages';
import type { Workbench } from './workbench';

type Job = { abort: AbortController; progress: Progress };
/** `file`: what is looked at first. */
type Start = { job: string | undefined; file: string };

export function createJobs(workbench: Pick<Workbench, 'run'>) {
  const going = new Map<string, Job>();

  /** Fails with `cancelled` after `cancel`, and as the workbench fails. A job that is given twice ends the first. */
  async function run<K extends Work['kind']>({ job, file }: Start, work: Extract<Work, { kind: K }>): Promise<Outcome[K]> {
    if (job === undefined) return workbench.run<K>(work);
    going.get(job)?.abort.abort();
    const started: Job = { abort: new AbortController(), progress: { file, share: 0 } };
    going.set(job, started);
    try {
      return await workbench.run<K>(work, {
        signal: started.abort.signal,
        onProgress: (progress) => {
          started.progress = progress;
        },
      });
    } finally {
      if (going.get(job) === started) going.delete(job);
    }
  }

  return {
    run,
    progress: (job: string): Result<Progress | null> => ok(going.get(job)?.progress ?? null),
    cancel(job: string): Result<Record<string, never>> {
      going.get(job)?.abort.abort();
      return ok({});
    },
  };
}
