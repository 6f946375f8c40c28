import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testEngagement, testId, testSource } from '../../shared/engagement/engagement.fixture';
import { findSampleFiles, type Row, readSampleFile, type SampleFile } from './sample-files';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'masa-samples-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (name: string, text: string) => writeFileSync(join(folder, name), text);
const object = (n: number, nativeName: string) => ({ id: testId(n, 'O'), nativeName, label: {}, fields: [] });
const engagement = testEngagement({
  sources: [
    testSource(1, [], { name: { en: 'ERP', he: 'מערכת תפעולית' }, objects: [object(1, 'CUSTOMERS'), object(2, 'order lines')] }),
    testSource(2, [], { name: { en: 'Shop' }, objects: [object(3, 'customers'), object(4, 'cart')] }),
  ],
});

async function rowsOf(file: SampleFile | undefined): Promise<{ rows: [number, Row][]; damaged: number; shares: number[] }> {
  if (!file) throw new Error('no such file');
  const rows: [number, Row][] = [];
  const shares: number[] = [];
  const { damaged } = await readSampleFile(
    file,
    (row, line) => rows.push([line, row]),
    (share) => shares.push(share),
  );
  return { rows, damaged, shares };
}

describe('finding sample files', () => {
  it('knows an object by its id, its name, or the name of its system and its own', () => {
    put(`${testId(4, 'O')}.ndjson`, '{}\n');
    put('CUSTOMERS.csv', 'a\n1\n');
    put('Order_Lines.csv', 'a\n1\n');
    put('shop.customers.CSV', 'a\n1\n');
    put('events.ndjson', '{}\n');
    put('notes.txt', 'somebody’s own');
    const { files, problems } = findSampleFiles(folder, engagement);
    expect(problems).toEqual([]);
    expect(files.map(({ name, object, kind }) => [name, object, kind])).toEqual([
      ['CUSTOMERS.csv', testId(1, 'O'), 'csv'],
      ['Order_Lines.csv', testId(2, 'O'), 'csv'],
      ['shop.customers.CSV', testId(3, 'O'), 'csv'],
      [`${testId(4, 'O')}.ndjson`, testId(4, 'O'), 'ndjson'],
      ['events.ndjson', undefined, 'ndjson'],
    ]);
  });

  it('says which file it can’t place, and reads one of two', () => {
    put('Customers.csv', 'a\n1\n');
    put('weather.csv', 'a\n1\n');
    put('cart.csv', 'a\n1\n');
    put('CART.ndjson', '{}\n');
    const { files, problems } = findSampleFiles(folder, engagement);
    expect(problems.map(({ code, params }) => [code, params.file])).toEqual([
      ['sample-file-ambiguous', 'Customers.csv'],
      ['sample-file-twice', 'cart.csv'],
      ['sample-file-unknown', 'weather.csv'],
    ]);
    expect(files.map(({ name }) => name)).toEqual(['CART.ndjson']);
    expect(findSampleFiles(join(folder, 'nowhere'), engagement)).toEqual({ files: [], problems: [] });
  });
});

describe('reading sample files', () => {
  it('gives every row with its line, over the seams of its pieces; damage costs a line', async () => {
    const long = 'ש'.repeat(400_000);
    put('cart.ndjson', `{"a":1}\n\n{"a":"${long}"}\nhalf a {\n[1]\n{"a":"${long}"}\n{"a":"last"}`);
    const { rows, damaged, shares } = await rowsOf(findSampleFiles(folder, engagement).files[0]);
    expect(rows.map(([line, row]) => [line, String(row.a).length])).toEqual([
      [1, 1],
      [3, 400_000],
      [6, 400_000],
      [7, 4],
    ]);
    expect(damaged).toBe(2);
    expect(shares.at(-1)).toBe(1);
  });

  it('passes over a line without end, at the end too', async () => {
    put('cart.ndjson', `{"a":1}\n${'x'.repeat(17 << 20)}\n{"a":2}\n${'y'.repeat(18 << 20)}`);
    const { rows, damaged } = await rowsOf(findSampleFiles(folder, engagement).files[0]);
    expect(rows.map(([, row]) => row.a)).toEqual([1, 2]);
    expect(damaged).toBe(2);
  });

  it('reads a CSV by its titles', async () => {
    put('CUSTOMERS.csv', 'CODE;NAME\n7;"Levi; Dana"\n8;\n');
    const { rows } = await rowsOf(findSampleFiles(folder, engagement).files[0]);
    expect(rows).toEqual([
      [1, { CODE: '7', NAME: 'Levi; Dana' }],
      [2, expect.objectContaining({ CODE: '8' })],
    ]);
  });
});
