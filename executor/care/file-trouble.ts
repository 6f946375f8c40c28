import { statfsSync } from 'node:fs';
import { refuse } from '../../shared/problem';
import { sqliteCodeOf } from '../store/driver';

const sqliteFull = 13;
/** Left to the store, which must be able to go on writing. */
const spareBytes = 32 * 1024 * 1024;

/** `disk-full`, because there is something to be done about it; everything else is `code` with what the system said. */
export function refuseTrouble(code: 'backup-failed' | 'restore-failed', file: string, error: unknown) {
  const isFull = sqliteCodeOf(error) === sqliteFull || (error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT'));
  return isFull ? refuse('disk-full', { file }) : refuse(code, { message: (error instanceof Error ? error.message : String(error)).slice(0, 200) });
}

/** Asked before anything is written: a copy must not take the last room from the store. */
export function refuseWithoutRoom(folder: string, needed: number): ReturnType<typeof refuse> | undefined {
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  return free >= needed + spareBytes ? undefined : refuse('backup-no-room', { needed: megabytes(needed + spareBytes), free: megabytes(free) });
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1_000_000);
}
