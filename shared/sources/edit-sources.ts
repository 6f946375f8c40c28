/**
 * Commands on sources and objects. What refers to something removed is taken along: mappings go, notes stay with the
 * name of what is gone. Ids that lead nowhere change nothing (the same engagement comes back).
 */
import { produce } from 'immer';
import { moveItem } from '../engagement/edit-plan';
import type { Engagement } from '../engagement/schema';
import { typed, typedOptional, typedText } from '../engagement/typed-text';
import { withoutUndefined } from '../engagement/without-undefined';
import { keepNotesOf } from '../notes/edit-notes';
import { isEmptyText, type Text, textIn } from '../text';
import { findObject, findSource } from './find';
import { type Source, type SourceObject, sourceSchema } from './schema';

export type SourcePatch = Partial<Pick<Source, 'name' | 'product' | 'transports' | 'direction' | 'frequency' | 'owner' | 'contact' | 'note'>>;

/** An empty name and values the schema refuses change nothing; `undefined` or '' empties what may be empty. */
export function editSource(engagement: Engagement, { id, source: patch }: { id: string; source: SourcePatch }): Engagement {
  const old = findSource(engagement, id);
  if (!old) return engagement;
  const next = { ...old, ...patch };
  const name = typedText(next.name, 200);
  const parsed = sourceSchema.omit({ objects: true }).safeParse({
    ...next,
    name: isEmptyText(name) ? old.name : name,
    product: typedOptional(next.product, 200),
    transports: [...new Set(next.transports)],
    frequency: typedOptional(next.frequency, 200),
    owner: typedOptional(next.owner, 200),
    contact: typedOptional(next.contact, 200),
    note: typedOptional(next.note, 5000),
  });
  if (!parsed.success) return engagement;
  const edited = withoutUndefined({ ...parsed.data, objects: old.objects });
  return { ...engagement, sources: engagement.sources.map((source) => (source.id === id ? edited : source)) };
}

export function renameSource(engagement: Engagement, { id, name }: { id: string; name: Text }): Engagement {
  return editSource(engagement, { id, source: { name } });
}

export function moveSource(engagement: Engagement, { id, index }: { id: string; index: number }): Engagement {
  return produce(engagement, (draft) => moveItem(draft.sources, id, index));
}

export function removeSource(engagement: Engagement, { id }: { id: string }): Engagement {
  const source = findSource(engagement, id);
  if (!source) return engagement;
  const name = textIn(source.name, engagement.languages.document);
  const forgotten = forgetFields(engagement, source.objects);
  return {
    ...forgotten,
    sources: engagement.sources.filter((other) => other.id !== id),
    notes: keepNotesOf(forgotten.notes, 'source', new Map([[id, name]])),
  };
}

/** Adds an object at the end of the source. An empty native name changes nothing. */
export function addObject(
  engagement: Engagement,
  { id, source, nativeName, label = {} }: { id: string; source: string; nativeName: string; label?: Text },
): Engagement {
  const name = typed(nativeName, 1000);
  if (name === '' || !findSource(engagement, source) || findObject(engagement, id)) return engagement;
  return produce(engagement, (draft) => {
    draft.sources.find((other) => other.id === source)?.objects.push({ id, nativeName: name, label: typedText(label, 300), fields: [] });
  });
}

export function editObject(
  engagement: Engagement,
  { id, object: patch }: { id: string; object: Partial<Pick<SourceObject, 'nativeName' | 'label' | 'model'>> },
): Engagement {
  if (!findObject(engagement, id)) return engagement;
  return produce(engagement, (draft) => {
    const object = findObject(draft, id)?.object;
    if (!object) return;
    if (patch.nativeName !== undefined) object.nativeName = typed(patch.nativeName, 1000) || object.nativeName;
    if (patch.label) object.label = typedText(patch.label, 300);
    if (patch.model) object.model = typedText(patch.model, 300);
  });
}

/** Moves an object inside its source, or to another source. */
export function moveObject(engagement: Engagement, { id, index, source }: { id: string; index: number; source?: string }): Engagement {
  const found = findObject(engagement, id);
  if (!found || (source !== undefined && !findSource(engagement, source))) return engagement;
  return produce(engagement, (draft) => {
    const from = findObject(draft, id);
    const to = draft.sources.find((other) => other.id === (source ?? found.source.id));
    if (!from || !to) return;
    if (from.source.id !== to.id) {
      from.source.objects.splice(from.source.objects.indexOf(from.object), 1);
      to.objects.push(from.object);
    }
    moveItem(to.objects, id, index);
  });
}

export function removeObject(engagement: Engagement, { id }: { id: string }): Engagement {
  const found = findObject(engagement, id);
  if (!found) return engagement;
  const forgotten = forgetFields(engagement, [found.object]);
  return {
    ...forgotten,
    sources: engagement.sources.map((source) =>
      source.id === found.source.id ? { ...source, objects: source.objects.filter((object) => object.id !== id) } : source,
    ),
  };
}

/** Takes the objects' fields out of the record and keeps the notes about the objects and their fields. */
function forgetFields(engagement: Engagement, objects: readonly SourceObject[]): Engagement {
  const objectNames = new Map(objects.map((object) => [object.id, object.nativeName]));
  const fieldNames = new Map(objects.flatMap((object) => object.fields.map((field) => [field.id, `${object.nativeName}.${field.nativeName}`] as const)));
  return forgetInRecord({ ...engagement, notes: keepNotesOf(keepNotesOf(engagement.notes, 'object', objectNames), 'field', fieldNames) }, fieldNames);
}

/** Takes fields out of every attribute that named them, as a source or as a refused suggestion. */
export function forgetInRecord(engagement: Engagement, fields: { has(id: string): boolean }): Engagement {
  return produce(engagement, (draft) => {
    for (const attribute of draft.record.attributes) {
      if (attribute.sources.some((mapping) => fields.has(mapping.field))) attribute.sources = attribute.sources.filter((mapping) => !fields.has(mapping.field));
      if (attribute.refused.some((id) => fields.has(id))) attribute.refused = attribute.refused.filter((id) => !fields.has(id));
    }
  });
}
