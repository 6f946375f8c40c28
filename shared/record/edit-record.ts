/** Commands on the customer record: mapping, order of trust, refused suggestions, own attributes. */
import { produce } from 'immer';
import type { Engagement } from '../engagement/schema';
import { typedOptional, typedText } from '../engagement/typed-text';
import { withoutUndefined } from '../engagement/without-undefined';
import { removeIdentifier } from '../identity/edit-identity';
import { keepNotesOf } from '../notes/edit-notes';
import { type FieldPlace, fieldsById } from '../sources/find';
import { isEmptyText, textIn } from '../text';
import { type Attribute, attributeSchema, type ConsentBasis, type Mapping, mappingSchema, type Origin, type Survivorship } from './schema';
import type { Transform } from './transform-schema';

const transformsSchema = mappingSchema.shape.transforms.unwrap();

/** `transforms`: for a new mapping; one that is there keeps its own (see `setTransforms`). */
export type NewMapping = { attribute: string; field: string; rank?: number; transforms?: readonly Transform[] };

/** Feeds an attribute from a field, at `rank` (0 = most trusted) or last. Mapping again moves it. */
export function mapField(engagement: Engagement, mapping: NewMapping): Engagement {
  return mapFields(engagement, { mappings: [mapping] });
}

/**
 * Many mappings in one step (accept all suggestions above a threshold). Fields and attributes that are not there are
 * passed over, transforms that don't fit are left out. Being mapped takes back an earlier refusal; a platform attribute or
 * one that is entered becomes mapped.
 */
export function mapFields(engagement: Engagement, { mappings }: { mappings: readonly NewMapping[] }): Engagement {
  const fields = fieldsById(engagement);
  return produce(engagement, (draft) => {
    const attributes = new Map(draft.record.attributes.map((attribute) => [attribute.id, attribute]));
    for (const { attribute: id, field, rank, transforms } of mappings) {
      const attribute = attributes.get(id);
      if (!attribute || !fields.has(field)) continue;
      const at = attribute.sources.findIndex((mapping) => mapping.field === field);
      if (at >= 0 && rank === undefined) continue;
      const [old] = at >= 0 ? attribute.sources.splice(at, 1) : [];
      const mapping = old ?? withTransforms(field, (transforms && parseTransforms(transforms, field, fields)) ?? []);
      attribute.sources.splice(rank ?? attribute.sources.length, 0, mapping);
      if (attribute.refused.includes(field)) attribute.refused = attribute.refused.filter((other) => other !== field);
      if (attribute.origin === 'platform' || attribute.origin === 'entered') attribute.origin = 'mapped';
    }
  });
}

/** Replaces the steps of a mapping; none = the value as it comes. A step that does not fit changes nothing. */
export function setTransforms(
  engagement: Engagement,
  { attribute, field, transforms }: { attribute: string; field: string; transforms: readonly Transform[] },
): Engagement {
  const next = parseTransforms(transforms, field, fieldsById(engagement));
  if (!next) return engagement;
  return produce(engagement, (draft) => {
    const sources = draft.record.attributes.find((other) => other.id === attribute)?.sources;
    const at = sources?.findIndex((mapping) => mapping.field === field) ?? -1;
    if (sources && at >= 0) sources[at] = withTransforms(field, next);
  });
}

/** Undefined when a step is none, or takes a field that does not stand in the same row. */
function parseTransforms(transforms: readonly Transform[], field: string, fields: ReadonlyMap<string, FieldPlace>): Transform[] | undefined {
  const parsed = transformsSchema.safeParse(transforms);
  const object = fields.get(field)?.object;
  if (!parsed.success || !object) return undefined;
  const isBeside = (id: string) => id !== field && fields.get(id)?.object === object;
  return parsed.data.every((step) => step.kind !== 'concat' || step.fields.every(isBeside)) ? parsed.data : undefined;
}

function withTransforms(field: string, transforms: Transform[]): Mapping {
  return transforms.length > 0 ? { field, transforms } : { field };
}

export function unmapField(engagement: Engagement, { attribute, field }: { attribute: string; field: string }): Engagement {
  return produce(engagement, (draft) => {
    const found = draft.record.attributes.find((other) => other.id === attribute);
    const at = found?.sources.findIndex((mapping) => mapping.field === field) ?? -1;
    if (at >= 0) found?.sources.splice(at, 1);
  });
}

/** Moves a field in the order of trust. */
export function rankField(engagement: Engagement, { attribute, field, rank }: { attribute: string; field: string; rank: number }): Engagement {
  const found = engagement.record.attributes.find((other) => other.id === attribute);
  if (!found?.sources.some((mapping) => mapping.field === field)) return engagement;
  return mapField(engagement, { attribute, field, rank: Math.max(0, Math.min(found.sources.length - 1, rank)) });
}

