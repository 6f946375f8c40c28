/** A vendor questionnaire of ours that comes back in a workbook, whatever happened to it on the way. */
import {
  knownQuestionnaireColumns,
  type QuestionnaireSheet,
  questionnaireSheets,
  sheetMarks,
} from '../../shared/checklist/questionnaire/questionnaire-columns';
import { type ReturnedQuestionnaire, vendorOfAbout } from '../../shared/checklist/questionnaire/questionnaire-return';
import { createAllWords } from '../../shared/i18n/all-words';
import { type Problem, problem } from '../../shared/problem';
import { cellOf, type KnownColumn, type ReturnedSheet } from '../../shared/returned-sheet';
import { languages } from '../../shared/text';
import type { ReadContext } from '../reader';
import { findLayout, type SheetLayout } from './find-layout';
import type { OpenWorkbook } from './open-workbook';
import { namesByRole, readMemory, type WorkbookMemory } from './read-memory';
import { type Found, HEAD, languageOf, ofRole, readHead, readReturnedSheet } from './returned-sheets';
import { columnOf, type SheetEnd } from './stream-sheet';

/** The way of writing that this program knows. */
const VERSION = 1;
/** Rows that are read of one sheet; a questionnaire has some hundred. */
const ROWS = 5_000;

/** Undefined: the workbook is no questionnaire. */
export async function readQuestionnaireFile(
  book: OpenWorkbook,
  { limits, onProgress }: ReadContext,
): Promise<{ questionnaire: ReturnedQuestionnaire; problems: Problem[] } | undefined> {
  const { file } = book.archive;
  const hidden = book.sheets.find((sheet) => sheet.name.toLowerCase() === '_masa');
  const memory = hidden && (await readMemory(book, hidden, limits));
  const words = createAllWords();
  const known = knownQuestionnaireColumns(words);
  const names = namesByRole(memory, sheetMarks);
  const found: Found<QuestionnaireSheet>[] = [];
  const strangers: string[] = [];
  const others = book.sheets.filter((sheet) => !sheet.name.startsWith('_'));
  const instructions = new Set(languages.map((language) => words[language]('questionnaire.sheet.instructions').toLowerCase()));
  for (const [index, sheet] of others.entries()) {
    const layout = findLayout(await readHead(book, sheet, HEAD), memory?.sheets.get(sheet.name.toLowerCase())?.columns ?? [], known);
    if (layout && isLikely(layout)) found.push({ sheet, layout });
    else if (!sheet.hidden && !instructions.has(sheet.name.toLowerCase()) && !memory?.sheets.has(sheet.name.toLowerCase())) strangers.push(sheet.name);
    onProgress?.((index + 1) / (others.length * 2));
  }
  const vendor = vendorOfAbout(memory?.about);
  if (!vendor && !found.some(({ layout }) => isOurs(layout))) return undefined;

  const problems = strangers.map((sheet) => problem('warns', 'questionnaire-sheet-unknown', [], { sheet, file }));
  if (!memory?.written) problems.push(problem('informs', 'questionnaire-origin-lost', [], { file }));
  if ((memory?.version ?? VERSION) > VERSION) problems.push(problem('warns', 'questionnaire-newer', [], { file }));
  if (book.archive.parts.has('xl/vbaproject.bin')) problems.push(problem('informs', 'questionnaire-macros', [], { file }));
  const questionnaire: ReturnedQuestionnaire = { file, ...headOf(memory) };
  const language = memory?.language ?? languageOf(found.map(({ layout }) => layout));
  if (language) questionnaire.language = language;
  if (memory?.written) questionnaire.written = writtenOf(memory, names);
  for (const role of questionnaireSheets) {
    const [chosen, ...copies] = ofRole(found, role, names);
    for (const { sheet } of copies) problems.push(problem('warns', 'questionnaire-sheet-twice', [], { sheet: sheet.name }));
    const wanted = names.get(role);
    if (chosen) questionnaire[role] = await readSheet(book, chosen, known, memory, problems);
    else if (wanted !== undefined) problems.push(problem('warns', 'questionnaire-sheet-missing', [], { sheet: wanted, file }));
  }
  const said = vendor ?? vendorInCells(questionnaire);
  if (said) questionnaire.vendor = said;
  onProgress?.(1);
  return { questionnaire, problems };
}

/** So much of ours that no other table has it: hidden ids, the hidden row of keys, or most of the titles. */
export function isOurs(layout: SheetLayout<QuestionnaireSheet>): boolean {
  if (layout.columns.has(sheetMarks[layout.role]) && (layout.hasKeys || layout.columns.size >= 4)) return true;
  return (
    layout.role === 'questions' && layout.columns.has('has') && (layout.columns.has('question') || layout.columns.has('topic')) && layout.columns.size >= 6
  );
}

