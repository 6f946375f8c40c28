/** What a schema says about a value once its references are followed and its parts are put together. */
import { at, isRecord, type JsonRecord, listAt, recordAt, textAt } from '../value';
import type { Resolver } from './resolve-ref';

export type Property = { schema: unknown; required: boolean };
export type Shape = {
  /** JSON types besides null, in a fixed order. */
  types: readonly string[];
  format?: string;
  /** The only values there may be, as text. */
  values?: readonly string[];
  title?: string;
  description?: string;
  /** The name may be there without a value. */
  nullable: boolean;
  /** Words of the schema itself: `readOnly`, `deprecated`. */
  flags: readonly string[];
  maxLength?: number;
  /** A plain one. */
  example?: string;
  properties: ReadonlyMap<string, Property>;
  /** Also of properties that another part brings. */
  required: ReadonlySet<string>;
  items?: unknown;
  /** Names of its properties are data. */
  isMap: boolean;
  /** The named schema that it is. */
  pointer?: string;
};

export type Shapes = { of: (schema: unknown) => Shape /** Pointers that were followed so far. */; followed: ReadonlySet<string> };

const typeOrder = ['string', 'number', 'integer', 'boolean', 'object', 'array'];
/** References and parts within parts; whoever nests deeper means to break the reader. */
const DEEPEST = 300;
const VALUES = 200;
const PROPERTIES = 5_000;

const nothing: Shape = { types: [], nullable: false, flags: [], properties: new Map(), required: new Set(), isMap: false };

export function createShapes({ resolve }: Resolver): Shapes {
  // Every schema is looked at once: parts that point at parts would otherwise double with every level.
  const known = new Map<object, Shape | undefined>();
  const followed = new Set<string>();

  function shapeOf(schema: unknown, depth: number): Shape {
    if (!isRecord(schema) || depth > DEEPEST) return nothing;
    if (known.has(schema)) return known.get(schema) ?? nothing;
    // Whoever comes back here while this one is open goes in a circle.
    known.set(schema, undefined);
    const shape = together(schema, depth);
    known.set(schema, shape);
    return shape;
  }

  function together(schema: JsonRecord, depth: number): Shape {
    let shape = ownShape(schema);
    const ref = textAt(schema, '$ref') ?? textAt(schema, '$dynamicRef') ?? textAt(schema, '$recursiveRef');
    const target = ref === undefined ? undefined : resolve(ref);
    if (target) {
      followed.add(target.pointer);
      shape = { ...merged(shapeOf(target.schema, depth + 1), shape), pointer: target.pointer };
    }
    const all = listAt(schema, 'allOf').map((part) => shapeOf(part, depth + 1));
    const given = [...listAt(schema, 'anyOf'), ...listAt(schema, 'oneOf')];
    const choices = given.filter((choice) => at(choice, 'type') !== 'null').map((part) => shapeOf(part, depth + 1));
    // `allOf: [{$ref}]` with a description beside is how a reference is described, `anyOf: [{$ref}, {type: null}]` how it may be empty.
    const [only] = [...all, ...choices];
    const alone = all.length + choices.length === 1 && shape.properties.size === 0 ? only?.pointer : undefined;
    // Of two parts the later says more: a wrapper comes before what it wraps.
    const parts = all.reduce((under, part) => merged(under, part), nothing);
    shape = merged(parts, shape);
    if (choices.length > 0) shape = merged(united(choices), shape);
    if (choices.length < given.length) shape = { ...shape, nullable: true };
    if (alone && !target) shape = { ...shape, pointer: alone };
    for (const key of ['then', 'else']) shape = merged(optional(shapeOf(at(schema, key), depth + 1)), shape);
    return shape;
  }

  return { of: (schema) => shapeOf(schema, 0), followed };
}

export function isObject({ properties }: Shape): boolean {
  return properties.size > 0;
}

function ownShape(schema: JsonRecord): Shape {
  const properties = new Map<string, Property>();
  const required = new Set(listAt(schema, 'required').flatMap((name) => (typeof name === 'string' ? [name] : [])));
  for (const [name, inner] of Object.entries(recordAt(schema, 'properties') ?? {})) {
    if (properties.size >= PROPERTIES) break;
    // `required: true` on the property itself is draft 3, and still written.
    properties.set(name, { schema: inner, required: required.has(name) || at(inner, 'required') === true });
  }
  // Swagger 2 and drafts before 2019 list types of entries one by one.
  const given = at(schema, 'items') ?? at(schema, 'prefixItems');
  const items = Array.isArray(given) ? given[0] : given;
  const map = at(schema, 'additionalProperties');
  const flags = ['readOnly', 'writeOnly', 'deprecated'].filter((flag) => at(schema, flag) === true);
  const maxLength = at(schema, 'maxLength');
  const values = valuesOf(schema);
  const example = at(schema, 'example') ?? listAt(schema, 'examples')[0];
  const format = textAt(schema, 'format');
  const title = textAt(schema, 'title');
  const description = descriptionOf(schema);
  return {
    types: typesOf(schema, properties.size > 0, items !== undefined),
    ...(format && { format: format.slice(0, 60) }),
    ...(values && { values }),
    ...(title && { title }),
    ...(description && { description }),
    nullable: at(schema, 'nullable') === true || at(schema, 'x-nullable') === true || isNull(schema),
    flags,
    ...(typeof maxLength === 'number' && Number.isInteger(maxLength) && maxLength > 0 && { maxLength }),
    ...((typeof example === 'string' || typeof example === 'number' || typeof example === 'boolean') && { example: String(example).slice(0, 1_000) }),
    properties,
    required,
    ...(items !== undefined && { items }),
    isMap: properties.size === 0 && (isRecord(map) || map === true || recordAt(schema, 'patternProperties') !== undefined),
  };
}

