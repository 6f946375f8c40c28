/** Sample rows through the host's own calls and the real workbench worker. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findAppFolders } from '../../host/app-folder';
import { createHome, type Home } from '../../host/home';
import { createHost, type Host } from '../../host/host';
import { testEngagement } from '../../shared/engagement/engagement.fixture';
import { toEngagementText } from '../../shared/engagement/open-engagement';

const object = '01M6K0000000000000000000BB';
const copy = '01M6K0000000000000000000DD';
const engagement = testEngagement({ revision: 3 });
const { id } = engagement;
const marker = 'Zelophehad';
let home: Home;
let host: Host;
const bugs: unknown[] = [];

beforeEach(async () => {
  bugs.length = 0;
  home = createHome(mkdtempSync(join(tmpdir(), 'masa-samples-')));
  host = await createHost({
    home,
    folders: findAppFolders(),
    shell: 'browser',
    spawnExecutor: () => {
      throw new Error('no executor here');
    },
    onBug: (...bug) => bugs.push(bug),
  });
  await call('engagements.save', { document: toEngagementText(engagement) });
});
afterEach(async () => {
  await host.close();
  rmSync(home.folder, { recursive: true, force: true });
  expect(bugs).toEqual([]);
});

async function call(name: string, args: unknown) {
  const result = (await host.dispatch(name, args)) as { ok: boolean; value?: never; problems: { code: string }[] };
  return { ...result, codes: result.problems.map(({ code }) => code) };
}

const rows = (count: number) => Array.from({ length: count }, (_, i) => `${i};${marker} ${i};"נ""ב ${i}"`);
const file = (count: number) => ({ name: 'לקוחות.csv', bytes: Buffer.from(`מספר;שם;הערה\r\n${rows(count).join('\r\n')}\r\n`) });
const fields = { מספר: 'CUST', שם: 'NAME', הערה: 'NOTE' };
const keep = (count: number, name = 'לקוחות') => call('samples.keep', { id, file: file(count), objects: [{ name, object, fields }] });
const samplesOf = (engagementId: string) => join(home.engagements, engagementId, 'samples');

test('what the import named can be kept by that name, read back, replaced and removed', async () => {
  const imported = await call('workbench.readFiles', { files: [file(30)] });
  expect(imported).toMatchObject({
    ok: true,
    value: { sources: [{ objects: [{ name: 'לקוחות', fields: Object.keys(fields).map((nativeName) => ({ nativeName })) }] }] },
  });

  expect(await keep(30)).toMatchObject({ ok: true, value: { kept: [{ object, rows: 30 }], problems: [] } });
  const first = await call('samples.read', { id, object, limit: 2 });
  expect(first.value).toEqual({ rows: [0, 1].map((i) => ({ CUST: String(i), NAME: `${marker} ${i}`, NOTE: `נ"ב ${i}` })) });
  expect(statSync(samplesOf(id)).mode & 0o777).toBe(0o700);
  expect(statSync(join(samplesOf(id), `${object}.ndjson`)).mode & 0o777).toBe(0o600);

  expect(await keep(40_000)).toMatchObject({ value: { kept: [{ rows: 40_000 }] } });
  expect(readFileSync(join(samplesOf(id), `${object}.ndjson`), 'utf8').split('\n')).toHaveLength(40_001);
  expect(readdirSync(samplesOf(id))).toEqual([`${object}.ndjson`]);

  expect(await call('samples.remove', { id, object })).toMatchObject({ ok: true });
  expect((await call('samples.read', { id, object })).value).toEqual({ rows: [] });
});

test('two files kept at once do not get in each other’s way', async () => {
  const results = await Promise.all([keep(2_000), keep(10), keep(500)]);
  expect(results.map(({ ok }) => ok)).toEqual([true, true, true]);
  expect(
    readFileSync(join(samplesOf(id), `${object}.ndjson`), 'utf8')
      .trim()
      .split('\n'),
  ).toHaveLength(500);
});

test('a path in the place of an id, and a file without rows, are refused', async () => {
  expect((await call('samples.read', { id, object: '../../x' })).ok).toBe(false);
  expect((await call('samples.keep', { id: '../x', file: file(1), objects: [{ name: 'x', object, fields }] })).ok).toBe(false);
  expect((await call('samples.keep', { id, file: { name: 'x.pdf', bytes: Buffer.from('%PDF-1.7') }, objects: [{ name: 'x', object, fields }] })).codes).toEqual(
    ['rows-not-read'],
  );
});

test('rows go where the engagement goes: to the trash and back, and into no copy of it', async () => {
  await keep(5);
  await call('engagements.save', { document: toEngagementText({ ...engagement, id: copy }) });
  expect(existsSync(samplesOf(copy))).toBe(false);

  await call('engagements.remove', { id });
  expect(existsSync(samplesOf(id))).toBe(false);
  expect((await keep(5)).codes).toEqual(['engagement-missing']);
  expect(await call('engagements.restore', { id })).toMatchObject({ ok: true });
  expect((await call('samples.read', { id, object, limit: 5 })).value).toMatchObject({ rows: { length: 5 } });
});

test.skipIf(process.platform === 'win32')('an export does not open them', async () => {
  await keep(5);
  // Whoever opens a pipe that nobody writes to waits for ever.
  const path = join(samplesOf(id), `${object}.ndjson`);
  rmSync(path);
  execFileSync('mkfifo', [path]);
  const out = join(home.folder, 'out');
  const masa = join(import.meta.dirname, '..', '..', 'scripts', 'masa.mjs');
  execFileSync(process.execPath, [masa, 'export', join(home.engagements, id, 'engagement.masa.json'), '--out', out], { timeout: 50_000, stdio: 'pipe' });
  const exported = readdirSync(out, { recursive: true, encoding: 'utf8' });
  expect(exported.length).toBeGreaterThan(0);
  expect(exported.filter((name) => name.includes('ndjson'))).toEqual([]);
});
