/** The handoff pack as people and other programs meet it: real processes, real zips. */
import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { renameEngagement } from '../../shared/engagement/edit-engagement';
import { engagementHash } from '../../shared/engagement/engagement-hash';
import { toEngagementText } from '../../shared/engagement/open-engagement';
import type { Engagement } from '../../shared/engagement/schema';
import { manifestSchema } from '../../shared/pack/manifest';
import { catalogueEngagement } from './catalogue-engagement';

const root = join(import.meta.dirname, '..', '..');
const masa = join(root, 'scripts', 'masa.mjs');
let folder = '';
let engagement: Engagement;
const at = (...names: string[]) => join(folder, ...names);

type Ended = { code: number; stdout: string; stderr: string };
function run(args: string[], env: Record<string, string> = { LANG: 'C' }): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(process.execPath, [masa, ...args], { cwd: folder, env: { PATH: process.env.PATH, ...env }, maxBuffer: 1e7 }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
}

const fakeClock = `globalThis.Date = class extends Real {
  constructor(...parts) { super(...(parts.length > 0 ? parts : [now()])); }
  static now() { return now(); }
};`;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'masa-pack-'));
  engagement = await catalogueEngagement(['back-in-stock']);
  writeFileSync(at('shop.masa.json'), toEngagementText(engagement));
  const { code, stdout } = await run(['export', 'shop.masa.json', '--out', 'first', '--only', 'pack']);
  expect([code, stdout]).toEqual([0, expect.stringContaining(engagementHash(engagement))]);
}, 180_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the published schema of the manifest is the one it is read by', () => {
  const schema = { $id: 'pack-manifest-1', title: 'Manifest of a handoff pack of Masa', ...z.toJSONSchema(manifestSchema, { target: 'draft-2020-12' }) };
  const path = join(root, 'docs/formats/pack-manifest.schema.json');
  if (process.env.WRITE_FORMATS === '1') writeFileSync(path, `${JSON.stringify(schema, null, 2)}\n`);
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(JSON.parse(JSON.stringify(schema)));
});

test('--only pack writes nothing else; another clock, zone, language, folder and order of keys give the same bytes', async () => {
  expect(readdirSync(at('first'))).toEqual(['handoff-pack.zip']);
  const backwards = Object.fromEntries(Object.entries(engagement).reverse());
  mkdirSync(at('תיקייה'));
  writeFileSync(at('תיקייה', 'backwards.masa.json'), JSON.stringify(backwards));
  const first = readFileSync(at('first', 'handoff-pack.zip'));
  // The computer believes that it is another year; workers and all.
  const clock = at('clock.mjs');
  writeFileSync(clock, `const shift = Date.UTC(1970, 5, 1) - Date.now(), Real = Date, now = () => Real.now() + shift;\n${fakeClock}`);
  const { code, stderr } = await run(['export', join('תיקייה', 'backwards.masa.json'), '--out', 'second', '--only', 'pack', '--language', 'he'], {
    ...{ LANG: 'fa_IR.UTF-8', TZ: 'Asia/Tehran', NODE_OPTIONS: `--import=${pathToFileURL(clock)}` },
  });
  expect([code, stderr]).toEqual([0, expect.stringContaining('1970-06-01')]);
  expect(readFileSync(at('second', 'handoff-pack.zip')).equals(first)).toBe(true);
}, 180_000);

test('other programs read it, and a plain SHA-256 of the data is the seal', ({ skip }) => {
  const pack = at('first', 'handoff-pack.zip');
  const unzip = spawnSync('unzip', ['-t', pack], { encoding: 'utf8' });
  const python = spawnSync('python3', [
    ...[
      '-c',
      'import sys,zipfile,hashlib\nz=zipfile.ZipFile(sys.argv[1])\nassert z.testzip() is None\nprint(hashlib.sha256(z.read("data/engagement.json")).hexdigest())',
    ],
    pack,
  ]);
  if (unzip.error && python.error) skip('neither unzip nor python3 is here');
  if (!unzip.error) expect([unzip.status, unzip.stdout]).toEqual([0, expect.stringContaining('No errors detected')]);
  if (!python.error) expect(String(python.stdout).trim()).toBe(engagementHash(engagement));
});

