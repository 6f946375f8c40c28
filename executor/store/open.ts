import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { ok, type Result, refuse } from '../../shared/problem';
import { type Database, openDatabase, sqliteCodeOf } from './driver';
import { migrations } from './migrations';

/** Marks the file as ours ("MASA"), so that another program's database is never migrated. */
const applicationId = 0x4d415341;
export const storeFile = 'executor.sqlite';

/** When so many pages are in the log it is folded into the store's file. */
const logPages = 4000;

const sqliteBusy = 5;
const sqliteCorrupt = 11;
const sqliteNotADatabase = 26;

/**
 * Opens the store of one data folder for this process alone, creating or migrating it.
 * Refuses, leaving the file as it is: `executor-already-running`, `executor-store-newer`, `executor-store-damaged`, `executor-store-foreign`,
 * `executor-store-failed` (no right to write, disk full …).
 */
export function openStore(dataFolder: string): Result<Database> {
  const path = join(dataFolder, storeFile);
  let db: Database | undefined;
  try {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
    const isNew = !existsSync(path);
    // Customers will be in here: from the first byte for this user alone. SQLite gives its companion files the same rights.
    if (isNew) closeSync(openSync(path, 'a', 0o600));
    db = openDatabase(path);
    // The system lets go of this lock when the process dies, however it dies.
    db.exec('PRAGMA locking_mode = EXCLUSIVE');
    const { version } = storeIdOf(db);
    if (!isNew && !storeIdOf(db).isOurs && !isEmpty(db)) return shut(db, 'executor-store-foreign', { file: storeFile });
    if (version > migrations.length) return shut(db, 'executor-store-newer', { file: storeFile, version, known: migrations.length });
    chmodSync(path, 0o600);
    // Room of rows that are deleted can be given back page by page; only a file that holds nothing yet can be told so.
    if (isEmpty(db)) db.exec('PRAGMA auto_vacuum = INCREMENTAL');
    // WAL with full sync: what was acknowledged is on the disk, not in a cache.
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA fullfsync = 1; PRAGMA checkpoint_fullfsync = 1; PRAGMA foreign_keys = ON');
    db.exec(`PRAGMA cache_size = -24000; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = ${logPages}`);
    // In WAL mode a reader alone would not hold the lock; an empty write transaction does, from here on.
    db.transaction(() => {});
    migrate(db, version);
    return ok(db);
  } catch (error) {
    const code = sqliteCodeOf(error);
    const message = error instanceof Error ? error.message : String(error);
    try {
      db?.close();
    } catch {
      // Closing a file that could not be opened may fail as well; the first error is the one to tell.
    }
    if (code === sqliteBusy || /database is locked/.test(message)) return refuse('executor-already-running');
    if (code === sqliteCorrupt || code === sqliteNotADatabase || /malformed|not a database/.test(message))
      return refuse('executor-store-damaged', { file: storeFile });
    return refuse('executor-store-failed', { file: storeFile, message: message.slice(0, 200) });
  }
}

/**
 * Closes the store so that it can be opened again at once, within this process too. One of the drivers keeps the file locked until
 * its statements are collected as garbage; leaving WAL gives the lock back, and leaves one file without companions.
 */
export function closeStore(db: Database): void {
  try {
    db.exec('PRAGMA journal_mode = DELETE; PRAGMA locking_mode = NORMAL');
    db.get('SELECT 1 FROM meta');
  } finally {
    db.close();
  }
}

/** Whether whoever had the store last did not close it: then its log is still there, be it empty. To be asked before it is opened. */
export function isCutShort(dataFolder: string): boolean {
  return existsSync(join(dataFolder, `${storeFile}-wal`));
}

/** Folds the log in and leaves the store's file as it is until `releaseLog`: all that is written meanwhile is in the log. Not within a transaction. */
export function holdLog(db: Database): void {
  db.exec('PRAGMA wal_autocheckpoint = 0');
  const { busy } = db.get<{ busy: number }>('PRAGMA wal_checkpoint(TRUNCATE)') ?? { busy: 1 };
  if (busy !== 0) throw new Error('the log could not be folded in');
}

export function releaseLog(db: Database): void {
  db.exec(`PRAGMA wal_autocheckpoint = ${logPages}`);
}

/** Whether a file is one of our stores, and of which format. */
export function storeIdOf(db: Database): { isOurs: boolean; version: number } {
  return { isOurs: pragma(db, 'application_id') === applicationId, version: pragma(db, 'user_version') };
}

function shut(db: Database, code: string, params: Record<string, string | number>): Result<Database> {
  db.close();
  return refuse(code, params);
}

function migrate(db: Database, from: number): void {
  if (from === migrations.length) return;
  // A table that is made anew is gone for a moment; whether every row still leads somewhere is asked at the end.
  db.exec('PRAGMA foreign_keys = OFF');
  for (let version = from; version < migrations.length; version++) {
    db.transaction(() => {
      db.exec(migrations[version] ?? '');
      if (db.get('SELECT 1 FROM pragma_foreign_key_check')) throw new Error('a row of the store leads nowhere: malformed');
      db.exec(`PRAGMA user_version = ${version + 1}; PRAGMA application_id = ${applicationId}`);
    });
  }
  db.exec('PRAGMA foreign_keys = ON');
}

function pragma(db: Database, name: 'user_version' | 'application_id'): number {
  return Object.values(db.get<Record<string, number>>(`PRAGMA ${name}`) ?? {})[0] ?? 0;
}

function isEmpty(db: Database): boolean {
  return (db.get<{ n: number }>('SELECT count(*) AS n FROM sqlite_schema')?.n ?? 0) === 0;
}
