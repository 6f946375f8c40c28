import { join } from 'node:path';
import { ok, type Result, refuse } from '../../shared/problem';
import { type Database, openDatabase, sqliteCodeOf } from '../store/driver';

const sqliteBusy = 5;
export const lockFile = 'lock';

/**
 * One process at a time owns a data folder, also while the store in it is exchanged and when it can't be opened. Gives what
 * lets go of it; the system does when the process dies, however it dies. Refuses `executor-already-running`, `executor-store-failed`.
 */
export function lockFolder(dataFolder: string): Result<() => void> {
  let lock: Database | undefined;
  try {
    // The lock of an empty database, as it is the only one that Node has on every system.
    lock = openDatabase(join(dataFolder, lockFile));
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (error) {
    lock?.close();
    if (sqliteCodeOf(error) === sqliteBusy || (error instanceof Error && /database is locked/.test(error.message))) return refuse('executor-already-running');
    return refuse('executor-store-failed', { message: (error instanceof Error ? error.message : String(error)).slice(0, 200) });
  }
  const held = lock;
  return ok(() => {
    held.exec('ROLLBACK');
    held.close();
  });
}
