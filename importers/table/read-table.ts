/** A table of cells, whatever it came in: rows of data under a header, or a list of fields. */
import { failed, ok, type Problem, problem, type Result, refuse } from '../../shared/problem';
import type { ObjectDraft } from '../../shared/sources/draft';
import type { Limits } from '../limits';
import { type FieldListColumns, recogniseFieldList, toListedObjects } from './field-list';
import { findHeader } from './find-header';
import { toColumnNames } from './header-names';
import { createTableProfiler } from './table-profiler';
import { isTotalRow } from './total-row';

/** Return false to stop. `place`: where the row is, in the measure of the table's `lineAt`. */
export type OnRow = (row: string[], place: number) => boolean;

export type CellTable = {
  /** The first rows, at most some hundreds, title rows and empty rows included. */
  head: readonly string[][];
  /** Gives every row in turn, from the first. Resolves to what could not be read. */
  each(onRow: OnRow): Promise<Problem[]>;
  /** Line or row of a place as a person counts, from 1. Quick when asked in ascending order. */
  lineAt(place: number): number;
};

/** Rows with a wrong number of cells: how many, and where the first is. */
type OddRows = { count: number; place: number };

/**
 * The objects of a table called `name`: one with its columns, or those that a field list names.
 * Fails with `file-empty`, `too-many-columns` or `no-fields`.
 */
export async function readTable(table: CellTable, { name, file, limits }: { name: string; file: string; limits: Limits }): Promise<Result<ObjectDraft[]>> {
  const { head } = table;
  if (head.every(isEmpty)) return refuse('file-empty', { file });
  const widest = Math.max(...head.map((row) => row.length));
  if (widest > limits.columns) return refuse('too-many-columns', { file, columns: widest, limit: limits.columns });

  const { start, hasHeader, names: first } = headerOf(head);
  const problems: Problem[] = [];
  if (start > 0 && head.slice(0, start).some((row) => row.some((cell) => cell.trim() !== '')))
    problems.push(problem('informs', 'title-rows-skipped', [], { rows: start }));
  const list = hasHeader ? recogniseFieldList(first, head.slice(start + 1)) : undefined;
  const read = list
    ? await readFieldList(table, start + 1, list, { name, file, limits })
    : await readRows(table, { start, hasHeader, first, widest }, { name, file, limits });
  return { ...read, problems: [...problems, ...read.problems] };
}

type Context = { name: string; file: string; limits: Limits };

async function readFieldList(table: CellTable, start: number, columns: FieldListColumns, { name, file, limits }: Context): Promise<Result<ObjectDraft[]>> {
  const rows: string[][] = [];
  const places: number[] = [];
  const problems = await table.each(
    skipping(start, (row, place) => {
      rows.push(row);
      places.push(place);
      return rows.length < limits.fields;
    }),
  );
  if (rows.length >= limits.fields) problems.push(problem('warns', 'rows-not-all-read', [], { rows: limits.fields }));
  const listed = toListedObjects(rows, places.map(table.lineAt), columns, name);
  problems.push(...listed.problems);
  if (listed.objects.length === 0) return failed(problem('blocks', 'no-fields', [], { file }), ...problems);
  return ok(
    listed.objects.map((object) => ({ ...object, types: 'stated' })),
    problems,
  );
}

async function readRows(
  table: CellTable,
  { start, hasHeader, first, widest }: { start: number; hasHeader: boolean; first: readonly string[]; widest: number },
  { name, file, limits }: Context,
): Promise<Result<ObjectDraft[]>> {
  const { names, width, problems } = columnsOf(table.head, { hasHeader, first, widest });
  if (!hasHeader) problems.push(problem('warns', 'header-missing', [], { columns: width }));

  const profiler = createTableProfiler(names);
  const rowLimit = Math.max(100, Math.min(limits.rows, Math.floor(limits.cells / width)));
  let cut = false;
  const short: OddRows = { count: 0, place: 0 };
  const long: OddRows = { count: 0, place: 0 };
  const { problems: broken, total } = await eachDataRow(table, hasHeader ? start + 1 : start, (row, place) => {
    if (profiler.rows() >= rowLimit) {
      cut = true;
      return false;
    }
    if (row.length < width) note(short, place);
    else if (row.length > width && !isEmpty(row.slice(width))) note(long, place);
    profiler.add(row, place);
    return true;
  });
  problems.push(...broken);
  for (const [code, odd] of [['rows-too-short', short] as const, ['rows-too-long', long] as const]) {
    if (odd.count === 0) continue;
    const line = table.lineAt(odd.place);
    problems.push(problem('warns', code, ['rows', line], { rows: odd.count, line, columns: width }));
  }
  if (total !== undefined) {
    const line = table.lineAt(total);
    problems.push(problem('warns', 'total-row-left-out', ['rows', line], { line }));
  }
  const rows = profiler.rows();
  if (cut) problems.push(problem('informs', 'rows-not-all-read', [], { rows }));
  if (rows === 0) problems.push(problem('informs', 'no-rows', [], { file }));
  const drafts = profiler.result({ named: hasHeader, lineAt: table.lineAt });
  return ok([{ name, types: 'inferred', rows, fields: drafts.fields }], [...problems, ...drafts.problems]);
}

