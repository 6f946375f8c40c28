import { describe, expect, it } from 'vitest';
import { testId } from '../engagement/engagement.fixture';
import type { Note } from '../engagement/schema';
import { groupByOwner, isLate } from './note-log';

const today = '2026-03-10';
const note = (n: number, patch: Partial<Note> = {}): Note => ({
  id: testId(n, 'N'),
  kind: 'question',
  text: `note ${n}`,
  state: 'open',
  createdAt: '2026-01-05T08:00:00.000Z',
  ...patch,
});

describe('the log', () => {
  it('calls only an open question late, and only after its day', () => {
    expect(isLate(note(1, { due: '2026-03-09' }), today)).toBe(true);
    expect(isLate(note(1, { due: today }), today)).toBe(false);
    expect(isLate(note(1, { due: '2026-03-09', state: 'answered' }), today)).toBe(false);
    expect(isLate(note(1, { due: '2026-03-09', kind: 'decision' }), today)).toBe(false);
    expect(isLate(note(1), today)).toBe(false);
  });

  it('puts who is late first and nobody last', () => {
    const notes = [
      note(1),
      note(2),
      note(3),
      note(4, { owner: 'Legal' }),
      note(5, { owner: 'Legal' }),
      note(6, { owner: 'IT', due: '2026-03-01' }),
      note(7, { owner: 'Art' }),
    ];
    expect(groupByOwner(notes, today).map(({ owner, late }) => [owner, late])).toEqual([
      ['IT', 1],
      ['Legal', 0],
      ['Art', 0],
      ['', 0],
    ]);
  });

  it('shows open before settled, then what is due first', () => {
    const notes = [
      note(1, { state: 'answered', due: '2026-01-01' }),
      note(2),
      note(3, { due: '2026-04-01' }),
      note(4, { due: '2026-03-01' }),
      note(5, { createdAt: '2026-01-04T08:00:00.000Z' }),
    ];
    expect(groupByOwner(notes, today)[0]?.notes.map(({ text }) => text)).toEqual(['note 4', 'note 3', 'note 5', 'note 2', 'note 1']);
  });
});
