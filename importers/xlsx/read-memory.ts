/** The hidden sheet in which a workbook of ours keeps which column is which, and what was written into it. */

import { type FieldMapSheet, fieldMapSheets, type ReturnedCells, type ReturnedFieldMap, throughCell } from '../../shared/sources/field-map-return';
import { type Language, languageSchema } from '../../shared/text';
import type { Limits } from '../limits';
import type { OpenWorkbook, SheetPart } from './open-workbook';
import { streamSheet } from './stream-sheet';

export type KeptColumn = { key: string; title: string };
export type WorkbookMemory = {
  origin: string | undefined;
  language: Language | undefined;
  writtenAt: string | undefined;
  /** By sheet, in lower case: its columns in their first order. */
  columns: ReadonlyMap<string, readonly KeptColumn[]>;
  /** What the sheets were called. */
  names: ReadonlyMap<FieldMapSheet, string>;
  written: ReturnedFieldMap['written'];
};

/** Undefined when the sheet is somebody else's. Rows that were damaged are left out. */
export async function readMemory(book: OpenWorkbook, sheet: SheetPart, limits: Limits): Promise<WorkbookMemory | undefined> {
  let first: string[] | undefined;
  const columns = new Map<string, KeptColumn[]>();
  const names = new Map<FieldMapSheet, string>();
  const rows = new Map<string, unknown[][]>();
  let count = 0;
  await streamSheet(book, sheet, ({ columns: at, texts }) => {
    const cells = ['', '', '', '', ''];
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
      if (!columns.has(own)) columns.set(own, []);
      columns.get(own)?.push({ key, title: text });
      const role = roleOf(key);
      if (role) names.set(role, name);
    } else {
      const values = parseRow(text);
      if (!rows.has(own)) rows.set(own, []);
      if (values) rows.get(own)?.push(values);
    }
    count += 1;
    return count < limits.fields * 3;
  });
  if (first?.[0] !== 'masa-workbook') return undefined;
  const [, , origin = '', language, writtenAt = ''] = first;
  const parsed = languageSchema.safeParse(language);
  const written = (role: FieldMapSheet): ReturnedCells[] => {
    const name = names.get(role)?.toLowerCase() ?? '';
    const keys = columns.get(name) ?? [];
    return (rows.get(name) ?? []).map((values) => Object.fromEntries(keys.map(({ key }, index) => [key, throughCell(values[index])])));
  };
  return {
    origin: origin || undefined,
    language: parsed.success ? parsed.data : undefined,
    writtenAt: writtenAt || undefined,
    columns,
    names,
    ...(rows.size > 0 ? { written: { fields: written('fields'), record: written('record'), questions: written('questions') } } : { written: undefined }),
  };
}

/** The column that only one sheet has. */
const marks: Readonly<Record<FieldMapSheet, string>> = { fields: 'nativeName', record: 'survivorship', questions: 'question' };

function roleOf(key: string): FieldMapSheet | undefined {
  return fieldMapSheets.find((role) => marks[role] === key);
}

function parseRow(text: string): unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? (value as unknown[]) : undefined;
  } catch {
    return undefined;
  }
}
