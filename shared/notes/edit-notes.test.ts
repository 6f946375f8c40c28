import { describe, expect, it } from 'vitest';
import { testEngagement, testId } from '../engagement/engagement.fixture';
import { engagementSchema } from '../engagement/schema';
import { addNote, answerNote, editNote, keepNotesOf, notesAbout, openQuestionsByOwner, removeNote } from './edit-notes';

const now = '2026-01-05T08:00:00.000Z';
const id = (n: number) => testId(n, 'N');
const field = { kind: 'field' as const, id: testId(1, 'F') };
let start = addNote(testEngagement(), { id: id(1), now, note: { kind: 'question', text: ' Is PHONE mobile? ', owner: 'IT', about: field } });
start = addNote(start, { id: id(2), now, note: { kind: 'decision', text: 'Members first', due: '2026-02-01' } });
start = addNote(start, { id: id(3), now, note: { kind: 'question', text: 'Who signs?' } });

describe('notes', () => {
  it('begin open when they ask and settled when they decide', () => {
    expect(start.notes.map(({ text, state }) => [text, state])).toEqual([
      ['Is PHONE mobile?', 'open'],
      ['Members first', 'answered'],
      ['Who signs?', 'open'],
    ]);
    expect(engagementSchema.safeParse(start).success).toBe(true);
    expect(addNote(start, { id: id(4), now, note: { kind: 'comment', text: ' ' } })).toBe(start);
    expect(addNote(start, { id: id(1), now, note: { kind: 'comment', text: 'again' } })).toBe(start);
  });

  it('are answered with evidence, and opened again', () => {
    const answered = answerNote(start, { id: id(1), answer: 'Mostly', evidence: 'sample of 300' });
    expect(answered.notes[0]).toMatchObject({ state: 'answered', answer: 'Mostly', evidence: 'sample of 300' });
    const opened = answerNote(answered, { id: id(1), answer: ' ' });
    expect(opened.notes[0]?.state).toBe('open');
    expect(opened.notes[0]).not.toHaveProperty('answer');
  });

  it('are edited; nonsense changes nothing', () => {
    expect(editNote(start, { id: id(1), note: { owner: undefined } }).notes[0]).not.toHaveProperty('owner');
    expect(editNote(start, { id: id(1), note: { due: 'tomorrow' } })).toBe(start);
    expect(editNote(start, { id: id(1), note: { text: '' } })).toBe(start);
    expect(removeNote(start, { id: id(1) }).notes).toHaveLength(2);
    expect(removeNote(start, { id: id(9) })).toBe(start);
  });

  it('are found by what they are about and by who owes the answer', () => {
    expect(notesAbout(start, field).map((note) => note.id)).toEqual([id(1)]);
    expect(openQuestionsByOwner(start).map(({ owner, notes }) => [owner, notes.length])).toEqual([
      ['', 1],
      ['IT', 1],
    ]);
  });

  it('outlive what they are about', () => {
    const kept = keepNotesOf(start.notes, 'field', new Map([[field.id, 'CUSTOMERS.PHONE']]));
    expect(kept[0]).toMatchObject({ text: 'CUSTOMERS.PHONE: Is PHONE mobile?', owner: 'IT' });
    expect(kept[0]).not.toHaveProperty('about');
    expect(kept[1]).toBe(start.notes[1]);
  });
});
