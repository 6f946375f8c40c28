import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Limits, limits } from '../../importers/limits';
import { readFile } from '../../importers/read-file';
import { countingIds, testEngagement } from '../../shared/engagement/engagement.fixture';
import { engagementSchema } from '../../shared/engagement/schema';
import { createTranslate, problemText } from '../../shared/i18n/translator';
import { type Problem, problemSchema, type Result } from '../../shared/problem';
import { acceptImport, planImport } from '../../shared/sources/accept-import';
import { type ImportedSource, importedSourceSchema, type ObjectDraft } from '../../shared/sources/draft';
import { languages } from '../../shared/text';

const text = (content: string, name = 'shop.json') => ({ name, bytes: new TextEncoder().encode(content) });
const json = (value: unknown, name?: string) => text(JSON.stringify(value), name);

type Read = { source: ImportedSource; object: ObjectDraft; shapes: Record<string, string[]>; problems: Problem[]; codes: string[] };

function expectOk(result: Result<ImportedSource[]>): Read {
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  const source = importedSourceSchema.parse(result.value[0]);
  const object = source.objects[0];
  if (!object) throw new Error('no object');
  return {
    source,
    object,
    shapes: Object.fromEntries(
      source.objects.map(({ name, fields }) => [name, fields.map((f) => `${f.nativeName} <${f.nativeType}> ${f.type}${f.key ? '*' : ''}`)]),
    ),
    problems: result.problems,
    codes: result.problems.map(({ code }) => code),
  };
}

const order = (i: number) => ({
  id: 1_000 + i,
  created_at: `2026-03-${String((i % 28) + 1).padStart(2, '0')}T10:00:00Z`,
  email: `u${i}@shop.co.il`,
  total: i * 1.5 + 0.25,
  paid: i % 2 === 0,
  customer: { id: 7 + i, phone: `050-555-00${String(i).padStart(2, '0')}`, default_address: { country_code: i % 2 ? 'IL' : 'DE', city: null } },
  tags: i % 3 ? ['vip'] : [],
  line_items: [{ sku: `A${i}`, qty: 1 }, ...(i % 2 ? [{ sku: 'B', qty: 2, note: 'x' }] : [])],
  ...(i > 5 && { coupon: 'X' }),
});

const orderShapes = [
  'id <integer> integer*',
  'created_at <string (date-time)> datetime',
  'email <string (email)> email',
  'total <number> decimal',
  'paid <boolean> boolean',
  'customer.id <integer> integer',
  'customer.phone <string (phone)> phone',
  'customer.default_address.country_code <string (country)> country',
  'customer.default_address.city <null> string',
  'tags <string[]> string[]',
  'coupon <string> string',
];

