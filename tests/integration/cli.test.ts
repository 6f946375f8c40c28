/** The command line as a person or a script uses it: real processes, from the same entry as `npm run masa`. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { isAlive } from '../../host/is-alive';
import { documentsOf, pageBeside } from '../../shared/documents/document-list';
import { testEngagement } from '../../shared/engagement/engagement.fixture';
import { toEngagementText } from '../../shared/engagement/open-engagement';
import { deploymentBundleSchema } from '../../shared/executor/api';
import { journeySchema } from '../../shared/journey/schema';
import { catalogueEngagement } from './catalogue-engagement';
import { readPdf } from './pdf-reading';

const masa = join(import.meta.dirname, '..', '..', 'scripts', 'masa.mjs');
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'masa-cli-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

type Ended = { code: number; stdout: string; stderr: string };
function run(args: string[], env: Record<string, string> = { LANG: 'C' }): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(process.execPath, [masa, ...args], { cwd: folder, env: { PATH: process.env.PATH, ...env }, maxBuffer: 1e7 }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
}

test('help is there for everything, in the language of the terminal or of --lang', async () => {
  const [all, one, hebrew, wanted, version] = await Promise.all([
    run(['--help']),
    run(['export', '--help']),
    run(['validate', '--help'], { LANG: 'he_IL.UTF-8' }),
    run(['executor', '--help', '--lang', 'fa']),
    run(['--version']),
  ]);
  expect([all, one, hebrew, wanted, version].map(({ code, stderr }) => [code, stderr])).toEqual(Array(5).fill([0, '']));
  expect(all.stdout).toMatch(/validate FILE[\s\S]*export FILE --out DIR[\s\S]*executor --data DIR/);
  expect(one.stdout).toContain('journeys/KEY.deployment.json');
  expect(hebrew.stdout).toContain('קוד יציאה 0');
  expect(wanted.stdout).toContain('موتور اجرا');
  expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test.each([
  [['fly'], 'There is no command fly.'],
  [['validate'], 'Name exactly one engagement file.'],
  [['export', 'a.masa.json'], '--out is missing.'],
  [['export', 'a.masa.json', '--out', 'x', '--lang', 'xx'], 'xx is not one of en, he, fa.'],
  [['validate', 'a', '--wrong'], "Unknown option '--wrong'"],
  [['executor', '--data', 'd', '--port', 'eighty'], 'eighty is not a port'],
  [['executor', '--data', 'd', '--port', '65536'], '65536 is not a port'],
])('%j is told what is wrong, with exit code 2', async (args, words) => {
  const { code, stdout, stderr } = await run(args);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain(words);
});

test('validate: 0 for what the app opens, 1 with the reason in words for what it does not', async () => {
  writeFileSync(join(folder, 'good.masa.json'), toEngagementText(await catalogueEngagement(['cart-abandonment'])));
  writeFileSync(join(folder, 'damaged.masa.json'), toEngagementText(testEngagement()).replace('"revision"', '"revisions"'));
  writeFileSync(join(folder, 'newer.masa.json'), JSON.stringify({ ...testEngagement(), formatVersion: 99 }));
  writeFileSync(join(folder, 'other.json'), '[]');
  const [good, damaged, newer, other, missing] = await Promise.all(
    ['good.masa.json', 'damaged.masa.json', 'newer.masa.json', 'other.json', 'missing'].map((name) => run(['validate', name, '--lang', 'he'])),
  );
  expect(good).toMatchObject({ code: 0, stdout: expect.stringContaining('good.masa.json הוא פרויקט תקין') });
  expect([damaged, newer, other, missing].map((ended) => ended?.code)).toEqual([1, 1, 1, 1]);
  expect(damaged?.stderr).toContain('revision');
  expect(newer?.stderr).toContain('99');
  expect(missing?.stderr).toContain('אין קובץ missing.');
  for (const ended of [damaged, newer, other, missing]) expect(ended?.stderr).not.toMatch(/problem\.|at .*\.js:/);
});

test('export writes every document, readable again', async () => {
  const engagement = await catalogueEngagement(['cart-abandonment', 'back-in-stock', 'welcome']);
  writeFileSync(join(folder, 'shop.masa.json'), toEngagementText(engagement));
  const { code, stdout, stderr } = await run(['export', 'shop.masa.json', '--out', 'out', '--lang', 'he']);
  const written = documentsOf(engagement).flatMap((listed) => [listed.path, ...[pageBeside(listed) ?? []].flat()]);
  expect([code, stdout]).toEqual([0, expect.stringContaining(`${written.length + 1} מתוך`)]);
  expect(stderr).toContain('field-map.xlsx');

  const names = readdirSync(join(folder, 'out'), { recursive: true }).map((name) => String(name).replaceAll('\\', '/'));
  expect(written).toEqual(expect.arrayContaining(engagement.journeys.flatMap(({ key }) => [`journeys/${key}.brief.pdf`, `journeys/${key}.brief.html`])));
  expect(names.sort()).toEqual(['handoff-pack.zip', 'journeys', ...written].sort());
  for (const name of written) {
    const bytes = readFileSync(join(folder, 'out', name));
    if (name.endsWith('.pdf')) expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    else if (name.endsWith('.html')) expect(bytes.toString()).toContain('<html lang="he" dir="rtl">');
    else if (name.endsWith('.journey.json')) expect(engagement.journeys).toContainEqual(journeySchema.parse(JSON.parse(bytes.toString())));
    else if (name.endsWith('.deployment.json')) expect(deploymentBundleSchema.parse(JSON.parse(bytes.toString())).record).toEqual(engagement.record);
  }
});

test('export: documents look as the engagement says, and a logo that can not be drawn is told of', async () => {
  const documents = { cover: 'band' as const, coverNote: 'Confidential', clientLogo: { mime: 'image/png' as const, data: btoa('no picture') }, chapters: {} };
  writeFileSync(join(folder, 'shop.masa.json'), toEngagementText(testEngagement({ documents })));
  const { code, stderr } = await run(['export', 'shop.masa.json', '--out', 'out', '--lang', 'en', '--only', 'gap-report']);
  expect([code, stderr]).toEqual([0, expect.stringContaining("The client's logo can't be drawn")]);
  expect(readFileSync(join(folder, 'out', 'gap-report.html'), 'utf8')).toContain('Confidential');
  const [cover] = await readPdf(new Uint8Array(readFileSync(join(folder, 'out', 'gap-report.pdf'))));
  expect(cover?.glyphs.map(({ text }) => text).join('')).toContain('Confidential');
});

test('export: a folder that can not be made is said in words', async () => {
  writeFileSync(join(folder, 'shop.masa.json'), toEngagementText(testEngagement()));
  writeFileSync(join(folder, 'out'), 'a file is here');
  const { code, stderr } = await run(['export', 'shop.masa.json', '--out', 'out']);
  expect([code, stderr]).toEqual([1, expect.stringContaining('a file is where a folder should be')]);
});

test.skipIf(process.platform !== 'linux')('export: a folder where the system makes none is refused at once', async () => {
  writeFileSync(join(folder, 'shop.masa.json'), toEngagementText(testEngagement()));
  const { code, stderr } = await run(['export', 'shop.masa.json', '--out', '/proc/masa']);
  expect([code, stderr]).toEqual([1, expect.stringContaining('does not allow access to /proc/masa')]);
});

test('executor: prints its ready line without the token, answers 401 without it, and ends when asked', async () => {
  const data = join(folder, 'data');
  const child = spawn(process.execPath, [masa, 'executor', '--data', data, '--port', '0'], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  try {
    const [line] = await once(createInterface(child.stdout), 'line');
    const ready = JSON.parse(String(line));
    const token = readFileSync(join(data, 'token'), 'utf8').trim();
    expect(ready).toMatchObject({ ready: true, port: expect.any(Number), pid: expect.any(Number) });
    expect(String(line)).not.toContain(token);
    expect(statSync(join(data, 'token')).mode & 0o077).toBe(0);

    const events = `http://127.0.0.1:${ready.port}/events`;
    const body = JSON.stringify({ uid: '1', name: 'order_placed', occurred_at: '2026-03-20T12:00:00Z', identifiers: { email: 'a@example.com' } });
    const headers = { 'content-type': 'application/json' };
    expect((await fetch(events, { method: 'POST', headers, body })).status).toBe(401);
    const accepted = await fetch(events, { method: 'POST', headers: { ...headers, authorization: `Bearer ${token}` }, body });
    expect([accepted.status, await accepted.json()]).toEqual([202, { accepted: 1, duplicates: 0 }]);

    // A second one on the same data is refused in words.
    const second = await run(['executor', '--data', data]);
    expect([second.code, second.stdout]).toEqual([1, '']);
    expect(second.stderr).not.toContain('problem.');

    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    await vi.waitFor(() => expect(isAlive(ready.pid)).toBe(false));
  } finally {
    child.kill('SIGKILL');
  }
});

test('executor: its limits are those that were given; what is no limit is said, by its option', async () => {
  for (const [option, value] of [
    ['--requests-per-second', '0'],
    ['--requests-per-second', 'many'],
    ['--events-per-second', '1.5'],
    ['--events-per-second', '-1'],
  ] as const) {
    const { code, stdout, stderr } = await run(['executor', '--data', 'limited', `${option}=${value}`]);
    expect([option, value, code, stdout]).toEqual([option, value, 1, '']);
    expect(stderr).toContain(option);
    expect(stderr).not.toContain('problem.');
  }
  expect(existsSync(join(folder, 'limited'))).toBe(false);

  const args = ['executor', '--data', 'limited', '--sandbox', '--requests-per-second', '3', '--events-per-second', '5'];
  const child = spawn(process.execPath, [masa, ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  try {
    const [line] = await once(createInterface(child.stdout), 'line');
    const { port } = JSON.parse(String(line));
    const token = readFileSync(join(folder, 'limited', 'token'), 'utf8').trim();
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const health = () => fetch(`http://127.0.0.1:${port}/health`, { headers });
    expect(await (await health()).json()).toMatchObject({ clock: { sandbox: true } });
    const answers = await Promise.all(Array.from({ length: 30 }, health));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(10);
    expect(await refused[0]?.json()).toMatchObject({ problems: [{ code: 'too-many-requests', params: { limit: 3 } }] });
  } finally {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
});
