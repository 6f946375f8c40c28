/** Readings of files that are going on, by the name their caller gave them. */
import { ok, type Result } from '../../shared/problem';
import type { Outcome, Progress, Work } from './messages';
import type { Workbench } from './workbench';

type ReadFiles = Extract<Work, { kind: 'read-files' }>['args'];
type Reading = { abort: AbortController; progress: Progress };

export function createReadings(workbench: Pick<Workbench, 'run'>) {
  const going = new Map<string, Reading>();

  /** Fails with `cancelled` after `cancel`, and as the workbench fails. A job that is given twice ends the first. */
  async function read(args: ReadFiles): Promise<Outcome['read-files']> {
    const { job } = args;
    if (job === undefined) return workbench.run({ kind: 'read-files', args });
    going.get(job)?.abort.abort();
    const reading: Reading = { abort: new AbortController(), progress: { file: args.files[0]?.name ?? '', share: 0 } };
    going.set(job, reading);
    try {
      return await workbench.run(
        { kind: 'read-files', args },
        {
          signal: reading.abort.signal,
          onProgress: (progress) => {
            reading.progress = progress;
          },
        },
      );
    } finally {
      if (going.get(job) === reading) going.delete(job);
    }
  }

  return {
    read,
    progress: (job: string): Result<Progress | null> => ok(going.get(job)?.progress ?? null),
    cancel(job: string): Result<Record<string, never>> {
      going.get(job)?.abort.abort();
      return ok({});
    },
  };
}
