/** Field maps as they come back, without the way through a file. Pure, so that every folder's tests may use it. */

import type { Engagement } from '../engagement/schema';
import { createAllWords } from '../i18n/all-words';
import { type ReturnedCells, throughCell } from '../returned-sheet';
import type { Language } from '../text';
import { type FieldMapSheet, fieldMapSheets, type ReturnedFieldMap } from './field-map-return';
import { fieldMapWorkbook } from './field-map-workbook';

const words = createAllWords();

/** The map of the engagement, untouched. `remembers`: the file still knows what was written into it. */
export function returnedMap(engagement: Engagement, language: Language, remembers = true): ReturnedFieldMap {
  const map: ReturnedFieldMap = { file: 'field-map.xlsx', engagement: engagement.id, language };
  const written: Record<FieldMapSheet, ReturnedCells[]> = { fields: [], record: [], questions: [] };
  fieldMapWorkbook(engagement, words[language], language).sheets.forEach((sheet, index) => {
    const role = fieldMapSheets[index];
    if (!role) return;
    const rows = sheet.rows.map((row, at) => ({
      row: at + 5,
      cells: Object.fromEntries(Object.entries(row).map(([key, value]): [string, string] => [key, throughCell(value)])),
    }));
    map[role] = { name: sheet.name, columns: Object.fromEntries(sheet.columns.map(({ key, title }) => [key, title])), rows, complete: true };
    written[role] = rows.map(({ cells }) => ({ ...cells }));
  });
  return remembers ? { ...map, written } : map;
}

/** The map with some cells of a sheet rewritten; `row` counts from 0. */
export function withCells(map: ReturnedFieldMap, sheet: FieldMapSheet, row: number, cells: ReturnedCells): ReturnedFieldMap {
  const old = map[sheet];
  if (!old) throw new Error(`the map has no sheet ${sheet}`);
  return { ...map, [sheet]: { ...old, rows: old.rows.map((one, index) => (index === row ? { ...one, cells: { ...one.cells, ...cells } } : one)) } };
}

export function withRow(map: ReturnedFieldMap, sheet: FieldMapSheet, cells: ReturnedCells): ReturnedFieldMap {
  const old = map[sheet];
  if (!old) throw new Error(`the map has no sheet ${sheet}`);
  return { ...map, [sheet]: { ...old, rows: [...old.rows, { row: (old.rows.at(-1)?.row ?? 4) + 1, cells }] } };
}
