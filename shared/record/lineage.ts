/**
 * From field to attribute to segment, journey and message, and back: who would notice if a field never came.
 * Everything here is computed from the engagement and never stored.
 */
import type { Engagement } from '../engagement/schema';
import { type FieldPlace, fieldsById } from '../sources/find';
import type { Text } from '../text';
import { ANYWHERE, keyOf, type Thing, type ThingKind, thingsOf } from './leaning-things';
import type { Attribute } from './schema';

/** Something that leans on an attribute. `parts`: ids of the nodes of a journey where it does; empty = its rules. */
export type Use = {
  kind: ThingKind;
  id: string;
  name: Text;
  parts: string[];
};

export type AttributeLineage = {
  attribute: Attribute;
  /** The fields that feed it, in rank order; a mapping that leads nowhere is left out. */
  fields: FieldPlace[];
  /** What uses it directly. */
  uses: Use[];
};

export type Lineage = {
  attributes: ReadonlyMap<string, AttributeLineage>;
  /** Attribute ids fed by a field, by itself or as a part of another field's value. */
  attributesOfField(field: string): readonly string[];
  /** Everything that uses an attribute, also through segments, messages and formulas, each thing once. */
  allUses(attribute: string): Use[];
  /** The attributes a use needs, also through segments, messages and formulas. */
  needsOf(kind: Use['kind'], id: string): ReadonlySet<string>;
  /** The attributes that block a journey: read by its rules, nodes, segments or suppressions, and no field will bring them. */
  missingFor(journey: string): string[];
};

/** Reads the whole engagement once; ask the answer as often as needed. */
export function createLineage(engagement: Engagement): Lineage {
  const fields = fieldsById(engagement);
  const attributes = new Map<string, AttributeLineage>();
  const ofField = new Map<string, string[]>();
  for (const attribute of engagement.record.attributes) {
    const places = attribute.sources.flatMap((mapping) => fields.get(mapping.field) ?? []);
    attributes.set(attribute.id, { attribute, fields: places, uses: [] });
    const feeding = new Set(places.map(({ field }) => field.id));
    for (const mapping of attribute.sources)
      if (feeding.has(mapping.field))
        for (const step of mapping.transforms ?? []) if (step.kind === 'concat') for (const id of step.fields) if (fields.has(id)) feeding.add(id);
    for (const id of feeding) ofField.set(id, [...(ofField.get(id) ?? []), attribute.id]);
  }

  const things = thingsOf(engagement);
  for (const thing of things.values())
    for (const [part, ids] of [...thing.reads, ...thing.touches]) for (const id of ids) addUse(attributes.get(id)?.uses, thing, part);

  /** Turned round: what leans on a thing, and where. */
  const dependents = new Map<string, { thing: Thing; part: string }[]>();
  for (const thing of things.values())
    for (const [on, parts] of thing.leansOn) for (const part of parts) dependents.set(on, [...(dependents.get(on) ?? []), { thing, part }]);

  const allUses = (attribute: string): Use[] => {
    const found = new Map<string, Use>();
    const seenAttributes = new Set<string>();
    const queue: string[] = [];
    const take = (use: Use) => {
      const key = keyOf(use.kind, use.id);
      const old = found.get(key);
      if (old) old.parts.push(...use.parts.filter((part) => !old.parts.includes(part)));
      else {
        found.set(key, { ...use, parts: [...use.parts] });
        queue.push(key);
      }
    };
    const takeAttribute = (id: string) => {
      if (seenAttributes.has(id)) return;
      seenAttributes.add(id);
      for (const use of attributes.get(id)?.uses ?? []) take(use);
    };
    takeAttribute(attribute);
    for (let key = queue.shift(); key !== undefined; key = queue.shift()) {
      const use = found.get(key);
      if (use?.kind === 'attribute') takeAttribute(use.id);
      for (const { thing, part } of dependents.get(key) ?? [])
        take({ kind: thing.kind, id: thing.id, name: thing.name, parts: part === ANYWHERE ? [] : [part] });
    }
    return [...found.values()];
  };

  /** The attributes read by a thing and by what it leans on, as far as `follow` lets the way go on. */
  const reads = (root: string, follow: (kind: string) => boolean): Set<string> => {
    const found = new Set<string>();
    const seen = new Set([root]);
    const queue = [root];
    const visit = (key: string) => {
      if (seen.has(key) || !follow(key.slice(0, key.indexOf(':')))) return;
      seen.add(key);
      queue.push(key);
    };
    for (let key = queue.shift(); key !== undefined; key = queue.shift()) {
      const thing = things.get(key);
      if (!thing) continue;
      for (const ids of thing.reads.values())
        for (const id of ids) {
          found.add(id);
          visit(keyOf('attribute', id));
        }
      for (const on of thing.leansOn.keys()) visit(on);
    }
    return found;
  };
  const needsOf = (kind: Use['kind'], id: string) => reads(keyOf(kind, id), () => true);
  const missingFor = (journey: string) =>
    [...reads(keyOf('journey', journey), (kind) => kind === 'segment' || kind === 'suppression')].filter((id) => {
      const found = attributes.get(id);
      return found !== undefined && !hasSource(found);
    });

  return { attributes, attributesOfField: (field) => ofField.get(field) ?? [], allUses, needsOf, missingFor };
}

/** What stops working, or works worse, when a field never comes. */
export type Breakage = {
  attribute: Attribute;
  /** True when no other field that is not `missing` feeds the attribute: what uses it then stands still. */
  alone: boolean;
  uses: Use[];
};

/** "What breaks if this field never comes": per attribute it feeds, whether another field stands in, and who would notice. */
export function whatBreaks(lineage: Lineage, field: string): Breakage[] {
  return lineage.attributesOfField(field).flatMap((id) => {
    const found = lineage.attributes.get(id);
    if (!found) return [];
    const alone = found.attribute.origin === 'mapped' && !found.fields.some((place) => place.field.id !== field && place.field.status !== 'missing');
    return [{ attribute: found.attribute, alone, uses: lineage.allUses(id) }];
  });
}

/** True when the attribute will have a value: mapped from at least one field that comes, or not mapped at all by nature. */
export function hasSource({ attribute, fields }: AttributeLineage): boolean {
  return attribute.origin !== 'mapped' || fields.some((place) => place.field.status !== 'missing');
}

function addUse(uses: Use[] | undefined, thing: Thing, part: string): void {
  if (!uses) return;
  const last = uses.at(-1);
  const parts = part === ANYWHERE ? [] : [part];
  if (last?.kind !== thing.kind || last.id !== thing.id) uses.push({ kind: thing.kind, id: thing.id, name: thing.name, parts });
  else last.parts.push(...parts.filter((id) => !last.parts.includes(id)));
}
