/**
 * Two starts in the same moment (a double click) would both find no running host and both serve the same files: two windows
 * that know nothing of each other. So the part from asking to telling is done by one after the other.
 */
import { open, readFile, rm } from 'node:fs/promises';
import { isAlive } from '../is-alive';

const PATIENCE_MS = 15_000;
const LOOK_EVERY_MS = 50;

/** Does `work` while holding the lock file. Where no lock can be made (a read-only folder), or its holder hangs, it goes ahead without. */
export async function startAlone<T>(lockFile: string, work: () => Promise<T>): Promise<T> {
  const held = await take(lockFile);
  try {
    return await work();
  } finally {
    if (held) await rm(lockFile, { force: true });
  }
}

async function take(lockFile: string): Promise<boolean> {
  for (let waited = 0; waited < PATIENCE_MS; waited += LOOK_EVERY_MS) {
    try {
      const file = await open(lockFile, 'wx', 0o600);
      await file.writeFile(String(process.pid)).finally(() => file.close());
      return true;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) return false;
    }
    const holder = Number(await readFile(lockFile, 'utf8').catch(() => ''));
    // Between being made and being filled the file is empty; its maker is alive.
    if (holder > 0 && !isAlive(holder)) await rm(lockFile, { force: true });
    else await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  await rm(lockFile, { force: true });
  return false;
}
