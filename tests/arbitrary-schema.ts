/** Values by JSON Schema: what it allows, and what it almost allows. */
import fc from 'fast-check';

export type Schema = { [key: string]: unknown };

/** Deeper than this, the way out of a recursive schema is taken. */
const deepest = 5;
/** Patterns that look ahead can't be generated from; these fit ours. */
const samples = [
  '2026-06-01T07:00:00Z',
  '2026-06-01T10:00:00+03:00',
  '2024-02-29',
  'P1D',
  'PT24H',
  '-P2W',
  '09:30',
  '23:59',
  'IL',
  '01HZXK3V9QJ4D8M2N6P7R5S1TA',
  'shop@shop.example',
  // Nobody listens there, and nobody outside is asked.
  'http://127.0.0.1:9/x?y=1',
  'https://127.0.0.1:9/x',
  '-----BEGIN CERTIFICATE-----AA==-----END CERTIFICATE-----',
];

/** Texts that have broken programs. */
export const nastyText = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.string({ maxLength: 20, unit: 'binary' }),
  fc.constantFrom(
    '',
    ' ',
    '\u0000',
    '__proto__',
    'constructor',
    'toString',
    '../../etc/passwd',
    "'; DROP TABLE event; --",
    '%00',
    '\ud800',
    '\u202e',
    'שלום',
    'سلام',
    '🙂',
    'c1',
    'c0',
    'c-1',
    'c99999999999999999999',
    'NaN',
    '1e999',
    'null',
    '=1+1',
    'x'.repeat(3_000),
  ),
);
export const nastyJson: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  nastyText,
  fc.constantFrom(null, true, 0, -0, -1, 1e308, -1e308, 5e-324, 2 ** 53, 0.1, [], {}, [[]], { __proto__: 1 }),
  fc.dictionary(nastyText, nastyText, { maxKeys: 3 }),
);

/** By schema, then depth: to build one again for each value would take most of the time. */
const built = new WeakMap<Schema, Map<number, fc.Arbitrary<unknown>>>();

/** Values that fit the schema; `root` is the document its references lead into. */
export function arbitraryOf(schema: Schema, root: Schema, depth = 0): fc.Arbitrary<unknown> {
  const known = built.get(schema) ?? new Map<number, fc.Arbitrary<unknown>>();
  built.set(schema, known);
  const arbitrary = known.get(depth) ?? build(schema, root, depth);
  known.set(depth, arbitrary);
  return arbitrary;
}

function build(schema: Schema, root: Schema, depth: number): fc.Arbitrary<unknown> {
  const { $ref, anyOf, oneOf, allOf, const: only, enum: values } = schema;
  if (typeof $ref === 'string') return later(() => arbitraryOf(resolve($ref, root), root, depth + 1));
  const ways = (anyOf ?? oneOf) as Schema[] | undefined;
  if (ways) {
    const ends = depth < deepest ? ways : ways.filter((way) => !/"\$ref"/.test(JSON.stringify(way)));
    return fc.oneof(...(ends.length > 0 ? ends : ways.slice(0, 1)).map((way) => later(() => arbitraryOf(way, root, depth))));
  }
  if (allOf || schema.not) throw new Error('not known to this generator');
  if (only !== undefined) return fc.constant(only);
  if (Array.isArray(values)) return fc.constantFrom(...values);
  if (Array.isArray(schema.type)) return fc.oneof(...schema.type.map((type: unknown) => arbitraryOf({ ...schema, type }, root, depth)));
  switch (schema.type) {
    case 'string':
      return textOf(schema);
    case 'integer':
    case 'number':
      return numberOf(schema);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array': {
      const min = numberIn(schema, 'minItems') ?? 0;
      const items = (schema.items ?? {}) as Schema;
      return fc.array(
        later(() => arbitraryOf(items, root, depth)),
        { minLength: min, maxLength: Math.max(min, Math.min(numberIn(schema, 'maxItems') ?? 3, depth < deepest ? 3 : 0)) },
      );
    }
    case 'object':
      return objectOf(schema, root, depth);
    default:
      // An empty schema: anything at all.
      return nastyJson;
  }
}

