/** Workbooks: every visible sheet with something in it is a table, holding rows or a list of fields. */
import { failed, ok, type Problem, problem, type Result, refuse } from '../../shared/problem';
import type { ObjectDraft } from '../../shared/sources/draft';
import type { Limits } from '../limits';
import { baseName } from '../names';
import type { FileReading, ReadContext, RowReader } from '../reader';
import { cleanName } from '../table/header-names';
import { eachNamedRow, readTable } from '../table/read-table';
import { type OpenWorkbook, openWorkbook, type SheetPart } from './open-workbook';
import { readFieldMap } from './read-field-map';
import { readQuestionnaireFile } from './read-questionnaire';
import { openSheetTable } from './sheet-table';

/** What office programs call a sheet nobody named. */
const unnamed = /^(sheet|table|tabelle|feuille|feuil|hoja|גיליון|גליון|برگه|صفحه|کاربرگ|شیت|ورقة)[\s_-]*\d*$/i;

/**
 * One source with an object per sheet, or those that a sheet lists; no source when it is a field map or a questionnaire of
 * ours that came back. `file` is the workbook's name.
 */
export async function readXlsx(file: string, bytes: Uint8Array, context: ReadContext): Promise<FileReading> {
  const { limits, onProgress } = context;
  const opened = await openWorkbook(file, bytes, limits);
  if (!opened.ok) return opened;
  const book = opened.value;
  const returned = await readFieldMap(book, context);
  if (returned) return { ...ok([], [...opened.problems, ...returned.problems]), fieldMaps: [returned.map] };
  const asked = await readQuestionnaireFile(book, context);
  if (asked) return { ...ok([], [...opened.problems, ...asked.problems]), questionnaires: [asked.questionnaire] };
  const problems: Problem[] = [...opened.problems];
  for (const { name, hidden } of book.sheets) if (hidden) problems.push(problem('informs', 'xlsx-sheet-hidden', ['sheets', name], { sheet: name }));

  const shown = book.sheets.filter((sheet) => !sheet.hidden);
  const names = objectNames(file, book.sheets);
  const objects: ObjectDraft[] = [];
  let cells = limits.cells;
  for (const [index, sheet] of shown.entries()) {
    const tell = onProgress && ((share: number) => onProgress((index + share) / shown.length));
    const read = await readSheet(book, sheet, { name: names.get(sheet) ?? sheet.name, file, limits: { ...limits, cells }, tell });
    if (read === 'empty') continue;
    problems.push(...read.problems.map((one) => ({ ...one, path: ['sheets', sheet.name, ...one.path] })));
    if (!read.ok) continue;
    objects.push(...withFreeNames(read.value, objects));
    for (const object of read.value) cells -= (object.rows ?? 0) * object.fields.length;
    cells = Math.max(cells, 20_000);
  }
  if (objects.length === 0)
    return problems.some((one) => one.severity === 'blocks') ? failed(...problems) : failed(...refuse('file-empty', { file }).problems, ...problems);
  // One sheet that can't be read is no reason to do without the others.
  const lighter = problems.map((one) => (one.severity === 'blocks' ? { ...one, severity: 'warns' as const } : one));
  return ok([{ name: baseName(file), kind: 'xlsx', file, objects }], lighter);
}

/** The rows behind the objects that `readXlsx` finds; sheets that list fields have none, nor has a field map of ours. */
export const readXlsxRows: RowReader = async (file, bytes, { limits, onProgress }, onRow) => {
  const opened = await openWorkbook(file, bytes, limits);
  if (!opened.ok) return;
  const book = opened.value;
  if (await readFieldMap(book, { limits })) return;
  const shown = book.sheets.filter((sheet) => !sheet.hidden);
  const names = objectNames(file, book.sheets);
  const objects: ObjectDraft[] = [];
  let goOn = true;
  for (const [index, sheet] of shown.entries()) {
    // A few rows tell what the objects of a sheet are called, and that is all that is wanted here.
    const read = await readSheet(book, sheet, { name: names.get(sheet) ?? sheet.name, file, limits: { ...limits, cells: 0 }, tell: undefined });
    if (read === 'empty' || !read.ok) continue;
    const added = withFreeNames(read.value, objects);
    objects.push(...added);
    const [object] = added;
    if (object?.types !== 'inferred') continue;
    const table = await openSheetTable(book, sheet, limits, onProgress && ((share) => onProgress((index + share) / shown.length)));
    if (!table || table === 'missing') continue;
    await eachNamedRow(table, limits, (row) => {
      // A sheet gives what was unpacked already, also after it was told to stop.
      goOn &&= onRow(object.name, row);
      return goOn;
    });
    if (!goOn) return;
  }
};

type Wanted = { name: string; file: string; limits: Limits; tell: ((share: number) => void) | undefined };

async function readSheet(book: OpenWorkbook, sheet: SheetPart, { name, file, limits, tell }: Wanted): Promise<Result<ObjectDraft[]> | 'empty'> {
  const table = await openSheetTable(book, sheet, limits, tell);
  if (table === 'missing') return failed(problem('warns', 'xlsx-part-damaged', [], { file, part: sheet.name }));
  if (!table) return 'empty';
  const read = await readTable(table, { name, file: book.sheets.length === 1 ? file : `${file}: ${sheet.name}`, limits });
  const told = table.titleRows === 0 || read.problems.some((one) => one.code === 'title-rows-skipped');
  return told ? read : { ...read, problems: [problem('informs', 'title-rows-skipped', [], { rows: table.titleRows }), ...read.problems] };
}

/** A sheet nobody named is called like its file when it is the only one. */
function objectNames(file: string, sheets: readonly SheetPart[]): Map<SheetPart, string> {
  return new Map(
    sheets.map((sheet) => [
      sheet,
      (sheets.length === 1 && unnamed.test(sheet.name.trim())) || cleanName(sheet.name) === '' ? baseName(file) : cleanName(sheet.name),
    ]),
  );
}

/** Two sheets that list the same object give it twice, under different names. */
function withFreeNames(added: readonly ObjectDraft[], known: readonly ObjectDraft[]): ObjectDraft[] {
  const taken = new Set(known.map((object) => object.name.toLowerCase()));
  return added.map((object) => {
    let name = object.name;
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${object.name} ${n}`;
    taken.add(name.toLowerCase());
    return name === object.name ? object : { ...object, name };
  });
}
