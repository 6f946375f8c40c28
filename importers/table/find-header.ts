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
  const first = rows[start] ?? [];
  return { start, hasHeader: looksLikeNames(first, rows.slice(start + 1)) };
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

function looksLikeNames(first: readonly string[], below: readonly string[][]): boolean {
  if (first.every((cell) => cell.trim() === '')) return false;
  const body = below.filter((row) => row.some((cell) => cell.trim() !== '')).slice(0, 100);
  let names = 0;
  let values = 0;
  const cells = first.slice(0, 200);
  cells.forEach((cell, index) => {
    const text = cell.trim();
    if (text === '') return;
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
  return names >= values;
}

function typeOf(values: readonly string[], name: string): string {
  const profiler = createColumnProfiler();
  for (const value of values) profiler.add(value);
  return inferType(name, profiler.result()).type;
}