function objectOf(schema: Schema, root: Schema, depth: number): fc.Arbitrary<unknown> {
  const properties = Object.entries((schema.properties ?? {}) as Record<string, Schema>);
  const required = new Set(schema.required as string[] | undefined);
  const kept = depth < deepest ? properties : properties.filter(([key]) => required.has(key));
  const known = fc.record(Object.fromEntries(kept.map(([key, one]) => [key, later(() => arbitraryOf(one, root, depth))])), {
    requiredKeys: kept.map(([key]) => key).filter((key) => required.has(key)),
  });
  const more = schema.additionalProperties;
  if (typeof more !== 'object' || more === null) return known;
  const names = schema.propertyNames ? arbitraryOf(schema.propertyNames as Schema, root, depth) : fc.string({ maxLength: 12 });
  const entries = fc.array(
    fc.tuple(
      names.map(String),
      later(() => arbitraryOf(more as Schema, root, depth)),
    ),
    { maxLength: depth < deepest ? 3 : 0 },
  );
  return fc.tuple(known, entries).map(([fixed, others]) => ({ ...Object.fromEntries(others), ...(fixed as object) }));
}

function textOf({ pattern, minLength, maxLength }: Schema): fc.Arbitrary<string> {
  const min = typeof minLength === 'number' ? minLength : 0;
  const max = typeof maxLength === 'number' ? maxLength : 3_000;
  if (typeof pattern === 'string') {
    const fitting = samples.filter((one) => new RegExp(pattern).test(one));
    return fitting.length > 0 ? fc.constantFrom(...fitting) : fc.stringMatching(new RegExp(pattern), { maxLength: Math.min(max, 40) });
  }
  // In UTF-16 a character may be two; both ways of counting are kept within the limits.
  return nastyText.map((text) => text.padEnd(min, 'x').slice(0, max)).filter((text) => [...text].length >= min);
}

function numberOf(schema: Schema): fc.Arbitrary<number> {
  const isWhole = schema.type === 'integer';
  const above = numberIn(schema, 'exclusiveMinimum');
  const min = numberIn(schema, 'minimum') ?? (above === undefined ? -1e6 : isWhole ? above + 1 : above + 0.001);
  const max = numberIn(schema, 'maximum') ?? 1e6;
  const [low, high] = [Math.max(min, -(2 ** 53) + 1), Math.min(max, 2 ** 53 - 1)];
  return isWhole
    ? fc.oneof(fc.integer({ min: Math.max(low, -1000), max: Math.min(high, 1000) }), fc.constantFrom(low, high))
    : fc.double({ min: low, max: high, noNaN: true });
}

/** One place of a value replaced, removed or doubled: often, but not always, no longer what the schema allows. */
export function broken(value: unknown): fc.Arbitrary<unknown> {
  const places = placesIn(value);
  return fc
    .tuple(fc.constantFrom(...places), fc.constantFrom('replace', 'replace', 'remove', 'copy'), nastyJson, fc.constantFrom(...places))
    .map(([path, how, put, from]) => {
      const copy: unknown = structuredClone(value);
      const key = path.at(-1);
      if (key === undefined) return how === 'replace' ? put : copy;
      const parent = path.slice(0, -1).reduce<unknown>((at, step) => Reflect.get(Object(at), step), copy);
      if (typeof parent !== 'object' || parent === null) return copy;
      if (how === 'remove') {
        if (Array.isArray(parent)) parent.splice(Number(key), 1);
        else Reflect.deleteProperty(parent, key);
      } else {
        const other = from.reduce<unknown>((at, step) => Reflect.get(Object(at), step), value);
        Object.defineProperty(parent, key, { value: how === 'copy' ? structuredClone(other) : put, enumerable: true, writable: true, configurable: true });
      }
      return copy;
    });
}

type Path = (string | number)[];
function placesIn(value: unknown, path: Path = []): [Path, ...Path[]] {
  if (typeof value !== 'object' || value === null) return [path];
  const keys: (string | number)[] = Array.isArray(value) ? value.map((_, i) => i) : Object.keys(value);
  return [path, ...keys.flatMap((key) => placesIn(Reflect.get(value, key), [...path, key]))];
}

export function resolve($ref: string, root: Schema): Schema {
  const found = $ref
    .replace(/^#\//, '')
    .split('/')
    .reduce<unknown>((at, key) => Reflect.get(Object(at), key.replaceAll('~1', '/').replaceAll('~0', '~')), root);
  if (typeof found !== 'object' || found === null) throw new Error(`${$ref} leads nowhere`);
  return found as Schema;
}

function numberIn(schema: Schema, key: string): number | undefined {
  const value = schema[key];
  return typeof value === 'number' ? value : undefined;
}

/** Built when it is asked for: a recursive schema has no end. */
function later<T>(make: () => fc.Arbitrary<T>): fc.Arbitrary<T> {
  return fc.constant(null).chain(make);
}
