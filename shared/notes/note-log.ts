/** The log of questions and decisions as it is read: by who owes the answer, what is late first. */
import type { Note } from '../engagement/schema';

export type OwnerGroup = { /** '' = nobody yet. */ owner: string; notes: Note[]; late: number };

/** An open question whose day has passed. `today`: ISO date in the reader's zone. */
export function isLate(note: Note, today: string): boolean {
  return note.kind === 'question' && note.state === 'open' && note.due !== undefined && note.due < today;
}

/**
 * Notes by owner: owners with late questions first, then those with most notes, then by name, nobody last. Inside, open
 * before settled, earliest due date first, notes without a date after those with one, then oldest first.
 */
export function groupByOwner(notes: readonly Note[], today: string): OwnerGroup[] {
  const byOwner = new Map<string, Note[]>();
  for (const note of notes) byOwner.set(note.owner ?? '', [...(byOwner.get(note.owner ?? '') ?? []), note]);
  return [...byOwner]
    .map(([owner, owned]) => ({ owner, notes: owned.sort(compareNotes), late: owned.filter((note) => isLate(note, today)).length }))
    .sort((a, b) => Number(a.owner === '') - Number(b.owner === '') || b.late - a.late || b.notes.length - a.notes.length || compareText(a.owner, b.owner));
}

function compareNotes(a: Note, b: Note): number {
  return (
    Number(a.state !== 'open') - Number(b.state !== 'open') ||
    compareText(a.due ?? '9999', b.due ?? '9999') ||
    compareText(a.createdAt, b.createdAt) ||
    compareText(a.id, b.id)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
