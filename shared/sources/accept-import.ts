/** What an imported file would change, as a list a person ticks, and the command that does exactly what was ticked. */
import type { Engagement } from '../engagement/schema';
import { typed } from '../engagement/typed-text';
import { isSameJson } from '../same-json';
import type { Text } from '../text';
import { addSource, type NewId } from './add-source';
import type { FieldDraft, ImportedSource, ObjectDraft } from './draft';
import { createField, editFields, type FieldPatch, removeFields } from './edit-fields';
import { findSource } from './find';
import { linkObjects } from './link-objects';
import { maskValue } from './mask-value';
import { sameNameKey } from './name-tokens';
import { hasOpenValues, profileFor } from './open-values';
import { guessPersonalData, higherClass, looksUnmasked } from './personal-data';
import type { Field, PiiClass, SourceObject, Transport } from './schema';

/** How the data of a system most likely comes, by what was handed in about it. A script of tables says nothing of that. */
const transportsOf: Readonly<Record<ImportedSource['kind'], Transport[]>> = {
  csv: ['csv-export'],
  xlsx: ['csv-export'],
  json: ['api'],
  'json-schema': ['api'],
  openapi: ['api'],
  odata: ['api'],
  form: ['webhook'],
  dbt: ['warehouse-export'],
  sql: [],
};

/** Into a new source of this name, or into one that is there. */
export type ImportTarget = { kind: 'new'; name: Text } | { kind: 'existing'; source: string };

export type ImportChange = {
  /** Stable for the same file and target: what the ticks refer to. */
  id: string;
  kind: 'added' | 'retyped' | 'completed' | 'gone';
  /** Of the object in the file. */
  position: number;
  /** Name of the object, as it will stand in the source. */
  object: string;
  isNewObject: boolean;
  nativeName: string;
  draft?: FieldDraft | undefined;
  /** Whether the file states the draft's types (see `ObjectDraft.types`). */
  stated?: boolean;
  isEvent?: boolean;
  /** The field as it is now. */
  field?: Field | undefined;
  /** Whether it is proposed. Removals never are. */
  ticked: boolean;
  /** Attribute ids that the field feeds: who notices a removal. */
  feeds: string[];
};

export type ImportPlan = { target: ImportTarget; changes: ImportChange[]; unchanged: number };

/**
 * Compares a file with the source it goes into. Objects and fields are matched by name, whatever its case and
 * separators. `added`: a new field · `retyped`: another native or canonical type, key or requiredness · `completed`: only
 * fills what is empty (example, label, PII class) · `gone`: the object is in the file and the field is not.
 */
export function planImport(engagement: Engagement, { imported, target }: { imported: ImportedSource; target: ImportTarget }): ImportPlan {
  const source = target.kind === 'existing' ? findSource(engagement, target.source) : undefined;
  const feeds = feedsByField(engagement);
  const changes: ImportChange[] = [];
  let unchanged = 0;
  imported.objects.forEach((object, o) => {
    const stated = object.types === 'stated';
    const existing = source && matchByName(source.objects, object.name);
    const known = new Map((existing?.fields ?? []).map((field) => [sameNameKey(field.nativeName), field]));
    const seen = new Set<string>();
    object.fields.forEach((draft, f) => {
      const key = sameNameKey(draft.nativeName);
      // A file that names a column twice gives it once.
      if (seen.has(key)) return;
      seen.add(key);
      const field = known.get(key);
      const kind = field ? kindOfChange(field, draft, stated) : 'added';
      if (kind === undefined) unchanged++;
      else
        changes.push({
          id: `${o}.${f}`,
          kind,
          position: o,
          object: existing?.nativeName ?? objectName(object, o),
          isNewObject: !existing,
          nativeName: draft.nativeName,
          draft,
          stated,
          ...(object.isEvent && { isEvent: true }),
          field,
          ticked: true,
          feeds: field ? (feeds.get(field.id) ?? []) : [],
        });
    });
    for (const [key, field] of known)
      if (!seen.has(key) && object.fields.length > 0)
        changes.push({
          id: `${o}.gone.${field.id}`,
          kind: 'gone',
          position: o,
          object: existing?.nativeName ?? object.name,
          isNewObject: false,
          nativeName: field.nativeName,
          field,
          ticked: false,
          feeds: feeds.get(field.id) ?? [],
        });
  });
  return { target, changes, unchanged };
}

/**
 * Does what was ticked, in one step. What people wrote stays: labels, notes, owners, statuses other than promised and
 * missing (the file shows that the field is there), a PII class is only ever raised from none. A target source that has
 * gone in the meantime, or nothing ticked, changes nothing.
 */
export function acceptImport(
  engagement: Engagement,
  { imported, target, ticked, newId }: { imported: ImportedSource; target: ImportTarget; ticked: ReadonlySet<string>; newId: NewId },
): Engagement {
  const plan = planImport(engagement, { imported, target });
  const chosen = plan.changes.filter((change) => ticked.has(change.id));
  if (chosen.length === 0) return engagement;
  let next = engagement;
  let sourceId: string;
  if (target.kind === 'new') {
    sourceId = newId();
    next = addSource(next, { id: sourceId, name: target.name, transports: transportsOf[imported.kind] });
  } else sourceId = target.source;
  if (!findSource(next, sourceId)) return engagement;

  const edits: { id: string; field: FieldPatch }[] = [];
  const gone: string[] = [];
  const added = new Map<string, Field[]>();
  for (const { kind, draft, stated = false, isEvent = false, field, object } of chosen) {
    if (kind === 'gone' && field) gone.push(field.id);
    else if (field && draft) edits.push({ id: field.id, field: patchOf(field, draft, stated) });
    else if (draft) {
      const created = fieldOfDraft(newId(), draft, { isEvent, stated }, engagement);
      if (created) added.set(object, [...(added.get(object) ?? []), created]);
    }
  }
  const withFields = addFields(editFields(next, { edits }), sourceId, added, imported, newId);
  return linkObjects(removeFields(withFields, { ids: gone }), sourceId, imported);
}

