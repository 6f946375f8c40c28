import { CsvError, Parser } from 'csv-parse';
import { type Problem, problem } from '../../shared/problem';
import type { Limits } from '../limits';
import type { OnRow } from '../table/read-table';
import { type Delimiter, lineEnds } from './detect-dialect';
import type { Detected } from './detect-encoding';
import { createLineFinder } from './line-finder';
import { INCOMPLETE, ODD, scanRecord } from './scan-record';
import { utf8Chunks } from './utf8-chunks';

/** A quote left open over so many lines was a stray sign, not the end of a cut file. */
const STRAY_LINES = 20;

/** What reading from a place needs to know. */
type Reading = {
  bytes: Uint8Array;
  detected: Detected;
  delimiter: Delimiter;
  limits: Limits;
  onRow: OnRow;
  onProgress: ((share: number) => void) | undefined;
};
/** Offsets of the broken record and of where the parser gave up. */
type Stopped = { record: number; end: number; tooLong: boolean };

/**
 * Gives every row of the file in turn, in bounded memory; a row's place is where it begins, in UTF-8 after the byte order
 * mark (see `createLineFinder`). `onProgress` hears the share of the file that is read. A quote that is never closed costs the record it stands in:
 * in the middle of a file reading goes on with the next line, at the end (half a file) it stops there.
 */
export async function streamRows(
  bytes: Uint8Array,
  detected: Detected,
  delimiter: Delimiter,
  skipLines: number,
  limits: Limits,
  onRow: OnRow,
  onProgress?: (share: number) => void,
): Promise<Problem[]> {
  const problems: Problem[] = [];
  const reading: Reading = { bytes, detected, delimiter, limits, onRow, onProgress };
  const lineAt = createLineFinder(bytes, detected);
  let from = 0;
  for (let skip = skipLines; skip > 0; skip--) from = nextLine(bytes, detected, from) ?? from;
  for (let restarts = 0; ; ) {
    const odd = await readWellFormed(reading, from);
    if (odd === undefined) return problems;
    const stopped = await readCarefully(reading, odd);
    if (stopped === undefined) return problems;
    if (typeof stopped === 'number') {
      from = stopped;
      continue;
    }
    const line = lineAt(stopped.record);
    problems.push(problem('warns', 'csv-quote-open', ['rows', line], { line }));
    const stray = stopped.tooLong || lineAt(stopped.end) - line > STRAY_LINES;
    const next = stray && restarts++ < limits.restarts ? nextLine(bytes, detected, stopped.record) : undefined;
    if (next === undefined) return problems;
    from = next;
  }
}

/** Reads until the end or until nobody wants more; else answers where the first record begins that needs a careful look. */
async function readWellFormed({ bytes, detected, delimiter, limits, onRow, onProgress }: Reading, from: number): Promise<number | undefined> {
  const sign = delimiter.charCodeAt(0);
  const chunks = utf8Chunks(bytes, detected, from);
  let start = from;
  let left: Buffer = Buffer.alloc(0);
  let ahead = chunks.next();
  do {
    const { value } = ahead;
    ahead = chunks.next();
    const piece = value === undefined ? left : joined(left, value);
    let at = 0;
    while (at < piece.length) {
      const row: string[] = [];
      const next = scanRecord(piece, at, sign, ahead.done === true, row);
      if (next === ODD || (next === INCOMPLETE ? piece.length : next) - at > limits.recordBytes) return start + at;
      if (next === INCOMPLETE) break;
      if (!onRow(row, start + at)) return undefined;
      at = next;
    }
    start += at;
    left = piece.subarray(at);
    onProgress?.(Math.min(1, (start + left.length) / bytes.length));
    // Lets a cancelling caller be heard.
    await new Promise((resolve) => setImmediate(resolve));
  } while (!ahead.done);
  return undefined;
}

/** Chunks of a UTF-8 file lie beside each other in memory; those that were decoded are copied together. */
function joined(left: Buffer, next: Uint8Array): Buffer {
  if (left.length === 0) return Buffer.from(next.buffer, next.byteOffset, next.length);
  const adjacent = left.buffer === next.buffer && left.byteOffset + left.length === next.byteOffset;
  return adjacent ? Buffer.from(next.buffer, left.byteOffset, left.length + next.length) : Buffer.concat([left, next]);
}

/**
 * Reads the records at `from` with the parser that takes stray quotes as they come. Answers where the plain records may go
 * on, undefined at the end or when nobody wants more, or where it had to stop.
 */
async function readCarefully({ bytes, detected, delimiter, limits, onRow, onProgress }: Reading, from: number): Promise<Stopped | number | undefined> {
  let goOn = true;
  let record = from;
  let written = from;
  const parser = new Parser({
    delimiter,
    record_delimiter: lineEnds,
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: limits.recordBytes,
    on_record: (row: string[], info) => {
      if (goOn) goOn = onRow(row, record);
      record = from + info.bytes_records;
      return null;
    },
  });
  const failure = new Promise<CsvError | undefined>((resolve, reject) => {
    parser.once('end', () => resolve(undefined));
    parser.once('close', () => resolve(undefined));
    parser.once('error', (error) => (error instanceof CsvError ? resolve(error) : reject(error)));
  });
  parser.resume();
  for (const chunk of utf8Chunks(bytes, detected, from)) {
    if (!goOn || parser.destroyed || record > from) break;
    written += chunk.length;
    // Parsing is done when write returns; the pause lets an error or a cancelling caller be heard.
    parser.write(chunk);
    onProgress?.(Math.min(1, written / bytes.length));
    await new Promise((resolve) => setImmediate(resolve));
  }
  const passed = record > from && !parser.destroyed;
  if (!goOn || passed) parser.destroy();
  else if (!parser.destroyed) parser.end();
  const error = await failure;
  if (error) return { record, end: written, tooLong: error.code === 'CSV_MAX_RECORD_SIZE' };
  return goOn && passed ? record : undefined;
}

/** Offset of the line after the one at `from`. */
function nextLine(bytes: Uint8Array, detected: Detected, from: number): number | undefined {
  let at = from;
  for (const chunk of utf8Chunks(bytes, detected, from)) {
    const end = chunk.indexOf(10);
    if (end >= 0) return at + end + 1;
    at += chunk.length;
  }
  return undefined;
}
