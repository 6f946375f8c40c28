/** Writes the rows of a file as NDJSON, a file for each object. In the worker, so that neither their reading nor their writing holds up the app. */
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { readRows } from '../../importers/read-rows';
import { ok, type Problem, problem } from '../../shared/problem';
import { refuseFile } from '../file-problem';
import { dropLeftovers, LEFTOVER } from './leftover-rows';
import type { Outcome, Work } from './messages';

/** A sample is for looking and trying, not a copy of the client's data. */
const sampleLimits = { rows: 200_000, bytes: 200 * 1024 * 1024 };
const WRITE_AT = 256 * 1024;

type Args = Extract<Work, { kind: 'keep-rows' }>['args'];

/**
 * Replaces what was kept of an object only by something whole; an object without rows keeps what it had. Fails with
 * `rows-not-read` {file}, or as the file system does.
 */
export async function keepRows({ file, objects }: Args, folder: string, limits = sampleLimits): Promise<Outcome['keep-rows']> {
  const outlets = new Map<string, Outlet>();
  try {
    dropLeftovers(folder);
    // Tables of the file by name; two of them may have become one object.
    const targets = new Map<string, { outlet: Outlet; fields: (readonly [string, string])[] }>();
    for (const { name, object, fields } of objects) {
      const outlet = outlets.get(object) ?? createOutlet(folder, object, name, limits);
      outlets.set(object, outlet);
      targets.set(name, { outlet, fields: Object.entries(fields) });
    }
    const read = await readRows(file, (name, row) => {
      const target = targets.get(name);
      target?.outlet.add(target.fields.flatMap(([given, native]) => (row.has(given) ? [[native, row.get(given) ?? '']] : [])));
      return [...outlets.values()].some((outlet) => !outlet.isCut());
    });
    if (!read.ok) return read;
    const problems: Problem[] = [];
    const kept: { object: string; rows: number }[] = [];
    for (const [object, outlet] of outlets) {
      const rows = outlet.finish();
      if (rows > 0) kept.push({ object, rows });
      if (outlet.isCut()) problems.push(problem('informs', 'sample-rows-cut', [], { name: outlet.name, rows }));
    }
    return ok({ kept, problems });
  } catch (error) {
    if (error instanceof Error && 'code' in error) return refuseFile(folder, error);
    throw error;
  } finally {
    for (const outlet of outlets.values()) outlet.abandon();
  }
}

type Outlet = ReturnType<typeof createOutlet>;

function createOutlet(folder: string, object: string, name: string, limits: typeof sampleLimits) {
  const path = join(folder, `${object}.ndjson`);
  const temp = `${path}${LEFTOVER}`;
  let handle: number | undefined;
  let waiting: string[] = [];
  let waitingLength = 0;
  let rows = 0;
  let bytes = 0;
  let cut = false;

  function flush(): void {
    if (waiting.length === 0) return;
    handle ??= openSync(temp, 'wx', 0o600);
    const data = Buffer.from(waiting.join(''));
    for (let at = 0; at < data.length; ) at += writeSync(handle, data, at);
    [waiting, waitingLength] = [[], 0];
  }

  return {
    /** Of the table in the file. */
    name,
    /** More rows came than are kept. */
    isCut: () => cut,
    add(values: string[][]): void {
      if (cut) return;
      // fromEntries makes an own property even of a column called __proto__.
      const line = `${JSON.stringify(Object.fromEntries(values))}\n`;
      const size = Buffer.byteLength(line);
      cut = rows >= limits.rows || bytes + size > limits.bytes;
      if (cut) return;
      rows += 1;
      bytes += size;
      waiting.push(line);
      waitingLength += line.length;
      if (waitingLength >= WRITE_AT) flush();
    },
    /** Puts the rows in their place; answers how many. */
    finish(): number {
      flush();
      if (handle === undefined) return 0;
      fsyncSync(handle);
      closeSync(handle);
      handle = undefined;
      try {
        renameSync(temp, path);
      } catch (error) {
        rmSync(temp, { force: true });
        throw error;
      }
      return rows;
    },
    abandon(): void {
      if (handle === undefined) return;
      closeSync(handle);
      handle = undefined;
      rmSync(temp, { force: true });
    },
  };
}