function addFields(engagement: Engagement, sourceId: string, added: ReadonlyMap<string, Field[]>, imported: ImportedSource, newId: NewId): Engagement {
  if (added.size === 0) return engagement;
  const drafts = new Map(imported.objects.map((object, index) => [objectName(object, index), object]));
  return {
    ...engagement,
    sources: engagement.sources.map((source) => {
      if (source.id !== sourceId) return source;
      const objects: SourceObject[] = [...source.objects];
      for (const [name, fields] of added) {
        const at = objects.findIndex((object) => object.nativeName === name);
        const old = objects[at];
        if (old) objects[at] = { ...old, fields: [...old.fields, ...fields] };
        else {
          const draft = drafts.get(name);
          const label = draft?.label ? { [engagement.languages.document]: draft.label } : {};
          objects.push({ id: newId(), nativeName: name, label, ...(draft?.note && { note: draft.note }), fields });
        }
      }
      return { ...source, objects };
    }),
  };
}

function kindOfChange(field: Field, draft: FieldDraft, stated: boolean): 'retyped' | 'completed' | undefined {
  const patch = patchOf(field, draft, stated);
  if (patch.nativeType !== undefined || patch.type !== undefined || patch.required !== undefined || patch.key !== undefined) return 'retyped';
  return Object.keys(patch).length > 0 ? 'completed' : undefined;
}

/**
 * Only what differs and may be overwritten. `stated`: the file names types (a field list, a schema). What is merely inferred
 * from rows never overrules a type that somebody stated.
 */
function patchOf(field: Field, draft: FieldDraft, stated: boolean): FieldPatch {
  const patch: FieldPatch = {};
  const nativeType = typed(draft.nativeType, 300);
  const isEmpty = field.nativeType === '';
  const hasNewNativeType = nativeType !== '' && nativeType.toLowerCase() !== field.nativeType.toLowerCase() && (stated || isEmpty);
  if (hasNewNativeType) patch.nativeType = nativeType;
  // The same native type read again is no reason to overrule the canonical type a person may have chosen.
  if (draft.type !== field.type && (hasNewNativeType || isEmpty)) patch.type = draft.type;
  if (stated && draft.required !== field.required) patch.required = draft.required;
  if (stated && draft.key && !field.key) patch.key = true;
  if (field.status === 'promised' || field.status === 'missing') patch.status = 'confirmed';
  const pii = higherClass(draft.pii, field.pii);
  if (field.pii === 'none' && pii !== 'none') patch.pii = pii;
  const agreed = { pii, key: field.key || draft.key };
  const example = safeExample(draft, agreed);
  if (field.example === undefined && example !== undefined) patch.example = example;
  const profile = draft.profile && profileFor(draft.profile, agreed);
  if (profile && !isSameJson(profile, field.profile)) patch.profile = profile;
  if (!stated && (patch.type ?? field.type) === draft.type && !isSameJson(draft.typeReason, field.typeReason)) patch.typeReason = draft.typeReason;
  if (field.note === undefined && draft.note !== undefined && draft.note.trim() !== '') patch.note = draft.note;
  return patch;
}

function fieldOfDraft(id: string, draft: FieldDraft, { isEvent, stated }: { isEvent: boolean; stated: boolean }, engagement: Engagement): Field | undefined {
  const pii = higherClass(draft.pii, guessPersonalData(draft.nativeName, draft.type));
  return createField(id, {
    nativeName: draft.nativeName,
    nativeType: draft.nativeType,
    type: draft.type,
    label: draft.label === undefined ? {} : { [engagement.languages.document]: draft.label },
    required: draft.required,
    key: draft.key,
    pii,
    status: 'confirmed',
    example: safeExample(draft, { pii, key: draft.key }),
    note: draft.note,
    ...(isEvent && { use: 'event' as const }),
    ...(draft.profile && { profile: draft.profile }),
    ...(!stated && { typeReason: draft.typeReason }),
  });
}

/**
 * Importers mask by what they know; a field that a person has put into a higher class is masked by that. A value that slipped
 * through must not enter a document that is handed around.
 */
function safeExample(draft: FieldDraft, field: { pii: PiiClass; key: boolean }): string | undefined {
  const { example, type } = draft;
  if (example === undefined || example.trim() === '' || looksUnmasked(example)) return undefined;
  return hasOpenValues(draft) && !hasOpenValues(field) ? maskValue(example, { type, ...field }) : example;
}

/** The object of this name, whatever its case and separators; one that is written the same goes first. */
export function matchByName(objects: readonly SourceObject[], name: string): SourceObject | undefined {
  return objects.find((object) => object.nativeName === name) ?? objects.find((object) => sameNameKey(object.nativeName) === sameNameKey(name));
}

function objectName(object: ObjectDraft, index: number): string {
  return typed(object.name, 1000) || `object-${index + 1}`;
}

function feedsByField(engagement: Engagement): Map<string, string[]> {
  const feeds = new Map<string, string[]>();
  for (const attribute of engagement.record.attributes)
    for (const { field } of attribute.sources) feeds.set(field, [...(feeds.get(field) ?? []), attribute.id]);
  return feeds;
}
