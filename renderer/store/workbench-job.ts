/** Work of the workbench that takes a while: how far it is can be asked for, and it can be cancelled. */
import type { Result } from '../../shared/problem';
import { platform } from '../platform/platform';
import { newId } from './new-id';

const ASK_EVERY_MS = 250;

/** `file`: what is being read; `share`: of all the work, 0–1. */
export type JobProgress = { file: string; share: number };
export type WorkbenchJob<T> = {
  id: string;
  /** Fails with `cancelled` after `cancel`. */
  reply: Promise<Result<T>>;
  cancel: () => void;
};

export function startJob<T>(call: (job: string) => Promise<Result<T>>, onProgress: (progress: JobProgress) => void): WorkbenchJob<T> {
  const id = newId();
  const asking = setInterval(async () => {
    const progress = await platform['workbench.progress']({ job: id });
    if (progress.ok && progress.value) onProgress(progress.value);
  }, ASK_EVERY_MS);
  const reply = call(id).finally(() => clearInterval(asking));
  return { id, reply, cancel: () => void platform['workbench.cancel']({ job: id }) };
}
