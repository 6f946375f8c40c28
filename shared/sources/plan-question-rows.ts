/** The sheet of questions: answers, owners and dates, and questions the client asks in turn. */

import type { Engagement, Note } from '../engagement/schema';
import { typed, typedOptional } from '../engagement/typed-text';
import { problem } from '../problem';
import { readDate } from '../read-date';
import { cellOf, cellState, type ReturnedCells, type ReturnedRow, type ReturnedSheet, throughCell, titleOf } from '../returned-sheet';
import type { Comparison, FieldMapAct, FieldMapChange } from './field-map-change';
import { type FieldPlace, fieldsById } from './find';

/** Rows of notes by their ids, and the fields that were asked about without a note. */
type Listed = { byNote: ReadonlyMap<string, ReturnedCells>; fields: ReadonlySet<string> };
type Rows = { now: Listed; written: Listed | undefined; places: ReadonlyMap<string, FieldPlace> };

export function compareQuestions(
  engagement: Engagement,
  sheet: ReturnedSheet,
  { now, written }: { now: readonly ReturnedCells[]; written: readonly ReturnedCells[] | undefined },
  comparison: Comparison,
): void {
  const rows: Rows = { now: toListed(now), written: written && toListed(written), places: fieldsById(engagement) };
  const notes = new Map(engagement.notes.map((note) => [note.id, note]));
  const seen = new Set<string>();
  for (const row of sheet.rows) {
    const note = notes.get(cellOf(row.cells, 'noteId'));
    const key = note?.id ?? cellOf(row.cells, 'fieldId');
    if (key !== '' && seen.has(key)) {
      comparison.problems.push(
        problem('warns', 'field-map-row-twice', ['rows', row.row], { sheet: sheet.name, row: row.row, name: cellOf(row.cells, 'question') }),
      );
      continue;
    }
    seen.add(key);
    if (note) compareNote(note, row, sheet, rows, comparison);
    else compareUnwritten(engagement, row, sheet, rows, comparison);
  }
}

function toListed(rows: readonly ReturnedCells[]): Listed {
  return {
    byNote: new Map(rows.map((cells) => [cellOf(cells, 'noteId'), cells])),
    fields: new Set(rows.filter((cells) => cellOf(cells, 'noteId') === '').map((cells) => cellOf(cells, 'fieldId'))),
  };
}

function compareNote(note: Note, { row, cells }: ReturnedRow, sheet: ReturnedSheet, { now, written }: Rows, comparison: Comparison): void {
  const listed = now.byNote.get(note.id);
  // An answered question is not in the list any more; the note itself says how it stands.
  const current: ReturnedCells = {
    ...listed,
    question: throughCell(note.text),
    owner: throughCell(note.owner),
    due: throughCell(note.due),
    answer: throughCell(note.answer),
  };
  const writtenCells = written?.byNote.get(note.id);
  let isChanged = false;
  const add = (column: string, before: string, after: string, changedHere: boolean, act: FieldMapAct): void => {
    isChanged = true;
    const about = cellOf(cells, 'about');
    comparison.changes.push({
      ...base(row, about, throughCell(note.text)),
      field: fieldOf(note),
      id: `${note.id}.${column}`,
      kind: 'answered',
      column,
      before,
      after,
      changedHere,
      act,
    });
  };
  for (const column of ['answer', 'owner', 'due'] as const) {
    const state = cellState(sheet, column, { cells, now: current, written: writtenCells });
    if (!state?.isTouched) continue;
    if (column === 'due') {
      const due = readDate(state.text);
      if (due === undefined) refuse(sheet, row, column, state.text, comparison);
      else if (due !== (note.due ?? '')) add(column, state.now, due, state.changedHere, { do: 'edit-note', id: note.id, note: { due: due || undefined } });
    } else if (column === 'owner') {
      if (typed(state.text, 200) !== (note.owner ?? ''))
        add(column, state.now, state.text, state.changedHere, { do: 'edit-note', id: note.id, note: { owner: state.text } });
    } else if (typed(state.text, 5000) !== (note.answer ?? ''))
      add(column, state.now, state.text, state.changedHere, { do: 'answer-note', id: note.id, answer: state.text });
  }
  for (const column of ['about', 'question'] as const)
    if (cellState(sheet, column, { cells, now: column === 'about' && !listed ? cells : current, written: writtenCells })?.isTouched)
      comparison.problems.push(problem('informs', 'field-map-not-taken', ['rows', row, column], { sheet: sheet.name, row, column: titleOf(sheet, column) }));
  if (!isChanged) comparison.unchanged += 1;
}

/** A row without a note: a field marked as open, or a question of the client's own. It becomes a note when something is said in it. */
function compareUnwritten(
  engagement: Engagement,
  { row, cells }: ReturnedRow,
  sheet: ReturnedSheet,
  { now, written, places }: Rows,
  comparison: Comparison,
): void {
  const fieldId = cellOf(cells, 'fieldId');
  const place = places.get(fieldId);
  const text = typed(cellOf(cells, 'question'), 5000);
  const answer = typed(cellOf(cells, 'answer'), 5000);
  const isListed = fieldId !== '' && (now.fields.has(fieldId) || (written?.fields.has(fieldId) ?? false));
  if (isListed && answer === '') {
    comparison.unchanged += 1;
    return;
  }
  if (text === '') {
    if (answer !== '') comparison.problems.push(problem('warns', 'field-map-answer-without-question', ['rows', row], { sheet: sheet.name, row }));
    return;
  }
  // The note was removed here since, or this file was accepted before.
  if (engagement.notes.some((note) => note.text === text && (note.answer ?? '') === answer && note.about?.id === place?.field.id)) {
    comparison.unchanged += 1;
    return;
  }
  const due = readDate(cellOf(cells, 'due'));
  if (due === undefined) refuse(sheet, row, 'due', cellOf(cells, 'due'), comparison);
  const owner = typedOptional(cellOf(cells, 'owner'), 200);
  const note = { text, ...(owner && { owner }), ...(due && { due }), ...(place && { about: { kind: 'field' as const, id: place.field.id } }) };
  comparison.changes.push({
    ...base(row, cellOf(cells, 'about'), text),
    field: place?.field.id,
    id: `question.${row}`,
    kind: isListed ? 'answered' : 'added',
    column: isListed ? 'answer' : 'question',
    after: isListed ? answer : text,
    // It was a note once, and somebody here has removed it since.
    ticked: cellOf(cells, 'noteId') === '',
    act: { do: 'add-note', note, answer },
  });
}

function base(row: number, about: string, name: string): Omit<FieldMapChange, 'id' | 'kind' | 'act'> {
  return { sheet: 'questions', source: '', object: about, name, before: '', after: '', row, ticked: true, changedHere: false, feeds: [] };
}

function fieldOf({ about }: Note): string | undefined {
  return about?.kind === 'field' ? about.id : undefined;
}

function refuse(sheet: ReturnedSheet, row: number, column: string, text: string, { problems }: Comparison): void {
  problems.push(
    problem('warns', 'field-map-cell', ['rows', row, column], { sheet: sheet.name, row, column: titleOf(sheet, column), text: text.slice(0, 200) }),
  );
}
