/** Commands on fields: one, or many at once (fill down, a pasted block, a change of owner for a selection). */
import { produce } from 'immer';
import type { Engagement } from '../engagement/schema';
import { typed, typedOptional, typedText } from '../engagement/typed-text';
import { withoutUndefined } from '../engagement/without-undefined';
import { keepNotesOf } from '../notes/edit-notes';
import { isSameJson } from '../same-json';
import { forgetFieldIds } from './edit-sources';
import { fieldsById, findObject } from './find';
import { canonicalTypeOf } from './native-type';
import { profileFor } from './open-values';
import { guessPersonalData } from './personal-data';
import { type Field, fieldSchema } from './schema';

export type FieldPatch = Partial<Omit<Field, 'id' | 'from'>>;

/**
 * Adds a field to an object, at `index` or the end. Canonical type and PII class are guessed from name and native type
 * unless given. Without a native name nothing happens.
 */
export function addField(
  engagement: Engagement,
  { id, object, field, index }: { id: string; object: string; field: FieldPatch & { nativeName: string }; index?: number },
): Engagement {
  const next = createField(id, field);
  if (!next || !findObject(engagement, object) || fieldsById(engagement).has(id)) return engagement;
  return produce(engagement, (draft) => {
    const fields = findObject(draft, object)?.object.fields;
    fields?.splice(index ?? fields.length, 0, next);
  });
}

/** A whole field from the little that is known; undefined when there is no name or a value does not fit. */
export function createField(id: string, field: FieldPatch & { nativeName: string }): Field | undefined {
  const nativeType = field.nativeType ?? '';
  const type = field.type ?? canonicalTypeOf(nativeType);
  const blank: Field = {
    id,
    nativeName: field.nativeName,
    nativeType,
    type,
    label: {},
    required: false,
    key: false,
    pii: guessPersonalData(field.nativeName, type),
    status: 'promised',
    use: 'direct',
    eventProperties: [],
  };
  return patched(blank, field, '');
}

export function editField(engagement: Engagement, { id, field }: { id: string; field: FieldPatch }): Engagement {
  return editFields(engagement, { edits: [{ id, field }] });
}

/**
 * Changes many fields in one step. A key absent from a patch stays; `undefined` or '' empties what may be empty. An empty
 * native name keeps the old one; a patch with a value the schema refuses leaves that one field as it was.
 */
export function editFields(engagement: Engagement, { edits }: { edits: readonly { id: string; field: FieldPatch }[] }): Engagement {
  const byId = new Map<string, FieldPatch>();
  for (const edit of edits) byId.set(edit.id, { ...byId.get(edit.id), ...edit.field });
  if (byId.size === 0) return engagement;
  // By hand rather than through a draft: 5,000 fields are walked at every keystroke's end.
  let changed = false;
  const sources = engagement.sources.map((source) => {
    let sourceChanged = false;
    const objects = source.objects.map((object) => {
      let objectChanged = false;
      const fields = object.fields.map((field) => {
        const patch = byId.get(field.id);
        const next = patch && patched(field, patch, field.nativeName);
        if (!next || isSameJson(field, next)) return field;
        objectChanged = true;
        return next;
      });
      sourceChanged ||= objectChanged;
      return objectChanged ? { ...object, fields } : object;
    });
    changed ||= sourceChanged;
    return sourceChanged ? { ...source, objects } : source;
  });
  return changed ? { ...engagement, sources } : engagement;
}

/** Columns that can be filled down: everything but the name, which is the field's own. */
export type FillColumn = Exclude<keyof FieldPatch, 'nativeName'>;

/** Copies the first field's values of `columns` to the other fields. */
export function fillDown(engagement: Engagement, { fields, columns }: { fields: readonly string[]; columns: readonly FillColumn[] }): Engagement {
  const [first, ...rest] = fields;
  const model = first === undefined ? undefined : fieldsById(engagement).get(first)?.field;
  if (!model) return engagement;
  const patch: FieldPatch = Object.fromEntries(columns.map((column) => [column, model[column]]));
  return editFields(engagement, { edits: rest.map((id) => ({ id, field: patch })) });
}

/** Moves fields, in the given order, to `index` of an object (the position after they were taken out). */
export function moveFields(engagement: Engagement, { ids, object, index }: { ids: readonly string[]; object: string; index: number }): Engagement {
  const known = fieldsById(engagement);
  const moving = [...new Set(ids)].flatMap((id) => known.get(id)?.field ?? []);
  if (moving.length === 0 || !findObject(engagement, object)) return engagement;
  const gone = new Set(moving.map((field) => field.id));
  return produce(engagement, (draft) => {
    for (const source of draft.sources)
      for (const other of source.objects)
        if (other.fields.some((field) => gone.has(field.id))) other.fields = other.fields.filter((field) => !gone.has(field.id));
    const fields = findObject(draft, object)?.object.fields;
    fields?.splice(Math.max(0, Math.min(fields.length, index)), 0, ...moving);
  });
}

/** Removes fields and their mappings; notes about them stay, with the field's name in front. */
export function removeFields(engagement: Engagement, { ids }: { ids: readonly string[] }): Engagement {
  const known = fieldsById(engagement);
  const gone = new Map<string, string>();
  for (const id of ids) {
    const place = known.get(id);
    if (place) gone.set(id, `${place.object.nativeName}.${place.field.nativeName}`);
  }
  if (gone.size === 0) return engagement;
  const forgotten = forgetFieldIds({ ...engagement, notes: keepNotesOf(engagement.notes, 'field', gone) }, gone);
  return produce(forgotten, (draft) => {
    for (const source of draft.sources)
      for (const object of source.objects)
        if (object.fields.some((field) => gone.has(field.id))) object.fields = object.fields.filter((field) => !gone.has(field.id));
  });
}

function patched(field: Field, patch: FieldPatch, oldName: string): Field | undefined {
  const next = { ...field, ...patch };
  if (next.type !== field.type && patch.typeReason === undefined) next.typeReason = undefined;
  const parsed = fieldSchema.safeParse({
    ...next,
    nativeName: typed(next.nativeName, 1000) || oldName,
    nativeType: typed(next.nativeType, 300),
    label: typedText(next.label, 300),
    eventProperties: [...new Set(next.eventProperties)],
    example: typedOptional(next.example, 1000),
    owner: typedOptional(next.owner, 200),
    note: typedOptional(next.note, 5000),
    // Whoever raises the class of a field means the values an import has left beside it, too.
    ...(next.profile && { profile: profileFor(next.profile, next) }),
  });
  return parsed.success ? withoutUndefined(parsed.data) : undefined;
}
