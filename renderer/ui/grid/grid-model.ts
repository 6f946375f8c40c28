/** Columns, rows and the cursor of a spreadsheet grid. Pure. */
import type { ReactNode } from 'react';

export type GridColumn<R> = {
  id: string;
  title: string;
  /** Pixels. */
  width: number;
  kind: 'text' | 'code' | 'select' | 'check' | 'read';
  /** What is copied, edited and compared. */
  value: (row: R) => string;
  /** What is shown; the value when absent. */
  render?: (row: R) => ReactNode;
  options?: readonly { value: string; label: string }[];
  align?: 'start' | 'center' | 'end';
};

export type GridItem<R> =
  | { kind: 'group'; key: string; label: ReactNode; text: string; count: number; folded: boolean }
  | { kind: 'row'; key: string; row: R; number: number };

export type GridSort = { column: string; descending: boolean };

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/**
 * Rows in the order of a value within their groups; empty values last either way, equal ones in the order they had. `sortKeyOf`
 * gets the row's key, so that the order of the moment it was asked for can be kept while cells are edited.
 */
export function sortItems<R>(items: readonly GridItem<R>[], descending: boolean, sortKeyOf: (key: string) => string): GridItem<R>[] {
  const sorted: GridItem<R>[] = [];
  let group: { item: GridItem<R>; value: string }[] = [];
  const flush = () => {
    group.sort((a, b) => {
      if (a.value === '' || b.value === '') return a.value === b.value ? 0 : a.value === '' ? 1 : -1;
      return collator.compare(a.value, b.value) * (descending ? -1 : 1);
    });
    for (const { item } of group) sorted.push(item);
    group = [];
  };
  for (const item of items) {
    if (item.kind === 'row') group.push({ item, value: sortKeyOf(item.key) });
    else {
      flush();
      sorted.push(item);
    }
  }
  flush();
  return sorted;
}

/** The order after a click on a column's title: up, down, as it was. */
export function nextSort(sort: GridSort | undefined, column: string): GridSort | undefined {
  if (sort?.column !== column) return { column, descending: false };
  return sort.descending ? undefined : { column, descending: true };
}

export type GridEdit<R> = { row: R; column: string; value: string };

/** Item index and column index. */
export type Cell = { item: number; column: number };
/** `anchor` is where a range began; `cell` where the cursor is. */
export type Selection = { cell: Cell; anchor: Cell };

export type Range = { top: number; bottom: number; first: number; last: number };

export function rangeOf({ cell, anchor }: Selection): Range {
  return {
    top: Math.min(cell.item, anchor.item),
    bottom: Math.max(cell.item, anchor.item),
    first: Math.min(cell.column, anchor.column),
    last: Math.max(cell.column, anchor.column),
  };
}

export function rowsIn<R>(items: readonly GridItem<R>[], range: Range): R[] {
  return items.slice(range.top, range.bottom + 1).flatMap((item) => (item.kind === 'row' ? [item.row] : []));
}

/** The next data row from `from` in `step` direction, skipping group lines; `from` itself when there is none. */
export function nextRow<R>(items: readonly GridItem<R>[], from: number, step: number): number {
  const direction = Math.sign(step);
  let left = Math.abs(step);
  let found = from;
  for (let i = from + direction; i >= 0 && i < items.length && left > 0; i += direction) {
    if (items[i]?.kind === 'row') {
      found = i;
      left--;
    }
  }
  return found;
}

/** Tab-separated text as spreadsheets write it: cells with tabs, breaks or quotes are quoted. */
export function toClipboard(cells: readonly (readonly string[])[]): string {
  return cells.map((line) => line.map((cell) => (/[\t\n\r"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join('\t')).join('\n');
}

export function fromClipboard(text: string): string[][] {
  const lines: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const source = text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  for (let i = 0; i < source.length; i++) {
    const char = source[i];
    if (quoted) {
      if (char !== '"') cell += char;
      else if (source[i + 1] === '"') {
        cell += '"';
        i++;
      } else quoted = false;
    } else if (char === '"' && cell === '') quoted = true;
    else if (char === '\t' || char === '\n') {
      lines.at(-1)?.push(cell);
      cell = '';
      if (char === '\n') lines.push([]);
    } else cell += char;
  }
  lines.at(-1)?.push(cell);
  return lines;
}

/**
 * A block pasted at the range's corner. A single value fills the whole range; a larger block keeps its shape and stops at
 * the last row and column. Read-only columns are skipped.
 */
export function pasteEdits<R>(items: readonly GridItem<R>[], columns: readonly GridColumn<R>[], range: Range, block: string[][]): GridEdit<R>[] {
  const edits: GridEdit<R>[] = [];
  const single = block.length === 1 && block[0]?.length === 1 ? (block[0][0] ?? '') : undefined;
  const lines = single === undefined ? block.length : rowsIn(items, range).length;
  let line = 0;
  for (let i = range.top; i < items.length && line < lines; i++) {
    const item = items[i];
    if (item?.kind !== 'row') continue;
    const values = block[line];
    const width = single === undefined ? (values?.length ?? 0) : range.last - range.first + 1;
    for (let c = 0; c < width; c++) {
      const column = columns[range.first + c];
      if (column && column.kind !== 'read') edits.push({ row: item.row, column: column.id, value: single ?? values?.[c] ?? '' });
    }
    line++;
  }
  return edits;
}

/** The first line of the range repeated below it. */
export function fillDownEdits<R>(items: readonly GridItem<R>[], columns: readonly GridColumn<R>[], range: Range): GridEdit<R>[] {
  const [first, ...rest] = rowsIn(items, range);
  if (!first) return [];
  const filled = columns.slice(range.first, range.last + 1).filter((column) => column.kind !== 'read');
  return rest.flatMap((row) => filled.map((column) => ({ row, column: column.id, value: column.value(first) })));
}
