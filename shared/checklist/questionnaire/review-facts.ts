/** The sheet about the vendor: product and contact, and who filled the questionnaire in. */
import { typed } from '../../engagement/typed-text';
import { problem } from '../../problem';
import { readDate } from '../../read-date';
import { cellOf, type ReturnedCells, type ReturnedSheet } from '../../returned-sheet';
import { languages } from '../../text';
import { type Known, kindOf, knows, type Review, tellOf, touched } from './questionnaire-change';
import { plainDigits } from './read-number';
import { plain } from './read-words';
import { remark } from './remark';

type Rows = { now: ReadonlyMap<string, ReturnedCells>; written: ReadonlyMap<string, ReturnedCells> | undefined };

/** Who says what the file says, and when. */
export type Witness = { by?: string; at?: string };

const facts = ['company', 'product', 'contact', 'by', 'date', 'remark'] as const;

export function reviewFacts(sheet: ReturnedSheet, rows: Rows, review: Review): Witness {
  const witness: Witness = {};
  for (const row of sheet.rows) {
    const fact = factOf(row.cells, review);
    const text = cellOf(row.cells, 'answer');
    if (!fact) {
      if (text !== '')
        review.problems.push(
          problem('warns', 'questionnaire-row-unknown', ['rows', row.row], {
            sheet: sheet.name,
            row: row.row,
            name: `${cellOf(row.cells, 'fact')} ${text}`.trim().slice(0, 200),
          }),
        );
      continue;
    }
    const at: Known = { sheet, row, now: rows.now.get(fact) ?? {}, written: rows.written && (rows.written.get(fact) ?? {}) };
    const cell = touched(at, 'answer');
    if (!cell) continue;
    const where = { sheet: 'facts' as const, name: cellOf(at.now, 'fact') || fact, column: 'answer', row: row.row };
    switch (fact) {
      case 'company':
        review.problems.push(tellOf(at, 'answer', 'questionnaire-other-company', { name: review.asking.vendor.name }));
        break;
      case 'product':
      case 'contact': {
        const before = review.asking.vendor[fact] ?? '';
        const after = typed(cell.text, 200);
        if (after === before) break;
        if (after.length < cell.text.trim().length) review.problems.push(tellOf(at, 'answer', 'questionnaire-text-cut', { limit: 200 }));
        const conflict = before !== '' && !knows(at, ['answer']);
        const kind = kindOf(before, after);
        review.changes.push({
          ...where,
          ...{ id: `fact.${fact}`, kind, before, after, ticked: !conflict && kind !== 'removed', ...(conflict && { conflict: 'changed-here' as const }) },
          act: { do: 'edit-vendor', vendor: fact === 'product' ? { product: after } : { contact: after } },
        });
        break;
      }
      case 'by':
        if (cell.text !== '') witness.by = typed(cell.text, 200);
        break;
      case 'date': {
        const date = readDate(plainDigits(cell.text));
        if (date) witness.at = date;
        else if (cell.text !== '') review.problems.push(tellOf(at, 'answer', 'questionnaire-not-a-date'));
        break;
      }
      case 'remark':
        if (cell.text !== '') remark(cell.text, { ...where, id: 'fact.remark' }, review);
    }
  }
  return witness;
}

function factOf(cells: ReturnedCells, { words }: Review): (typeof facts)[number] | undefined {
  const id = cellOf(cells, 'factId');
  const named = plain(cellOf(cells, 'fact'));
  return (
    facts.find((fact) => fact === id) ?? facts.find((fact) => languages.some((language) => plain(words[language](`questionnaire.fact.${fact}`)) === named))
  );
}