test('verify: 0 for a whole pack, 1 with what is wrong for one that is not, in words and as JSON', async () => {
  const files = unzipSync(readFileSync(at('first', 'handoff-pack.zip')));
  const { 'README.txt': _, ...rest } = files;
  writeFileSync(at('changed.zip'), zipSync({ ...rest, 'gap-report.pdf': strToU8('%PDF'), 'more.txt': strToU8('x') }));
  writeFileSync(at('evil.zip'), zipSync({ ...files, '../../evil.txt': strToU8('x') }));
  writeFileSync(at('bomb.zip'), zipSync({ ...files, 'zeros.bin': new Uint8Array(64 * 1_048_576) }));
  writeFileSync(at('cut.zip'), readFileSync(at('first', 'handoff-pack.zip')).subarray(0, 5_000));
  const [whole, changed, json, ...refused] = await Promise.all([
    run(['verify', 'first/handoff-pack.zip', '--lang', 'he']),
    run(['verify', 'changed.zip']),
    run(['verify', 'changed.zip', '--json']),
    ...['evil.zip', 'bomb.zip', 'cut.zip', 'shop.masa.json', 'nowhere.zip', 'first'].map((file) => run(['verify', file])),
  ]);
  expect([whole?.code, whole?.stderr]).toEqual([0, '']);
  expect(whole?.stdout).toContain('שלם וללא שינוי');
  expect(changed?.code).toBe(1);
  for (const words of ['gap-report.pdf was changed', 'README.txt is missing', 'more.txt does not belong to the pack', "gap-report.pdf can't be read back"])
    expect(changed?.stderr).toContain(words);
  expect(json?.code).toBe(1);
  expect(JSON.parse(json?.stdout ?? '')).toMatchObject({ verdict: 'changed', whole: false, seal: { holds: true } });
  expect(refused.map(({ code }) => code)).toEqual([1, 1, 1, 1, 1, 1]);
  const said = ['../../evil.txt', 'zeros.bin', 'cut off', 'not a zip', 'no file nowhere.zip', 'no manifest.json'];
  refused.forEach(({ stderr }, index) => {
    expect(stderr.toLowerCase()).toContain(said[index]);
    expect(stderr).not.toMatch(/at .*\.js:|problem\./);
  });
  expect(existsSync(join(folder, '..', 'evil.txt'))).toBe(false);
}, 120_000);

test('verify PACK OTHER tells what changed since the other, a pack or an engagement file; exit code 3', async () => {
  writeFileSync(at('before.masa.json'), toEngagementText(renameEngagement(engagement, { name: 'As it was' })));
  const [same, different, json, three] = await Promise.all([
    run(['verify', 'first/handoff-pack.zip', 'first/handoff-pack.zip']),
    run(['verify', 'first/handoff-pack.zip', 'before.masa.json']),
    run(['verify', 'first/handoff-pack.zip', 'before.masa.json', '--json']),
    run(['verify', 'a', 'b', 'c']),
  ]);
  expect([same?.code, different?.code, json?.code, three?.code]).toEqual([0, 3, 3, 2]);
  expect(different?.stdout).toContain('Name: As it was → ');
  expect(JSON.parse(json?.stdout ?? '').comparison.sections.map(({ id }: { id: string }) => id)).toEqual(['settings']);
}, 120_000);

test('export: kinds and languages by name, given once or several times, and what is none of them', async () => {
  const [some, wrongKind, wrongLanguage] = await Promise.all([
    run(['export', 'shop.masa.json', '--out', 'some', '--only', 'field-map', '--only', 'journey-json,', '--language', 'en', '--language', 'fa']),
    run(['export', 'shop.masa.json', '--out', 'none', '--only', 'field-map', '--only', 'novel']),
    run(['export', 'shop.masa.json', '--out', 'none', '--language', 'he,xx']),
  ]);
  expect([some?.code, wrongKind?.code, wrongLanguage?.code]).toEqual([0, 2, 2]);
  expect(wrongKind?.stderr).toMatch(/^novel is not one of journey-brief, .*pack\./);
  expect(wrongLanguage?.stderr).toMatch(/^xx is not one of en, he, fa\./);
  const names = readdirSync(at('some'), { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  expect(names.map((one) => one.name).sort()).toEqual(['back-in-stock.journey.json', 'field-map.xlsx', 'field-map.xlsx']);
  expect(readdirSync(at('some')).sort()).toEqual(['en', 'fa', 'journeys']);
  expect(existsSync(at('none'))).toBe(false);
}, 120_000);

test.each(['SIGINT', 'SIGTERM'] as const)(
  'Ctrl-C, or the system, ends an export (%s): what is there is whole, nothing half written, exit code 130',
  async (signal) => {
    const child = spawn(process.execPath, [masa, 'export', 'shop.masa.json', '--out', `stopped-${signal}`], {
      cwd: folder,
      env: { PATH: process.env.PATH, LANG: 'C' },
    });
    let stderr = '';
    child.stderr.on('data', (chunk) => {
      // After the first file is written, long before the last.
      if (stderr === '') child.kill(signal);
      stderr += chunk;
    });
    const [code] = await once(child, 'exit');
    expect(code).toBe(130);
    expect(stderr).toContain('Stopped.');
    const left = readdirSync(at(`stopped-${signal}`), { recursive: true }).map(String);
    expect(left.filter((name) => name.endsWith('.tmp') || name.endsWith('.zip'))).toEqual([]);
    for (const name of left.filter((one) => one.endsWith('.pdf')))
      expect(
        readFileSync(at(`stopped-${signal}`, name))
          .subarray(-6)
          .toString(),
      ).toBe('%%EOF\n');
  },
  120_000,
);
