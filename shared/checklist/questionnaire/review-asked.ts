/** The sheet of what is still asked: each answer closes its question here. */
import { typed } from '../../engagement/typed-text';
import { problem } from '../../problem';
import { cellOf, type ReturnedCells, type ReturnedSheet } from '../../returned-sheet';
import { type Known, kindOf, type Review, tellOf, touched } from './questionnaire-change';
import { plain } from './read-words';
import { remark } from './remark';

type Rows = { now: ReadonlyMap<string, ReturnedCells>; written: ReadonlyMap<string, ReturnedCells> | undefined };

const most = 5000;

/** A row is known by its hidden id, else by the words of the question. What belongs to no question is kept as a comment. */
export function reviewAsked(sheet: ReturnedSheet, rows: Rows, review: Review): void {
  const { vendor, engagement } = review.asking;
  const ours = engagement.notes.filter(
    ({ kind, about }) =>
      kind === 'question' && ((about?.kind === 'point' && about.within === vendor.id) || (about?.kind === 'vendor' && about.id === vendor.id)),
  );
  const done = new Set<string>();
  for (const row of sheet.rows) {
    const id = cellOf(row.cells, 'noteId');
    const asked = plain(cellOf(row.cells, 'asked'));
    const note = ours.find((one) => one.id === id) ?? ours.find(({ text }) => asked !== '' && plain(text) === asked);
    const text = cellOf(row.cells, 'reply');
    const where = { sheet: 'asked' as const, name: note?.text ?? cellOf(row.cells, 'asked'), column: 'reply', row: row.row };
    if (!note || done.has(note.id)) {
      if (text === '') continue;
      const name = `${cellOf(row.cells, 'asked')} ${text}`.trim();
      review.problems.push(problem('warns', 'questionnaire-row-unknown', ['rows', row.row], { sheet: sheet.name, row: row.row, name: name.slice(0, 200) }));
      remark(name, { ...where, id: `asked.${row.row}` }, review);
      continue;
    }
    done.add(note.id);
    const at: Known = { sheet, row, now: rows.now.get(note.id) ?? {}, written: rows.written && (rows.written.get(note.id) ?? {}) };
    const cell = touched(at, 'reply');
    const before = note.answer ?? '';
    const after = typed(cell?.text ?? '', most);
    // An emptied cell takes nothing back: what was said, was said.
    if (after === '' || after === before) {
      review.unchanged += 1;
      continue;
    }
    if (after.length < (cell?.text.trim().length ?? 0)) review.problems.push(tellOf(at, 'reply', 'questionnaire-text-cut', { limit: most }));
    review.changes.push({
      ...where,
      ...(note.about?.kind === 'point' && { point: note.about.id }),
      ...{
        id: `asked.${note.id}`,
        kind: kindOf(before, after),
        before,
        after,
        ticked: before === '',
        ...(before !== '' && { conflict: 'changed-here' as const }),
      },
      act: { do: 'answer-note', note: note.id, answer: after },
    });
  }
}
