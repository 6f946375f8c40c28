/** A field map of ours that comes back in a workbook. It is not read as tables but as what a client did to our rows. */
import { createAllWords } from '../../shared/i18n/all-words';
import { type Problem, problem } from '../../shared/problem';
import type { KnownColumn, ReturnedSheet } from '../../shared/returned-sheet';
import { type FieldMapSheet, fieldMapSheets, type ReturnedFieldMap } from '../../shared/sources/field-map-return';
import { knownColumns } from '../../shared/sources/field-map-words';
import type { ReadContext } from '../reader';
import { findLayout } from './find-layout';
import type { OpenWorkbook } from './open-workbook';
import { namesByRole, readMemory } from './read-memory';
import { type Found, HEAD, languageOf, ofRole, readHead, readReturnedSheet } from './returned-sheets';

/** The column that only one sheet has. */
const marks: Readonly<Record<FieldMapSheet, string>> = { fields: 'nativeName', record: 'survivorship', questions: 'question' };

/** Undefined: the workbook is no field map. */
export async function readFieldMap(
  book: OpenWorkbook,
  { limits, onProgress }: ReadContext,
): Promise<{ map: ReturnedFieldMap; problems: Problem[] } | undefined> {
  const { file } = book.archive;
  const hidden = book.sheets.find((sheet) => sheet.name.toLowerCase() === '_masa');
  const memory = hidden && (await readMemory(book, hidden, limits));
  const known = knownColumns(createAllWords());
  const names = namesByRole(memory, marks);
  const found: Found<FieldMapSheet>[] = [];
  const others = book.sheets.filter((sheet) => !sheet.name.startsWith('_'));
  for (const [index, sheet] of others.entries()) {
    const layout = findLayout(await readHead(book, sheet, HEAD), memory?.sheets.get(sheet.name.toLowerCase())?.columns ?? [], known);
    if (layout) found.push({ sheet, layout });
    onProgress?.((index + 1) / (others.length * 2));
  }
  if (!isFieldMap(found, names)) return undefined;

  const problems: Problem[] = [];
  if (!memory?.written) problems.push(problem('informs', 'field-map-origin-lost', [], { file }));
  const map: ReturnedFieldMap = { file, ...(memory?.origin && { engagement: memory.origin }), ...(memory?.writtenAt && { writtenAt: memory.writtenAt }) };
  const language = memory?.language ?? languageOf(found.map(({ layout }) => layout));
  if (language) map.language = language;
  const { written } = memory ?? {};
  const rowsOf = (role: FieldMapSheet) => [...(written?.get(names.get(role)?.toLowerCase() ?? '') ?? [])];
  if (written) map.written = { fields: rowsOf('fields'), record: rowsOf('record'), questions: rowsOf('questions') };
  for (const role of fieldMapSheets) {
    const [chosen, ...copies] = ofRole(found, role, names);
    for (const { sheet } of copies) problems.push(problem('informs', 'field-map-sheet-twice', [], { sheet: sheet.name }));
    const wanted = names.get(role);
    if (chosen) map[role] = await readSheet(book, chosen, limits.fields, known, problems);
    else if (wanted !== undefined) problems.push(problem('warns', 'field-map-sheet-missing', [], { sheet: wanted, file }));
  }
  onProgress?.(1);
  return { map, problems };
}

/** Ours by the hidden sheet, by hidden ids, or by so many of our titles that nobody else's table has them. */
function isFieldMap(found: readonly Found<FieldMapSheet>[], names: ReadonlyMap<FieldMapSheet, string>): boolean {
  if (names.has('fields')) return true;
  return found.some(
    ({ layout }) =>
      layout.role === 'fields' && layout.columns.has('nativeName') && (layout.hasKeys || layout.columns.has('fieldId') || layout.columns.size >= 8),
  );
}

async function readSheet(
  book: OpenWorkbook,
  found: Found<FieldMapSheet>,
  limit: number,
  known: readonly KnownColumn<FieldMapSheet>[],
  problems: Problem[],
): Promise<ReturnedSheet> {
  const { sheet, layout } = found;
  const { returned } = await readReturnedSheet(book, found, limit);
  for (const column of layout.unknown.values()) problems.push(problem('informs', 'field-map-column-unknown', [], { sheet: sheet.name, column }));
  const missing = known.filter(({ sheet: of, key, language }) => of === layout.role && language === 'en' && !layout.columns.has(key));
  if (missing.length > 0) {
    const titles = missing.map(({ key, title }) => layout.wanted.get(key) ?? title);
    problems.push(problem('informs', 'field-map-columns-missing', [], { sheet: sheet.name, columns: titles.join(', ') }));
  }
  if (!returned.complete) problems.push(problem('warns', 'rows-not-all-read', [], { rows: returned.rows.length }));
  return returned;
}
