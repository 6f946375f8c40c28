import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseForm } from '../../importers/json/form/parse-form';
import { readForm } from '../../importers/json/form/read-form';
import { limits as usual } from '../../importers/limits';
import { readFile } from '../../importers/read-file';
import type { FileReading } from '../../importers/reader';
import { createTranslate, problemText } from '../../shared/i18n/translator';
import { problemSchema } from '../../shared/problem';
import { importedSourceSchema, type ObjectDraft } from '../../shared/sources/draft';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const say = createTranslate('en');
const own = Object.getOwnPropertyNames(Object.prototype);

/** Whatever was read: drafts that the contract accepts, or problems that say why not in words. */
function sound(result: FileReading): { objects: ObjectDraft[]; codes: string[] } {
  for (const found of result.problems) expect(problemText(problemSchema.parse(found), say)).not.toBe(`problem.${found.code}`);
  expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(own);
  const codes = result.problems.map(({ code }) => code);
  if (!result.ok) {
    expect(result.problems.some(({ severity }) => severity === 'blocks')).toBe(true);
    return { objects: [], codes };
  }
  const objects = result.value.flatMap((source) => importedSourceSchema.parse(source).objects);
  // Half a character; a backslash somebody wrote is two of them here.
  expect(JSON.stringify(objects).replaceAll('\\\\', '')).not.toMatch(/\\ud[89a-f]/);
  expect(new Set(objects.map(({ name }) => name)).size).toBe(objects.length);
  for (const { fields } of objects) expect(new Set(fields.map(({ nativeName }) => nativeName)).size).toBe(fields.length);
  return { objects, codes };
}

const survives = async (bytes: Uint8Array, limits = usual) => sound(await readForm('hook.txt', bytes, { limits }));
const namesOf = (objects: readonly ObjectDraft[]) => objects.map(({ name, fields }) => `${name}: ${fields.map(({ nativeName }) => nativeName).join(', ')}`);

const small =
  'type=subscribe&fired_at=2026-03-01+10%3A00%3A00&data[email]=noa%40shop.example&data[merges][FNAME]=%D7%A0%D7%95%D7%A2%D7%94&items[0][sku]=A&items[1][sku]=B&tags[]=a&tags[]=b';

describe('hostile form data', () => {
  it('random bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), async (bytes) => void (await survives(bytes))),
      { numRuns: 300 },
    );
  });

  it('random soup of what form data is made of', async () => {
    const token = fc.constantFrom(
      ...'a|b|c|type|event|action|data|0|1|7|[|]|[]|[0]|[a]|[__proto__]|__proto__|constructor|prototype|=|&|;|+|%|%2|%20|%ZZ|%00|%0A|%FF|%D7%A9|%D7|%5B|%5D|%26|%3D|%ED%A0%80|ש|😀|\n|\r\n|\t| |\u0000|\ufeff|a.b|created|2026-03-01|+972525550100|noa@shop.example|{"a":1}'.split(
        '|',
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(token, { maxLength: 60 }), async (tokens) => {
        const bytes = bytesOf(tokens.join(''));
        await survives(bytes);
        sound(await readFile({ name: 'hook', bytes }));
      }),
      { numRuns: 1_000 },
    );
  });

  it('cut at every place gives what came before', async () => {
    const known = ['type', 'fired_at', 'data.email', 'data.merges.FNAME', 'sku', 'tags'];
    expect(namesOf((await survives(bytesOf(small))).objects)).toEqual(['hook: type, fired_at, data.email, data.merges.FNAME, tags', 'hook.items: sku']);
    let before = 0;
    for (let end = 1; end <= small.length; end++) {
      const { objects } = await survives(bytesOf(small.slice(0, end)));
      const names = objects.flatMap(({ fields }) => fields.map(({ nativeName }) => nativeName));
      // The last pair may be a piece of one, and a bracket that does not close is a letter.
      const pieces = names.filter((name) => !known.includes(name));
      expect(pieces.length).toBeLessThanOrEqual(1);
      for (const piece of pieces) expect(small.slice(0, end)).toContain(piece.split('.')[0]);
      expect(names.length - pieces.length).toBeGreaterThanOrEqual(before);
      if (small[end] === '&') before = names.length - pieces.length;
    }
  });

  it('changed at any place', async () => {
    const edit = fc.record({
      at: fc.nat(small.length - 1),
      kind: fc.constantFrom('put', 'cut', 'replace', 'again'),
      sign: fc.constantFrom(...'&=[]%+0aש \n\u0000"<'.split('')),
      length: fc.nat(30),
    });
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
        sound(await readFile({ name: 'hook.txt', bytes: bytesOf(text) }));
      }),
      { numRuns: 500 },
    );
  });
});

