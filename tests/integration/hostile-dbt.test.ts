import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { readDbtProperties } from '../../importers/dbt/read-dbt';
import { readYaml } from '../../importers/json/read-yaml';
import { limits as usual } from '../../importers/limits';
import { readFile } from '../../importers/read-file';
import { createTranslate, problemText } from '../../shared/i18n/translator';
import { problemSchema } from '../../shared/problem';
import { type ImportedSource, importedSourceSchema } from '../../shared/sources/draft';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const say = createTranslate('en');

/** Whatever the bytes: drafts that the contract accepts, or problems that say why not in words. */
async function survives(bytes: Uint8Array, limits = usual): Promise<{ sources: ImportedSource[]; codes: string[] }> {
  const result = await readYaml('sources.yml', bytes, { limits });
  for (const found of result.problems) expect(problemText(problemSchema.parse(found), say)).not.toBe(`problem.${found.code}`);
  expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(own);
  const codes = result.problems.map(({ code }) => code);
  if (!result.ok) {
    expect(result.problems.some(({ severity }) => severity === 'blocks')).toBe(true);
    return { sources: [], codes };
  }
  const sources = result.value.map((source) => importedSourceSchema.parse(source));
  // Half a character; a backslash somebody wrote is two of them here.
  expect(JSON.stringify(sources).replaceAll('\\\\', '')).not.toMatch(/\\ud[89a-f]/);
  for (const { objects } of sources) {
    expect(new Set(objects.map(({ name }) => name)).size).toBe(objects.length);
    for (const { fields } of objects) expect(new Set(fields.map(({ nativeName }) => nativeName)).size).toBe(fields.length);
  }
  return { sources, codes };
}
const own = Object.getOwnPropertyNames(Object.prototype);

const outline = (sources: readonly ImportedSource[]) =>
  sources.flatMap(({ name, objects }) =>
    objects.map((object) => `${name}.${object.name}: ${object.fields.map(({ nativeName, type }) => `${nativeName} ${type}`).join(', ')}`),
  );
const outlineOf = async (text: string) => outline((await survives(bytesOf(text))).sources);

const small = `version: 2
# what the shop has
sources:
  - name: shop
    tables:
      - name: customers
        description: >
          Who buys: "all" of them
        columns: &ids
          - {name: id, data_type: bigint, tests: [unique, not_null]}
          - name: 'email'
            data_type: varchar(254)
            data_tests: [not_null, {accepted_values: {values: [a, 2]}}]
      - name: orders
        columns: *ids
---
models:
  - name: dim_customer
    constraints: [{type: primary_key, columns: [key]}]
    columns:
      - name: "key"
        data_type: int
`;
const whole = ['shop.customers: id integer, email enum', 'shop.orders: id integer, email enum', 'sources.dim_customer: key integer'];

