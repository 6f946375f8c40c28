/**
 * Rows of a client's files, beside the engagement they were accepted into: `<ulid>/samples/<object-id>.ndjson`. They hold
 * personal data. Nothing here says a value in a problem, and nothing but these calls reads the folder.
 */
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ulidSchema } from '../shared/ids';
import type { PlatformContract } from '../shared/platform';
import { ok, type Result, refuse } from '../shared/problem';
import { isMissing, refuseFile } from './file-problem';
import { EVENTS_FILE } from './sample-rows';
import { dropLeftovers } from './workbench/leftover-rows';
import type { Outcome } from './workbench/messages';
import type { Workbench } from './workbench/workbench';

type Args<K extends keyof PlatformContract> = z.output<PlatformContract[K]['args']>;

const MOST_ROWS = 200;
/** Read at most, however long the rows are. */
const MOST_BYTES = 8 * 1024 * 1024;
const CHUNK = 64 * 1024;
const ENDING = '.ndjson';

export type Samples = ReturnType<typeof createSamples>;

/** `folder`: that of the engagements. */
export function createSamples({ folder, workbench }: { folder: string; workbench: Pick<Workbench, 'run'> }) {
  const samplesOf = (id: string) => join(folder, id, 'samples');
  let last: Promise<unknown> = Promise.resolve();

  /** Fails with `engagement-missing`, `rows-not-read` {file}, as the file system does, or as the workbench does. One after the other. */
  function keep(args: Args<'samples.keep'>): Promise<Outcome['keep-rows']> {
    const done = last.then(() => keepNow(args));
    last = done.catch(() => {});
    return done;
  }

  async function keepNow(args: Args<'samples.keep'>): Promise<Outcome['keep-rows']> {
    const target = samplesOf(args.id);
    try {
      // The folder of a removed engagement must not come back: its trash could not be restored any more.
      await stat(join(folder, args.id));
      await mkdir(target, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
      });
    } catch (error) {
      return isMissing(error) ? refuse('engagement-missing', { id: args.id }) : refuseFile(target, error);
    }
    const result = await workbench.run({ kind: 'keep-rows', args, folder: target });
    // A worker that was ended leaves half a file with the client's data behind.
    if (!result.ok) dropIn(target);
    return result;
  }

  /** Once at start: what was half written when the program ended. */
  async function sweep(): Promise<void> {
    for (const id of await readdir(folder)) if (ulidSchema.safeParse(id).success) dropIn(samplesOf(id));
  }

  /** Rows that are damaged are left out. */
  async function read({ id, object, limit }: Args<'samples.read'>): Promise<Result<{ rows: Record<string, z.core.util.JSONType>[] }>> {
    const path = fileOf(id, object);
    try {
      return ok({ rows: (await firstLines(path, Math.min(limit, MOST_ROWS))).flatMap(parseRow) });
    } catch (error) {
      return isMissing(error) ? ok({ rows: [] }) : refuseFile(path, error);
    }
  }

  async function remove({ id, object }: Args<'samples.remove'>): Promise<Result<Record<string, never>>> {
    try {
      await rm(fileOf(id, object), { force: true });
      return ok({});
    } catch (error) {
      return refuseFile(fileOf(id, object), error);
    }
  }

  async function tidy({ id, objects }: Args<'samples.tidy'>): Promise<Result<Record<string, never>>> {
    const wanted = new Set([...objects.map((object) => `${object}${ENDING}`), EVENTS_FILE]);
    try {
      for (const name of await readdir(samplesOf(id))) if (name.endsWith(ENDING) && !wanted.has(name)) await rm(join(samplesOf(id), name), { force: true });
      return ok({});
    } catch (error) {
      return isMissing(error) ? ok({}) : refuseFile(samplesOf(id), error);
    }
  }

  const fileOf = (id: string, object: string) => join(samplesOf(id), `${object}${ENDING}`);
  return { folder, keep, read, remove, tidy, sweep };
}

function dropIn(folder: string): void {
  try {
    dropLeftovers(folder);
  } catch {
    // Most engagements have no samples; what can't be deleted now is tried again with the next ones.
  }
}

/** The beginning of the file only, line by line: it may have hundreds of megabytes. */
async function firstLines(path: string, count: number): Promise<string[]> {
  const file = await open(path, 'r');
  try {
    const chunks: Buffer[] = [];
    let lines = 0;
    for (let at = 0; at < MOST_BYTES && lines < count; ) {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(CHUNK), 0, CHUNK, at);
      if (bytesRead === 0) break;
      const chunk = buffer.subarray(0, bytesRead);
      for (const byte of chunk) if (byte === 10) lines += 1;
      chunks.push(chunk);
      at += bytesRead;
    }
    return Buffer.concat(chunks).toString('utf8').split('\n').slice(0, count);
  } finally {
    await file.close();
  }
}

const rowSchema = z.record(z.string(), z.json());

function parseRow(line: string): z.output<typeof rowSchema>[] {
  if (line.trim() === '') return [];
  try {
    const row = rowSchema.safeParse(JSON.parse(line));
    return row.success ? [row.data] : [];
  } catch {
    // The error's own words quote the line.
    return [];
  }
}
