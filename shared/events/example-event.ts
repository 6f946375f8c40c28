/** A made-up event as it would be sent, written from its JSON Schema so that it always is one. */
import type { Json } from '../condition/facts';
import type { JsonSchema } from '../pack/schemas/value-schema';

type About = {
  /** What of `identifiers` and `properties` is to be shown besides what has to be there, in wire spelling. */
  identifiers: readonly string[];
  properties: readonly string[];
  source: string;
  country: string;
  currency: string;
};

/** Late in March, in the morning: far from any change of clocks at midnight. */
const MOMENT = '2026-03-31T06:30:00Z';

/** Nothing in it is anybody's: addresses are of example.com, phone numbers of the range kept for examples. */
export function exampleEvent(schema: JsonSchema, about: About): Record<string, Json> {
  const { name, identifiers, properties } = partsOf(schema);
  const wireName = String(name?.const ?? '');
  const carried = pick(identifiers, about.identifiers, about);
  const told = pick(properties, about.properties, about);
  return {
    uid: `${wireName.replaceAll('_', '-')}-10482`,
    name: wireName,
    occurred_at: MOMENT,
    source_system: about.source,
    identifiers: carried,
    properties: told,
  };
}

function partsOf(schema: JsonSchema): Partial<Record<string, JsonSchema>> {
  return isSchema(schema.properties) ? (schema.properties as Record<string, JsonSchema>) : {};
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function pick(schema: JsonSchema | undefined, wanted: readonly string[], about: About): Record<string, Json> {
  if (!schema) return {};
  const required = Array.isArray(schema.required) ? schema.required.map(String) : [];
  const chosen = new Set([...required, ...wanted]);
  const known = Object.entries(partsOf(schema));
  return Object.fromEntries(known.flatMap(([name, one]) => (chosen.has(name) && one ? [[name, exampleValue(name, one, about)]] : [])));
}

function exampleValue(name: string, schema: JsonSchema, about: About): Json {
  const [first] = Array.isArray(schema.enum) ? schema.enum : [];
  if (first !== undefined) return String(first);
  if (Array.isArray(schema.anyOf)) return exampleValue(name, (schema.anyOf.find(isSchema) ?? {}) as JsonSchema, about);
  switch (schema.type) {
    case 'integer':
      return /rating|stars/.test(name) ? 5 : 2;
    case 'number':
      return numberOf(name);
    case 'boolean':
      return true;
    case 'array':
      return isSchema(schema.items) ? [exampleValue(name.replace(/s$/, ''), schema.items, about)] : [];
    case 'string':
      return sampleText(name, schema, about);
    default:
      return /(^|_)items$/.test(name) ? [exampleItem] : {};
  }
}

/** Two of them are what the example's order costs. */
const exampleItem = { sku: 'P-10482', name: 'example', quantity: 2, unit_price: 74.95 };

function numberOf(name: string): number {
  if (/discount_(total|amount)$/.test(name)) return 15;
  if (/price$/.test(name)) return exampleItem.unit_price;
  if (/hours$/.test(name)) return 6.5;
  if (/percent$/.test(name)) return 5;
  return /share|rate$|ratio|attainment/.test(name) ? 0.25 : 149.9;
}

function sampleText(name: string, { format, pattern }: JsonSchema, { country, currency }: About): string {
  if (format === 'date') return MOMENT.slice(0, 10);
  if (format === 'date-time') return MOMENT;
  if (format === 'email') return 'name@example.com';
  if (format === 'uri') return `https://example.com/${name.replaceAll('_', '-')}`;
  if (pattern === '^[A-Z]{2}$') return country;
  if (pattern === '^[A-Z]{3}$') return currency;
  // The only other form there is: a phone number.
  if (pattern !== undefined) return '+97245550100';
  if (/(^|_)(id|ids|sku|code|number)$/.test(name)) return `${name.charAt(0).toUpperCase()}-10482`;
  return 'example';
}