describe('hostile dbt files', () => {
  it('random bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), async (bytes) => void (await survives(bytes))),
      { numRuns: 300 },
    );
  });

  it('random soup of what such files are made of', async () => {
    const token = fc.constantFrom(
      ..."sources:~models:~seeds:~tables:~columns:~name:~- name: a~- name: b~data_type: int~tests:~data_tests:~- not_null~- unique~constraints:~description: |~relationships:~accepted_values:~values:~to: ref('a')~field: b~&a~*a~*b~<<: *a~<<:~{~}~[~]~,~:~-~- ~? ~|~>~'~\"~#~!!binary~!!set~!!omap~!!timestamp 2020-01-01~!x~%YAML 1.1~---~...~__proto__:~constructor:~1~null~true~.nan~0x1F~2020-01-01~\\ud800~ש~😀~\u0000~\ufeff~\u2028~\t~@~`".split(
        '~',
      ),
    );
    const soup = fc.array(fc.tuple(token, fc.constantFrom(' ', '\n', '\n  ', '\n    ', '\n      ', '')), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(soup, async (tokens) => void (await survives(bytesOf(tokens.map(([text, gap]) => text + gap).join(''))))),
      { numRuns: 1_500 },
    );
  });

  it('a file cut at every place gives what came before, or says why not', async () => {
    const bytes = bytesOf(small);
    expect(await outlineOf(small)).toEqual(whole);
    const names = ['customers', 'orders', 'dim_customer', 'id', 'email', 'key'];
    for (let end = 0; end < bytes.length; end++) {
      const { sources, codes } = await survives(bytes.subarray(0, end));
      const objects = sources.flatMap((source) => source.objects);
      const read = objects.flatMap(({ name, fields }) => [name, ...fields.map(({ nativeName }) => nativeName)]);
      for (const name of read) expect(names.some((known) => known.startsWith(name))).toBe(true);
      if (objects.length === 0) expect(codes.length).toBeGreaterThan(0);
    }
  });

  it('changed at any place', async () => {
    const sign = fc.constantFrom(...'-:?&*!|>\'"%@`#,[]{} \n\t<a0\u0000ש'.split(''));
    const edit = fc.record({ at: fc.nat(small.length - 1), kind: fc.constantFrom('put', 'cut', 'replace', 'again'), sign, length: fc.nat(30) });
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 6 }), async (edits) => {
        let text = small;
        for (const { at, kind, sign, length } of edits) {
          if (kind === 'put') text = text.slice(0, at) + sign + text.slice(at);
          else if (kind === 'cut') text = text.slice(0, at) + text.slice(at + length);
          else if (kind === 'replace') text = text.slice(0, at) + sign + text.slice(at + 1);
          else text = text.slice(0, at + length) + text.slice(at);
        }
        await survives(bytesOf(text));
      }),
      { numRuns: 500 },
    );
  });

  it('what is written is what is read, in every style', async () => {
    const name = fc
      .tuple(
        fc.constantFrom('a', 'B', '_', 'ש', 'ی', 'é', 'null', 'true', '12', '1e3', '<<', '__proto__', 'constructor'),
        fc.stringMatching(/^[a-z0-9_$.:#@-]{0,12}$/),
      )
      .map(([first, rest]) => first + rest);
    const type = fc.constantFrom(
      ['bigint', 'integer'],
      ['varchar(40)', 'string'],
      ['numeric(10,2)', 'decimal'],
      ['boolean', 'boolean'],
      ['date', 'date'],
      ['timestamp_ntz', 'datetime'],
    );
    const column = fc.record({ name, type, key: fc.boolean(), description: fc.string({ unit: 'grapheme', maxLength: 30 }) });
    const table = fc.record({ name, columns: fc.uniqueArray(column, { selector: (one) => one.name, maxLength: 6 }) });
    const source = fc.record({ name, tables: fc.uniqueArray(table, { selector: (one) => one.name, minLength: 1, maxLength: 4 }) });
    const sources = fc.uniqueArray(source, { selector: (one) => one.name, minLength: 1, maxLength: 3 });
    const style = fc.record({
      defaultStringType: fc.constantFrom('PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE'),
      collectionStyle: fc.constantFrom('any', 'flow', 'block'),
    } as const);
    await fc.assert(
      fc.asyncProperty(sources, style, async (given, options) => {
        const document = {
          sources: given.map(({ name, tables }) => ({
            name,
            tables: tables.map(({ name, columns }) => ({
              name,
              columns: columns.map(({ name, type: [data_type], key, description }) => ({
                name,
                data_type,
                description,
                ...(key && { tests: ['unique', 'not_null'] }),
              })),
            })),
          })),
        };
        const { sources, codes } = await survives(bytesOf(stringify(document, { ...options, aliasDuplicateObjects: false })));
        expect(codes).toEqual([]);
        expect(
          sources.map(({ name, objects }) => [name, objects.map(({ name, fields }) => [name, fields.map((f) => [f.nativeName, f.nativeType, f.type, f.key])])]),
        ).toEqual(
          given.map(({ name, tables }) => [name, tables.map(({ name, columns }) => [name, columns.map(({ name, type, key }) => [name, ...type, key])])]),
        );
      }),
      { numRuns: 200 },
    );
  });
});

