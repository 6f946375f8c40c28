/**
 * Files that are either the old or the new content, whatever happens in between: temp file → fsync → rename → fsync of the
 * folder → read back. Without the first fsync a power loss after the rename leaves an empty file; without the second the
 * rename itself may be forgotten.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isAlive } from './is-alive';

export type AtomicSteps = { rename: (from: string, to: string) => Promise<void> };

const realSteps: AtomicSteps = { rename: renamePatiently };
const RENAME_TRIES = 8;
let counter = 0;

/** Rejects with the system's error (ENOSPC, EACCES …) and leaves the old content; no temp file stays behind. */
export async function writeFileAtomic(path: string, content: string | Uint8Array, steps: AtomicSteps = realSteps): Promise<void> {
  const file = await createFileAtomic(path, steps);
  try {
    await file.write(typeof content === 'string' ? Buffer.from(content, 'utf8') : content);
  } catch (error) {
    await file.discard();
    throw error;
  }
  await file.commit();
}

export type AtomicFile = {
  write(bytes: Uint8Array): Promise<void>;
  /** It takes the place of what was there. Rejects as `writeFileAtomic` does. */
  commit(): Promise<void>;
  /** Nothing of it stays. */
  discard(): Promise<void>;
};

/** As `writeFileAtomic`, for what comes piece by piece and is never whole in memory. Who can't write all of it discards it. */
export async function createFileAtomic(path: string, steps: AtomicSteps = realSteps): Promise<AtomicFile> {
  const temp = `${path}.${process.pid}-${++counter}.tmp`;
  const file = await open(temp, 'wx', 0o600);
  const sum = createHash('sha256');
  const discard = async () => {
    await file.close().catch(() => {});
    await rm(temp, { force: true });
  };
  return {
    async write(bytes) {
      await file.writeFile(bytes);
      sum.update(bytes);
    },
    async commit() {
      try {
        await file.sync();
        await file.close();
        await steps.rename(temp, path);
      } catch (error) {
        await discard();
        throw error;
      }
      await syncFolder(dirname(path));
      // Network and sync-client folders have been seen to accept a write and keep something else.
      const written = createHash('sha256');
      for await (const chunk of createReadStream(path)) written.update(chunk);
      if (written.digest('hex') !== sum.digest('hex')) throw new Error(`${path} does not hold what was written`);
    },
    discard,
  };
}

/** On Windows a virus scanner or indexer holds a fresh file for moments. */
async function renamePatiently(from: string, to: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (tries === RENAME_TRIES || process.platform !== 'win32' || !['EPERM', 'EACCES', 'EBUSY'].includes(code ?? '')) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20 * tries));
    }
  }
}

export async function syncFolder(folder: string): Promise<void> {
  // Windows has no handle for a folder; NTFS journals the rename itself.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } catch (error) {
    // Some network file systems refuse this on folders; the content itself is safe already.
    if (!['EINVAL', 'ENOTSUP', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    await handle.close();
  }
}

/** Deletes temp files whose writer died between writing and renaming. A living writer's file is left alone. */
export async function sweepTempFiles(folder: string): Promise<string[]> {
  const swept: string[] = [];
  for (const name of await readdir(folder)) {
    const writer = /\.(\d+)-(\d+)\.tmp$/.exec(name);
    if (!writer) continue;
    const [, pid = '', number = ''] = writer;
    const own = Number(pid) === process.pid;
    if (own ? Number(number) <= counter : isAlive(Number(pid))) continue;
    await rm(join(folder, name), { force: true });
    swept.push(name);
  }
  return swept;
}
