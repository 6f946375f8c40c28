import { inferType } from '../infer-type';
import { createColumnProfiler } from '../profile/column-profile';

export type HeaderGuess = {
  /** Index of the first row that belongs to the table; title rows before it are left out. */
  start: number;
  hasHeader: boolean;
};

/**
 * Where the table begins and whether its first row holds names. Reports put a title above ("Customers, March 2026");
 * a row of names has no numbers, dates or addresses in it, doesn't repeat below, and names each column once.
 */
export function findHeader(rows: readonly string[][]): HeaderGuess {
  const width = usualWidth(rows);
  let start = 0;
  // A title row fills a cell or two of a wider table.
  while (start < Math.min(rows.length - 1, 20) && isTitle(rows[start] ?? [], width)) start += 1;
  const below = namesBelow(rows, start);
  if (below !== undefined) return { start: below, hasHeader: true };
  const { names, values } = judge(rows[start] ?? [], rows.slice(start + 1));
  return { start, hasHeader: names >= values };
}

/** Rows looked at below the first for names of every column. */
const NOTES = 6;

/**
 * Under notes, or under titles of several columns each, which leave cells empty: the first row that names every column, over
 * values that are no texts.
 */
function namesBelow(rows: readonly string[][], start: number): number | undefined {
  const width = Math.max(0, ...rows.slice(start, start + 100).map(filledWidth));
  const isFull = (row: readonly string[]) => width >= 3 && filledWidth(row) === width && row.slice(0, width).every((cell) => cell.trim() !== '');
  const [first = '', ...others] = rows[start] ?? [];
  // Programs that number the rows leave the name of the first column empty.
  if (isFull([first.trim() || 'row', ...others])) return undefined;
  const next = rows.slice(start + 1, start + 1 + NOTES).findIndex(isFull);
  if (next < 0) return undefined;
  const at = start + 1 + next;
  const own = judge(rows[start] ?? [], rows.slice(start + 1));
  const { names, values } = judge(rows[at] ?? [], rows.slice(at + 1));
  return values === 0 && names > Math.max(2, own.names - own.values) ? at : undefined;
}

/** Cells up to the last that holds something. */
function filledWidth(row: readonly string[]): number {
  return row.findLastIndex((cell) => cell.trim() !== '') + 1;
}

function usualWidth(rows: readonly string[][]): number {
  const counts = new Map<number, number>();
  for (const row of rows) {
    const filled = row.filter((cell) => cell.trim() !== '').length;
    if (filled > 0) counts.set(row.length, (counts.get(row.length) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? 1;
}

function isTitle(row: readonly string[], width: number): boolean {
  const filled = row.filter((cell) => cell.trim() !== '').length;
  return filled === 0 || (width >= 3 && filled <= Math.floor(width / 3) && row.slice(0, 2).some((cell) => cell.trim() !== ''));
}

/** What speaks for a row of names, and what for a row of values. */
function judge(first: readonly string[], below: readonly string[][]): { names: number; values: number } {
  if (first.every((cell) => cell.trim() === '')) return { names: 0, values: 1 };
  const body = below.filter((row) => row.some((cell) => cell.trim() !== '')).slice(0, 100);
  let names = 0;
  let values = 0;
  const cells = first.slice(0, 200);
  const years = yearsOf(cells);
  cells.forEach((cell, index) => {
    const text = cell.trim();
    if (text === '' || years.has(index)) return;
    const own = typeOf([text], '');
    // A name is not a number, a date or an address …
    if (!['string', 'enum', 'boolean', 'country', 'currency'].includes(own) || /^\d/.test(text)) values += own === 'integer' ? 2 : 3;
    else if (body.length > 0) {
      const column = body.map((row) => row[index] ?? '');
      const under = typeOf(column, text);
      // … stands over values of another kind …
      if (!['string', 'enum'].includes(under)) names += 2;
      // … and is not one of the values.
      if (column.filter((value) => value.trim() === text).length > 0) values += 2;
    }
    if (/^[A-Za-z][A-Za-z0-9]*([_.-][A-Za-z0-9]+|[a-z][A-Z])[A-Za-z0-9_.]*$/.test(text)) names += 1;
  });
  if (new Set(cells.map((cell) => cell.trim())).size < cells.length / 2) values += 1;
  return { names, values };
}

/** Cells that name years side by side, as statistics do: three at least, one after the other. */
function yearsOf(cells: readonly string[]): ReadonlySet<number> {
  const found = new Set<number>();
  const yearAt = (index: number) => (/^(19|20)\d\d$/.test(cells[index]?.trim() ?? '') ? Number(cells[index]) : Number.NaN);
  for (let i = 1; i < cells.length - 1; i++) {
    const step = yearAt(i) - yearAt(i - 1);
    if (Math.abs(step) === 1 && yearAt(i + 1) - yearAt(i) === step) for (const at of [i - 1, i, i + 1]) found.add(at);
  }
  return found;
}

function typeOf(values: readonly string[], name: string): string {
  const profiler = createColumnProfiler();
  for (const value of values) profiler.add(value);
  return inferType(name, profiler.result()).type;
}