describe('parts of a dbt file that are written once and used often', () => {
  it('aliases and `<<`, as dbt itself takes them', async () => {
    const text = `
sources:
  - name: s
    tables:
      - name: t
        columns:
          - &id {name: id, data_type: bigint, tests: [unique, not_null]}
          - {<<: *id, name: other_id}
          - name: third
            <<: [{data_type: date}, *id]
          - {"<<": *id, name: quoted}
          - <<: nothing
            name: fourth
      - name: u
        columns: [*id]
`;
    expect(await outlineOf(text)).toEqual(['s.t: id integer, other_id integer, third date, quoted string, fourth string', 's.u: id integer']);
    // Of an earlier version, which has more kinds of values.
    const kinds = '        meta: [!!binary aGk=, !!set {a, b}, !!omap [a: 1], 2020-01-01, {<<: 3}, {<<: [1]}]\n';
    expect(await outlineOf(`%YAML 1.1\n---${text}${kinds}`)).toEqual(await outlineOf(text));
  });

  const tables = (columns: string) => `sources: [{name: s, tables: [{name: t, columns: ${columns}}]}]\n`;
  const levels = (count: number, ofPrevious: (previous: string) => string) =>
    Array.from({ length: count }, (_, i) => `x${i + 1}: &x${i + 1} ${ofPrevious(`*x${i}`)}`).join('\n');
  it.each([
    ['lists of lists of itself', `x0: &x0 [a, b]\n${levels(30, (p) => `[${Array(10).fill(p)}]`)}\n${tables('*x30')}`],
    ['records of records of itself', `x0: &x0 {name: a}\n${levels(40, (p) => `{a: ${p}, b: ${p}}`)}\n${tables('[*x40]')}`],
    ['records merged from merged ones', `x0: &x0 {name: a}\n${levels(30, (p) => `{<<: [${Array(10).fill(p)}]}`)}\n${tables('[*x30]')}`],
    ['a long text, often', `x: &x ${'long '.repeat(100_000)}\n${tables(`[${'{name: *x},'.repeat(2_000)}]`)}`],
    ['something that contains itself', `x: &x [*x]\n${tables('*x')}`],
    ['a record that merges itself', `x: &x {<<: *x, name: a}\n${tables('[*x]')}`],
    ['something that is not there', tables('*x')],
    ['something that comes later', `${tables('*x')}x: &x []\n`],
  ])('%s: refused', async (_, text) => {
    expect((await survives(bytesOf(text))).codes).toEqual(['yaml-aliases']);
  });

  it('4,000 parts that are each used once, and one part that is used 4,000 times', { timeout: 60_000 }, async () => {
    const once = Array.from({ length: 4_000 }, (_, i) => `x${i}: &x${i} {name: c${i}}`).join('\n');
    const { sources } = await survives(bytesOf(`${once}\nall: &all [${Array.from({ length: 4_000 }, (_, i) => `*x${i}`)}]\n${tables('*all')}`));
    expect(sources[0]?.objects[0]?.fields).toHaveLength(4_000);
    const often = Array.from({ length: 4_000 }, (_, i) => `{name: c${i}, tests: *x}`).join(',');
    expect((await survives(bytesOf(`x: &x [not_null]\n${tables(`[${often}]`)}`))).sources[0]?.objects[0]?.fields.every(({ required }) => required)).toBe(true);
  });
});