function isNull(schema: unknown): boolean {
  const type = at(schema, 'type');
  return type === 'null' || (Array.isArray(type) && type.includes('null'));
}

function typesOf(schema: JsonRecord, hasProperties: boolean, hasItems: boolean): string[] {
  const type = at(schema, 'type');
  const given = (Array.isArray(type) ? type : [type]).filter((one) => typeof one === 'string').map((one) => (one === 'file' ? 'string' : one));
  const known = typeOrder.filter((one) => given.includes(one));
  if (known.length > 0) return known;
  if (hasProperties) return ['object'];
  return hasItems ? ['array'] : [];
}

function valuesOf(schema: JsonRecord): string[] | undefined {
  const constant = at(schema, 'const');
  const listed = listAt(schema, 'enum');
  const given = listed.length > 0 ? listed : constant !== undefined ? [constant] : listAt(schema, 'x-extensible-enum');
  const values = given.slice(0, VALUES).flatMap((value) => (typeof value === 'string' || typeof value === 'number' ? [String(value)] : []));
  return values.length > 0 ? values : undefined;
}

function descriptionOf(schema: JsonRecord): string | undefined {
  const meanings = ['x-enum-descriptions', 'x-enumDescriptions', 'x-enum-varnames', 'x-enumNames', 'enumNames'].flatMap((key) => {
    const given = at(schema, key);
    if (Array.isArray(given)) return [given.filter((one) => typeof one === 'string').join(', ')];
    return isRecord(given)
      ? [
          Object.entries(given)
            .map(([value, meaning]) => `${value}: ${typeof meaning === 'string' ? meaning : ''}`)
            .join(', '),
        ]
      : [];
  });
  const parts = [textAt(schema, 'description')?.trim(), ...meanings].filter((part) => part !== undefined && part !== '');
  return parts.length > 0 ? parts.join('\n') : undefined;
}

/** Both hold; what `over` says about the whole goes before. */
function merged(under: Shape, over: Shape): Shape {
  if (under === nothing) return over;
  const { pointer: _, ...base } = under;
  const properties = mergedProperties(under, over);
  return {
    ...base,
    ...over,
    types: over.types.length > 0 ? over.types : under.types,
    nullable: under.nullable || over.nullable,
    flags: [...new Set([...under.flags, ...over.flags])],
    properties,
    required: new Set([...under.required, ...over.required]),
    isMap: properties.size === 0 && (under.isMap || over.isMap),
  };
}

function mergedProperties(under: Shape, over: Shape): Shape['properties'] {
  // The same map tells that it is the same schema, see `isSame`.
  if (over.properties.size === 0 && over.required.size === 0) return under.properties;
  const properties = new Map(under.properties);
  for (const [name, property] of over.properties) {
    const before = properties.get(name);
    if (before) properties.set(name, { ...property, schema: combined('allOf', [before.schema, property.schema]) });
    else if (properties.size < PROPERTIES) properties.set(name, property);
  }
  for (const [name, { schema, required }] of properties)
    properties.set(name, {
      schema,
      required: required || under.required.has(name) || over.required.has(name) || under.properties.get(name)?.required === true,
    });
  return properties;
}

/** What several parts say about one property; mostly they say the same. */
function combined(how: 'allOf' | 'anyOf', schemas: readonly unknown[]): unknown {
  const different = new Map(schemas.slice(0, VALUES).map((schema) => [textAt(schema, '$ref') ?? schema, schema]));
  const [only] = different.values();
  return different.size === 1 ? only : { [how]: [...different.values()] };
}

/** Whether two shapes come from one schema, by whichever reference. */
export function isSame(a: Shape, b: Shape): boolean {
  return a.properties === b.properties && a.properties.size > 0;
}

/** One of them holds: what only some have may be missing. */
function united(choices: readonly Shape[]): Shape {
  const [only] = choices;
  if (choices.length === 1 && only) return only;
  const schemas = new Map<string, unknown[]>();
  for (const { properties: some } of choices)
    for (const [name, { schema }] of some) {
      const before = schemas.get(name);
      if (before) before.push(schema);
      else if (schemas.size < PROPERTIES) schemas.set(name, [schema]);
    }
  const isNeeded = (name: string) => choices.every(({ properties: some }) => some.get(name)?.required === true);
  const properties = new Map([...schemas].map(([name, all]): [string, Property] => [name, { schema: combined('anyOf', all), required: isNeeded(name) }]));
  const types = new Set(choices.flatMap(({ types: some }) => some));
  const first = <T>(pick: (shape: Shape) => T | undefined): T | undefined => choices.map(pick).find((found) => found !== undefined);
  const same = <T>(pick: (shape: Shape) => T): T | undefined =>
    choices.every((shape) => pick(shape) === pick(choices[0] ?? nothing)) ? first(pick) : undefined;
  const isEnum = choices.every(({ values }) => values !== undefined);
  const format = same((shape) => shape.format);
  const items = first((shape) => shape.items);
  return {
    types: typeOrder.filter((type) => types.has(type)),
    ...(format !== undefined && { format }),
    ...(isEnum && { values: [...new Set(choices.flatMap(({ values }) => values ?? []))] }),
    nullable: choices.some(({ nullable }) => nullable),
    flags: [],
    properties,
    required: new Set(),
    ...(items !== undefined && { items }),
    isMap: properties.size === 0 && choices.some(({ isMap }) => isMap),
  };
}

/** Of a condition that need not be met, only the names are sure. */
function optional(shape: Shape): Shape {
  if (shape === nothing) return nothing;
  const properties = new Map([...shape.properties].map(([name, property]) => [name, { ...property, required: false }]));
  return { ...nothing, properties };
}
