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
import type { Transform } from '../record/transform-schema';
import { isEmptyText, type Text, textIn } from '../text';
import { findObject, findSource } from './find';
import { type Link, type Source, type SourceObject, sourceSchema } from './schema';

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
    sources: forgotten.sources.filter((other) => other.id !== id),
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

/** Moves an object inside its source, or to another source, where its links mean nothing any more. */
export function moveObject(engagement: Engagement, { id, index, source }: { id: string; index: number; source?: string }): Engagement {
  const found = findObject(engagement, id);
  if (!found || (source !== undefined && !findSource(engagement, source))) return engagement;
  const moves = source !== undefined && source !== found.source.id;
  const unlinked = moves ? forgetLinks(engagement, (link) => link.object === id || (found.object.links ?? []).includes(link)) : engagement;
  return produce(unlinked, (draft) => {
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
  const forgotten = forgetLinks(forgetFields(engagement, [found.object]), (link) => link.object === id);
  return {
    ...forgotten,
    sources: forgotten.sources.map((source) =>
      source.id === found.source.id ? { ...source, objects: source.objects.filter((object) => object.id !== id) } : source,
    ),
  };
}

/** Takes the objects' fields out of the record and keeps the notes about the objects and their fields. */
function forgetFields(engagement: Engagement, objects: readonly SourceObject[]): Engagement {
  const objectNames = new Map(objects.map((object) => [object.id, object.nativeName]));
  const fieldNames = new Map(objects.flatMap((object) => object.fields.map((field) => [field.id, `${object.nativeName}.${field.nativeName}`] as const)));
  return forgetFieldIds({ ...engagement, notes: keepNotesOf(keepNotesOf(engagement.notes, 'object', objectNames), 'field', fieldNames) }, fieldNames);
}

/** Takes fields out of everything that named them: mappings and what they add to a value, refused suggestions, links of objects. */
export function forgetFieldIds(engagement: Engagement, fields: { has(id: string): boolean }): Engagement {
  const isGone = (id: string) => fields.has(id);
  return produce(
    forgetLinks(engagement, (link) => [...link.fields, ...(link.toFields ?? [])].some(isGone)),
    (draft) => {
      for (const attribute of draft.record.attributes) {
        if (attribute.sources.some((mapping) => fields.has(mapping.field)))
          attribute.sources = attribute.sources.filter((mapping) => !fields.has(mapping.field));
        for (const mapping of attribute.sources)
          if (mapping.transforms?.some((step) => step.kind === 'concat' && step.fields.some(isGone)))
            mapping.transforms = withoutFields(mapping.transforms, isGone);
        if (attribute.refused.some((id) => fields.has(id))) attribute.refused = attribute.refused.filter((id) => !fields.has(id));
      }
    },
  );
}

/** A step that adds other fields to the value is kept for those that are left. */
function withoutFields(transforms: readonly Transform[], isGone: (id: string) => boolean): Transform[] {
  return transforms.flatMap((step): Transform[] => {
    if (step.kind !== 'concat') return [step];
    const left = step.fields.filter((id) => !isGone(id));
    return left.length > 0 ? [{ ...step, fields: left }] : [];
  });
}

function forgetLinks(engagement: Engagement, isGone: (link: Link) => boolean): Engagement {
  return produce(engagement, (draft) => {
    for (const source of draft.sources)
      for (const object of source.objects) if (object.links?.some(isGone)) object.links = object.links.filter((link) => !isGone(link));
  });
}