describe('hostile names and sizes in dbt files', () => {
  it('names of the language of the program', async () => {
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
    const columns = names.map((name) => `{name: ${name}, __proto__: {data_type: date, polluted: 1}, constructor: {prototype: {polluted: 1}}}`);
    const text = names.map((name) => `{name: ${name}, __proto__: {columns: [{name: x}]}, columns: [${columns}]}`);
    const all = names.map((name) => `${name} string`).join(', ');
    expect(await outlineOf(`__proto__: {sources: [{name: x}]}\nsources: [{name: __proto__, tables: [${text}]}]`)).toEqual(
      names.map((name) => `__proto__.${name}: ${all}`),
    );
    expect(await outlineOf('sources: [{name: s, __proto__: {tables: [{name: t}]}}]')).toEqual([]);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  const table = (inside: string) => `sources: [{name: s, tables: [{name: t, ${inside}}]}]`;
  const column = (inside: string) => table(`columns: [{name: c, ${inside}}]`);
  it.each([
    ['brackets that never close', `${'['.repeat(100_000)}`, 'file-nests-too-deep'],
    ['records 100,000 deep', `a: ${'{a: '.repeat(100_000)}${'}'.repeat(100_000)}`, 'file-nests-too-deep'],
    ['entries 100,000 deep', '- '.repeat(100_000), 'file-nests-too-deep'],
    ['indented 3,000 deep', Array.from({ length: 3_000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'), undefined],
    ['names on names', 'a: '.repeat(20_000), 'yaml-broken'],
    ['a text that never ends', `a: "${'x\n '.repeat(100_000)}`, 'yaml-broken'],
    ['a name without end', `${'k'.repeat(3_000_000)}: 1`, undefined],
    ['5,000 documents', '---\na: 1\n'.repeat(5_000), 'yaml-kind-unknown'],
    ['25 MB', `# ${'x'.repeat(25 * 1024 * 1024)}`, 'yaml-too-large'],
  ])('%s: refused', { timeout: 60_000 }, async (_, text, code) => {
    const { sources, codes } = await survives(bytesOf(text));
    expect(sources).toEqual([]);
    if (code) expect(codes).toEqual([code]);
    else expect(['yaml-kind-unknown', 'yaml-broken', 'file-nests-too-deep']).toContain(codes[0]);
  });

  it.each([
    ['a name of 3 MB', table(`columns: [{name: ${'n'.repeat(3_000_000)}}]`), `s.t: ${'n'.repeat(usual.name)} string`],
    ['a description of 3 MB', column(`description: ${'d 😀'.repeat(700_000)}`), 's.t: c string'],
    ['a type of 3 MB', column(`data_type: ${'t'.repeat(3_000_000)}`), 's.t: c string'],
    ['20,000 tests', column(`tests: [${'unique,'.repeat(20_000)} not_null]`), 's.t: c string'],
    ['20,000 values', column(`tests: [{accepted_values: {values: [${'😀x,'.repeat(20_000)} z]}}]`), 's.t: c enum'],
    [
      'values of 100 KB',
      column(`tests: [{accepted_values: {values: ['${'a'.repeat(99)}${'😀'.repeat(50_000)}' , '${'b\u200f😀'.repeat(300)}']}}]`),
      's.t: c enum',
    ],
    ['a reference without end', column(`tests: [{relationships: {to: "ref(${"'a',".repeat(300_000)}", field: x}}]`), 's.t: c string'],
    ['1,000 columns on one line', table(`columns: [${Array.from({ length: 1_000 }, () => '{name: c, data_type: date}')}]`), 's.t: c date'],
  ])('%s', { timeout: 60_000 }, async (_, text, expected) => {
    expect(await outlineOf(text)).toEqual([expected]);
  });

  it('half of a character is none, wherever it is cut', async () => {
    for (const before of ['', 'x', 'xy']) {
      const long = `${before}${'😀'.repeat(6_000)}`;
      const said = `description: ${long}, tests: [{accepted_values: {values: [${long}, "\\ud800"]}}]`;
      const { sources } = await survives(
        bytesOf(`sources: [{name: ${long}, tables: [{name: ${long}, ${said}, columns: [{name: ${long}, ${said}}, {name: c, data_type: ${long}}]}]}]`),
      );
      expect(sources[0]?.objects[0]?.fields).toHaveLength(2);
    }
  });

  it('many constraints, keys and columns of one table, and one source in many documents', { timeout: 60_000 }, () => {
    const columns = Array.from({ length: usual.fields }, (_, i) => ({ name: `c${i}`, tests: [{ relationships: { to: "ref('u')" } }] }));
    const constraints = Array.from({ length: 50_000 }, (_, i) => ({ type: 'foreign_key', columns: [`d${i}`], to: "ref('u')" }));
    const primary = { type: 'primary_key', columns: Array.from({ length: 50_000 }, (_, i) => `e${i}`) };
    const wide = readDbtProperties('s.yml', [{ models: [{ name: 't', columns, constraints: [primary, ...constraints] }] }], { limits: usual });
    expect(wide.ok && wide.value[0]?.objects[0]).toMatchObject({ fields: { length: usual.fields }, links: { length: usual.fields + constraints.length } });
    const documents = Array.from({ length: 30_000 }, (_, i) => ({ sources: [{ name: 's', tables: [{ name: `t${i}` }] }] }));
    const long = readDbtProperties('s.yml', documents, { limits: usual });
    expect(long.ok && long.value[0]?.objects).toHaveLength(30_000);
  });

  it('a thousand names that are there twice are said, the first of them in words', async () => {
    const text = table(`columns: [${'{name: c},'.repeat(1_000)}]`);
    const result = await readFile({ name: 'a.yml', bytes: bytesOf(text) });
    expect(result.problems).toHaveLength(201);
    expect(result.problems.at(-1)).toMatchObject({ code: 'problems-not-all-shown', params: { hidden: 799 } });
  });
});
