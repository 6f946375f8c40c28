/** `masa questionnaire`, from the same entry as `npm run masa`, on the shipped sample. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const sample = join(root, 'assets', 'samples', 'karmelon.masa.json');
const folder = mkdtempSync(join(tmpdir(), 'masa-cli-questionnaire-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Ended = { code: number; stdout: string; stderr: string };
function run(...args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(root, 'scripts', 'masa.mjs'), 'questionnaire', ...args],
      { env: { PATH: process.env.PATH, LANG: 'C' }, maxBuffer: 1e8 },
      (error, stdout, stderr) => resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
}

const name: string = JSON.parse(readFileSync(sample, 'utf8')).checklist.vendors.find(({ role }: { role: string }) => role === 'candidate').name;

test('a vendor is asked in a workbook, and its answers are told as changes and written where that is wanted', async () => {
  const out = join(folder, 'out.xlsx');
  const written = await run(sample, '--vendor', name.toUpperCase(), '--lang', 'he', '--out', out);
  expect([written.code, written.stderr]).toEqual([0, '']);
  const untouched = await run(sample, '--in', out, '--json');
  expect(untouched.code).toBe(0);
  expect(JSON.parse(untouched.stdout)).toMatchObject({ vendor: { name }, language: 'he', changes: [], problems: [] });

  const book = new ExcelJS.Workbook();
  await book.xlsx.load(Uint8Array.from(readFileSync(out)).buffer);
  const sheet = book.worksheets[1];
  const keys = (sheet?.getRow(3).values as string[]) ?? [];
  const cell = sheet?.getRow(5).getCell(keys.indexOf('evidence'));
  if (!cell) throw new Error('no such cell');
  cell.value = 'מסמך API';
  const filled = join(folder, 'filled.xlsx');
  writeFileSync(filled, Buffer.from(await book.xlsx.writeBuffer()));
  const into = join(folder, 'next.masa.json');
  const read = await run(sample, '--in', filled, '--json', '--into', into);
  expect(read.code).toBe(0);
  const result = JSON.parse(read.stdout);
  expect(result.changes).toMatchObject([{ column: 'evidence', after: 'מסמך API', row: 5 }]);
  const answers = JSON.parse(readFileSync(into, 'utf8')).checklist.answers;
  const saved = answers.find(({ vendor, point }: { vendor: string; point: string }) => vendor === result.vendor.id && point === result.changes[0].point);
  expect(saved.evidence === 'מסמך API').toBe(result.changes[0].ticked);
});

test('what can not be done, or was asked wrongly, is said', async () => {
  const [nobody, nowhere, other, both, none] = await Promise.all([
    run(sample, '--vendor', 'Nobody', '--out', join(folder, 'x.xlsx')),
    run(sample, '--in', join(folder, 'nowhere.xlsx'), '--json'),
    run(sample, '--in', sample, '--json'),
    run(sample, '--in', 'a', '--out', 'b', '--vendor', name),
    run(sample, '--vendor', name),
  ]);
  expect([nobody.code, nobody.stderr]).toEqual([1, expect.stringContaining(name)]);
  expect([nowhere.code, JSON.parse(nowhere.stdout).problems[0].code]).toEqual([1, 'file-missing']);
  expect([other.code, JSON.parse(other.stdout).problems[0].code]).toEqual([1, 'file-is-engagement']);
  expect([both.code, none.code]).toEqual([2, 2]);
});
