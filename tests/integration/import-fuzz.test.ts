import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limits } from '../../importers/limits';
import { readFile } from '../../importers/read-file';
import { problemSchema } from '../../shared/problem';
import { importedSourceSchema } from '../../shared/sources/draft';

const folder = new URL('../fixtures/import/', import.meta.url);
const fixtures = readdirSync(folder).map((name) => new Uint8Array(readFileSync(new URL(name, folder))));
const small = { ...limits, rows: 300, recordBytes: 20_000 };

/** Whatever the bytes: a value that the contract accepts or problems that say why not. The test's own limit ends a hang. */
async function survives(bytes: Uint8Array, name: string): Promise<void> {
  const result = await readFile({ name, bytes }, small);
  for (const found of result.problems) problemSchema.parse(found);
  if (!result.ok) {
    expect(result.problems.some((p) => p.severity === 'blocks')).toBe(true);
    return;
  }
  for (const source of result.value) {
    importedSourceSchema.parse(source);
    for (const object of source.objects) {
      expect(new Set(object.fields.map((f) => f.nativeName)).size).toBe(object.fields.length);
      for (const field of object.fields) expect(field.example ?? '').not.toMatch(/@example\.(com|org)/);
    }
  }
}

const names = fc.constantFrom('a.csv', 'a.tsv', 'a.txt', 'a', 'שם.csv', 'a.json');

describe('fuzz', () => {
  it('random bytes never throw or hang', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 3_000 }), names, survives), { numRuns: 300 });
  });

  it('random tables never throw or hang', async () => {
    const cell = fc.string({
      unit: fc.constantFrom(
        '"',
        ',',
        ';',
        '\t',
        '|',
        '\n',
        '\r',
        ' ',
        'a',
        'ש',
        'ی',
        '۱',
        '1',
        '0',
        '-',
        '/',
        '.',
        '@',
        ':',
        '+',
        '{',
        '[',
        '\u200f',
        '\u0000',
        '😀',
        '=',
      ),
      maxLength: 200,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { maxLength: 12 }), names, (lines, name) => survives(new TextEncoder().encode(lines.join('\n')), name)),
      { numRuns: 300 },
    );
  });

  it('mutated real files never throw or hang', async () => {
    const mutation = fc.record({
      file: fc.nat(fixtures.length - 1),
      edits: fc.array(
        fc.record({ at: fc.double({ min: 0, max: 0.999, noNaN: true }), byte: fc.nat(255), kind: fc.constantFrom('set', 'cut', 'double', 'quote') }),
        { maxLength: 8 },
      ),
    });
    await fc.assert(
      fc.asyncProperty(mutation, names, async ({ file, edits }, name) => {
        let bytes = Buffer.from(fixtures[file] ?? new Uint8Array());
        for (const { at, byte, kind } of edits) {
          const place = Math.floor(at * bytes.length);
          if (kind === 'set' && bytes.length > 0) bytes[place] = byte;
          if (kind === 'cut') bytes = Buffer.concat([bytes.subarray(0, place), bytes.subarray(place + (byte % 40))]);
          if (kind === 'double') bytes = Buffer.concat([bytes, bytes.subarray(place)]).subarray(0, 60_000);
          if (kind === 'quote' && bytes.length > 0) bytes[place] = 34;
        }
        await survives(new Uint8Array(bytes), name);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['one endless line', 'a'.repeat(400_000)],
    ['one endless quote', `a,b\n"${'x,\n'.repeat(100_000)}`],
    ['nothing but quotes', '"'.repeat(200_000)],
    ['nothing but delimiters', ','.repeat(200_000)],
    ['nothing but line ends', '\n'.repeat(200_000)],
    ['many stray quotes', `a,b\n${'"x,1\n'.repeat(20_000)}`],
    ['digits without end', `n\n${'9'.repeat(300_000)}\n`],
    ['spaces without end', `n,m\n${' '.repeat(300_000)}x,1\n`],
    ['an address without end', `n,m\n${'a.'.repeat(100_000)}@${'b.'.repeat(50_000)},1\n`],
    ['deep brackets', `n,m\n${'['.repeat(60_000)},1\n`],
  ])('%s', async (_, content) => {
    await survives(new TextEncoder().encode(content), 'a.csv');
  });
});