/** "Not this": the pair is not suggested again. */
export function refuseSuggestion(engagement: Engagement, { attribute, field }: { attribute: string; field: string }): Engagement {
  if (!fieldsById(engagement).has(field)) return engagement;
  return produce(engagement, (draft) => {
    const found = draft.record.attributes.find((other) => other.id === attribute);
    if (found && !found.refused.includes(field)) found.refused.push(field);
  });
}

export function allowSuggestion(engagement: Engagement, { attribute, field }: { attribute: string; field: string }): Engagement {
  return produce(engagement, (draft) => {
    const found = draft.record.attributes.find((other) => other.id === attribute);
    if (found?.refused.includes(field)) found.refused = found.refused.filter((other) => other !== field);
  });
}

export function setOrigin(engagement: Engagement, { attribute, origin }: { attribute: string; origin: Origin }): Engagement {
  return editAttribute(engagement, { id: attribute, attribute: { origin } });
}

export function setSurvivorship(engagement: Engagement, { attribute, survivorship }: { attribute: string; survivorship: Survivorship }): Engagement {
  return editAttribute(engagement, { id: attribute, attribute: { survivorship } });
}

/** On what ground it is kept; undefined: not said. */
export function setBasis(engagement: Engagement, { attribute, basis }: { attribute: string; basis: ConsentBasis | undefined }): Engagement {
  return editAttribute(engagement, { id: attribute, attribute: { basis } });
}

export type AttributePatch = Partial<Omit<Attribute, 'id' | 'sources' | 'refused'>>;

/** Absent keys stay; `undefined` or '' empties what may be empty; an empty label or a value that does not fit changes nothing. */
export function editAttribute(engagement: Engagement, { id, attribute: patch }: { id: string; attribute: AttributePatch }): Engagement {
  const old = engagement.record.attributes.find((attribute) => attribute.id === id);
  const next = old && parseAttribute({ ...old, ...patch }, old);
  if (!next) return engagement;
  return withAttributes(
    engagement,
    engagement.record.attributes.map((attribute) => (attribute.id === id ? next : attribute)),
  );
}

/** An attribute of the client's own, after the last of its group. `id`: a key that no attribute has (see `freeKey`). */
export function addAttribute(
  engagement: Engagement,
  { id, attribute }: { id: string; attribute: AttributePatch & Pick<Attribute, 'group' | 'label' | 'type'> },
): Engagement {
  const { attributes, groups } = engagement.record;
  if (attributes.some((other) => other.id === id) || !groups.some((group) => group.id === attribute.group) || isEmptyText(attribute.label)) return engagement;
  const blank: Attribute = {
    id,
    group: attribute.group,
    label: attribute.label,
    type: attribute.type,
    pii: 'none',
    origin: 'mapped',
    survivorship: attribute.type === 'string[]' ? 'union' : 'most-recent',
    sources: [],
    refused: [],
  };
  const next = parseAttribute({ ...blank, ...attribute }, blank);
  if (!next) return engagement;
  const last = attributes.findLastIndex((other) => other.group === attribute.group);
  return withAttributes(engagement, attributes.toSpliced(last < 0 ? attributes.length : last + 1, 0, next));
}

/**
 * Removes an attribute, its identity rule and what other rules say of it; notes stay with its name in front. Journeys,
 * segments and messages that use it are left as they are, and their checks say so.
 */
export function removeAttribute(engagement: Engagement, { id }: { id: string }): Engagement {
  const old = engagement.record.attributes.find((attribute) => attribute.id === id);
  if (!old) return engagement;
  const name = textIn(old.label, engagement.languages.document) || id;
  return {
    ...withAttributes(
      engagement,
      engagement.record.attributes.filter((attribute) => attribute.id !== id),
    ),
    identity: removeIdentifier(engagement, { attribute: id }).identity,
    notes: keepNotesOf(engagement.notes, 'attribute', new Map([[id, name]])),
  };
}

function parseAttribute(attribute: Attribute, old: Attribute): Attribute | undefined {
  const label = typedText(attribute.label, 300);
  const next = attributeSchema.safeParse({
    ...attribute,
    label: isEmptyText(label) ? old.label : label,
    description: isEmptyText(attribute.description) ? undefined : typedText(attribute.description ?? {}, 2000),
    formula: typedOptional(attribute.formula, 5000),
    note: typedOptional(attribute.note, 5000),
  });
  return next.success ? withoutUndefined(next.data) : undefined;
}

function withAttributes(engagement: Engagement, attributes: Attribute[]): Engagement {
  return { ...engagement, record: { ...engagement.record, attributes } };
}
