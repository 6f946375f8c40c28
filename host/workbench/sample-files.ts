/**
 * The sample rows of an engagement, as files: `<object-id>.ndjson` and `events.ndjson` as the app keeps them, or CSVs named
 * like the object (`CUSTOMERS.csv`; `ERP.CUSTOMERS.csv` where two systems have an object of that name).
 */
import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readRows } from '../../importers/read-rows';
import type { Json } from '../../shared/condition/facts';
import type { Engagement } from '../../shared/engagement/schema';
import { type Problem, problem } from '../../shared/problem';
import { MOST_FILE_BYTES } from '../../shared/sources/file-size';
import { sameNameKey } from '../../shared/sources/name-tokens';
import { isMissing } from '../file-problem';
import { EVENTS_FILE } from '../sample-rows';

export type Row = Readonly<Record<string, Json>>;
/** `object`: absent for the events. */
export type SampleFile = { path: string; name: string; object: string | undefined; kind: 'ndjson' | 'csv'; size: number; changed: number };

const CHUNK = 1 << 20;
/** A line longer than this is damage, not a row. */
const LONGEST_LINE = 16 << 20;

/** Files of objects the engagement has, in the order of its sources, events last; none when the folder isn't there. Two files of one object: a problem. */
export function findSampleFiles(folder: string, engagement: Pick<Engagement, 'sources'>): { files: SampleFile[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const byObject = new Map<string, SampleFile>();
  let events: SampleFile | undefined;
  for (const name of namesIn(folder)) {
    const [, base = '', ending = ''] = /^(.*)\.(ndjson|csv)$/i.exec(name) ?? [];
    const kind = ending.toLowerCase() === 'csv' ? 'csv' : 'ndjson';
    const path = join(folder, name);
    if (ending === '') continue;
    const { size, mtimeMs } = statSync(path);
    const file = { path, name, kind, size, changed: mtimeMs } as const;
    if (name === EVENTS_FILE) {
      events = { ...file, object: undefined };
      continue;
    }
    const named = objectsNamed(engagement, base);
    const [object] = named;
    if (object === undefined) problems.push(problem('warns', 'sample-file-unknown', [], { file: name }));
    else if (named.length > 1) problems.push(problem('warns', 'sample-file-ambiguous', [], { file: name, count: named.length }));
    else if (byObject.has(object)) problems.push(problem('warns', 'sample-file-twice', [], { file: name, other: byObject.get(object)?.name ?? '' }));
    else byObject.set(object, { ...file, object });
  }
  const ordered = engagement.sources.flatMap((source) => source.objects.flatMap(({ id }) => byObject.get(id) ?? []));
  return { files: events ? [...ordered, events] : ordered, problems };
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** Ids of the objects a file may mean: by id, by name as written, then whatever the case and separators. */
function objectsNamed(engagement: Pick<Engagement, 'sources'>, base: string): string[] {
  const all = engagement.sources.flatMap((source) => source.objects.map((object) => ({ source, object })));
  const ids = (some: typeof all) => some.map(({ object }) => object.id);
  const tries = [
    all.filter(({ object }) => object.id === base),
    all.filter(({ object }) => object.nativeName === base),
    all.filter(({ object }) => sameNameKey(object.nativeName) === sameNameKey(base)),
    all.filter(({ source, object }) => Object.values(source.name).some((name) => sameNameKey(`${name}.${object.nativeName}`) === sameNameKey(base))),
  ];
  return ids(tries.find((some) => some.length > 0) ?? []);
}

/** Gives the rows in order, counted from 1. A damaged line costs itself; the answer says how many there were. Told is the share read, 0–1. */
export async function readSampleFile(
  file: SampleFile,
  onRow: (row: Row, line: number) => void,
  onShare: (share: number) => void,
): Promise<{ damaged: number }> {
  if (file.kind === 'ndjson') return readLines(file, onRow, onShare);
  let line = 0;
  if (file.size > MOST_FILE_BYTES) return { damaged: 1 };
  await readRows({ name: file.name, bytes: new Uint8Array(await readFile(file.path)) }, (_object, row) => {
    onRow(Object.fromEntries(row), ++line);
    return true;
  });
  onShare(1);
  return { damaged: 0 };
}

function readLines({ path, size }: SampleFile, onRow: (row: Row, line: number) => void, onShare: (share: number) => void): { damaged: number } {
  const handle = openSync(path, 'r');
  let damaged = 0;
  let line = 0;
  let rest = Buffer.alloc(0);
  let isTooLong = false;
  const take = (bytes: Buffer) => {
    line += 1;
    const row = isTooLong ? undefined : parseRow(bytes.toString('utf8'));
    isTooLong = false;
    if (row) onRow(row, line);
    else if (row === undefined) damaged += 1;
  };
  try {
    const buffer = Buffer.alloc(CHUNK);
    for (let at = 0; ; ) {
      const read = readSync(handle, buffer, 0, CHUNK, at);
      if (read === 0) break;
      at += read;
      let from = 0;
      for (let to = buffer.indexOf(10); to >= 0 && to < read; to = buffer.indexOf(10, from)) {
        take(rest.length > 0 ? Buffer.concat([rest, buffer.subarray(from, to)]) : buffer.subarray(from, to));
        rest = Buffer.alloc(0);
        from = to + 1;
      }
      if (rest.length + read - from > LONGEST_LINE) {
        isTooLong = true;
        rest = Buffer.alloc(0);
      } else rest = Buffer.concat([rest, buffer.subarray(from, read)]);
      onShare(size > 0 ? Math.min(1, at / size) : 1);
    }
    // Of a line that was too long nothing may be left.
    if (rest.length > 0 || isTooLong) take(rest);
  } finally {
    closeSync(handle);
  }
  return { damaged };
}

/** Null for an empty line, undefined for damage. */
function parseRow(line: string): Row | null | undefined {
  if (line.trim() === '') return null;
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Row) : undefined;
  } catch {
    // The error's own words quote the line.
    return undefined;
  }
}
