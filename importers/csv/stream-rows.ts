import { CsvError, Parser } from 'csv-parse';
import { type Problem, problem } from '../../shared/problem';
import type { Limits } from '../limits';
import type { OnRow } from '../table/read-table';
import { type Delimiter, lineEnds } from './detect-dialect';
import type { Detected } from './detect-encoding';
import { createLineFinder } from './line-finder';
import { utf8Chunks } from './utf8-chunks';

/** A quote left open over so many lines was a stray sign, not the end of a cut file. */
const STRAY_LINES = 20;

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
  const lineAt = createLineFinder(bytes, detected);
  let from = 0;
  for (let skip = skipLines; skip > 0; skip--) from = nextLine(bytes, detected, from) ?? from;
  for (let restart = 0; ; restart++) {
    const stopped = await readFrom(bytes, detected, delimiter, from, limits, onRow, onProgress);
    if (!stopped) return problems;
    const line = lineAt(stopped.record);
    problems.push(problem('warns', 'csv-quote-open', ['rows', line], { line }));
    const stray = stopped.tooLong || lineAt(stopped.end) - line > STRAY_LINES;
    const next = stray && restart < limits.restarts ? nextLine(bytes, detected, stopped.record) : undefined;
    if (next === undefined) return problems;
    from = next;
  }
}

/** Offsets of the broken record and of where the parser gave up. */
type Stopped = { record: number; end: number; tooLong: boolean };

async function readFrom(
  bytes: Uint8Array,
  detected: Detected,
  delimiter: Delimiter,
  from: number,
  limits: Limits,
  onRow: OnRow,
  onProgress: ((share: number) => void) | undefined,
): Promise<Stopped | undefined> {
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
    if (!goOn || parser.destroyed) break;
    written += chunk.length;
    // Parsing is done when write returns; the pause lets an error or a cancelling caller be heard.
    parser.write(chunk);
    onProgress?.(Math.min(1, written / bytes.length));
    await new Promise((resolve) => setImmediate(resolve));
  }
  if (!goOn) parser.destroy();
  else if (!parser.destroyed) parser.end();
  const error = await failure;
  return error && { record, end: written, tooLong: error.code === 'CSV_MAX_RECORD_SIZE' };
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