describe('what is written as form data is what is read', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 20 });
  const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((one) => !/[[\]]/.test(one) && !/^\d+$/.test(one));

  it('names and values, as a browser encodes them', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(name, text), { selector: ([key]) => key, maxLength: 12 }), (pairs) => {
        const record = parseForm(new URLSearchParams(pairs).toString());
        expect(Object.keys(record).sort()).toEqual(pairs.map(([key]) => key).sort());
        for (const [key, value] of pairs) expect(Object.getOwnPropertyDescriptor(record, key)?.value).toBe(value);
      }),
    );
  });

  it('records and lists in each other', () => {
    type Tree = string | Tree[] | { [name: string]: Tree };
    const { tree } = fc.letrec<{ tree: Tree; record: Tree }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 3 },
        text,
        tie('record'),
        fc.array(text, { minLength: 1, maxLength: 4 }),
        fc.array(tie('record'), { minLength: 1, maxLength: 3 }),
      ),
      record: fc.dictionary(name, tie('tree'), { minKeys: 1, maxKeys: 3, noNullPrototype: true }),
    }));
    const encode = (value: Tree, path: string): string[] => {
      if (typeof value === 'string') return [`${path}=${encodeURIComponent(value)}`];
      if (Array.isArray(value)) return value.flatMap((entry, i) => encode(entry, typeof entry === 'string' ? `${path}[]` : `${path}[${i}]`));
      return Object.entries(value).flatMap(([key, inner]) => encode(inner, path ? `${path}[${encodeURIComponent(key)}]` : encodeURIComponent(key)));
    };
    fc.assert(
      fc.property(fc.dictionary(name, tree, { minKeys: 1, maxKeys: 4, noNullPrototype: true }), (record) => {
        expect(parseForm(encode(record, '').join('&'))).toEqual(record);
      }),
      { numRuns: 300 },
    );
  });

  it('types of many payloads, and nobody’s value', async () => {
    const kinds = {
      email: (i: number) => `person${i}@shop.example`,
      integer: (i: number) => String(100_000 + i * 37),
      boolean: (i: number) => String(i % 2 === 0),
      date: (i: number) => `2026-03-${String(10 + (i % 18))}`,
      string: (i: number) => `word of ${'abcdefghijklmnopqrstuvwxyz'[i % 26]}${'xyz'[i % 3]}`,
    } as const;
    type Kind = keyof typeof kinds;
    const field = fc.tuple(fc.stringMatching(/^[a-z]{3,10}$/), fc.constantFrom(...(Object.keys(kinds) as Kind[])));
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(field, { selector: ([key]) => key, minLength: 2, maxLength: 6 }), fc.boolean(), async (fields, nested) => {
        const lines = Array.from({ length: 20 }, (_, i) =>
          fields.map(([key, kind]) => `${nested ? `data[z${key}]` : `z${key}`}=${encodeURIComponent(kinds[kind](i))}`).join('&'),
        );
        const { objects, codes } = await survives(bytesOf(lines.join('\r\n')));
        expect(codes).toEqual([]);
        expect(objects.map(({ name, rows }) => [name, rows])).toEqual([['hook', 20]]);
        expect(objects[0]?.fields.map(({ nativeName, type }) => [nativeName, type])).toEqual(
          fields.map(([key, kind]) => [`${nested ? 'data.' : ''}z${key}`, kind]),
        );
        expect(JSON.stringify(objects)).not.toContain('person');
      }),
      { numRuns: 100 },
    );
  });

  it('a broken escape costs itself only', () => {
    const noise = fc.constantFrom('%', '%2', '%ZZ', '%FF', '%D7', '%C0%AF', '%ED%A0%80', '%%', '%u05d0');
    fc.assert(
      fc.property(text, noise, text, (before, broken, after) => {
        // A letter between, because an escape may be completed by what follows it.
        const { a } = parseForm(`a=${encodeURIComponent(before)}.${broken}.${encodeURIComponent(after)}&b=`);
        expect(a).toBe(`${before}.${broken}.${after}`);
      }),
    );
  });
});