describe('JSON samples', () => {
  const orders = Array.from({ length: 20 }, (_, i) => order(i));

  it('an API answer: records in an envelope, paths, lists tied to their record, types with their share', async () => {
    const { source, object, shapes, codes } = expectOk(await readFile(json({ data: orders, meta: { total: 20 } }, 'orders.json')));
    expect(source).toMatchObject({ name: 'orders', kind: 'json', file: 'orders.json' });
    expect(shapes).toEqual({
      orders: orderShapes,
      'orders.line_items': ['orders.id <integer> integer', 'sku <string> string', 'qty <integer> integer', 'note <string> string'],
    });
    expect(source.objects.map(({ rows, types }) => [rows, types])).toEqual([
      [20, 'inferred'],
      [30, 'inferred'],
    ]);
    expect(source.objects[1]?.links).toEqual([{ fields: ['orders.id'], object: 'orders', toFields: ['id'] }]);
    expect(object.fields[2]).toMatchObject({ pii: 'high', typeReason: { code: 'email', params: { matching: 20, of: 20 } }, profile: { rows: 20, filled: 20 } });
    // Absent is empty.
    expect(object.fields[10]?.profile).toMatchObject({ rows: 20, filled: 14 });
    expect(codes).toEqual([]);
    expect(JSON.stringify(source)).not.toMatch(/u\d+@shop|050-555/);
  });

  it('the same as lines, in UTF-16 too, and with broken lines and half of the last', async () => {
    const lines = orders.map((one) => JSON.stringify(one));
    const whole = expectOk(await readFile(text(lines.join('\n'), 'orders.ndjson')));
    expect(whole.shapes.orders).toEqual(orderShapes);
    const utf16 = Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`, 'utf16le');
    expect(expectOk(await readFile({ name: 'orders.jsonl', bytes: new Uint8Array(utf16) })).shapes.orders).toEqual(orderShapes);
    const broken = [...lines.slice(0, 3), '{"id": oops}', '', ...lines.slice(3), '{"id":99,"ema'].join('\n');
    const { object, problems } = expectOk(await readFile(text(broken, 'orders.jsonl')));
    expect(object.rows).toBe(20);
    expect(problems.map(({ code, path }) => [code, ...path])).toEqual([
      ['json-line-broken', 'rows', 4],
      ['json-line-broken', 'rows', 23],
    ]);
  });

  it('a line longer than a record may be costs that line, however long, and nothing after it', async () => {
    const lines = ['{"a":1}', `{"a":"${'x'.repeat(3_000_000)}"}`, '{"a":2}'];
    const { object, problems } = expectOk(await readFile(text(lines.join('\n'), 'a.ndjson')));
    expect(object.rows).toBe(2);
    expect(problems.map(({ code, path }) => [code, ...path])).toEqual([['json-line-too-long', 'rows', 2]]);
  });

  it('several lists, one record, GraphQL and a search engine', async () => {
    const both = expectOk(await readFile(json({ customers: [{ id: 1 }, { id: 2 }], orders: [{ id: 3, customer_id: 1 }] })));
    expect(Object.keys(both.shapes)).toEqual(['customers', 'orders']);
    const one = expectOk(await readFile(json({ id: 5, email: 'a@b.co', orders: [{ no: 1 }] }, 'customer.json')));
    expect(one.shapes).toEqual({
      customer: ['id <integer> integer*', 'email <string (email)> email'],
      'customer.orders': ['customer.id <integer> integer', 'no <integer> integer'],
    });
    const graph = expectOk(await readFile(json({ data: { customers: { edges: [{ node: { id: 'x', name: 'y' } }], pageInfo: { hasNextPage: false } } } })));
    expect(Object.keys(graph.shapes)).toEqual(['customers']);
  });

  it('exports of a document database', async () => {
    const rows = Array.from({ length: 3 }, (_, i) => ({
      _id: { $oid: `65f0c0ffee0123456789abc${i}` },
      at: { $date: '2026-03-01T10:00:00Z' },
      n: { $numberLong: String(i) },
    }));
    const { shapes } = expectOk(await readFile(text(rows.map((row) => JSON.stringify(row)).join('\n'), 'people.json')));
    expect(shapes).toEqual({ people: ['_id <string> string*', 'at <string (date-time)> datetime', 'n <integer> integer'] });
  });

  it('numbers are numbers, whatever they look like; mixed values say so', async () => {
    const rows = Array.from({ length: 12 }, (_, i) => ({
      day: 20260301 + i,
      phone: 972501234560 + i,
      seen_at: 1_760_000_000 + i,
      flag: i % 2,
      code: i < 6 ? i : `A${i}`,
      note: i ? 'x' : 5 > 4,
    }));
    const { shapes } = expectOk(await readFile(json(rows)));
    expect(shapes.shop).toEqual([
      'day <integer> integer',
      'phone <integer> integer',
      'seen_at <integer> integer',
      'flag <integer> integer',
      'code <string | number> string*',
      'note <string | boolean> enum',
    ]);
  });

  it('names of prototypes, empty names and names that become the same', async () => {
    const { object } = expectOk(await readFile(text('[{"__proto__":1,"constructor":{"prototype":"x"},"":2,"a.b":1,"a":{"b":2},"a\\u0000.b":3}]')));
    const names = object.fields.map(({ nativeName }) => nativeName);
    expect(names).toEqual(['__proto__', 'constructor.prototype', '(empty)', 'a.b', 'a.b_2', 'a .b']);
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });

  it('an export that was cut is read as far as it goes; other faults have a line and a column', async () => {
    const whole = JSON.stringify({ data: orders }, null, 1);
    const { object, problems } = expectOk(await readFile(text(whole.slice(0, -900))));
    expect(object.rows).toBeGreaterThan(15);
    expect(problems.map(({ code }) => code)).toEqual(['json-cut']);
    const broken = await readFile(text('{\n "a": 1,\n "b": NaN\n}'));
    expect(broken).toEqual({
      ok: false,
      problems: [{ severity: 'blocks', code: 'json-broken', path: ['rows', 3], params: { file: 'shop.json', line: 3, column: 7 } }],
    });
    expect(await readFile(text('{"a": {"b"'))).toMatchObject({ ok: false, problems: [{ code: 'json-ends-early' }] });
  });
});

describe('accepting', () => {
  it('objects, fields, ties between them and events arrive in the engagement', async () => {
    const target = { kind: 'new', name: { en: 'Shop' } } as const;
    const start = testEngagement({});
    const accept = (imported: ImportedSource) => {
      const ticked = new Set(planImport(start, { imported, target }).changes.map(({ id }) => id));
      return engagementSchema.parse(acceptImport(start, { imported, target, ticked, newId: countingIds() })).sources.at(-1);
    };
    const sample = accept(
      expectOk(
        await readFile(
          json(
            Array.from({ length: 20 }, (_, i) => order(i)),
            'orders.json',
          ),
        ),
      ).source,
    );
    const [orders, lines] = sample?.objects ?? [];
    expect([orders?.nativeName, lines?.nativeName]).toEqual(['orders', 'orders.line_items']);
    expect(lines?.links).toEqual([{ fields: [lines?.fields[0]?.id], object: orders?.id, toFields: [orders?.fields[0]?.id] }]);
    const hook = accept(expectOk(await readFile(json({ type: 'invoice.paid', data: { id: 'in_1' } }))).source);
    expect(hook?.objects[0]?.fields.every(({ use }) => use === 'event')).toBe(true);
  });
});

describe('webhook samples', () => {
  it('one payload is an event called as it says', async () => {
    const { source, shapes } = expectOk(
      await readFile(json({ type: 'invoice.paid', created: 1_760_000_000, data: { object: { id: 'in_1', lines: [{ amount: 5 }] } } }, 'hook.json')),
    );
    expect(source.objects.map(({ name, isEvent }) => [name, isEvent])).toEqual([
      ['invoice.paid', true],
      ['invoice.paid.data.object.lines', true],
    ]);
    expect(shapes['invoice.paid']).toEqual(['type <string> string', 'created <integer> integer', 'data.object.id <string> string']);
  });

  it('a log of events is one object per event', async () => {
    const log = [
      { event: 'Signed Up', properties: { plan: 'a' } },
      { event: 'Order Completed', properties: { total: 5 } },
      { event: 'Signed Up', properties: { plan: 'b' } },
    ];
    const { source } = expectOk(await readFile(text(log.map((one) => JSON.stringify(one)).join('\n'), 'events.jsonl')));
    expect(source.objects.map(({ name, isEvent, rows }) => [name, isEvent, rows])).toEqual([
      ['Signed Up', true, 2],
      ['Order Completed', true, 1],
    ]);
  });

  it('form data', async () => {
    const { source, object } = expectOk(
      await readFile(text('type=unsubscribe&fired_at=2026-03-01+10%3A00%3A00&data[email]=noa%40shop.co.il&data[merges][FNAME]=Noa', 'mailing.txt')),
    );
    expect(source.kind).toBe('form');
    expect(object).toMatchObject({ isEvent: true });
    expect(object.fields.map(({ nativeName, type }) => `${nativeName}: ${type}`)).toEqual([
      'type: string',
      'fired_at: datetime',
      'data.email: email',
      'data.merges.FNAME: string',
    ]);
    expect(JSON.stringify(source)).not.toContain('noa');
  });
});

describe('what a file is, is seen in it', () => {
  const schema = { properties: { id: { type: 'string' } } };
  it.each([
    ['a.json', JSON.stringify({ paths: {}, components: { schemas: { A: schema } }, openapi: '3.1.0' }), 'openapi'],
    ['a.json', JSON.stringify({ swagger: '2.0', definitions: { A: schema } }), 'openapi'],
    ['a.yaml', 'openapi: 3.0.1\ncomponents:\n  schemas:\n    A:\n      properties:\n        id: {type: string}\n', 'openapi'],
    ['a', 'swagger: 2.0\ndefinitions:\n  A: {properties: {id: {type: string}}}\n', 'openapi'],
    ['a.json', JSON.stringify({ $schema: 'https://json-schema.org/draft/2020-12/schema', ...schema }), 'json-schema'],
    ['a.yml', 'properties:\n  id:\n    type: string\n', 'json-schema'],
    ['a.yml', 'version: 2\nsources:\n  - name: s\n    tables:\n      - name: t\n        columns: [{name: c}]\n', 'dbt'],
    ['a.json', JSON.stringify([{ a: 1 }]), 'json'],
    ['a.txt', 'a=1&b[c]=2', 'form'],
    ['a.csv', 'a,b\n{"x":1},2\n', 'csv'],
  ])('%s with %s is %s', async (name, content, kind) => {
    expect(expectOk(await readFile(text(content, name))).source.kind).toBe(kind);
  });

  it.each([
    ['a.yml', 'services:\n  web:\n    image: x\n', 'yaml-kind-unknown'],
    ['a.yml', 'sources:\n  - name: "open\n    tables: [\n', 'yaml-broken'],
    ['a.yml', 'properties: *nothing\n', 'yaml-aliases'],
    ['a.json', '[]', 'no-records'],
    ['a.json', '[1, 2', 'json-cut'],
    ['a.json', '{"openapi":"3.0.0","paths":{}}', 'schema-without-fields'],
  ])('%s with %j: %s', async (name, content, code) => {
    const { problems } = await readFile(text(content, name));
    expect(problems.map((one) => one.code)).toContain(code);
    for (const language of languages) for (const one of problems) expect(problemText(one, createTranslate(language))).not.toMatch(/\{\{|problem\./);
  });
});

/** Whatever is in it: objects the contract accepts with names of their own, or problems that say why not. */
async function survives(file: { name: string; bytes: Uint8Array }, own: Partial<Limits> = {}): Promise<Result<ImportedSource[]>> {
  const result = await readFile(file, { ...limits, ...own });
  for (const found of result.problems) problemSchema.parse(found);
  if (!result.ok) expect(result.problems.some(({ severity }) => severity === 'blocks')).toBe(true);
  else
    for (const source of result.value) {
      importedSourceSchema.parse(source);
      expect(new Set(source.objects.map(({ name }) => name)).size).toBe(source.objects.length);
      for (const { fields, links = [] } of source.objects) {
        const names = new Set(fields.map(({ nativeName }) => nativeName));
        expect(names.size).toBe(fields.length);
        for (const link of links) for (const name of link.fields) expect(names.has(name)).toBe(true);
      }
    }
  return result;
}

describe('fuzz', () => {
  const key = fc.oneof(
    fc.constantFrom('id', 'data', 'type', 'event', 'properties', '__proto__', 'constructor', '', 'a.b', '\ud800', 'items', '$ref'),
    fc.string({ maxLength: 5, unit: 'binary' }),
  );
  const leaf = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.double(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.constantFrom('#', '#/x', '\udc00', '2026-01-01', 'a@b.co'),
  );
  const anything = fc.letrec((tie) => ({
    value: fc.oneof({ depthSize: 'small', maxDepth: 5 }, leaf, fc.array(tie('value'), { maxLength: 4 }), fc.dictionary(key, tie('value'), { maxKeys: 5 })),
  })).value;

  it('any JSON value, also as lines and cut anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(anything, fc.boolean(), fc.nat(), async (value, asLines, cut) => {
        const content = asLines && Array.isArray(value) ? value.map((one) => JSON.stringify(one)).join('\n') : JSON.stringify(value);
        if (content === '') return;
        await survives(text(content));
        const half = content.slice(0, (cut % content.length) + 1);
        await survives(text(half));
      }),
      { numRuns: 400 },
    );
  });

  it('anything called a schema or a description', async () => {
    const word = fc.constantFrom(
      'properties',
      'items',
      'type',
      '$ref',
      'allOf',
      'oneOf',
      'enum',
      'required',
      'definitions',
      'format',
      'title',
      'description',
      'a',
      'id',
    );
    const content = fc.oneof(
      fc.constantFrom('object', 'array', 'string', '#/definitions/a', '#', '#/properties/a', 'email', null, true, 7),
      fc.array(fc.constantFrom('a', 'id', 'string'), { maxLength: 3 }),
    );
    const schema = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small', maxDepth: 6 },
        content,
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(word, tie('value'), { maxKeys: 5 }),
      ),
    })).value;
    await fc.assert(
      fc.asyncProperty(schema, fc.constantFrom('$schema', 'openapi', 'swagger', 'sources'), async (value, kind) => {
        const root =
          kind === '$schema'
            ? { $schema: 'http://json-schema.org/draft-04/schema#', definitions: { a: value }, properties: { a: value, b: { $ref: '#/definitions/a' } } }
            : { [kind]: '3.0.0', definitions: { a: value }, paths: { '/a': { post: value } }, webhooks: { a: { post: value } } };
        await survives(json(root), { fields: 2_000 });
      }),
      { numRuns: 400 },
    );
  });

  it('YAML of loose signs', async () => {
    const piece = fc.constantFrom(
      'sources:',
      'models:',
      ' - ',
      'name: ',
      'tables:',
      '\n',
      '\n  ',
      '\n    ',
      '&a ',
      '*a',
      '{',
      '}',
      '[',
      ']',
      '"',
      "'",
      '|',
      '>',
      '!!',
      'x',
      ': ',
      '? ',
      '---\n',
      '#',
      '<<: *a',
      '%YAML',
      '\t',
      '\u0085',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 40 }), async (pieces) => {
        await survives(text(pieces.join(''), 'a.yml'));
      }),
      { numRuns: 400 },
    );
  });
});

describe('files made to harm', () => {
  const depth = 100_000;
  it.each([
    ['lists', '['.repeat(depth) + ']'.repeat(depth)],
    ['lists never closed', '['.repeat(depth)],
    ['records', `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`],
    ['records in lists', `${'[{"a":'.repeat(depth)}1${'}]'.repeat(depth)}`],
    ['a schema', `{"$schema":"http://json-schema.org/schema#",${'"properties":{"a":{'.repeat(depth)}"type":"string"${'}}'.repeat(depth)}}`],
    ['parts of a schema', `{"$schema":"http://json-schema.org/schema#","properties":{"a":${'{"allOf":['.repeat(depth)}{}${']}'.repeat(depth)}}}`],
  ])('nested a hundred thousand deep: %s', async (_, content) => {
    await survives(text(content, 'deep.json'));
  });

  it.each([
    ['brackets', '['.repeat(depth)],
    ['dashes', '- '.repeat(depth)],
    ['keys', Array.from({ length: 3_000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
    ['questions', '? '.repeat(depth)],
  ])('YAML nested deep: %s', async (_, content) => {
    expect((await survives(text(content, 'deep.yml'))).ok).toBe(false);
  });

  it('aliases of aliases', async () => {
    const levels = Array.from(
      { length: 30 },
      (_, i) =>
        `a${i}: &a${i} [${
          i === 0
            ? 'x'
            : Array(9)
                .fill(`*a${i - 1}`)
                .join(',')
        }]`,
    );
    const { problems } = await survives(text(`sources: [{name: s, tables: *a29}]\n${levels.join('\n')}`.split('\n').reverse().join('\n'), 'bomb.yml'));
    expect(problems).toHaveLength(1);
    const ordered = await survives(text(`${levels.join('\n')}\nsources: [{name: s, tables: *a29}]\n`, 'bomb.yml'));
    expect(ordered.problems.map(({ code }) => code)).toEqual(['yaml-aliases']);
  });

  it('a million names in one record, and records that each bring a name of their own', async () => {
    const wide = await survives(text(`{${Array.from({ length: 1_000_000 }, (_, i) => `"k${i}":${i}`).join()}}`));
    expect(wide.ok && wide.value[0]?.objects[0]?.fields.length).toBe(limits.columns);
    expect(wide.problems.map(({ code }) => code)).toEqual(['fields-not-all-read']);
    const lines = await survives(text(Array.from({ length: 60_000 }, (_, i) => `{"k${i}":${i},"x":{"y${i}":1}}`).join('\n'), 'a.ndjson'), { columns: 500 });
    expect(lines.ok && lines.value[0]?.objects[0]?.fields.length).toBeLessThanOrEqual(500);

    // Names of records without anything in them are kept no more than fields are.
    const empty = Array.from({ length: 3_000 }, (_, i) => `{"k${i}":{${Array.from({ length: 20 }, (__, j) => `"j${i}-${j}":[{}]`).join()}}}`).join('\n');
    const nothing = await survives(text(empty, 'b.ndjson'), { columns: 500, fields: 500 });
    expect(nothing).toMatchObject({ ok: false, problems: [{ code: 'no-records' }] });
  }, 120_000);

  it('a text of fifty megabytes', async () => {
    const { object } = expectOk(await readFile(text(`[{"id":1,"text":"${'x'.repeat(50_000_000)}"}]`)));
    expect(object.fields[1]).toMatchObject({ nativeType: 'string', profile: { maxLength: 50_000_000 } });
  });

  it('surrogates without their other half', async () => {
    const result = await survives(text('[{"\\ud800":"\\udc00","a\\ud83d":{"b":"\\ud83d"}}]'));
    expect(JSON.stringify(result)).not.toMatch(/\\ud[89a-f]/i);
    await survives(
      text(
        '{"$schema":"http://json-schema.org/schema#","title":"\\ud800","properties":{"\\udfff":{"title":"\\ud800","description":"\\ud800","enum":["\\ud800"],"format":"\\udc00"}}}',
      ),
    );
  });
});