/** A sheet of a workbook that is ours anyway; three titles such as "Topic" may still be anybody's. */
function isLikely(layout: SheetLayout<QuestionnaireSheet>): boolean {
  return isOurs(layout) || layout.columns.size >= 4 || layout.wanted.size > 0;
}

/** The vendor that most rows name in their hidden column. */
export function vendorInCells({ questions, asked, facts }: Pick<ReturnedQuestionnaire, 'questions' | 'asked' | 'facts'>): string | undefined {
  const votes = new Map<string, number>();
  for (const { cells } of [...(questions?.rows ?? []), ...(asked?.rows ?? []), ...(facts?.rows ?? [])]) {
    const vendor = cellOf(cells, 'vendorId');
    if (/^[0-9A-Z]{26}$/.test(vendor)) votes.set(vendor, (votes.get(vendor) ?? 0) + 1);
  }
  return [...votes].sort(([, a], [, b]) => b - a)[0]?.[0];
}

function headOf(memory: WorkbookMemory | undefined): Pick<ReturnedQuestionnaire, 'engagement' | 'writtenAt'> {
  return { ...(memory?.origin && { engagement: memory.origin }), ...(memory?.writtenAt && { writtenAt: memory.writtenAt }) };
}

function writtenOf({ written }: WorkbookMemory, names: ReadonlyMap<QuestionnaireSheet, string>): NonNullable<ReturnedQuestionnaire['written']> {
  const rowsOf = (role: QuestionnaireSheet) => [...(written?.get(names.get(role)?.toLowerCase() ?? '') ?? [])];
  return { questions: rowsOf('questions'), asked: rowsOf('asked'), lists: rowsOf('lists'), prices: rowsOf('prices'), facts: rowsOf('facts') };
}

async function readSheet(
  book: OpenWorkbook,
  found: Found<QuestionnaireSheet>,
  known: readonly KnownColumn<QuestionnaireSheet>[],
  memory: WorkbookMemory | undefined,
  problems: Problem[],
): Promise<ReturnedSheet> {
  const { sheet, layout } = found;
  const { returned, end } = await readReturnedSheet(book, found, ROWS, true);
  problems.push(...layoutProblems(sheet.name, layout, known), ...cellProblems(sheet.name, layout, end));
  if (!returned.complete)
    problems.push(problem('warns', 'rows-not-all-read', [], { rows: returned.rows.length, file: memory ? book.archive.file : sheet.name }));
  return returned;
}

/** Columns that were added or are gone. */
export function layoutProblems(name: string, layout: SheetLayout<QuestionnaireSheet>, known: readonly KnownColumn<QuestionnaireSheet>[]): Problem[] {
  const problems = [...layout.unknown.values()].map((column) => problem('informs', 'questionnaire-column-unknown', [], { sheet: name, column }));
  const optional = new Set(['priority', 'weight']);
  const missing = known.filter(
    ({ sheet, key, language, title }) => sheet === layout.role && language === 'en' && !layout.columns.has(key) && !optional.has(key) && !title.endsWith('-id'),
  );
  if (missing.length > 0) {
    const columns = missing.map(({ key, title }) => layout.wanted.get(key) ?? title).join(', ');
    problems.push(problem('informs', 'questionnaire-columns-missing', [], { sheet: name, columns }));
  }
  return problems;
}

/** Cells in which something stands that can't be read, below the header. */
function cellProblems(name: string, { headerRow }: SheetLayout<QuestionnaireSheet>, { odd, merged }: SheetEnd): Problem[] {
  const problems: Problem[] = [];
  for (const { kind, row, column } of odd)
    if (row > headerRow)
      problems.push(
        problem('warns', kind === 'error' ? 'questionnaire-cell-error' : 'questionnaire-cell-formula', ['rows', row], {
          sheet: name,
          row,
          cell: `${letters(column)}${row}`,
        }),
      );
  for (const range of merged) {
    const rows = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(range);
    const [first, last] = [Number(rows?.[2]), Number(rows?.[4])];
    // Merged titles say nothing of the answers; cells merged side by side lose only what nobody sees.
    if (last > headerRow && (last > first || columnOf(rows?.[1] ?? '') !== columnOf(rows?.[3] ?? '')))
      problems.push(problem('warns', 'questionnaire-merged', ['rows', first], { sheet: name, range, row: first }));
  }
  return problems;
}

function letters(column: number): string {
  const rest = Math.floor(column / 26);
  return `${rest > 0 ? letters(rest - 1) : ''}${String.fromCharCode(65 + (column % 26))}`;
}
