/**
 * Copies of the store, made while it is written to. With a write-ahead log the store's own file is touched only when the log is
 * folded in: while that is held back the file stands still and can be copied as it is, and nobody waits for a lock.
 */
import { closeSync, fstatSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Backup, type BackupList, backupSchema } from '../../shared/executor/care';
import { ok, type Result, refuse } from '../../shared/problem';
import type { Database } from '../store/driver';
import { holdLog, releaseLog, storeFile } from '../store/open';
import { executorVersion } from '../version';
import { type Copied, copyOpenFile } from './copy-file';
import { refuseTrouble, refuseWithoutRoom } from './file-trouble';
import type { Inspected } from './inspect';
import { moveFile, writeWhole } from './whole-file';

export type Inspect = (path: string) => Inspected | Promise<Inspected>;

export type Backups = {
  /** Refuses `backup-running`, `backup-no-room`, `disk-full`, `backup-failed`, `executor-store-torn` (the store itself is damaged); there is then no trace of it. */
  make(why: Backup['why'], keep: number): Promise<Result<Backup>>;
  /** Reads all of the store, as a copy that is thrown away, and refuses what `make` refuses. */
  check(): Promise<Result<void>>;
  /** What came of the last time all of it was read, since it was opened. */
  checked(): BackupList['checked'];
  /** Ends one that is being made. Before the store is closed. */
  close(): Promise<void>;
};

export const backupFolder = (dataFolder: string) => join(dataFolder, 'backups');
export const backupFile = (dataFolder: string, name: string) => join(backupFolder(dataFolder), `${name}.sqlite`);
const manifestFile = (dataFolder: string, name: string) => join(backupFolder(dataFolder), `${name}.json`);

/** Newest first. What is not whole is not there. */
export function listBackups(dataFolder: string): Backup[] {
  const files = new Set(filesIn(backupFolder(dataFolder)));
  return [...files]
    .filter((file) => file.endsWith('.sqlite') && files.has(file.replace(/sqlite$/, 'json')))
    .sort()
    .reverse()
    .flatMap((file) => readManifest(dataFolder, file.slice(0, -'.sqlite'.length)) ?? []);
}

/** Undefined when there is no such backup, or its description can't be read. */
export function readManifest(dataFolder: string, name: string): Backup | undefined {
  try {
    const known = backupSchema.safeParse(JSON.parse(readFileSync(manifestFile(dataFolder, name), 'utf8')));
    return known.success && known.data.name === name ? known.data : undefined;
  } catch {
    return undefined;
  }
}

export function createBackups({ db, dataFolder, inspect, now }: { db: Database; dataFolder: string; inspect: Inspect; now(): number }): Backups {
  // Kept open until the end: on POSIX systems closing a file gives up all locks this process has on it, the store's too.
  let source: number | undefined;
  let running: Promise<unknown> | undefined;
  let isCut = false;
  let checked: BackupList['checked'];

  /** `keep`: gives the copy its name, when it is whole. */
  const read = async <T>(keep: (name: string, draft: string, found: NonNullable<Inspected> & Copied) => T): Promise<Result<T>> => {
    const name = new Date(now()).toISOString().replaceAll(/[:.]/g, '-');
    const draft = `${backupFile(dataFolder, name)}.tmp`;
    try {
      mkdirSync(backupFolder(dataFolder), { recursive: true, mode: 0o700 });
      tidy(dataFolder);
      source ??= openSync(join(dataFolder, storeFile), 'r');
      holdLog(db);
      const { size } = fstatSync(source);
      const noRoom = refuseWithoutRoom(dataFolder, size);
      if (noRoom) return noRoom;
      const copied = await copyOpenFile(source, size, draft, standAlone, () => isCut);
      releaseLog(db);
      const inspected = await inspect(draft);
      checked = { at: new Date(now()).toISOString(), whole: inspected !== undefined };
      // A copy is what the store is, byte for byte: what is wrong in it is wrong there.
      if (!inspected) return refuse('executor-store-torn', { file: storeFile });
      return ok(keep(name, draft, { ...inspected, ...copied }));
    } catch (error) {
      return refuseTrouble('backup-failed', `${name}.sqlite`, error);
    } finally {
      releaseLog(db);
      tidy(dataFolder);
    }
  };

  const oneAtATime = async <T>(begin: () => Promise<Result<T>>): Promise<Result<T>> => {
    if (running) return refuse('backup-running');
    const reading = begin();
    running = reading;
    try {
      return await reading;
    } finally {
      running = undefined;
    }
  };

  return {
    make: (why, most) =>
      oneAtATime(() =>
        read((name, draft, found) => {
          const backup: Backup = { name, madeAt: new Date(now()).toISOString(), why, version: executorVersion, ...found };
          writeWhole(manifestFile(dataFolder, name), `${JSON.stringify(backup, null, 2)}\n`);
          // With this it is there.
          moveFile(draft, backupFile(dataFolder, name));
          for (const old of listBackups(dataFolder).slice(most)) remove(dataFolder, old.name);
          return backup;
        }),
      ),
    check: () => oneAtATime(() => read(() => undefined)),
    checked: () => checked,
    async close() {
      isCut = true;
      await running;
      if (source !== undefined) closeSync(source);
      source = undefined;
    },
  };
}

/** A copy needs no log beside it: it says of itself that it keeps a journal, and can be read by whoever may only read. */
function standAlone(first: Buffer): void {
  first[18] = 1;
  first[19] = 1;
}

function remove(dataFolder: string, name: string): void {
  rmSync(backupFile(dataFolder, name), { force: true });
  rmSync(manifestFile(dataFolder, name), { force: true });
}

/** What is left of one that was cut short. */
function tidy(dataFolder: string): void {
  const folder = backupFolder(dataFolder);
  const files = new Set(filesIn(folder));
  for (const file of files)
    if (file.endsWith('.tmp') || (file.endsWith('.json') && !files.has(file.replace(/json$/, 'sqlite')))) rmSync(join(folder, file), { force: true });
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
