/** CSV and TSV, holding rows or a list of fields. */
import { ok, type Problem, problem, refuse } from '../../shared/problem';
import { baseName } from '../names';
import type { FileReading, ReadContext, RowReader } from '../reader';
import { type CellTable, eachNamedRow, type OnRow, readTable } from '../table/read-table';
import { type Dialect, detectDialect, readRows } from './detect-dialect';
import { type Detected, detectEncoding } from './detect-encoding';
import { createLineFinder } from './line-finder';
import { readQuestionnaireCsv } from './read-questionnaire-csv';
import { streamRows } from './stream-rows';
import { headOf } from './utf8-chunks';

/** One source with the objects of the file. `file` is its name. */
export async function readCsv(file: string, bytes: Uint8Array, context: ReadContext): Promise<FileReading> {
  const opened = open(bytes, context);
  if (!opened) return refuse('file-binary', { file });
  const { detected, head, table } = opened;
  const asked = await readQuestionnaireCsv(file, table);
  if (asked) return { ...ok([], [...encodingProblems(head, detected), ...asked.problems]), questionnaires: [asked.questionnaire] };
  const name = baseName(file);
  const read = await readTable(table, { name, file, limits: context.limits });
  if (!read.ok) return read;
  return ok([{ name, kind: 'csv', file, objects: read.value }], [...encodingProblems(head, detected), ...read.problems]);
}

/** The rows behind the object that `readCsv` finds. */
export const readCsvRows: RowReader = async (file, bytes, context, onRow) => {
  const name = baseName(file);
  const opened = open(bytes, context);
  if (opened) await eachNamedRow(opened.table, context.limits, (row) => onRow(name, row));
};

/** Undefined: no text. */
function open(bytes: Uint8Array, { limits, onProgress }: ReadContext): { detected: Detected; head: string; table: CellTable } | undefined {
  const detected = detectEncoding(bytes);
  if (!detected) return undefined;
  const head = headOf(bytes, detected);
  const { rows, delimiter, skipLines } = detectDialect(head) ?? singleColumn(head);
  const each = (onRow: OnRow) => streamRows(bytes, detected, delimiter, skipLines, limits, onRow, onProgress);
  return { detected, head, table: { head: rows, each, lineAt: createLineFinder(bytes, detected) } };
}

/** A list of addresses, one a line, is a table too. */
function singleColumn(head: string): Dialect {
  return { delimiter: ',', rows: readRows(head, ',', 200), skipLines: 0 };
}

/** Says which old encoding was guessed, and when Hebrew lies in it back to front (exports of old mainframes). */
function encodingProblems(head: string, { encoding }: Detected): Problem[] {
  const problems: Problem[] = [];
  if (encoding.startsWith('windows-')) problems.push(problem('informs', 'encoding-guessed', [], { encoding }));
  if (head.includes('\ufffd')) problems.push(problem('warns', 'characters-broken', [], { encoding }));
  const finalAtEnd = head.match(/[א-ת][ךםןףץ](?![א-ת])/g)?.length ?? 0;
  const finalAtStart = head.match(/(?<![א-ת])[ךםןףץ][א-ת]/g)?.length ?? 0;
  if (finalAtStart > 4 && finalAtStart > finalAtEnd * 2) problems.push(problem('warns', 'hebrew-reversed', [], {}));
  return problems;
}
