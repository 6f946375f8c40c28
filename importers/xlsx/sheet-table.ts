/** A sheet as a table of cells: without the empty columns before and between, wherever on the sheet it begins. */
import { type Problem, problem } from '../../shared/problem';
import type { Limits } from '../limits';
import { findHeader } from '../table/find-header';
import type { CellTable } from '../table/read-table';
import type { OpenWorkbook, SheetPart } from './open-workbook';
import { type SheetEnd, type SheetRow, streamSheet } from './stream-sheet';

/** Rows whose form is looked at. */
const HEAD = 300;

export type SheetTable = CellTable & {
  /** Rows above the table whose words stand beside its columns. */
  titleRows: number;
};

/** Undefined: nothing is on the sheet. `missing`: nothing of it could be read. */
export async function openSheetTable(
  book: OpenWorkbook,
  sheet: SheetPart,
  limits: Limits,
  onProgress?: (share: number) => void,
): Promise<SheetTable | 'missing' | undefined> {
  const head: SheetRow[] = [];
  const { end } = await streamSheet(book, sheet, (row) => {
    head.push(row);
    return head.length < HEAD;
  });
  if (head.length === 0) return end === 'done' ? undefined : 'missing';
  const { start, places } = tableColumns(head, limits);
  const aside = head.slice(0, start).filter(({ columns }) => !columns.some((column) => places.has(column))).length;
  return {
    titleRows: aside,
    head: head.map((row) => toCells(row, places)),
    async each(onRow) {
      const read = await streamSheet(book, sheet, (row) => onRow(toCells(row, places), row.row), onProgress);
      return problemsOf(read, sheet, book.archive.file);
    },
    lineAt: (row) => row,
  };
}

function problemsOf({ end, emptyFormulas }: SheetEnd, sheet: SheetPart, file: string): Problem[] {
  const problems: Problem[] = [];
  if (end === 'damaged' || end === 'missing' || end === 'too-large') problems.push(problem('warns', 'xlsx-part-damaged', [], { file, part: sheet.name }));
  if (emptyFormulas > 0) problems.push(problem('warns', 'xlsx-formulas-unsaved', [], { sheet: sheet.name, cells: emptyFormulas }));
  return problems;
}

/** Column of the sheet → column of the table. Only columns that hold something below the title rows belong to it. */
function tableColumns(head: readonly SheetRow[], limits: Limits): { start: number; places: ReadonlyMap<number, number> } {
  const all = placesOf(head, limits);
  const { start } = findHeader(head.map((row) => toCells(row, all)));
  return { start, places: placesOf(head.slice(start), limits) };
}

function placesOf(rows: readonly SheetRow[], limits: Limits): ReadonlyMap<number, number> {
  const used = new Set<number>();
  for (const { columns } of rows) for (const column of columns) used.add(column);
  // One more than allowed is kept, so that too many are noticed.
  const sorted = [...used].sort((a, b) => a - b).slice(0, limits.columns + 1);
  return new Map(sorted.map((column, index) => [column, index]));
}

function toCells({ columns, texts }: SheetRow, places: ReadonlyMap<number, number>): string[] {
  const cells = new Array<string>(places.size).fill('');
  columns.forEach((column, index) => {
    const place = places.get(column);
    if (place !== undefined) cells[place] = texts[index] ?? '';
  });
  return cells;
}