/**
 * Gives the data rows of the same table by the names that `readTable` gives its columns; nothing when it is a list of fields
 * or no table. Cells without a value are left out. Return false to stop.
 */
export async function eachNamedRow(table: CellTable, limits: Limits, onRow: (row: Map<string, string>) => boolean): Promise<void> {
  const { head } = table;
  if (head.every(isEmpty)) return;
  const widest = Math.max(...head.map((row) => row.length));
  const { start, hasHeader, names: first } = headerOf(head);
  if (widest > limits.columns || (hasHeader && recogniseFieldList(first, head.slice(start + 1)))) return;
  const { names } = columnsOf(head, { hasHeader, first, widest });
  await eachDataRow(table, hasHeader ? start + 1 : start, (cells) => {
    const row = new Map<string, string>();
    names.forEach((name, index) => {
      const cell = cells[index];
      if (cell !== undefined && cell.trim() !== '') row.set(name, cell);
    });
    return onRow(row);
  });
}

/**
 * Gives the rows under the first `skip` that hold anything. A row of totals at the end is none of them; `total` is its place.
 * What stands alone is no total: there is nothing above it.
 */
async function eachDataRow(table: CellTable, skip: number, onRow: OnRow): Promise<{ problems: Problem[]; total: number | undefined }> {
  // Each row waits for the next one: only then is it known not to be the last.
  let waiting: { row: string[]; place: number } | undefined;
  let given = 0;
  let goesOn = true;
  const give = () => {
    if (!waiting || !goesOn) return;
    given += 1;
    goesOn = onRow(waiting.row, waiting.place);
  };
  const problems = await table.each(
    skipping(skip, (row, place) => {
      if (isEmpty(row)) return goesOn;
      give();
      waiting = { row, place };
      return goesOn;
    }),
  );
  if (goesOn && waiting && given > 1 && isTotalRow(waiting.row)) return { problems, total: waiting.place };
  give();
  return { problems, total: undefined };
}

/** Where the table begins, and its first row; with an empty name in front where the rows have a name of their own that no header names, as R writes them. */
function headerOf(head: readonly string[][]): { start: number; hasHeader: boolean; names: readonly string[] } {
  const { start, hasHeader } = findHeader(head);
  const names = head[start] ?? [];
  const body = head.slice(start + 1).filter((row) => !isEmpty(row));
  const areNamed =
    hasHeader &&
    body.length > 1 &&
    body.every((row) => row.length === names.length + 1 && row[0]?.trim() !== '') &&
    body.some((row) => row.at(-1)?.trim() !== '') &&
    new Set(body.map((row) => row[0])).size === body.length;
  return { start, hasHeader, names: areNamed ? ['', ...names] : names };
}

function columnsOf(
  head: readonly string[][],
  { hasHeader, first, widest }: { hasHeader: boolean; first: readonly string[]; widest: number },
): { names: string[]; width: number; problems: Problem[] } {
  const width = hasHeader ? trimmedWidth(first, head) : widest;
  return { width, ...toColumnNames(hasHeader ? first.slice(0, width) : Array.from({ length: width }, (_, i) => `column_${i + 1}`)) };
}

/** Leaves out the first `count` rows: titles and the header. */
function skipping(count: number, onRow: OnRow): OnRow {
  let seen = 0;
  return (row, place) => {
    seen += 1;
    return seen <= count ? true : onRow(row, place);
  };
}

/** Without the empty columns that a delimiter at the end of each line makes. */
function trimmedWidth(header: readonly string[], rows: readonly string[][]): number {
  let width = header.length;
  while (width > 1 && (header[width - 1] ?? '').trim() === '' && rows.every((row) => (row[width - 1] ?? '').trim() === '')) width -= 1;
  return width;
}

function isEmpty(row: readonly string[]): boolean {
  return row.every((cell) => cell === '' || cell.trim() === '');
}

function note(odd: OddRows, place: number): void {
  odd.count += 1;
  if (odd.count === 1) odd.place = place;
}
