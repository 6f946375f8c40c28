/** A sheet of a vendor questionnaire that somebody saved as CSV. */
import { knownQuestionnaireColumns, type QuestionnaireSheet } from '../../shared/checklist/questionnaire/questionnaire-columns';
import type { ReturnedQuestionnaire } from '../../shared/checklist/questionnaire/questionnaire-return';
import { createAllWords } from '../../shared/i18n/all-words';
import { type Problem, problem } from '../../shared/problem';
import type { KnownColumn } from '../../shared/returned-sheet';
import { baseName } from '../names';
import type { CellTable } from '../table/read-table';
import { findLayout } from '../xlsx/find-layout';
import { isOurs, layoutProblems, vendorInCells } from '../xlsx/read-questionnaire';
import { HEAD, languageOf, toReturnedSheet } from '../xlsx/returned-sheets';
import type { SheetRow } from '../xlsx/stream-sheet';

const ROWS = 5_000;
let columns: readonly KnownColumn<QuestionnaireSheet>[] | undefined;

/** Undefined: it is another table. */
export async function readQuestionnaireCsv(file: string, table: CellTable): Promise<{ questionnaire: ReturnedQuestionnaire; problems: Problem[] } | undefined> {
  columns ??= knownQuestionnaireColumns(createAllWords());
  const layout = findLayout(table.head.slice(0, HEAD).map(toSheetRow), [], columns);
  if (!layout || !isOurs(layout)) return undefined;
  const rows: SheetRow[] = [];
  let count = 0;
  const problems = await table.each((cells) => {
    rows.push(toSheetRow(cells, count++));
    return rows.length <= ROWS;
  });
  const name = baseName(file);
  const returned = toReturnedSheet(name, rows.slice(0, ROWS), layout, { complete: rows.length <= ROWS, keepUnknown: true });
  const questionnaire: ReturnedQuestionnaire = { file, [layout.role]: returned };
  const language = languageOf([layout]);
  if (language) questionnaire.language = language;
  const vendor = vendorInCells(questionnaire);
  if (vendor) questionnaire.vendor = vendor;
  return { questionnaire, problems: [problem('informs', 'questionnaire-origin-lost', [], { file }), ...layoutProblems(name, layout, columns), ...problems] };
}

/** Rows as people count them in the file once it is open in a spreadsheet. */
function toSheetRow(cells: readonly string[], index: number): SheetRow {
  const filled = cells.flatMap((text, column) => (text.trim() === '' ? [] : [{ text, column }]));
  return { row: index + 1, columns: filled.map(({ column }) => column), texts: filled.map(({ text }) => text) };
}
