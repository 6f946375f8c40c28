/**
 * The engagements of this install as files: the truth of which a window's own copy is only the working copy. A file that is
 * damaged, foreign or newer than this program is shown with its problem and never touched.
 */
import { copyFile, link, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openEngagement, toEngagementText } from '../shared/engagement/open-engagement';
import { ulidSchema } from '../shared/ids';
import type { EngagementSummary } from '../shared/platform';
import { ok, type Result, refuse } from '../shared/problem';
import { type AtomicSteps, sweepTempFiles, syncFolder, writeFileAtomic } from './atomic-file';
import { type Backup, backupName, backupsToDrop, parseBackupName } from './backups';
import { createFileStates, type FileState, hashOf } from './engagement-file';
import { isMissing, refuseFile } from './file-problem';
import { readText } from './read-text';

export const FILE_NAME = 'engagement.masa.json';
/** Autosave writes every second; a backup of each would push everything of use out of the last ten within a minute. */
const BACKUP_EVERY_MS = 5 * 60_000;
const TRASH_DAYS = 30;

export type Options = { folder: string; trash: string; now: () => Date; backupEveryMs?: number; steps?: AtomicSteps };
export type EngagementFiles = ReturnType<typeof createEngagementFiles>;

export function createEngagementFiles({ folder, trash, now, backupEveryMs = BACKUP_EVERY_MS, steps }: Options) {
  const states = createFileStates();
  const queue = createQueue();
  const folderOf = (id: string) => join(folder, id);
  const fileOf = (id: string) => join(folder, id, FILE_NAME);
  const backupsOf = (id: string) => join(folder, id, 'backups');

  /** Fails when the folder itself can't be read: a drive that was unplugged is not an empty one. */
  async function list(): Promise<Result<EngagementSummary[]>> {
    const summaries: EngagementSummary[] = [];
    let ids: string[];
    try {
      ids = await ulidsIn(folder);
    } catch (error) {
      return refuseFile(folder, error);
    }
    for (const id of ids) {
      const found = await states.look(fileOf(id), id);
      if (found.state === 'missing') continue;
      const [first] = found.state === 'problem' ? found.problems : [];
      summaries.push({ ...found.head, ...(first && { problem: first }) });
    }
    return ok(summaries.sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1)));
  }

  /** The document as it lies in the file; the caller opens it. Fails with `engagement-missing` or the file's problem. */
  async function read(id: string): Promise<Result<{ document: string }>> {
    return readDocument(fileOf(id), 'engagement-missing');
  }

  /**
   * Writes the document, after putting the file it replaces among the backups when the last backup is old enough.
   * Fails with `stale-revision` {file, yours} when the file is newer or differs at the same revision, with the file's own
   * problem when it can't be read (nothing is overwritten unseen), or with the document's problems when it is not valid.
   * `overwrite` goes ahead in the first two cases, always keeping what was there.
   */
  function save(document: unknown, overwrite: boolean): Promise<Result<{ savedAt: string; revision: number }>> {
    const opened = openEngagement(document);
    if (!opened.ok) return Promise.resolve(opened);
    const engagement = opened.value;
    return queue(engagement.id, async () => {
      const { id, revision } = engagement;
      const text = toEngagementText(engagement);
      const present = await states.look(fileOf(id), id);
      if (present.state === 'problem' && !overwrite) return { ok: false, problems: present.problems };
      if (present.state === 'valid') {
        const same = present.head.revision === revision && present.hash === hashOf(text);
        // The answer to the first try may have been lost; writing the same again would be no harm, but no use either.
        if (same) return ok({ savedAt: now().toISOString(), revision });
        if (present.head.revision >= revision && !overwrite) return refuse('stale-revision', { file: present.head.revision, yours: revision });
      }
      try {
        await mkdir(backupsOf(id), { recursive: true, mode: 0o700 });
        await keep(id, present, overwrite);
        await writeFileAtomic(fileOf(id), text, steps);
        await states.written(fileOf(id), engagement, text);
      } catch (error) {
        return refuseFile(fileOf(id), error);
      }
      await dropOldBackups(id);
      return ok({ savedAt: now().toISOString(), revision });
    });
  }

  /** A hard link costs nothing and cannot be half written; file systems without links get a copy. */
  async function keep(id: string, present: FileState, always: boolean): Promise<void> {
    if (present.state === 'missing') return;
    const at = now();
    if (present.state === 'problem') {
      await copyFile(fileOf(id), join(backupsOf(id), `unreadable-${backupName(at, 0)}`));
      return;
    }
    const [newest] = await backupsIn(backupsOf(id));
    // A backup from the future was made while the clock was wrong: waiting for its time would mean years without backups.
    const age = newest ? at.getTime() - Date.parse(newest.savedAt) : backupEveryMs;
    if (!always && age >= 0 && age < backupEveryMs) return;
    const target = join(backupsOf(id), backupName(at, present.head.revision));
    try {
      await link(fileOf(id), target);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return;
      await writeFileAtomic(target, await readFile(fileOf(id)));
    }
    await syncFolder(backupsOf(id));
  }

  /** The document is safe by now: a backup too many is no reason to call its saving a failure. */
  async function dropOldBackups(id: string): Promise<void> {
    const present = await backupsIn(backupsOf(id)).catch(() => []);
    for (const { name } of backupsToDrop(present, now())) await rm(join(backupsOf(id), name), { force: true }).catch(() => {});
  }

  /** Moves the whole folder (backups and samples too) to the trash. */
  function remove(id: string): Promise<Result<Record<string, never>>> {
    return queue(id, async () => {
      try {
        await mkdir(trash, { recursive: true, mode: 0o700 });
        await rename(folderOf(id), join(trash, `${id}~${now().getTime()}`));
        return ok({});
      } catch (error) {
        return isMissing(error) ? refuse('engagement-missing', { id }) : refuseFile(folderOf(id), error);
      }
    });
  }

  /** Brings back what was removed last under this id. Fails with `not-in-trash` or, when there is one again, `engagement-exists`. */
  function restore(id: string): Promise<Result<Record<string, never>>> {
    return queue(id, async () => {
      const removed = (await readdir(trash).catch(() => [])).filter((name) => name.startsWith(`${id}~`)).sort((a, b) => removedAt(b) - removedAt(a));
      const [newest] = removed;
      if (!newest) return refuse('not-in-trash', { id });
      if ((await states.look(fileOf(id), id)).state !== 'missing') return refuse('engagement-exists', { id });
      try {
        // A late autosave may have left an empty folder; rename refuses to replace one that holds anything.
        await rename(join(trash, newest), folderOf(id));
        return ok({});
      } catch (error) {
        return refuseFile(folderOf(id), error);
      }
    });
  }

  async function backups(id: string): Promise<Result<Backup[]>> {
    return ok(await backupsIn(backupsOf(id)));
  }

  /** Only names that `backups` lists: a name with a path in it can't reach another file. */
  async function readBackup(id: string, name: string): Promise<Result<{ document: string }>> {
    if (!parseBackupName(name)) return refuse('backup-missing', { name: name.slice(0, 100) });
    return readDocument(join(backupsOf(id), name), 'backup-missing');
  }

  /** Once at start: temp files of a program that died, and trash nobody asked back for a month. */
  async function sweep(): Promise<void> {
    for (const id of await ulidsIn(folder)) {
      for (const one of [folderOf(id), backupsOf(id)]) await sweepTempFiles(one).catch(() => []);
    }
    for (const name of await readdir(trash)) {
      if (now().getTime() - removedAt(name) > TRASH_DAYS * 86_400_000) await rm(join(trash, name), { recursive: true, force: true });
    }
  }

  return { list, read, save, remove, restore, backups, readBackup, sweep };
}

