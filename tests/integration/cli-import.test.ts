/** `masa import` as a script uses it: real processes on files made here. */
import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { renderXlsx } from '../../documents/xlsx/render-xlsx';
import { testEngagement, testField, testSource } from '../../shared/engagement/engagement.fixture';
import { parseEngagementText, toEngagementText } from '../../shared/engagement/open-engagement';
import { createTranslate } from '../../shared/i18n/translator';
import { fieldMapWorkbook } from '../../shared/sources/field-map-workbook';

const masa = join(import.meta.dirname, '..', '..', 'scripts', 'masa.mjs');
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'masa-import-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

type Ended = { code: number; stdout: string; stderr: string };
function run(...args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [masa, 'import', ...args],
      { cwd: folder, env: { PATH: process.env.PATH, LANG: 'C' }, maxBuffer: 1e8 },
      (error, stdout, stderr) => resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
}
const write = (name: string, content: string | Uint8Array) => writeFileSync(join(folder, name), content);

const customers = 'id,email,טלפון\n1,dana@example.com,052-5550101\n2,yossi@example.com,053-5550102\n3,noa@example.com,054-5550103\n';

test('says as JSON what the files hold and what went wrong, and succeeds when something could be read', async () => {
  write('customers.csv', customers);
  write('junk.bin', new Uint8Array([0, 1, 2, 3, 0xff, 0xfe, 0, 0, 9]));
  mkdirSync(join(folder, 'more', 'deep'), { recursive: true });
  write('more/deep/orders.sql', 'CREATE TABLE orders (id bigint NOT NULL PRIMARY KEY, total decimal(10,2), email varchar(190));');
  const { code, stdout } = await run('customers.csv', 'junk.bin', 'more', 'gone.csv', '--json');
  const reply = JSON.parse(stdout);
  expect(code).toBe(0);
  expect(reply.sources).toMatchObject([
    {
      name: 'customers',
      kind: 'csv',
      objects: [
        {
          name: 'customers',
          rows: 3,
          fields: [
            { name: 'id', key: true },
            { name: 'email', type: 'email' },
            { name: 'טלפון', type: 'phone' },
          ],
        },
      ],
    },
    {
      kind: 'sql',
      objects: [
        {
          name: 'orders',
          fields: [
            { name: 'id', nativeType: 'bigint', type: 'integer', required: true, key: true },
            { name: 'total', nativeType: 'decimal(10,2)', type: 'decimal' },
            { name: 'email', nativeType: 'varchar(190)', required: false, key: false },
          ],
        },
      ],
    },
  ]);
  expect(reply.problems.filter((p: { severity: string }) => p.severity === 'blocks').map((p: { code: string }) => p.code)).toEqual([
    'file-kind-unknown',
    'file-missing',
  ]);
  for (const problem of reply.problems) expect(problem.message).toMatch(/\S/);
  // A sample's values are people's data.
  expect(stdout).not.toMatch(/dana@|5550101/);
});

test('says in which of several files a problem is', async () => {
  mkdirSync(join(folder, 'several'), { recursive: true });
  write('several/good.csv', customers);
  write('several/short.csv', 'id,name,city\n1,Ann,Rome\n2,Bob\n3,Cid,Oslo\n');
  const { stdout } = await run('several', '--json');
  expect(JSON.parse(stdout).problems).toMatchObject([{ code: 'rows-too-short', file: 'short.csv' }]);
  expect((await run('several')).stderr).toMatch(/: short\.csv: /);
});

test('passes over hidden files and folders', async () => {
  mkdirSync(join(folder, 'all', '.git'), { recursive: true });
  write('all/.git/hidden.csv', customers);
  write('all/.hidden.csv', customers);
  write('all/seen.csv', customers);
  const { stdout } = await run('all', '--json');
  const reply = JSON.parse(stdout);
  expect([reply.sources.map(({ file }: { file: string }) => file), reply.problems]).toEqual([['seen.csv'], []]);
});

test('says that a field map is reviewed in the app', async () => {
  const { bytes } = await renderXlsx(fieldMapWorkbook(testEngagement({ sources: [testSource(1, [testField(1)])] }), createTranslate('en'), 'en'));
  write('map.xlsx', bytes);
  const { code, stdout } = await run('map.xlsx', '--json');
  expect([code, JSON.parse(stdout)]).toMatchObject([1, { sources: [], problems: [{ severity: 'blocks', code: 'file-is-field-map' }] }]);
});

test('fails when nothing could be read, and says why', async () => {
  write('empty.csv', '');
  const { code, stdout, stderr } = await run('empty.csv');
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toContain('empty.csv');
});

test('adds to an engagement file, and adds nothing the second time', async () => {
  write('customers.csv', customers);
  const file = join(folder, 'e.masa.json');
  const before = testEngagement({});
  writeFileSync(file, toEngagementText(before));
  const first = await run('customers.csv', '--into', 'e.masa.json');
  expect([first.code, first.stderr]).toEqual([0, '']);
  expect(first.stdout).toContain('3 fields were added');
  const once = parseEngagementText(readFileSync(file, 'utf8'));
  if (!once.ok) throw new Error('the engagement is damaged');
  expect(once.value.revision).toBe(before.revision + 1);
  expect(once.value.sources.at(-1)?.objects[0]?.fields.map((field) => field.nativeName)).toEqual(['id', 'email', 'טלפון']);
  expect(readFileSync(file, 'utf8')).not.toMatch(/dana@|5550101/);
  const second = await run('customers.csv', '--into', 'e.masa.json');
  expect([second.code, second.stdout.includes('0 fields were added')]).toEqual([0, true]);
  expect(parseEngagementText(readFileSync(file, 'utf8'))).toEqual(once);
});

test('leaves an engagement it can not open as it is', async () => {
  write('customers.csv', customers);
  write('e.masa.json', '{"format":"masa-engagement","formatVersion":99}');
  const { code, stderr } = await run('customers.csv', '--into', 'e.masa.json');
  expect(code).toBe(1);
  expect(stderr).toContain('99');
  expect(readFileSync(join(folder, 'e.masa.json'), 'utf8')).toContain('"formatVersion":99');
});

test.skipIf(process.platform === 'win32')('a pipe and a device are no files: a problem, never a hang', async () => {
  execFileSync('mkfifo', [join(folder, 'pipe.csv')]);
  write('customers.csv', customers);
  const { code, stdout } = await run('pipe.csv', '/dev/zero', 'customers.csv', '--json');
  const reply = JSON.parse(stdout);
  expect([code, reply.sources.length, reply.problems.filter((p: { severity: string }) => p.severity === 'blocks').length]).toEqual([0, 1, 2]);
});

test('is told how it is used when no file is named', async () => {
  const { code, stderr } = await run();
  expect(code).toBe(2);
  expect(stderr).toContain('masa import FILE…');
});
