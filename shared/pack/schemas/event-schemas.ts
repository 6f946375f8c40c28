/** Every event as JSON Schema 2020-12: the envelope that is sent, with what this event carries. */
import { carriedProperties } from '../../catalogue/carried-properties';
import type { Catalogue, CatalogueEvent, CatalogueProperty } from '../../catalogue/schema';
import type { Engagement } from '../../engagement/schema';
import { toWire } from '../../ids';
import { platformEvents } from '../../journey/platform-events';
import { allFields } from '../../sources/find';
import type { CanonicalType } from '../../sources/schema';
import { textIn } from '../../text';
import { attributeSchema, isDelivered, type SchemaSpeaker, typeNote } from './attribute-schema';
import { type EventNeed, plannedEvents } from './planned-events';
import { DIALECT, identifierSchema, type JsonSchema, valueSchema } from './value-schema';

/** `name`: on the wire. `label`: in the speaker's language. */
export type EventSchema = { name: string; label: string; schema: JsonSchema };

/** Carried by the envelope; the other common properties are among the event's own. */
const inEnvelope: ReadonlySet<string> = new Set(['uid', 'occurred-at', 'source-system', 'is-test']);

/** Events of the catalogue in its order, then those that only this plan knows. */
export function eventSchemas(engagement: Engagement, catalogue: Pick<Catalogue, 'events'>, speaker: SchemaSpeaker): EventSchema[] {
  const { events, commonProperties } = catalogue.events;
  const needs = plannedEvents(engagement);
  const fed = propertiesOfFields(engagement);
  const listed = new Map(events.map((event) => [event.id, event]));
  const own = [...new Set([...needs.keys(), ...fed.keys()])].filter((id) => !listed.has(id)).sort();
  const schemaOf = (id: string) => {
    const event = listed.get(id);
    const label = event ? textIn(event.label, speaker.language) : id;
    const properties = propertiesSchema(
      id,
      event,
      { carried: carriedProperties(event, events), commonProperties, engagement, fed: fed.get(id) ?? new Map() },
      speaker,
    );
    return { name: toWire(id), label, schema: envelope(id, { label, event, need: needs.get(id), properties }, engagement, commonProperties, speaker) };
  };
  return [...events.map(({ id }) => id), ...own].map(schemaOf);
}

type Described = { label: string; event: CatalogueEvent | undefined; need: EventNeed | undefined; properties: JsonSchema };

function envelope(
  id: string,
  { label, event, need, properties }: Described,
  engagement: Engagement,
  common: readonly CatalogueProperty[],
  speaker: SchemaSpeaker,
): JsonSchema {
  const { say, language } = speaker;
  const name = toWire(id);
  const told = (property: string) => ({ description: textIn(common.find((one) => one.id === property)?.label, language) });
  const types = new Map(engagement.record.attributes.map((attribute) => [attribute.id, attribute]));
  const identifiers = engagement.identity.rules.flatMap(({ attribute: key }) => {
    const attribute = types.get(key);
    return attribute ? [[toWire(key), { title: textIn(attribute.label, language) || key, ...identifierSchema(attribute.type) }] as const] : [];
  });
  const isRequired = Array.isArray(properties.required) && properties.required.length > 0;
  return {
    $schema: DIALECT,
    $id: `urn:masa:${engagement.id.toLowerCase()}:event:${name}`,
    title: label,
    description: [event ? textIn(event.description, language) : say('pack.schema.unlisted'), ...needWords(id, need, speaker)].join(' '),
    type: 'object',
    properties: {
      uid: { ...told('uid'), type: 'string', minLength: 1, maxLength: 200 },
      name: { const: name },
      occurred_at: { ...told('occurred-at'), type: 'string', format: 'date-time' },
      source_system: { ...told('source-system'), type: 'string', maxLength: 100 },
      is_test: { ...told('is-test'), type: 'boolean', default: false },
      identifiers: { description: say('pack.schema.identifiers'), type: 'object', properties: Object.fromEntries(identifiers), additionalProperties: false },
      properties,
    },
    required: ['uid', 'name', 'occurred_at', ...(isRequired ? ['properties'] : [])],
    additionalProperties: false,
  };
}

function needWords(id: string, need: EventNeed | undefined, { say, language }: SchemaSpeaker): string[] {
  const journeys = need?.journeys.map(({ name, key }) => textIn(name, language) || key) ?? [];
  return [
    ...(journeys.length > 0 ? [say('pack.schema.needed-by', { journeys: journeys.join('; ') })] : []),
    ...(need?.elsewhere ? [say('pack.schema.needed-elsewhere')] : []),
    ...(platformEvents.some((event) => event === id) ? [say('pack.schema.platform-event')] : []),
  ];
}

type Around = {
  carried: readonly CatalogueProperty[];
  commonProperties: readonly CatalogueProperty[];
  engagement: Engagement;
  fed: ReadonlyMap<string, CanonicalType>;
};

function propertiesSchema(
  id: string,
  event: CatalogueEvent | undefined,
  { carried, commonProperties, engagement, fed }: Around,
  speaker: SchemaSpeaker,
): JsonSchema {
  const { language, say } = speaker;
  const listed = [...carried, ...commonProperties.filter((one) => !inEnvelope.has(one.id))];
  const note = (type: CanonicalType) => {
    const description = typeNote(type, engagement.client.currency, say);
    return description ? { description } : {};
  };
  const known = new Set(listed.map((one) => one.id));
  // An event that sets attributes carries them among its properties.
  const set = id === 'profile-updated' ? engagement.record.attributes.filter((one) => isDelivered(one) && !known.has(one.id)) : [];
  for (const { id: attribute } of set) known.add(attribute);
  const properties = [
    ...listed.map((one) => [one.name, { title: textIn(one.label, language), ...note(one.type), ...valueSchema(one.type, listedValues(one)) }] as const),
    ...set.map((attribute) => [toWire(attribute.id), attributeSchema(attribute, engagement, speaker)] as const),
    ...[...fed].filter(([property]) => !known.has(property)).map(([property, type]) => [toWire(property), { ...note(type), ...valueSchema(type) }] as const),
  ];
  const required = listed.filter((one) => one.required).map(({ name }) => name);
  return {
    description: say('pack.schema.properties'),
    type: 'object',
    properties: Object.fromEntries(properties),
    ...(required.length > 0 ? { required } : {}),
    // Of an event that nobody listed there may be more to say.
    ...(event ? { additionalProperties: false } : {}),
  };
}

/** The catalogue lists the values of an enum at the end of its English label: "Device type (mobile, desktop, tablet)". */
export function listedValues({ type, label }: Pick<CatalogueProperty, 'type' | 'label'>): string[] {
  if (type !== 'enum') return [];
  const list = /\(([a-z0-9-]+(?:, [a-z0-9-]+)*)\)$/.exec(label.en)?.[1];
  return list?.split(', ') ?? [];
}

/** What fields of the sources bring to events, by event and property. */
function propertiesOfFields(engagement: Engagement): Map<string, Map<string, CanonicalType>> {
  const fed = new Map<string, Map<string, CanonicalType>>();
  for (const { field } of allFields(engagement))
    for (const place of field.eventProperties) {
      const [event = '', property = ''] = place.split('.');
      if (event === '' || property === '') continue;
      const properties = fed.get(event) ?? new Map<string, CanonicalType>();
      if (!properties.has(property)) properties.set(property, field.type);
      fed.set(event, properties);
    }
  return fed;
}