/** The text as it is: the caller opens it anyway. */
async function readDocument(path: string, whenMissing: string): Promise<Result<{ document: string }>> {
  try {
    const text = await readText(path);
    return text.ok ? ok({ document: text.value }) : text;
  } catch (error) {
    return isMissing(error) ? refuse(whenMissing) : refuseFile(path, error);
  }
}

/** Newest first. */
async function backupsIn(folder: string): Promise<Backup[]> {
  let names: string[] = [];
  try {
    names = await readdir(folder);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  return names
    .map(parseBackupName)
    .filter((backup) => backup !== undefined)
    .sort((a, b) => (a.savedAt < b.savedAt ? 1 : -1));
}

async function ulidsIn(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => ulidSchema.safeParse(name).success);
}

/** Milliseconds since 1970, from the name in the trash. Unknown names count as just removed, so that nothing foreign is swept. */
function removedAt(name: string): number {
  const at = /~(\d+)$/.exec(name)?.[1];
  return at ? Number(at) : Number.MAX_SAFE_INTEGER;
}

/** Work on one engagement happens one after the other; different engagements do not wait for each other. */
function createQueue() {
  const tails = new Map<string, Promise<unknown>>();
  return function enqueue<T>(key: string, work: () => Promise<T>): Promise<T> {
    const next = (tails.get(key) ?? Promise.resolve()).then(work, work);
    const tail = next.catch(() => {});
    tails.set(key, tail);
    void tail.then(() => {
      if (tails.get(key) === tail) tails.delete(key);
    });
    return next;
  };
}
