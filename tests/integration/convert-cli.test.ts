/** `masa convert` as a script uses it: real processes. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toEngagementText } from '../../shared/engagement/open-engagement';
import { mappedEngagement } from '../mapped-engagement';

const masa = join(import.meta.dirname, '..', '..', 'scripts', 'masa.mjs');
const engagement = mappedEngagement();
const cart = engagement.journeys.find(({ key }) => key === 'cart-abandonment');
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'masa-convert-'));
  writeFileSync(join(folder, 'client.masa.json'), toEngagementText(engagement));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Ended = { code: number; stdout: string; stderr: string };
function convert(...args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [masa, 'convert', ...args],
      { cwd: folder, env: { PATH: process.env.PATH, LANG: 'C' }, maxBuffer: 1e8 },
      (error, stdout, stderr) => resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
}
const severities = (stderr: string) => new Set(stderr.split('\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line).severity as string] : [])));

test('out as BPMN and back as JSON gives the same journey', async () => {
  const out = await convert('client.masa.json', '--journey', 'cart-abandonment', '--to', 'bpmn', '--out', 'cart.bpmn');
  expect([out.code, severities(out.stderr)]).toEqual([0, new Set(['low'])]);
  const back = await convert('cart.bpmn', '--to', 'json');
  expect([back.code, back.stderr]).toEqual([0, '']);
  expect(JSON.parse(back.stdout)).toEqual(JSON.parse(JSON.stringify(cart)));
});

test('a high loss is refused, and written when forced; the report is one JSON value a line', async () => {
  const refused = await convert('client.masa.json', '--journey', 'cart-abandonment', '--to', 'dittofeed');
  expect([refused.code, refused.stdout]).toEqual([1, '']);
  expect(refused.stderr).toContain('--force');
  const lines = refused.stderr.split('\n').filter((line) => line.startsWith('{'));
  expect(JSON.parse(lines.find((line) => line.includes('"loss-goal"')) ?? '')).toMatchObject({ severity: 'high', params: { format: 'Dittofeed' } });
  const forced = await convert('client.masa.json', '--journey', 'cart-abandonment', '--to', 'dittofeed', '--force', '--out', 'cart.dittofeed.json');
  expect(forced.code).toBe(0);
  expect(JSON.parse(readFileSync(join(folder, 'cart.dittofeed.json'), 'utf8')).definition.entryNode.type).toBe('EventEntryNode');
  const picture = await convert('cart.dittofeed.json', '--to', 'svg', '--lang', 'he', '--force');
  expect([picture.code, picture.stdout.slice(0, 4)]).toEqual([0, '<svg']);
});

test('what cannot be converted is said', async () => {
  writeFileSync(join(folder, 'notes.txt'), 'hello');
  const [many, none, format, unknown, missing] = await Promise.all([
    convert('client.masa.json', '--to', 'bpmn'),
    convert('client.masa.json', '--to', 'bpmn', '--journey', 'nothing'),
    convert('client.masa.json', '--to', 'visio'),
    convert('notes.txt', '--to', 'json'),
    convert('gone.json', '--to', 'json'),
  ]);
  expect([many, none, format, unknown, missing].map(({ code }) => code)).toEqual([1, 1, 2, 1, 1]);
  expect(many.stderr).toContain('cart-abandonment');
  expect(none.stderr).toContain('no such journey');
  expect(format.stderr).toContain('visio');
  expect(unknown.stderr).toContain('no journey');
});
