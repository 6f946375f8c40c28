/**
 * Going back to a backup. What will be the store is made whole beside the present one; giving it the name `next-….sqlite` decides.
 * From then on the exchange is finished by whoever has the folder, at once or after a crash: the present store is moved away,
 * companions first, then the next one takes its name. At every moment there is the old store or the new one.
 */
import { closeSync, existsSync, fstatSync, mkdirSync, openSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Backup, backupNameSchema } from '../../shared/executor/care';
import { ok, type Result, refuse } from '../../shared/problem';
import { openDatabase } from '../store/driver';
import { migrations } from '../store/migrations';
import { storeFile } from '../store/open';
import { backupFile, type Inspect, readManifest } from './backups';
import { copyOpenFile } from './copy-file';
import { refuseTrouble, refuseWithoutRoom } from './file-trouble';
import { noteRestored } from './restored';
import { moveFile } from './whole-file';

const nextName = /^next-(.+)\.sqlite$/;
const companions = ['-wal', '-shm', '-journal'];

type At = { dataFolder: string; now(): number };

/**
 * Makes the next store out of a backup and decides for it. Refuses, with nothing changed, `backup-missing`, `backup-newer`, `backup-damaged`,
 * `sandbox-mismatch`, `backup-no-room`, `disk-full`, `restore-failed`.
 */
export async function prepareRestore({ dataFolder, now }: At, name: string, mode: Backup['mode'], inspect: Inspect): Promise<Result<Backup>> {
  const backup = backupNameSchema.safeParse(name).success ? readManifest(dataFolder, name) : undefined;
  if (!backup || !existsSync(backupFile(dataFolder, name))) return refuse('backup-missing', { name });
  if (backup.format > migrations.length) return refuse('backup-newer', { name, version: backup.format, known: migrations.length });
  if (backup.mode !== mode) return refuse('sandbox-mismatch', { known: backup.mode });
  const noRoom = refuseWithoutRoom(dataFolder, backup.bytes);
  if (noRoom) return noRoom;
  const draft = join(dataFolder, 'next.tmp');
  let source: number | undefined;
  try {
    source = openSync(backupFile(dataFolder, name), 'r');
    const copied = await copyOpenFile(
      source,
      fstatSync(source).size,
      draft,
      () => {},
      () => false,
    );
    if (copied.sha256 !== backup.sha256) return refuse('backup-damaged', { name });
    const inspected = await inspect(draft);
    if (!inspected || inspected.format !== backup.format || inspected.mode !== backup.mode) return refuse('backup-damaged', { name });
    const db = openDatabase(draft);
    try {
      noteRestored(db, { backup: name, at: now() });
    } finally {
      db.close();
    }
    decide(dataFolder, draft, now());
    return ok(backup);
  } catch (error) {
    return refuseTrouble('restore-failed', storeFile, error);
  } finally {
    if (source !== undefined) closeSync(source);
    rmSync(draft, { force: true });
  }
}

/** Decides for an empty store. Refuses `disk-full`, `restore-failed`. */
export function prepareEmpty({ dataFolder, now }: At): Result<void> {
  try {
    const draft = join(dataFolder, 'next.tmp');
    writeFileSync(draft, '', { mode: 0o600 });
    decide(dataFolder, draft, now());
    return ok(undefined);
  } catch (error) {
    return refuseTrouble('restore-failed', storeFile, error);
  }
}

function decide(dataFolder: string, draft: string, now: number): void {
  moveFile(draft, join(dataFolder, `next-${new Date(now).toISOString().replaceAll(/[:.]/g, '-')}.sqlite`));
}

/**
 * Finishes what was decided, if anything was; only whoever has the folder's lock may. Refuses `disk-full`, `restore-failed`; the next
 * try goes on from there.
 */
export function finishExchange(dataFolder: string): Result<void> {
  try {
    for (const next of readdirSync(dataFolder).sort()) {
      const at = nextName.exec(next)?.[1];
      if (at !== undefined) exchange(dataFolder, next, join(dataFolder, 'set-aside', at));
    }
    return ok(undefined);
  } catch (error) {
    return refuseTrouble('restore-failed', storeFile, error);
  }
}

function exchange(dataFolder: string, next: string, aside: string): void {
  mkdirSync(aside, { recursive: true, mode: 0o700 });
  // A log that stays behind would be read as the next store's own.
  for (const file of [...companions.map((end) => `${storeFile}${end}`), storeFile])
    if (existsSync(join(dataFolder, file))) moveFile(join(dataFolder, file), join(aside, file));
  moveFile(join(dataFolder, next), join(dataFolder, storeFile));
}