describe('hostile names and sizes in form data', () => {
  it('names of the language of the program', async () => {
    const { objects } = await survives(
      bytesOf(
        '__proto__[polluted]=1&constructor[prototype][polluted]=1&a[__proto__][polluted]=1&a[constructor][prototype][polluted]=1&b[][__proto__]=1&toString=x&hasOwnProperty=&__proto__=2&length=3&%5F%5Fproto%5F%5F[x]=4',
      ),
    );
    expect(namesOf(objects)).toEqual([
      'hook: __proto__.polluted, __proto__.(empty), __proto__.x, constructor.prototype.polluted, a.__proto__.polluted, a.constructor.prototype.polluted, toString, hasOwnProperty, length',
      'hook.b: __proto__',
    ]);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect(Object.hasOwn(Object, 'polluted')).toBe(false);
  });

  it.each([
    ['a million pairs', Array.from({ length: 1_000_000 }, (_, i) => `a${i}=1`).join('&'), usual.columns, ['fields-not-all-read']],
    ['one name a million times', `${'a=1&'.repeat(1_000_000)}last=1`, 1, ['fields-not-all-read']],
    ['a million names in brackets', Array.from({ length: 1_000_000 }, (_, i) => `a[b${i}]=1`).join('&'), usual.columns, ['fields-not-all-read']],
    ['a million entries of a list', Array.from({ length: 1_000_000 }, (_, i) => `a[${i}]=1`).join('&'), 1, ['fields-not-all-read']],
    ['a million signs', '&'.repeat(1_000_000), 0, ['no-records']],
    ['a million empty pairs', '=&'.repeat(1_000_000), 1, ['fields-not-all-read']],
    ['brackets a million deep', `a${'[b]'.repeat(1_000_000)}=1&c=2`, 2, []],
    ['brackets that never close', `a${'[b'.repeat(1_000_000)}=1&c=2`, 2, []],
    ['a name of 5 MB', `${'n'.repeat(5_000_000)}=1&b=2`, 2, []],
    ['names of 1 MB that are alike', Array.from({ length: 5 }, (_, i) => `${'n'.repeat(1_000_000)}${i}=1`).join('&'), 5, []],
    ['a value of 5 MB', `a=${'%D7%A9'.repeat(800_000)}&b=2`, 2, []],
    ['5 MB of percent signs', `a=${'%'.repeat(5_000_000)}&b=2`, 2, []],
    ['5 MB of escapes that are no text', `a=${'%FF'.repeat(1_600_000)}&b=2`, 2, []],
    ['100,000 lines', 'a=1&b=2\n'.repeat(100_000), 2, []],
    ['a million lines', 'a=1&b=2\n'.repeat(1_000_000), 2, ['rows-not-all-read']],
    ['a million empty lines', `a=1&b=2${'\n'.repeat(1_000_000)}`, 2, []],
  ])('%s', { timeout: 60_000 }, async (_, text, fields, codes) => {
    const { objects, codes: found } = await survives(bytesOf(text));
    expect(objects.reduce((sum, object) => sum + object.fields.length, 0)).toBe(fields);
    expect(found).toEqual(codes);
  });

  it('the first of what is not read is named', async () => {
    const pairs = `${'a=1&'.repeat(20_000)}%D7%A9+last=1`;
    const { problems } = await readForm('hook.txt', bytesOf(`x=1&y=2\n${pairs}\n`), { limits: usual });
    expect(problems).toMatchObject([{ code: 'fields-not-all-read', params: { name: 'ש last' } }]);
    const events = Array.from({ length: 30 }, (_, i) => `event=order.e${i}&id=${i}`).join('\n');
    const result = await readForm('hook.txt', bytesOf(events), { limits: { ...usual, columns: 20 } });
    expect(sound(result).objects).toHaveLength(20);
    expect(result.problems).toMatchObject([{ code: 'fields-not-all-read', params: { name: 'order.e20' } }]);
  });

  it('bodies of several parts are no form data, and cost nothing', async () => {
    const part = (name: string, value: string) => `------Boundary7\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    const body = `${part('email', 'noa@shop.example')}${part('items[0][sku]', 'A')}${part('note', 'a=1&b=2')}------Boundary7--\r\n`;
    for (let end = 1; end <= body.length; end += 3) sound(await readFile({ name: 'body', bytes: bytesOf(body.slice(0, end)) }));
    const result = await readFile({ name: 'body.txt', bytes: bytesOf(body) });
    expect(JSON.stringify(result)).not.toContain('noa@');
    expect(result.ok ? result.value.map(({ kind }) => kind) : []).not.toContain('form');
  });
});
