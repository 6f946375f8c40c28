/** Decisions, open questions and comments: one entity, each about one thing or the whole engagement. */
import { type Engagement, type Note, noteSchema } from '../engagement/schema';
import { typed, typedOptional } from '../engagement/typed-text';
import { withoutUndefined } from '../engagement/without-undefined';

export type NoteFields = Pick<Note, 'kind' | 'text'> & Partial<Pick<Note, 'owner' | 'due' | 'about' | 'evidence' | 'decision'>>;

/** Adds a note. A decision is answered from the start, a question open; `now` is ISO 8601. Empty text changes nothing. */
export function addNote(engagement: Engagement, { id, now, note }: { id: string; now: string; note: NoteFields }): Engagement {
  if (engagement.notes.some((other) => other.id === id)) return engagement;
  const next = parseNote({ ...note, id, createdAt: now, state: note.kind === 'question' ? 'open' : 'answered' });
  return next ? { ...engagement, notes: [...engagement.notes, next] } : engagement;
}

/** Absent keys stay; `undefined` empties what may be empty. An invalid value (an empty text, a date that isn't) changes nothing. */
export function editNote(engagement: Engagement, { id, note }: { id: string; note: Partial<Omit<Note, 'id' | 'createdAt'>> }): Engagement {
  const old = engagement.notes.find((other) => other.id === id);
  const next = old && parseNote({ ...old, ...note });
  return next ? { ...engagement, notes: engagement.notes.map((other) => (other.id === id ? next : other)) } : engagement;
}

/** Closes an open question with what was said, and by what it is shown. An empty answer opens it again. */
export function answerNote(engagement: Engagement, { id, answer, evidence }: { id: string; answer: string; evidence?: string }): Engagement {
  const empty = answer.trim() === '';
  return editNote(engagement, {
    id,
    note: { state: empty ? 'open' : 'answered', answer: empty ? undefined : answer, ...(evidence === undefined ? {} : { evidence }) },
  });
}

export function removeNote(engagement: Engagement, { id }: { id: string }): Engagement {
  const notes = engagement.notes.filter((note) => note.id !== id);
  return notes.length === engagement.notes.length ? engagement : { ...engagement, notes };
}

/** Notes about one thing, oldest first. */
export function notesAbout(engagement: Engagement, about: NonNullable<Note['about']>): Note[] {
  return engagement.notes.filter(
    (note) => note.about?.kind === about.kind && note.about.id === about.id && (about.within === undefined || note.about.within === about.within),
  );
}

/** Open questions by owner; '' = nobody yet. Owners with most first, then by name. */
export function openQuestionsByOwner(engagement: Engagement): { owner: string; notes: Note[] }[] {
  const byOwner = new Map<string, Note[]>();
  for (const note of engagement.notes)
    if (note.kind === 'question' && note.state === 'open') byOwner.set(note.owner ?? '', [...(byOwner.get(note.owner ?? '') ?? []), note]);
  return [...byOwner]
    .map(([owner, notes]) => ({ owner, notes }))
    .sort((a, b) => b.notes.length - a.notes.length || (a.owner < b.owner ? -1 : a.owner > b.owner ? 1 : 0));
}

/**
 * When things are removed their notes stay, about the whole engagement, with the name of what is gone in front: a
 * question asked in the workshop must not vanish with a field. `gone`: name by id, for one kind.
 */
export function keepNotesOf(notes: readonly Note[], kind: NonNullable<Note['about']>['kind'], gone: ReadonlyMap<string, string>): Note[] {
  return notes.map((note) => {
    const name = note.about?.kind === kind ? gone.get(note.about.id) : undefined;
    if (name === undefined) return note;
    const { about: _about, ...rest } = note;
    return { ...rest, text: typed(`${name}: ${note.text}`, 5000) };
  });
}

function parseNote(note: Note): Note | undefined {
  const next = noteSchema.safeParse({
    ...note,
    text: typed(note.text, 5000),
    owner: typedOptional(note.owner, 200),
    answer: typedOptional(note.answer, 5000),
    evidence: typedOptional(note.evidence, 5000),
  });
  return next.success ? withoutUndefined(next.data) : undefined;
}
