/** A sheet of ours that came back from somebody, as it was read: texts by column key, before anybody compared them with anything. */
import { z } from 'zod';
import { fromCellText, toCellText } from './cell-text';
import type { Language } from './text';

/** Texts by column key; empty cells are left out. */
export const returnedCellsSchema = z.record(z.string(), z.string());
export type ReturnedCells = z.infer<typeof returnedCellsSchema>;

export const returnedSheetSchema = z.object({
  /** Its name in the file. */
  name: z.string(),
  /** Titles by key, as they stand in the file; a column that is not there was deleted. */
  columns: z.record(z.string(), z.string()),
  /** `row` as people count. */
  rows: z.array(z.object({ row: z.number().int(), cells: returnedCellsSchema })),
  /** False when rows beyond those given were not read. */
  complete: z.boolean(),
});
export type ReturnedSheet = z.infer<typeof returnedSheetSchema>;
export type ReturnedRow = ReturnedSheet['rows'][number];

/** A column by one of the titles it can have. `sheet`: which of a workbook's sheets it belongs to. */
export type KnownColumn<Role extends string> = { sheet: Role; key: string; title: string; language: Language };

/** A text as it comes out of a cell again, so that what nobody touched compares as equal. */
export function throughCell(value: unknown): string {
  const text = value === null || value === undefined ? '' : String(value);
  return fromCellText(toCellText(text).text).replace(/\r\n?/g, '\n').trim();
}

/** `Order_x0020_Date` as programs give it back that read the escape of a cell and write none. */
export function withoutEscapes(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** A cell as it was left, as it is here now, and whether either is different from what was written. */
export type CellState = { text: string; now: string; isTouched: boolean; changedHere: boolean };

/** Undefined when the file has no such column: nothing is said about it. */
export function cellState(
  sheet: ReturnedSheet,
  key: string,
  { cells, now, written }: { cells: ReturnedCells; now: ReturnedCells; written: ReturnedCells | undefined },
): CellState | undefined {
  if (!Object.hasOwn(sheet.columns, key)) return undefined;
  const text = cellOf(cells, key);
  const current = cellOf(now, key);
  const before = written ? cellOf(written, key) : current;
  return { text, now: current, isTouched: !isSame(text, before) && !isSame(text, current), changedHere: before !== current };
}

function isSame(text: string, other: string): boolean {
  return text === other || text === withoutEscapes(other).trim();
}

export function cellOf(cells: ReturnedCells, key: string): string {
  return Object.hasOwn(cells, key) ? (cells[key] ?? '') : '';
}

/** What the file calls a column. */
export function titleOf(sheet: ReturnedSheet, key: string): string {
  return (Object.hasOwn(sheet.columns, key) && sheet.columns[key]) || key;
}
