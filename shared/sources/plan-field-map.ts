/** What a field map that came back would change, as a list a person ticks. */

import type { Engagement } from '../engagement/schema';
import type { AllWords } from '../i18n/all-words';
import { type Problem, problem } from '../problem';
import { type ReturnedCells, throughCell } from '../returned-sheet';
import { languages } from '../text';
import type { Comparison, FieldMapChange } from './field-map-change';
import type { ReturnedFieldMap } from './field-map-return';
import { fieldMapWorkbook } from './field-map-workbook';
import { compareFields } from './plan-field-rows';
import { compareQuestions } from './plan-question-rows';
import { compareRecord } from './plan-record-rows';

export type FieldMapPlan = { changes: FieldMapChange[]; unchanged: number; problems: Problem[] };

/**
 * Compares every cell with what was written into it, so that only what the client touched is a change: what changed here
 * in the meantime stays. Where the file no longer knows what was written, it is compared with what would be written now.
 * Ordered by source and object as they stand here; fields first, then attributes, then questions.
 */
export function planFieldMap(engagement: Engagement, returned: ReturnedFieldMap, words: AllWords): FieldMapPlan {
  const language = returned.language ?? engagement.languages.document;
  const [fields, record, questions] = fieldMapWorkbook(engagement, words[language], language).sheets.map((sheet) =>
    sheet.rows.map((row): ReturnedCells => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, throughCell(value)]))),
  );
  const comparison: Comparison = { words, language, changes: [], problems: [], unchanged: 0 };
  if (returned.engagement !== undefined && returned.engagement !== engagement.id)
    comparison.problems.push(problem('warns', 'field-map-of-another', [], { file: returned.file }));
  if (returned.fields) compareFields(engagement, returned.fields, { now: fields ?? [], written: returned.written?.fields }, comparison);
  if (returned.record) compareRecord(engagement, returned.record, { now: record ?? [], written: returned.written?.record }, comparison);
  if (returned.questions) compareQuestions(engagement, returned.questions, { now: questions ?? [], written: returned.written?.questions }, comparison);
  return { changes: inOrder(engagement, comparison.changes), unchanged: comparison.unchanged, problems: comparison.problems };
}

function inOrder(engagement: Engagement, changes: readonly FieldMapChange[]): FieldMapChange[] {
  const sheets = ['fields', 'record', 'questions'];
  const places = new Map<string, number>();
  for (const source of engagement.sources)
    for (const name of languages.flatMap((language) => source.name[language] ?? [])) {
      places.set(throughCell(name), places.size);
      for (const object of source.objects) places.set(`${throughCell(name)}\n${throughCell(object.nativeName)}`, places.size);
    }
  const placeOf = ({ source, object }: FieldMapChange) => places.get(`${source}\n${object}`) ?? places.get(source) ?? Number.MAX_SAFE_INTEGER;
  // What is gone has no row; it comes after what is there.
  const rowOf = ({ row }: FieldMapChange) => row || Number.MAX_SAFE_INTEGER;
  return changes
    .map((change, index) => ({ change, index }))
    .sort(
      (a, b) =>
        sheets.indexOf(a.change.sheet) - sheets.indexOf(b.change.sheet) ||
        (a.change.sheet === 'fields' ? placeOf(a.change) - placeOf(b.change) : 0) ||
        rowOf(a.change) - rowOf(b.change) ||
        a.index - b.index,
    )
    .map(({ change }) => change);
}
