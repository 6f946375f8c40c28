import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limits } from '../limits';
import { lineEnds } from './detect-dialect';
import { streamRows } from './stream-rows';

type Rows = { rows: string[][]; places: number[] };

async function read(text: string, most = Number.POSITIVE_INFINITY, recordBytes: number = limits.recordBytes) {
  const found: Rows = { rows: [], places: [] };
  const problems = await streamRows(new TextEncoder().encode(text), { encoding: 'utf-8', skip: 0 }, ',', 0, { ...limits, recordBytes }, (row, place) => {
    found.rows.push(row);
    found.places.push(place);
    return found.rows.length < most;
  });
  return { ...found, codes: problems.map(({ code }) => code) };
}

/** The same by csv-parse alone, which is taken as the meaning of a file whose quotes are all closed. */
function parsed(text: string): Rows | undefined {
  const places: number[] = [];
  let place = 0;
  try {
    const rows = parse(text, {
      record_delimiter: lineEnds,
      relax_quotes: true,
      relax_column_count: true,
      on_record: (row: string[], info) => {
        places.push(place);
        place = info.bytes_records;
        return row;
      },
    }) as unknown as string[][];
    return { rows, places };
  } catch {
    return undefined;
  }
}

describe('streamRows', () => {
  it('gives what csv-parse gives, whatever the quotes', { tags: ['long'], timeout: 20_000 }, async () => {
    const part = fc.constantFrom('a', 'ש"ח', 'سلام', '"', '""', '"a,b"', '"x\ny"', '"q""q"', ',', ',', '\n', '\r\n', '\r', ' ', '😀', '"c" d', '\u0000');
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 40 }), async (parts) => {
        const text = parts.join('');
        const expected = parsed(text);
        const got = await read(text);
        if (expected) expect({ rows: got.rows, places: got.places, codes: got.codes }).toEqual({ ...expected, codes: [] });
        else expect(got.codes).toContain('csv-quote-open');
      }),
      { numRuns: 800 },
    );
  });

  it('cuts the same where a chunk ends, in characters, quotes and line ends', { tags: ['long'], timeout: 20_000 }, async () => {
    const lines = Array.from({ length: 7_000 }, (_, i) => `${i},"שורה ""${i}"", ${'x'.repeat(i % 7)}",סלאם 😀${i % 997 === 0 ? ',"odd" one' : ''}`);
    for (const end of ['\n', '\r\n', '\r']) {
      const text = lines.join(end);
      // As text: comparing thousands of arrays cell by cell takes longer than reading them.
      expect(JSON.stringify(await read(text))).toBe(JSON.stringify({ ...parsed(text), codes: [] }));
    }
  });

  it('stops when nobody wants more, in plain records and in odd ones', async () => {
    expect((await read('a\nb\nc\n', 2)).rows).toEqual([['a'], ['b']]);
    expect((await read('"a" x\n"b" x\nc\n', 2)).rows).toHaveLength(2);
  });

  it('a record beyond the limit costs itself', async () => {
    const { rows, codes } = await read(`a\n"${'x'.repeat(5_000)}\nb\nc\n`, undefined, 1_000);
    expect(codes).toEqual(['csv-quote-open']);
    expect(rows.map(([cell]) => cell)).toEqual(['a', 'b', 'c']);
  });
});
