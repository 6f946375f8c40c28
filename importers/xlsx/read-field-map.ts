/** A field map of ours that comes back in a workbook. It is not read as tables but as what a client did to our rows. */
import { withoutGuard } from '../../shared/cell-text';
import { type Problem, problem } from '../../shared/problem';
import { type FieldMapSheet, fieldMapSheets, type ReturnedFieldMap, type ReturnedSheet, throughCell } from '../../shared/sources/field-map-return';
import { createFieldMapWords, type KnownColumn, knownColumns } from '../../shared/sources/field-map-words';
import { type Language, languages } from '../../shared/text';
import type { ReadContext } from '../reader';
import { findLayout, type SheetLayout } from './find-layout';
import type { OpenWorkbook, SheetPart } from './open-workbook';
import { readMemory, type WorkbookMemory } from './read-memory';
import { type SheetRow, streamSheet } from './stream-sheet';

/** Undefined: the workbook is no field map. */
export async function readFieldMap(
  book: OpenWorkbook,
  { limits, onProgress }: ReadContext,
): Promise<{ map: ReturnedFieldMap; problems: Problem[] } | undefined> {
  const { file } = book.archive;
  const hidden = book.sheets.find((sheet) => sheet.name.toLowerCase() === '_masa');
  const memory = hidden && (await readMemory(book, hidden, limits));
  const known = knownColumns(createFieldMapWords());
  const found: Found[] = [];
  const others = book.sheets.filter((sheet) => !sheet.name.startsWith('_'));
  for (const [index, sheet] of others.entries()) {
    const head = await readRows(book, sheet, HEAD);
    const layout = findLayout(head.rows, memory?.columns.get(sheet.name.toLowerCase()) ?? [], known);
    if (layout) found.push({ sheet, layout });
    onProgress?.((index + 1) / (others.length * 2));
  }
  if (!isFieldMap(found, memory)) return undefined;

  const problems: Problem[] = [];
  if (!memory?.written) problems.push(problem('informs', 'field-map-origin-lost', [], { file }));
  const map: ReturnedFieldMap = { file, ...(memory?.origin && { engagement: memory.origin }), ...(memory?.writtenAt && { writtenAt: memory.writtenAt }) };
  const language = memory?.language ?? languageOf(found);
  if (language) map.language = language;
  if (memory?.written) map.written = memory.written;
  for (const role of fieldMapSheets) {
    const [chosen, ...copies] = ofRole(found, role, memory);
    for (const { sheet } of copies) problems.push(problem('informs', 'field-map-sheet-twice', [], { sheet: sheet.name }));
    const wanted = memory?.names.get(role);
    if (chosen) map[role] = await readSheet(book, chosen, limits.fields, known, problems);
    else if (wanted !== undefined) problems.push(problem('warns', 'field-map-sheet-missing', [], { sheet: wanted, file }));
  }
  onProgress?.(1);
  return { map, problems };
}

type Found = { sheet: SheetPart; layout: SheetLayout };

/** Rows among which the header is looked for. */
const HEAD = 60;

/** Ours by the hidden sheet, by hidden ids, or by so many of our titles that nobody else's table has them. */
function isFieldMap(found: readonly Found[], memory: WorkbookMemory | undefined): boolean {
  if (memory?.names.has('fields')) return true;
  return found.some(
    ({ layout }) =>
      layout.role === 'fields' && layout.columns.has('nativeName') && (layout.hasKeys || layout.columns.has('fieldId') || layout.columns.size >= 8),
  );
}

/** The sheets that can be it, best first: the one that still has its name, then visible ones, in order. */
function ofRole(found: readonly Found[], role: FieldMapSheet, memory: WorkbookMemory | undefined): Found[] {
  const name = memory?.names.get(role)?.toLowerCase();
  const rank = ({ sheet }: Found) => (sheet.name.toLowerCase() === name ? 0 : sheet.hidden ? 2 : 1);
  return found.filter(({ layout }) => layout.role === role).sort((a, b) => rank(a) - rank(b));
}

function languageOf(found: readonly Found[]): Language | undefined {
  const votes = (language: Language) => found.reduce((sum, { layout }) => sum + (layout.languages.get(language) ?? 0), 0);
  const [best] = [...languages].sort((a, b) => votes(b) - votes(a));
  return best && votes(best) > 0 ? best : undefined;
}

async function readSheet(
  book: OpenWorkbook,
  { sheet, layout }: Found,
  limit: number,
  known: readonly KnownColumn[],
  problems: Problem[],
): Promise<ReturnedSheet> {
  const { rows, complete } = await readRows(book, sheet, limit + layout.headerRow);
  const keys = new Map([...layout.columns].map(([key, column]) => [column, key]));
  const columns = Object.fromEntries([...layout.columns.keys()].map((key) => [key, layout.titles.get(key) ?? key]));
  const returned: ReturnedSheet = { name: sheet.name, columns, rows: [], complete };
  for (const { row, columns: at, texts } of rows) {
    if (row <= layout.headerRow) continue;
    const cells: Record<string, string> = {};
    at.forEach((column, index) => {
      const key = keys.get(column);
      const text = cellText(texts[index] ?? '');
      if (key !== undefined && text !== '') cells[key] = text;
    });
    if (Object.keys(cells).length > 0) returned.rows.push({ row, cells });
  }
  for (const column of layout.unknown) problems.push(problem('informs', 'field-map-column-unknown', [], { sheet: sheet.name, column }));
  const missing = known.filter(({ sheet: of, key, language }) => of === layout.role && language === 'en' && !layout.columns.has(key));
  if (missing.length > 0) {
    const titles = missing.map(({ key, title }) => layout.wanted.get(key) ?? title);
    problems.push(problem('informs', 'field-map-columns-missing', [], { sheet: sheet.name, columns: titles.join(', ') }));
  }
  if (!complete) problems.push(problem('warns', 'rows-not-all-read', [], { rows: returned.rows.length }));
  return returned;
}

/** `complete` is false when the sheet goes on, or is damaged from there on. */
async function readRows(book: OpenWorkbook, sheet: SheetPart, limit: number): Promise<{ rows: SheetRow[]; complete: boolean }> {
  const rows: SheetRow[] = [];
  const { end } = await streamSheet(book, sheet, (row) => {
    rows.push(row);
    return rows.length <= limit;
  });
  return { rows: rows.slice(0, limit), complete: end === 'done' && rows.length <= limit };
}

/** As it was meant: without the guard of dangerous signs, direction marks, controls, and the blanks that office programs put around. */
function cellText(text: string): string {
  return throughCell(withoutGuard(text));
}
