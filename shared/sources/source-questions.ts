/** What is still asked about systems, tables and fields, by who owes the answer. Pure. */
import type { Engagement, Note } from '../engagement/schema';
import { type Lineage, whatBreaks } from '../record/lineage';
import { type FieldPlace, fieldsById, findObject } from './find';
import type { FieldStatus, Source, SourceObject } from './schema';

/** A note that asks, or a field whose status does. */
export type SourceQuestion = {
  key: string;
  source: Source;
  object?: SourceObject;
  field?: FieldPlace['field'];
  note?: Note;
  /** Why a field without a note is here. */
  status?: Exclude<FieldStatus, 'confirmed'>;
  /** ISO date and time of the note; fields carry none. */
  since?: string;
  due?: string;
  /** Ids of the live journeys that stand still for it. */
  blocks: string[];
  /** Ids of the live journeys that use what the field feeds. */
  uses: string[];
};

export type OwnerQuestions = { /** '' = nobody yet. */ owner: string; questions: SourceQuestion[]; blocks: number };

/**
 * Owners whose questions block most journeys first, nobody last. Inside: what blocks most, then what is due first, then the
 * oldest. A field with an open note of its own is listed once, by its note.
 */
export function sourceQuestions(engagement: Engagement, lineage: Lineage): OwnerQuestions[] {
  const live = new Set(engagement.journeys.filter(({ status }) => status !== 'retired').map(({ id }) => id));
  const stopped = new Map<string, string[]>();
  for (const journey of live) for (const attribute of lineage.missingFor(journey)) stopped.set(attribute, [...(stopped.get(attribute) ?? []), journey]);
  const leaning = (field: string): Pick<SourceQuestion, 'blocks' | 'uses'> => {
    const broken = whatBreaks(lineage, field);
    const uses = broken.flatMap((one) => one.uses.filter((use) => use.kind === 'journey' && live.has(use.id)).map((use) => use.id));
    return { blocks: [...new Set(broken.flatMap((one) => stopped.get(one.attribute.id) ?? []))], uses: [...new Set(uses)] };
  };

  const byOwner = new Map<string, SourceQuestion[]>();
  const add = (owner = '', question: SourceQuestion) => {
    const asked = byOwner.get(owner);
    if (asked) asked.push(question);
    else byOwner.set(owner, [question]);
  };
  const fields = fieldsById(engagement);
  const asked = new Set<string>();
  for (const note of engagement.notes) {
    if (note.kind !== 'question' || note.state !== 'open' || !note.about) continue;
    const place = placeOf(engagement, fields, note.about);
    if (!place) continue;
    const { source, object, field } = place;
    if (field) asked.add(field.id);
    add(note.owner ?? field?.owner ?? source.owner, {
      key: note.id,
      ...place,
      ...(object && { object }),
      note,
      since: note.createdAt,
      ...(note.due && { due: note.due }),
      ...(field ? leaning(field.id) : { blocks: [], uses: [] }),
    });
  }
  for (const { source, object, field } of fields.values())
    if (field.status !== 'confirmed' && !asked.has(field.id))
      add(field.owner ?? source.owner, { key: field.id, source, object, field, status: field.status, ...leaning(field.id) });

  return [...byOwner]
    .map(([owner, questions]) => ({
      owner,
      questions: questions.sort(compareQuestions),
      blocks: new Set(questions.flatMap((question) => question.blocks)).size,
    }))
    .sort(
      (a, b) => Number(a.owner === '') - Number(b.owner === '') || b.blocks - a.blocks || b.questions.length - a.questions.length || compare(a.owner, b.owner),
    );
}

/** How many there are, without asking what each stands in the way of. */
export function countSourceQuestions({ sources, notes }: Pick<Engagement, 'sources' | 'notes'>): number {
  const objects = new Set<string>(sources.flatMap((source) => [source.id, ...source.objects.map(({ id }) => id)]));
  const asking = new Map<string, boolean>();
  for (const source of sources) for (const object of source.objects) for (const field of object.fields) asking.set(field.id, field.status !== 'confirmed');
  let count = 0;
  for (const { kind, state, about } of notes) {
    if (kind !== 'question' || state !== 'open' || !about) continue;
    if ((about.kind === 'source' || about.kind === 'object') && objects.has(about.id)) count++;
    if (about.kind === 'field' && asking.has(about.id)) {
      count++;
      asking.set(about.id, false);
    }
  }
  for (const asks of asking.values()) if (asks) count++;
  return count;
}

function placeOf(
  engagement: Engagement,
  fields: ReadonlyMap<string, FieldPlace>,
  { kind, id }: NonNullable<Note['about']>,
): Pick<SourceQuestion, 'source' | 'object' | 'field'> | undefined {
  if (kind === 'field') return fields.get(id);
  if (kind === 'object') return findObject(engagement, id);
  const source = kind === 'source' ? engagement.sources.find((one) => one.id === id) : undefined;
  return source && { source };
}

const statusOrder = ['missing', 'open-question', 'promised'];

function compareQuestions(a: SourceQuestion, b: SourceQuestion): number {
  return (
    b.blocks.length - a.blocks.length ||
    compare(a.due ?? '9999', b.due ?? '9999') ||
    compare(a.since ?? '9999', b.since ?? '9999') ||
    statusOrder.indexOf(a.status ?? 'missing') - statusOrder.indexOf(b.status ?? 'missing') ||
    b.uses.length - a.uses.length
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
