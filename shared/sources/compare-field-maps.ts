/** What became of the sources between two states of an engagement, and which of it breaks something. Pure. */
import type { Engagement } from '../engagement/schema';
import { createLineage, type Lineage } from '../record/lineage';
import { clashes, fitOfTypes } from '../record/type-compatibility';
import { createLeaning, type Leaning } from './field-leaning';
import type { Field, Source, SourceObject } from './schema';

export const changeKinds = ['removed', 'retyped', 'status', 'key', 'required', 'renamed', 'moved', 'added'] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** Where the thing is, in one of the two states. */
export type Side = { source: Source; object?: SourceObject; field?: Field };

export type SourceChange = {
  /** Unique within one comparison. */
  key: string;
  kind: ChangeKind;
  subject: 'source' | 'object' | 'field';
  id: string;
  /** Absent when it was added or removed. */
  before?: Side;
  after?: Side;
  /** What leans on a field, or on an object by links, and will notice. */
  leaning: Leaning[];
  /** Something that leans on it can't go on as it did. */
  breaking: boolean;
};

type State = {
  engagement: Engagement;
  lineage: Lineage;
  sources: Map<string, Side>;
  objects: Map<string, Required<Omit<Side, 'field'>>>;
  fields: Map<string, Required<Side>>;
};

/**
 * By id, so that a thing renamed or moved is still itself. In the order of the later state, what was removed after what is
 * left beside it. The other way round gives the same kinds with `added` and `removed` exchanged.
 */
export function compareFieldMaps(
  before: Engagement,
  after: Engagement,
  lineage: { before: Lineage; after: Lineage } = { before: createLineage(before), after: createLineage(after) },
): SourceChange[] {
  const old = stateOf(before, lineage.before);
  const now = stateOf(after, lineage.after);
  const leaningOn = createLeaning(old, now);
  const changes: SourceChange[] = [];
  const add = (
    kind: ChangeKind,
    subject: SourceChange['subject'],
    id: string,
    sides: Pick<SourceChange, 'before' | 'after'>,
    leaning: Leaning[] = [],
    harms = false,
  ) => changes.push({ key: `${kind}:${id}`, kind, subject, id, ...sides, leaning, breaking: harms && leaning.some(({ used }) => used) });

  for (const [id, sides] of pairsOf(old.sources, now.sources)) {
    if (!sides.before || !sides.after) add(sides.after ? 'added' : 'removed', 'source', id, sides);
    else if (nameKey(sides.before.source) !== nameKey(sides.after.source)) add('renamed', 'source', id, sides);
  }
  for (const [id, sides] of pairsOf(old.objects, now.objects)) {
    const { before: was, after: is } = sides;
    if (was && is) {
      if (was.object.nativeName !== is.object.nativeName) add('renamed', 'object', id, sides);
      if (was.source.id !== is.source.id) add('moved', 'object', id, sides);
    } else add(is ? 'added' : 'removed', 'object', id, sides, leaningOn.object(id), !is);
  }
  for (const [id, sides] of pairsOf(old.fields, now.fields)) {
    const { before: was, after: is } = sides;
    if (was && is) compareField(id, { before: was, after: is }, old.lineage, now.lineage, leaningOn, add);
    else add(is ? 'added' : 'removed', 'field', id, sides, is ? [] : leaningOn.field(id), !is);
  }
  return inPlace(changes, old, now);
}

type Add = (kind: ChangeKind, subject: 'field', id: string, sides: { before: Side; after: Side }, leaning: Leaning[], harms: boolean) => void;

function compareField(
  id: string,
  sides: { before: Required<Side>; after: Required<Side> },
  oldLineage: Lineage,
  lineage: Lineage,
  leaningOn: ReturnType<typeof createLeaning>,
  add: Add,
): void {
  const was = sides.before.field;
  const is = sides.after.field;
  // Most fields are the same value in both; only the others are looked up.
  const put = (kind: ChangeKind, harms: boolean) => add(kind, 'field', id, sides, leaningOn.field(id), harms);
  if (was.type !== is.type || was.nativeType !== is.nativeType) put('retyped', clashesNow(was, is, oldLineage, lineage));
  if (was.status !== is.status) put('status', is.status === 'missing');
  if (was.key !== is.key) put('key', was.key);
  if (was.required !== is.required) put('required', was.required);
  if (was.nativeName !== is.nativeName) put('renamed', false);
  if (sides.before.object.id !== sides.after.object.id) put('moved', false);
}

/** Its values no longer fit where they went, or can't be read as what they were. */
function clashesNow(was: Field, is: Field, oldLineage: Lineage, lineage: Lineage): boolean {
  if (was.type === is.type) return false;
  if (fitOfTypes(is.type, was.type) === 'clash' && is.use !== 'aggregate') return true;
  return lineage.attributesOfField(is.id).some((id) => {
    const attribute = lineage.attributes.get(id)?.attribute;
    const old = oldLineage.attributes.get(id)?.attribute ?? attribute;
    return attribute !== undefined && old !== undefined && clashes(is, attribute) && !clashes(was, old);
  });
}

function stateOf(engagement: Engagement, lineage: Lineage): State {
  const state: State = { engagement, lineage, sources: new Map(), objects: new Map(), fields: new Map() };
  for (const source of engagement.sources) {
    state.sources.set(source.id, { source });
    for (const object of source.objects) {
      state.objects.set(object.id, { source, object });
      for (const field of object.fields) state.fields.set(field.id, { source, object, field });
    }
  }
  return state;
}

/** Each id once: those of now in their order, then those that are gone. */
function* pairsOf<S>(before: ReadonlyMap<string, S>, after: ReadonlyMap<string, S>): Generator<[string, { before?: S; after?: S }]> {
  for (const [id, is] of after) {
    const was = before.get(id);
    yield [id, was === undefined ? { after: is } : { before: was, after: is }];
  }
  for (const [id, was] of before) if (!after.has(id)) yield [id, { before: was }];
}

function nameKey({ name }: Source): string {
  return JSON.stringify([name.en ?? '', name.he ?? '', name.fa ?? '']);
}

/** Changes of a source together, in it those of an object together: first about itself, then about its fields. */
function inPlace(changes: readonly SourceChange[], old: State, now: State): SourceChange[] {
  const order = (...maps: ReadonlyMap<string, unknown>[]) => new Map([...new Set(maps.flatMap((map) => [...map.keys()]))].map((id, i) => [id, i]));
  const sources = order(now.sources, old.sources);
  const objects = order(now.objects, old.objects);
  const fields = order(now.fields, old.fields);
  const positionOf = ({ before, after }: SourceChange): [number, number, number] => {
    const side = after ?? before;
    return [sources.get(side?.source.id ?? '') ?? -1, objects.get(side?.object?.id ?? '') ?? -1, fields.get(side?.field?.id ?? '') ?? -1];
  };
  return changes
    .map((change) => ({ change, position: positionOf(change) }))
    .sort((a, b) => a.position[0] - b.position[0] || a.position[1] - b.position[1] || a.position[2] - b.position[2])
    .map(({ change }) => change);
}
