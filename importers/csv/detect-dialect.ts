import { parse } from 'csv-parse/sync';
import { limits } from '../limits';

export const delimiters = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];
export type Dialect = {
  delimiter: Delimiter;
  /** The first rows, cut into cells, title rows and empty rows included. */
  rows: string[][];
  /** Lines to leave out before the first row: Excel's `sep=;`. */
  skipLines: number;
};

export const lineEnds = ['\r\n', '\n', '\r'];

/** The cells of as many rows as `text` has whole, at most `most`. Never throws: what can't be read is left out. */
export function readRows(text: string, delimiter: Delimiter, most: number): string[][] {
  const rows: string[][] = [];
  try {
    parse(text, {
      delimiter,
      record_delimiter: lineEnds,
      relax_quotes: true,
      relax_column_count: true,
      max_record_size: limits.recordBytes,
      to: most,
      on_record: (row: string[]) => {
        rows.push(row);
        return null;
      },
    });
  } catch {
    // The last row of a sample is cut; the rows before it are what is wanted.
  }
  return rows;
}

/** The delimiter that cuts most rows into the same number of cells; undefined when none cuts anything. */
export function detectDialect(head: string): Dialect | undefined {
  const said = /^sep=(.)\r?\n/.exec(head);
  const skipLines = said ? 1 : 0;
  const text = said ? head.slice(said[0].length) : head;
  const named = delimiters.find((delimiter) => delimiter === said?.[1]);
  let best: { delimiter: Delimiter; rows: string[][]; score: number } | undefined;
  for (const delimiter of named ? [named] : delimiters) {
    const rows = readRows(text, delimiter, 200);
    const score = evenness(rows);
    if (score > 0 && (!best || score > best.score)) best = { delimiter, rows, score };
  }
  if (named && !best) best = { delimiter: named, rows: readRows(text, named, 200), score: 0 };
  return best && { delimiter: best.delimiter, rows: best.rows, skipLines };
}

/** Share of the rows that have the usual number of cells, a little more for many cells; 0 when rows have one cell only. */
function evenness(rows: string[][]): number {
  const widths = new Map<number, number>();
  let counted = 0;
  for (const row of rows) {
    if (row.every((cell) => cell.trim() === '')) continue;
    counted += 1;
    widths.set(row.length, (widths.get(row.length) ?? 0) + 1);
  }
  const [width, count] = [...widths].filter(([width]) => width > 1).sort(([w, a], [v, b]) => b - a || v - w)[0] ?? [1, 0];
  if (width < 2 || count === 0) return 0;
  return count / counted + Math.min(width, 50) / 500;
}
