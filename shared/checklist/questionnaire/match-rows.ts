/** Which row of a returned questionnaire is which question: by its hidden id, else by its words, whatever happened to the rows. */
import { problem } from '../../problem';
import { cellOf, type ReturnedRow, type ReturnedSheet } from '../../returned-sheet';
import { languages, textIn } from '../../text';
import type { KnownPoint } from '../point-groups';
import type { Review } from './questionnaire-change';
import { answerKeys } from './questionnaire-columns';
import { plain } from './read-words';

export type QuestionRow = {
  known: KnownPoint;
  row: ReturnedRow;
  /** Further rows of the same question that say something else. */
  copies: ReturnedRow[];
};

/** Rows that are no question of this engagement, with something in them, are told and given back as `others`. */
export function matchQuestions(sheet: ReturnedSheet, { asking, problems }: Review): { rows: QuestionRow[]; others: ReturnedRow[] } {
  const find = createPointFinder(asking.points);
  const byPoint = new Map<string, QuestionRow>();
  const others: ReturnedRow[] = [];
  for (const row of sheet.rows) {
    const known = find(row);
    if (!known) {
      if (saysSomething(row)) others.push(row);
      continue;
    }
    const first = byPoint.get(known.point.id);
    if (!first) {
      byPoint.set(known.point.id, { known, row, copies: [] });
      continue;
    }
    // The one with more in it speaks; a copied row is often left empty to be filled later.
    const isFuller = answered(row) > answered(first.row);
    const [kept, copy] = isFuller ? [row, first.row] : [first.row, row];
    const differs = answerKeys.some((key) => cellOf(copy.cells, key) !== '' && cellOf(copy.cells, key) !== cellOf(kept.cells, key));
    byPoint.set(known.point.id, { known, row: kept, copies: differs ? [...first.copies, copy] : first.copies });
    problems.push(
      problem(differs ? 'warns' : 'informs', 'questionnaire-row-twice', ['rows', copy.row], {
        sheet: sheet.name,
        row: copy.row,
        other: kept.row,
        name: textIn(known.label, asking.language),
      }),
    );
  }
  return { rows: [...byPoint.values()], others };
}

function answered({ cells }: ReturnedRow): number {
  return answerKeys.filter((key) => cellOf(cells, key) !== '').length;
}

function saysSomething({ cells }: ReturnedRow): boolean {
  return Object.entries(cells).some(([key, text]) => text !== '' && key !== 'vendorId' && key !== 'pointId' && key !== 'number');
}

function createPointFinder(points: readonly KnownPoint[]): (row: ReturnedRow) => KnownPoint | undefined {
  const byId = new Map(points.map((known) => [known.point.id, known]));
  const byQuestion = new Map<string, KnownPoint>();
  const byTopic = new Map<string, KnownPoint>();
  for (const known of points)
    for (const language of languages) {
      const question = plain(textIn(known.question, language));
      const topic = plain(textIn(known.label, language));
      if (question !== '' && !byQuestion.has(question)) byQuestion.set(question, known);
      if (topic !== '' && !byTopic.has(topic)) byTopic.set(topic, known);
    }
  return ({ cells }) => byId.get(cellOf(cells, 'pointId')) ?? byQuestion.get(plain(cellOf(cells, 'question'))) ?? byTopic.get(plain(cellOf(cells, 'topic')));
}
