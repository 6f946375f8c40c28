/** One JSON value a line, read line by line: a file of any length takes the memory of its fields only. */
import { type Problem, problem, type Result } from '../../../shared/problem';
import type { ImportedSource } from '../../../shared/sources/draft';
import type { Detected } from '../../csv/detect-encoding';
import { utf8Chunks } from '../../csv/utf8-chunks';
import { baseName } from '../../names';
import type { ReadContext } from '../../reader';
import { isRecord } from '../value';
import { eventNameOf } from './event-name';
import { addRecord, toSource } from './read-sample';
import { createRecordCollector, type OnRecord, type RecordCollector } from './record-collector';

/** Broken lines that are named one by one. */
const NAMED = 20;
const NEWLINE = 10;

/** Whether the text is lines of JSON: the first one with something in it is a whole record, and another begins below. */
export function isNdjson(head: string): boolean {
  const lines = head.split('\n', 50).filter((line) => line.trim() !== '');
  const [first, second] = lines;
  if (first === undefined || second === undefined || !/^\s*[{[]/.test(second)) return false;
  try {
    const value: unknown = JSON.parse(first);
    return typeof value === 'object' && value !== null;
  } catch {
    // A broken first line among good ones.
    return /^\s*\{.*\}\s*$/.test(first) && lines.slice(1, 4).some(isWhole);
  }
}

export async function readNdjson(file: string, bytes: Uint8Array, detected: Detected, context: ReadContext): Promise<Result<ImportedSource[]>> {
  const { collector, problems } = await collectLines(file, bytes, detected, context);
  const result = toSource(collector, { file, kind: 'json' });
  return { ...result, problems: [...result.problems, ...problems] };
}

/** A collector that was given the records of all lines, and the lines that are none. */
export async function collectLines(
  file: string,
  bytes: Uint8Array,
  detected: Detected,
  { limits, onProgress }: ReadContext,
  onRecord?: OnRecord,
): Promise<{ collector: RecordCollector; problems: Problem[] }> {
  const collector = createRecordCollector(limits, onRecord);
  const name = baseName(file);
  const problems: Problem[] = [];
  let broken = 0;
  let number = 0;

  /** False when no more lines are looked at. */
  const onLine = (line: string): boolean => {
    number += 1;
    if (line.trim() === '') return true;
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      broken += 1;
      if (broken <= NAMED) problems.push(problem('warns', 'json-line-broken', ['rows', number], { line: number }));
      return true;
    }
    for (const record of Array.isArray(value) ? value : [value]) if (isRecord(record) && !addRecord(collector, record, name, eventNameOf(record))) return false;
    return true;
  };
  const onLongLine = (): void => {
    number += 1;
    problems.push(problem('warns', 'json-line-too-long', ['rows', number], { line: number }));
  };

  let rest: Buffer = Buffer.alloc(0);
  let skipping = false;
  let goOn = true;
  let read = 0;
  for (const chunk of utf8Chunks(bytes, detected)) {
    read += chunk.length;
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0 && goOn; end = chunk.indexOf(NEWLINE, start)) {
      const piece = Buffer.from(chunk.buffer, chunk.byteOffset + start, end - start);
      start = end + 1;
      if (skipping) {
        onLongLine();
        skipping = false;
      } else goOn = onLine((rest.length > 0 ? Buffer.concat([rest, piece]) : piece).toString('utf8'));
      rest = Buffer.alloc(0);
    }
    if (!goOn) break;
    if (!skipping) rest = Buffer.concat([rest, chunk.subarray(start)]);
    // A line without end must not be kept for ever.
    if (rest.length > limits.recordBytes) {
      rest = Buffer.alloc(0);
      skipping = true;
    }
    onProgress?.(Math.min(1, read / bytes.length));
    await new Promise((resolve) => setImmediate(resolve));
  }
  if (goOn && skipping) onLongLine();
  else if (goOn && rest.length > 0) onLine(rest.toString('utf8'));
  if (broken > NAMED) problems.push(problem('warns', 'json-lines-broken', [], { lines: broken }));
  return { collector, problems };
}

function isWhole(line: string): boolean {
  try {
    return isRecord(JSON.parse(line));
  } catch {
    return false;
  }
}
