/** The hidden sheet in which a workbook of ours keeps which column is which, and what was written into it. */

import { type ReturnedCells, throughCell } from '../../shared/returned-sheet';
import { type Language, languageSchema } from '../../shared/text';
import type { Limits } from '../limits';
import type { OpenWorkbook, SheetPart } from './open-workbook';
import { streamSheet } from './stream-sheet';

export type KeptColumn = { key: string; title: string };
export type WorkbookMemory = {
  /** Of the way in which workbooks are written; a later program may write a later one. */
  version: number;
  origin: string | undefined;
  language: Language | undefined;
  writtenAt: string | undefined;
  about: string | undefined;
  /** By sheet, in lower case: its name as it was, and its columns in their first order. */
  sheets: ReadonlyMap<string, { name: string; columns: readonly KeptColumn[] }>;
  /** By sheet, in lower case, its rows as they were written; undefined when the file does not say. */
  written: ReadonlyMap<string, readonly ReturnedCells[]> | undefined;
};

/** The sheets' names by what they hold: `marks` are columns that only one sheet has. */
export function namesByRole<Role extends string>(memory: WorkbookMemory | undefined, marks: Readonly<Record<Role, string>>): Map<Role, string> {
  const names = new Map<Role, string>();
  for (const role of Object.keys(marks) as Role[])
    for (const { name, columns } of memory?.sheets.values() ?? []) if (columns.some(({ key }) => key === marks[role])) names.set(role, name);
  return names;
}

/** Undefined when the sheet is somebody else's. Rows that were damaged are left out. */
export async function readMemory(book: OpenWorkbook, sheet: SheetPart, limits: Limits): Promise<WorkbookMemory | undefined> {
  let first: string[] | undefined;
  const sheets = new Map<string, { name: string; columns: KeptColumn[] }>();
  const rows = new Map<string, unknown[][]>();
  let count = 0;
  await streamSheet(book, sheet, ({ columns: at, texts }) => {
    const cells = ['', '', '', '', '', ''];
    at.forEach((column, index) => {
      if (column < cells.length) cells[column] = texts[index] ?? '';
    });
    if (!first) {
      first = cells;
      return cells[0] === 'masa-workbook';
    }
    const [name = '', , key = '', text = ''] = cells;
    const own = name.toLowerCase();
    if (key !== '') {
      if (!sheets.has(own)) sheets.set(own, { name, columns: [] });
      sheets.get(own)?.columns.push({ key, title: text });
    } else {
      const values = parseRow(text);
      if (!rows.has(own)) rows.set(own, []);
      if (values) rows.get(own)?.push(values);
    }
    count += 1;
    return count < limits.fields * 3;
  });
  if (first?.[0] !== 'masa-workbook') return undefined;
  const [, version, origin = '', language, writtenAt = '', about = ''] = first;
  const parsed = languageSchema.safeParse(language);
  const written = [...sheets].map(([own, { columns }]): [string, ReturnedCells[]] => [
    own,
    (rows.get(own) ?? []).map((values) => Object.fromEntries(columns.map(({ key }, index) => [key, throughCell(values[index])]))),
  ]);
  return {
    version: Number(version) || 1,
    origin: origin || undefined,
    language: parsed.success ? parsed.data : undefined,
    writtenAt: writtenAt || undefined,
    about: about || undefined,
    sheets,
    written: rows.size > 0 ? new Map(written) : undefined,
  };
}

function parseRow(text: string): unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? (value as unknown[]) : undefined;
  } catch {
    return undefined;
  }
}
