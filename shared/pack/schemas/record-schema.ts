/** The unified record as JSON Schema 2020-12. */
import type { Engagement } from '../../engagement/schema';
import { toWire } from '../../ids';
import { attributeSchema, type SchemaSpeaker } from './attribute-schema';
import { DIALECT, type JsonSchema } from './value-schema';

/** One customer by wire names. A name the record does not have is a mistake, and somebody must be named by an identifier. */
export function recordSchemaOf(engagement: Engagement, speaker: SchemaSpeaker): JsonSchema {
  const { record, client } = engagement;
  const { say } = speaker;
  // Strict validators want a property beside each name that is required.
  const named = personalIdentifiers(engagement)
    .map(toWire)
    .map((name) => ({ properties: { [name]: true }, required: [name] }));
  return {
    $schema: DIALECT,
    $id: `urn:masa:${engagement.id.toLowerCase()}:record`,
    title: say('pack.schema.record-title', { client: client.name }),
    description: say('pack.schema.record-text'),
    type: 'object',
    properties: Object.fromEntries(record.attributes.map((one) => [toWire(one.id), attributeSchema(one, engagement, speaker)])),
    ...(named.length > 0 ? { anyOf: named } : {}),
    additionalProperties: false,
  };
}

/** Attributes of the record that say which person it is, in the order of the rules. */
function personalIdentifiers({ identity, record }: Engagement): string[] {
  const known = new Set(record.attributes.map(({ id }) => id));
  return identity.rules.filter(({ attribute, owner = 'person' }) => owner === 'person' && known.has(attribute)).map(({ attribute }) => attribute);
}
