/**
 * Snapshots: copies of an engagement that somebody named, in its own folder beside the file. Unlike backups they are never
 * tidied away, and unlike the engagement they never change.
 */
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { openEngagement, toEngagementText } from '../shared/engagement/open-engagement';
import type { Snapshot } from '../shared/platform';
import { ok, type Result, refuse } from '../shared/problem';
import { type AtomicSteps, sweepTempFiles, writeFileAtomic } from './atomic-file';
import { FILE_NAME } from './engagement-files';
import { isMissing, refuseFile } from './file-problem';
import { readText } from './read-text';
import { parseSnapshotFile, snapshotFile, tidySnapshotName } from './snapshot-name';

/** One of each workshop day for years; beyond it something presses the key by itself. */
const MAX_SNAPSHOTS = 500;

export type SnapshotOptions = { folder: string; now: () => Date; max?: number; steps?: AtomicSteps };
export type Snapshots = ReturnType<typeof createSnapshots>;

/** `folder`: the one that holds the engagements. */
export function createSnapshots({ folder, now, max = MAX_SNAPSHOTS, steps }: SnapshotOptions) {
  const snapshotsOf = (id: string) => join(folder, id, 'snapshots');

  /** Newest first. Foreign files are left out. */
  async function list(id: string): Promise<Result<Snapshot[]>> {
    try {
      return ok(await snapshotsIn(snapshotsOf(id)));
    } catch (error) {
      return refuseFile(snapshotsOf(id), error);
    }
  }

  /**
   * Writes the document as it is now, under this name. Fails with `snapshot-without-name`, `snapshots-full` {max},
   * `engagement-missing` (its folder was removed: a snapshot must not bring half of it back), or the document's problems.
   */
  async function create(document: unknown, name: string): Promise<Result<Snapshot>> {
    const opened = openEngagement(document);
    if (!opened.ok) return opened;
    const tidy = tidySnapshotName(name);
    if (tidy === '') return refuse('snapshot-without-name');
    const { id, revision } = opened.value;
    const target = snapshotsOf(id);
    try {
      await stat(join(folder, id, FILE_NAME));
    } catch (error) {
      return isMissing(error) ? refuse('engagement-missing', { id }) : refuseFile(target, error);
    }
    try {
      await mkdir(target, { recursive: true, mode: 0o700 });
      if ((await snapshotsIn(target)).length >= max) return refuse('snapshots-full', { max });
      const at = now();
      const file = snapshotFile(at, revision, tidy);
      await writeFileAtomic(join(target, file), toEngagementText(opened.value), steps);
      return ok({ file, name: tidy, savedAt: at.toISOString(), revision });
    } catch (error) {
      return refuseFile(target, error);
    }
  }

  /** The document as it lies in the file; the caller opens it. Fails with `snapshot-missing`. */
  async function read(id: string, file: string): Promise<Result<{ document: string }>> {
    const known = parseSnapshotFile(file);
    if (!known) return refuse('snapshot-missing', { name: file.slice(0, 100) });
    const path = join(snapshotsOf(id), file);
    try {
      const text = await readText(path);
      return text.ok ? ok({ document: text.value }) : text;
    } catch (error) {
      return isMissing(error) ? refuse('snapshot-missing', { name: known.name }) : refuseFile(path, error);
    }
  }

  async function remove(id: string, file: string): Promise<Result<Record<string, never>>> {
    const known = parseSnapshotFile(file);
    if (!known) return refuse('snapshot-missing', { name: file.slice(0, 100) });
    const path = join(snapshotsOf(id), file);
    try {
      await rm(path);
      return ok({});
    } catch (error) {
      return isMissing(error) ? refuse('snapshot-missing', { name: known.name }) : refuseFile(path, error);
    }
  }

  /** Once at start: what a program that died was writing. */
  async function sweep(): Promise<void> {
    for (const id of await readdir(folder)) await sweepTempFiles(snapshotsOf(id)).catch(() => []);
  }

  return { list, create, read, remove, sweep };
}

async function snapshotsIn(folder: string): Promise<Snapshot[]> {
  let files: string[] = [];
  try {
    files = await readdir(folder);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  return files
    .map(parseSnapshotFile)
    .filter((snapshot) => snapshot !== undefined)
    .sort((a, b) => (a.savedAt < b.savedAt ? 1 : a.savedAt > b.savedAt ? -1 : b.revision - a.revision));
}
