import type { Engagement } from '../engagement/schema';
import { bySeverity, type Problem, problem } from '../problem';
import type { FieldPlace } from '../sources/find';
import type { CanonicalType } from '../sources/schema';
import { isEmptyText, type Text } from '../text';
import { checkFormulas, type NamedEvents } from './check-formulas';
import { checkUnits } from './check-units';
import { type AttributeLineage, createLineage, hasSource, type Lineage } from './lineage';
import type { Survivorship } from './schema';
import { clashes } from './type-compatibility';

/** Types a rule of survivorship makes sense for; the others work on everything. */
const survivorshipTypes: Partial<Record<Survivorship, readonly CanonicalType[]>> = {
  sum: ['integer', 'decimal', 'money'],
  max: ['integer', 'decimal', 'money', 'date', 'datetime'],
  min: ['integer', 'decimal', 'money', 'date', 'datetime'],
  union: ['string[]'],
  'any-true': ['boolean'],
  longest: ['string', 'email', 'phone', 'url', 'string[]'],
};

/**
 * What stands between the record and being agreed. Paths: `record, attributes, <id>` and below it `sources, <field id>`,
 * `origin`, `formula`, `survivorship`. Codes: `attribute-unfed` (blocks when a journey stands still for it),
 * `attribute-only-missing` (its fields will not come), `mapping-leads-nowhere`, `mapping-type-clash`,
 * `computed-without-formula`, `survivorship-does-not-fit`, `identifier-without-owner`, `attribute-unused`,
 * `attribute-without-basis` (sensitive, or kept without any, and fed), and what `checkUnits` and `checkFormulas` find. `events`:
 * those a formula may name; without them only its attributes are looked up.
 */
export function checkRecord(engagement: Engagement, lineage: Lineage = createLineage(engagement), events?: NamedEvents): Problem[] {
  const problems: Problem[] = [];
  const identifiers = new Set(engagement.identity.rules.map((rule) => rule.attribute));
  /** How many journeys each attribute stops. */
  const stopped = new Map<string, number>();
  for (const journey of engagement.journeys)
    if (journey.status !== 'retired') for (const id of lineage.missingFor(journey.id)) stopped.set(id, (stopped.get(id) ?? 0) + 1);
  for (const found of lineage.attributes.values()) {
    checkSupply(found, stopped, problems);
    checkMappings(found, problems);
    checkRules(found, problems);
    problems.push(...checkUnits(found.attribute, found.fields, engagement.client));
    const { attribute } = found;
    if (identifiers.has(attribute.id) && found.fields.length > 0 && !found.fields.some(hasOwner))
      problems.push(problem('warns', 'identifier-without-owner', pathOf(found), { name: nameOf(found) }));
    // Only what somebody took trouble over: the catalogue brings many attributes that a client may simply not need.
    if (found.uses.length === 0 && attribute.sources.length > 0) problems.push(problem('informs', 'attribute-unused', pathOf(found), { name: nameOf(found) }));
  }
  problems.push(...checkFormulas(engagement.record.attributes, events));
  return bySeverity(problems);
}

function checkSupply(found: AttributeLineage, stopped: ReadonlyMap<string, number>, problems: Problem[]): void {
  const { attribute, uses } = found;
  // Identity works with whatever identifiers come; a rule for one that doesn't is no fault.
  const needed = uses.filter((use) => use.kind !== 'identity');
  if (hasSource(found) || needed.length === 0) return;
  const journeys = stopped.get(attribute.id) ?? 0;
  // Segments of the catalogue wait in every engagement; only a journey makes a missing field urgent.
  const severity = journeys > 0 ? 'blocks' : 'informs';
  const code = found.fields.length > 0 ? 'attribute-only-missing' : 'attribute-unfed';
  problems.push(problem(severity, code, pathOf(found), { name: nameOf(found), attribute: attribute.id, journeys, uses: needed.length }));
}

function checkMappings(found: AttributeLineage, problems: Problem[]): void {
  const { attribute, fields } = found;
  const known = new Set(fields.map((place) => place.field.id));
  for (const { field } of attribute.sources)
    if (!known.has(field)) problems.push(problem('warns', 'mapping-leads-nowhere', pathOf(found, 'sources', field), { name: nameOf(found) }));
  for (const { source, object, field } of fields)
    if (clashes(field, attribute))
      problems.push(
        problem('warns', 'mapping-type-clash', pathOf(found, 'sources', field.id), {
          name: nameOf(found),
          field: `${object.nativeName}.${field.nativeName}`,
          source: source.name,
          fieldType: field.type,
          attributeType: attribute.type,
        }),
      );
}

function checkRules(found: AttributeLineage, problems: Problem[]): void {
  const { attribute, uses } = found;
  if (attribute.origin === 'computed' && attribute.formula === undefined && uses.length > 0)
    problems.push(problem('warns', 'computed-without-formula', pathOf(found, 'formula'), { name: nameOf(found) }));
  const needsBasis = attribute.pii === 'sensitive' || attribute.basis === 'none';
  if (needsBasis && (attribute.basis === undefined || attribute.basis === 'none') && found.fields.length > 0)
    problems.push(problem('warns', 'attribute-without-basis', pathOf(found), { name: nameOf(found) }));
  const types = survivorshipTypes[attribute.survivorship];
  // One field has nobody to disagree with; aggregates are summed before they meet.
  if (types && !types.includes(attribute.type) && attribute.sources.length > 1)
    problems.push(
      problem('warns', 'survivorship-does-not-fit', pathOf(found, 'survivorship'), {
        name: nameOf(found),
        survivorship: attribute.survivorship,
        type: attribute.type,
      }),
    );
}

function hasOwner({ source, field }: FieldPlace): boolean {
  return field.owner !== undefined || source.owner !== undefined;
}

function pathOf(found: AttributeLineage, ...rest: string[]): string[] {
  return ['record', 'attributes', found.attribute.id, ...rest];
}

function nameOf(found: AttributeLineage): Text {
  return isEmptyText(found.attribute.label) ? { en: found.attribute.id } : found.attribute.label;
}
