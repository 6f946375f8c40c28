import { describe, expect, it } from 'vitest';
import { type ImportedSource, importedSourceSchema } from '../../../shared/sources/draft';
import { limits } from '../../limits';
import { isJsonSchema, readJsonSchema } from './read-schema';

async function read(schema: object, name = 'customer.schema.json') {
  if (!isJsonSchema(schema)) throw new Error('not recognised as a schema');
  const result = await readJsonSchema(name, schema, { limits });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  const [source] = result.value.map((one) => importedSourceSchema.parse(one));
  if (!source) throw new Error('no source');
  return { source, shapes: shapesOf(source), codes: result.problems.map(({ code }) => code), problems: result.problems };
}

/** `object: field type!` — `*` a key, `!` required. */
function shapesOf(source: ImportedSource): Record<string, string[]> {
  return Object.fromEntries(
    source.objects.map(({ name, fields }) => [
      name,
      fields.map((f) => `${f.nativeName} <${f.nativeType}> ${f.type}${f.key ? '*' : ''}${f.required ? '!' : ''}`),
    ]),
  );
}

describe('readJsonSchema', () => {
  it('reads types, formats, choices, labels and notes', async () => {
    const { source, shapes } = await read({
      $schema: 'http://json-schema.org/draft-07/schema#',
      title: 'Customer',
      description: 'Who buys.',
      type: 'object',
      required: ['id', 'email', 'middle'],
      properties: {
        id: { type: 'integer', format: 'int64' },
        email: { type: 'string', format: 'email', title: 'E-mail address', examples: ['noa@shop.co.il'] },
        middle: { type: ['string', 'null'], maxLength: 40 },
        status: { enum: ['new', 'active', null], description: 'State', deprecated: true },
        kind: { const: 'person' },
        born: { type: 'string', format: 'date', readOnly: true },
        seen: { type: 'string', format: 'date-time' },
        score: { type: 'number' },
        ok: { type: 'boolean' },
        tags: { type: 'array', items: { type: 'string' } },
        either: { type: ['integer', 'string'] },
        extra: { type: 'object', additionalProperties: true },
        anything: {},
        forbidden: false,
      },
    });
    expect(source).toMatchObject({ name: 'Customer', kind: 'json-schema', objects: [{ name: 'Customer', note: 'Who buys.', types: 'stated' }] });
    expect(shapes.Customer).toEqual([
      'id <integer (int64)> integer*!',
      'email <string (email)> email!',
      'middle <string(40)> string',
      'status <enum: new|active> enum',
      'kind <enum: person> enum',
      'born <string (date)> date',
      'seen <string (date-time)> datetime',
      'score <number> decimal',
      'ok <boolean> boolean',
      'tags <string[]> string[]',
      'either <string | integer> string',
      'extra <object> json',
      'anything <> string',
      'forbidden <> string',
    ]);
    const fields = source.objects[0]?.fields ?? [];
    expect(fields[1]).toMatchObject({ label: 'E-mail address', pii: 'high', typeReason: { code: 'native-type' } });
    expect(fields[1]?.example).not.toContain('noa');
    expect(fields[3]?.note).toBe('State\ndeprecated');
    expect(fields[5]?.note).toBe('readOnly');
    expect(fields[12]?.typeReason.code).toBe('native-type-missing');
  });

  it('nested records are paths, lists of records are objects tied by the key', async () => {
    const { source, shapes } = await read({
      title: 'Order',
      properties: {
        id: { type: 'string' },
        address: { type: 'object', required: ['city'], properties: { city: { type: 'string' }, geo: { properties: { lat: { type: 'number' } } } } },
        lines: {
          type: 'array',
          items: { type: 'object', properties: { sku: { type: 'string' }, taxes: { type: 'array', items: { properties: { rate: { type: 'number' } } } } } },
        },
      },
    });
    expect(shapes).toEqual({
      Order: ['id <string> string*', 'address.city <string> string', 'address.geo.lat <number> decimal'],
      'Order.lines': ['Order.id <string> string!', 'sku <string> string'],
      'Order.lines.taxes': ['rate <number> decimal'],
    });
    expect(source.objects[1]?.links).toEqual([{ fields: ['Order.id'], object: 'Order', toFields: ['id'] }]);
  });

  it.each(['$defs', 'definitions'])('what the root refers to in %s lies within it; the rest are objects of their own', async (folder) => {
    const { shapes } = await read({
      title: 'Order',
      properties: { no: { type: 'string' }, address: { $ref: `#/${folder}/Address` } },
      [folder]: {
        Address: { type: 'object', properties: { city: { type: 'string' } } },
        Refund: { type: 'object', properties: { amount: { type: 'number' } } },
      },
    });
    expect(shapes).toEqual({ Order: ['no <string> string', 'address.city <string> string'], Refund: ['amount <number> decimal'] });
  });

  it('allOf is all of it, oneOf and anyOf what any of them has', async () => {
    const { shapes } = await read({
      title: 'Party',
      type: 'object',
      allOf: [{ $ref: '#/definitions/Base' }, { required: ['name'] }],
      oneOf: [
        { properties: { kind: { const: 'a' }, firstName: { type: 'string' } }, required: ['kind', 'firstName'] },
        { properties: { kind: { const: 'b' }, company: { type: 'string' } }, required: ['kind', 'company'] },
      ],
      if: { properties: { kind: { const: 'b' } } },
      // biome-ignore lint/suspicious/noThenProperty: a word of JSON Schema
      then: { properties: { taxId: { type: 'string' } }, required: ['taxId'] },
      definitions: {
        Base: { properties: { id: { type: 'string' }, name: { type: 'string' }, note: { anyOf: [{ type: 'string', format: 'uri' }, { type: 'null' }] } } },
      },
    });
    expect(shapes.Party?.sort()).toEqual(
      [
        'company <string> string',
        'firstName <string> string',
        'id <string> string*',
        'kind <enum: a|b> enum!',
        'name <string> string!',
        'note <string (uri)> url',
        'taxId <string> string',
      ].sort(),
    );
  });

  it('a schema within itself ends, and says where', async () => {
    const { shapes, problems } = await read({
      $id: 'https://example.com/tree.json',
      title: 'Category',
      properties: { name: { type: 'string' }, parent: { $ref: '#' }, children: { type: 'array', items: { $ref: 'https://example.com/tree.json#' } } },
    });
    expect(shapes).toEqual({ Category: ['name <string> string', 'parent <object> json', 'children <array of object> json'] });
    expect(problems).toEqual([{ severity: 'informs', code: 'nested-too-deep', path: [], params: { name: 'Category.parent' } }]);
  });

  it('circles of references that never say anything end too', async () => {
    const { shapes } = await read({
      properties: { a: { $ref: '#/definitions/A' }, b: { allOf: [{ $ref: '#/definitions/C' }] } },
      definitions: { A: { $ref: '#/definitions/B' }, B: { $ref: '#/definitions/A' }, C: { allOf: [{ $ref: '#/definitions/C' }, { type: 'string' }] } },
    });
    expect(shapes['customer.schema']).toEqual(['a <> string', 'b <string> string']);
  });

  it('references elsewhere and into nothing are one problem each, and never fetched', async () => {
    const { codes, problems } = await read({
      properties: {
        a: { $ref: 'https://example.com/a.json' },
        b: { $ref: 'b.json#/x' },
        c: { $ref: '#/definitions/none' },
        d: { $ref: '#/definitions/D' },
        e: { $ref: '#anchored' },
      },
      definitions: { D: { type: 'boolean' }, E: { $anchor: 'anchored', type: 'integer' } },
    });
    expect(codes).toEqual(['schema-ref-elsewhere', 'schema-ref-missing']);
    expect(problems[0]?.params).toEqual({ ref: 'https://example.com/a.json', refs: 2 });
  });

  it('a root that is only a choice gives its definitions, tied to each other by their keys', async () => {
    const { source, shapes } = await read({
      $schema: 'http://json-schema.org/draft-07/schema#',
      oneOf: [{ $ref: '#/definitions/order' }, { $ref: '#/definitions/customer' }],
      definitions: {
        customer: { properties: { id: { type: 'integer' }, email: { type: 'string', format: 'email' } } },
        order: {
          properties: {
            no: { type: 'string' },
            customer: { $ref: '#/definitions/customer' },
            others: { type: 'array', items: { $ref: '#/definitions/customer' } },
          },
        },
      },
    });
    expect(shapes.order).toEqual(['no <string> string', 'customer.id <integer> integer', 'others <array of customer> json']);
    expect(source.objects[1]?.links).toEqual([
      { fields: ['customer.id'], object: 'customer', toFields: ['id'] },
      { fields: ['others'], object: 'customer' },
    ]);
  });

  it('names of prototypes are names', async () => {
    const properties = JSON.parse('{"__proto__":{"type":"string"},"constructor":{"type":"integer"},"toString":{"type":"boolean"}}');
    expect((await read({ title: 'T', properties })).shapes.T).toEqual([
      '__proto__ <string> string',
      'constructor <integer> integer',
      'toString <boolean> boolean',
    ]);
  });

  it('parts that double with every level are read once', async () => {
    const definitions = Object.fromEntries(
      Array.from({ length: 60 }, (_, i) => [
        `d${i}`,
        i === 59 ? { properties: { end: { type: 'string' } } } : { oneOf: [{ $ref: `#/definitions/d${i + 1}` }, { $ref: `#/definitions/d${i + 1}` }] },
      ]),
    );
    expect((await read({ title: 'T', allOf: [{ $ref: '#/definitions/d0' }], definitions })).shapes.T).toEqual(['end <string> string']);
  });

  it('as many fields as are allowed, however wide the schema', async () => {
    const wide = { properties: Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`p${i}`, { $ref: '#/definitions/next' }])) };
    const result = await readJsonSchema(
      'x.json',
      { title: 'T', properties: wide.properties, definitions: { next: { properties: { a: { properties: wide.properties } } } } },
      { limits: { ...limits, fields: 500 } },
    );
    expect(result.ok && result.value[0]?.objects.reduce((sum, { fields }) => sum + fields.length, 0)).toBe(500);
    expect(result.problems.map(({ code }) => code)).toContain('schema-fields-not-all-read');
  });
});

describe('isJsonSchema', () => {
  it.each([
    [{ id: 1, properties: { email: 'x@example.com' } }],
    [{ results: [] }],
    [{ properties: { hs_id: { value: 1 } } }],
    [{ type: 'object' }],
    [[]],
    [null],
  ])('%j is none', (value) => expect(isJsonSchema(value)).toBe(false));
});
