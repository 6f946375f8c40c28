/**
 * Where tests keep what they write: in memory, where the system has a file system for that (Linux). A store that syncs each
 * transaction waits for the disk in most tests, and none of them gains by it: those about disks mount one or count what is synced.
 */
import { chmodSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { freemem } from 'node:os';
import { join } from 'node:path';
import { isAlive } from './process.mjs';

const memory = '/dev/shm';
const name = 'masa-tests-';
const TMPFS = 0x01021994;
/** What all tests need at once is some hundred MB; containers often give 64. */
const ROOM = 2 << 30;

/** Makes a folder in memory the one for temporary files, for this process and all it starts, until it ends. One that is chosen stays. */
export function keepScratchInMemory() {
  if (process.env.TMPDIR || !hasRoom()) return;
  removeLeftOver();
  const folder = mkdtempSync(join(memory, `${name}${process.pid}-`));
  // As /tmp is: databases that some tests start are users of their own.
  chmodSync(folder, 0o1777);
  process.env.TMPDIR = folder;
  process.once('exit', () => remove(folder));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130));
}

function hasRoom() {
  try {
    const { type, bavail, bsize } = statfsSync(memory);
    return type === TMPFS && bavail * bsize >= ROOM && freemem() >= 2 * ROOM;
  } catch {
    return false;
  }
}

/** Memory of a run that was killed would stay taken until the machine starts anew. */
function removeLeftOver() {
  for (const folder of readdirSync(memory)) {
    const owner = folder.startsWith(name) ? Number(folder.slice(name.length).split('-')[0]) : 0;
    if (owner > 0 && !isAlive(owner)) remove(join(memory, folder));
  }
}

function remove(folder) {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  } catch {
    // Somebody still writes in it; the next run removes it.
  }
}
