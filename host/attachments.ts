/**
 * Files that a consultant keeps as evidence, beside the engagement: `<ulid>/attachments/<id>`, each under an id and never
 * changed. What is known of a file (name, kind, hash) stands in the document; here are only bytes.
 */
import { createHash } from 'node:crypto';
import { copyFile, link, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { attachmentName, mostAttachmentBytes, mostAttachments, mostAttachmentsBytes } from '../shared/checklist/attachment-kind';
import type { Attachment } from '../shared/checklist/schema';
import { ulidSchema } from '../shared/ids';
import type { PlatformContract } from '../shared/platform';
import { ok, type Result, refuse } from '../shared/problem';
import { type AtomicSteps, sweepTempFiles, syncFolder, writeFileAtomic } from './atomic-file';
import { FILE_NAME } from './engagement-files';
import { isMissing, refuseFile } from './file-problem';
import { mediaTypeOf } from './media-type';
import { withPlainFile } from './plain-file';

type Args<K extends keyof PlatformContract> = z.output<PlatformContract[K]['args']>;

/** A file that nothing speaks of stays this long: somebody may have written it into a document that was not saved yet. */
const KEEP_DAYS = 30;
const DAY_MS = 86_400_000;

export type AttachmentOptions = {
  /** The one that holds the engagements. */
  folder: string;
  now: () => Date;
  limits?: { each: number; all: number; count: number };
  steps?: AtomicSteps;
};
export type Attachments = ReturnType<typeof createAttachments>;

export function createAttachments({
  folder,
  now,
  limits = { each: mostAttachmentBytes, all: mostAttachmentsBytes, count: mostAttachments },
  steps,
}: AttachmentOptions) {
  const folderOf = (id: string) => join(folder, id, 'attachments');
  const fileOf = (id: string, attachment: string) => join(folderOf(id), attachment);
  let last: Promise<unknown> = Promise.resolve();

  /** One after the other: two that come together must not both find room for themselves. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = last.then(work);
    last = done.catch(() => {});
    return done;
  }

  /**
   * Keeps the file and says what it is. Fails with `attachment-empty`, `attachment-too-large` {file, limit}, `attachment-kind`
   * {file}, `attachments-full` {limit}, `attachments-too-many` {count}, `attachment-exists`, `engagement-missing`, or as the file system does.
   */
  function add({ id, attachment, file }: Args<'attachments.add'>): Promise<Result<Attachment>> {
    return inTurn(async () => {
      const { name, bytes } = file;
      if (bytes.length === 0) return refuse('attachment-empty', { file: name });
      if (bytes.length > limits.each) return refuse('attachment-too-large', { file: name, limit: megabytes(limits.each) });
      const mediaType = mediaTypeOf(bytes);
      if (!mediaType) return refuse('attachment-kind', { file: name });
      try {
        const ready = await makeFolder(id);
        if (!ready.ok) return ready;
        const kept = await keptIn(folderOf(id));
        if (kept.some((one) => one.id === attachment)) return refuse('attachment-exists', { file: name });
        if (kept.length >= limits.count) return refuse('attachments-too-many', { count: limits.count });
        const size = kept.reduce((sum, one) => sum + one.bytes, 0);
        if (size + bytes.length > limits.all) return refuse('attachments-full', { limit: megabytes(limits.all) });
        await writeFileAtomic(fileOf(id, attachment), bytes, steps);
      } catch (error) {
        return refuseFile(fileOf(id, attachment), error);
      }
      return ok({ id: attachment, name: attachmentName(name, mediaType), mediaType, bytes: bytes.length, sha256: hashOf(bytes) });
    });
  }

  /** The folder of a removed engagement must not come back: its trash could not be restored any more. */
  async function makeFolder(id: string): Promise<Result<null>> {
    try {
      await stat(join(folder, id, FILE_NAME));
    } catch (error) {
      if (isMissing(error)) return refuse('engagement-missing', { id });
      throw error;
    }
    await mkdir(folderOf(id), { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    return ok(null);
  }

  /** Fails with `attachment-missing`, or `attachment-damaged` when it is not what was kept. */
  async function read({ id, attachment, sha256 }: Args<'attachments.read'>): Promise<Result<{ bytes: Uint8Array<ArrayBuffer> }>> {
    const path = fileOf(id, attachment);
    try {
      // Larger than any that is kept: something else lies there under its name.
      const bytes = await withPlainFile(path, async (file, size) => (size > limits.each ? undefined : new Uint8Array(await file.readFile())));
      return bytes && hashOf(bytes) === sha256 ? ok({ bytes }) : refuse('attachment-damaged');
    } catch (error) {
      return isMissing(error) ? refuse('attachment-missing') : refuseFile(path, error);
    }
  }

  /** Puts the files of one engagement beside a copy of it. Those that are not there are left out; `copied` says which came along. */
  function copy({ from, to, attachments }: Args<'attachments.copy'>): Promise<Result<{ copied: string[] }>> {
    return inTurn(async () => {
      const copied: string[] = [];
      if (attachments.length === 0 || from === to) return ok({ copied });
      try {
        const ready = await makeFolder(to);
        if (!ready.ok) return ready;
        for (const attachment of attachments) if (await copyOne(fileOf(from, attachment), fileOf(to, attachment))) copied.push(attachment);
        await syncFolder(folderOf(to));
        return ok({ copied });
      } catch (error) {
        return refuseFile(folderOf(to), error);
      }
    });
  }

  /**
   * Deletes files that no state of the engagement speaks of: not the document (`attachments`), not the file, no backup and no
   * snapshot. Young ones stay. Asked when an engagement is opened, so that no undo can want one back.
   */
  function tidy({ id, attachments }: Args<'attachments.tidy'>): Promise<Result<{ removed: number }>> {
    return inTurn(async () => {
      const wanted = new Set(attachments);
      const oldest = now().getTime() - KEEP_DAYS * DAY_MS;
      try {
        const unused = (await keptIn(folderOf(id))).filter((one) => !wanted.has(one.id) && one.writtenAt < oldest);
        if (unused.length === 0) return ok({ removed: 0 });
        let left = unused.map((one) => one.id);
        for (const path of await statesOf(join(folder, id))) {
          const text = await readFile(path, 'utf8');
          left = left.filter((one) => !text.includes(one));
          if (left.length === 0) break;
        }
        for (const one of left) await rm(fileOf(id, one), { force: true });
        return ok({ removed: left.length });
      } catch (error) {
        // A state that can't be read may speak of any of them.
        return isMissing(error) ? ok({ removed: 0 }) : refuseFile(folderOf(id), error);
      }
    });
  }

  /** Once at start: what a program that died was writing. */
  async function sweep(): Promise<void> {
    for (const id of await readdir(folder)) if (ulidSchema.safeParse(id).success) await sweepTempFiles(folderOf(id)).catch(() => []);
  }

  return { add, read, copy, tidy, sweep };
}

/** Every text beside the attachments that may speak of one: the file itself, backups, snapshots. */
async function statesOf(folder: string): Promise<string[]> {
  const paths: string[] = [];
  for (const inside of ['', 'backups', 'snapshots']) {
    const names = await readdir(join(folder, inside), { withFileTypes: true }).catch((error: unknown) => {
      if (isMissing(error)) return [];
      throw error;
    });
    paths.push(...names.filter((name) => name.isFile()).map((name) => join(folder, inside, name.name)));
  }
  return paths;
}

/** Foreign names are left out. */
async function keptIn(folder: string): Promise<{ id: string; bytes: number; writtenAt: number }[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  const ids = names.filter((name) => ulidSchema.safeParse(name).success);
  return Promise.all(
    ids.map(async (id) => {
      const { size, mtimeMs } = await stat(join(folder, id));
      return { id, bytes: size, writtenAt: mtimeMs };
    }),
  );
}

/** A hard link costs nothing, and the files never change; file systems without links get a copy. */
async function copyOne(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
  } catch (error) {
    if (isMissing(error)) return false;
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return true;
    await copyFile(from, to);
  }
  return true;
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function megabytes(bytes: number): number {
  return Math.floor(bytes / 1024 / 1024);
}
