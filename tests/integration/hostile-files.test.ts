/** Bad luck with files: whatever lies where an engagement should, it gets clear words, stays as it is, and costs nobody else anything. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createEngagementFiles } from '../../host/engagement-files';
import { testEngagement } from '../../shared/engagement/engagement.fixture';
import { openEngagement, toEngagementText } from '../../shared/engagement/open-engagement';
import type { Engagement } from '../../shared/engagement/schema';
import { createTranslate, problemText } from '../../shared/i18n/translator';

const START = Date.parse('2026-03-20T12:00:00.000Z');
const GOOD = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
const DAY_MS = 86_400_000;
let home = '';
let now = START;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'masa-hostile-'));
  for (const name of ['engagements', 'trash']) mkdirSync(join(home, name));
  now = START;
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const open = () => createEngagementFiles({ folder: join(home, 'engagements'), trash: join(home, 'trash'), now: () => new Date(now) });
const at = (revision: number, patch: Partial<Engagement> = {}) => testEngagement({ revision, ...patch });
const { id } = at(1);
const folderOf = (engagement = id) => join(home, 'engagements', engagement);
const fileOf = (engagement = id) => join(folderOf(engagement), 'engagement.masa.json');
const codes = (result: { problems: { code: string }[] }) => result.problems.map(({ code }) => code);
const say = createTranslate('en');

const text = toEngagementText(at(3));
const json = (change: (value: Record<string, unknown>) => void) => {
  const value = JSON.parse(text);
  change(value);
  return JSON.stringify(value);
};
const damage: [string, string | Uint8Array, string][] = [
  ['empty', '', 'not-json'],
  ['cut in the middle', text.slice(0, text.length / 2), 'not-json'],
  ['one byte short', text.trimEnd().slice(0, -1), 'not-json'],
  ['nothing but zeros, as after a power loss', new Uint8Array(5000), 'not-json'],
  ['zeros at its end', Buffer.concat([Buffer.from(text.slice(0, 900)), Buffer.alloc(4096)]), 'not-json'],
  ['UTF-16', Buffer.from(`\ufeff${text}`, 'utf16le'), 'not-utf8'],
  ['of an old Hebrew encoding', Buffer.from(json((v) => (v.name = 'PLACE')).replace('PLACE', '\u00f9\u00ec\u00e5\u00ed'), 'latin1'), 'not-utf8'],
  ['with one bit flipped inside a Hebrew name', flipped(), 'not-utf8'],
  ['nested without end', `${'['.repeat(200_000)}${']'.repeat(200_000)}`, 'json-too-deep'],
  ['nested inside', json((v) => (v.notes = JSON.parse(`${'['.repeat(99)}${']'.repeat(99)}`))), 'engagement-damaged'],
  ['a list', `[${text}]`, 'not-an-engagement'],
  ['a number', '42', 'not-an-engagement'],
  ['null', 'null', 'not-an-engagement'],
  ['of another program', '{"format":"figma","formatVersion":1}', 'not-an-engagement'],
  ['of format version 99', json((v) => (v.formatVersion = 99)), 'engagement-too-new'],
  ['of format version 1e400', text.replace(/"formatVersion": \d+/, '"formatVersion": 1e400'), 'engagement-damaged'],
  ['with an id that climbs out', json((v) => (v.id = '../../../../etc/cron.d/x')), 'engagement-damaged'],
  ['with the id of another folder', json((v) => (v.id = GOOD)), 'engagement-misplaced'],
  ['with a name of ten million letters', json((v) => (v.name = 'x'.repeat(10_000_000))), 'engagement-damaged'],
  ['with texts where lists belong', json((v) => (v.sources = 'none')), 'engagement-damaged'],
  ['with a prototype for content', json((v) => (v.journeys = { __proto__: null, length: 1 })), 'engagement-damaged'],
];

function flipped(): Uint8Array {
  const bytes = Buffer.from(json((v) => (v.name = 'שלום')));
  const where = bytes.indexOf('שלום');
  bytes.writeUInt8(bytes.readUInt8(where + 1) ^ 0x40, where + 1);
  return bytes;
}

test.each(damage)('a file that is %s: said in words, left untouched, the others open', async (_name, content, code) => {
  const files = open();
  await files.save({ ...at(1), id: GOOD }, false);
  mkdirSync(folderOf());
  writeFileSync(fileOf(), content);

  const list = await files.list();
  if (!list.ok) throw new Error(codes(list).join());
  expect(list.value.map((one) => [one.id, one.problem?.code]).sort()).toEqual(
    [
      [GOOD, undefined],
      [id, code],
    ].sort(),
  );
  const found = list.value.find((one) => one.id === id);
  expect(found?.name.length).toBeLessThanOrEqual(200);
  const words = found?.problem ? problemText(found.problem, say) : '';
  expect(words.length).toBeGreaterThan(20);
  expect(words.length).toBeLessThan(500);
  expect(words).not.toMatch(/undefined|\[object|problem\./);

  expect(codes(await files.save(at(9), false))).toContain(code);
  expect(Buffer.from(content).equals(readFileSync(fileOf()))).toBe(true);
});

test('keys written twice and keys that name the prototype change nothing but themselves', async () => {
  const files = open();
  mkdirSync(folderOf());
  writeFileSync(fileOf(), text.replace('{', '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"name":"first",'));
  const read = await files.read(id);
  expect(read.ok && openEngagement(read.value.document)).toMatchObject({ ok: true, value: { name: at(3).name } });
  expect((await files.list()).ok).toBe(true);
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
  expect((await files.save(JSON.parse(readFileSync(fileOf(), 'utf8').replace('"revision": 3', '"revision": 4')), false)).ok).toBe(true);
  expect(Object.keys(JSON.parse(readFileSync(fileOf(), 'utf8')))).not.toContain('__proto__');
});

test.skipIf(process.platform === 'win32')('a pipe, a folder or a link in a circle instead of the file: a problem, never a hang', async () => {
  const files = open();
  const made = ['01ARZ3NDEKTSV4RRFFQ69G5FA1', '01ARZ3NDEKTSV4RRFFQ69G5FA2', '01ARZ3NDEKTSV4RRFFQ69G5FA3'] as const;
  for (const one of made) mkdirSync(folderOf(one));
  execFileSync('mkfifo', [fileOf(made[0])]);
  mkdirSync(fileOf(made[1]));
  symlinkSync(fileOf(made[2]), fileOf(made[2]));
  // Not a folder at all.
  writeFileSync(folderOf('01ARZ3NDEKTSV4RRFFQ69G5FA4'), 'x');
  await files.save(at(1), false);

  const list = await files.list();
  expect(list.ok && list.value.map((one) => [one.id, one.problem?.code]).sort()).toEqual([[id, undefined], ...made.map((one) => [one, 'file-failed'])].sort());
  for (const one of made) expect(codes(await files.read(one))).toEqual(['file-failed']);
  await files.sweep();
});

test('an engagement whose folder is a link elsewhere is read, saved and removed without touching what it is linked to', async () => {
  const elsewhere = join(home, 'elsewhere');
  mkdirSync(elsewhere);
  writeFileSync(join(elsewhere, 'engagement.masa.json'), text);
  symlinkSync(elsewhere, folderOf());
  const files = open();
  expect((await files.save(at(4), false)).ok).toBe(true);
  expect((await files.remove(id)).ok).toBe(true);
  expect(JSON.parse(readFileSync(join(elsewhere, 'engagement.masa.json'), 'utf8')).revision).toBe(4);
  expect((await files.restore(id)).ok).toBe(true);
  expect(await files.list()).toMatchObject({ ok: true, value: [{ id, revision: 4 }] });
});

test('the folder taken away while the window is open: listing says so, the next save makes it again', async () => {
  const files = open();
  await files.save(at(1), false);
  renameSync(join(home, 'engagements'), join(home, 'gone'));
  expect(codes(await files.list())).toEqual(['file-failed']);
  expect(codes(await files.read(id))).toEqual(['engagement-missing']);
  expect((await files.save(at(2), false)).ok).toBe(true);
  expect(await files.list()).toMatchObject({ ok: true, value: [{ revision: 2 }] });
  rmSync(join(home, 'trash'), { recursive: true });
  expect(codes(await files.restore(id))).toEqual(['not-in-trash']);
  expect((await files.remove(id)).ok).toBe(true);
});

test('a file where the backups belong: the save says which, and nothing is written', async () => {
  const files = open();
  await files.save(at(1), false);
  rmSync(join(folderOf(), 'backups'), { recursive: true });
  writeFileSync(join(folderOf(), 'backups'), '');
  expect(codes(await files.save(at(2), false))).toEqual(['file-failed']);
  expect(await files.list()).toMatchObject({ ok: true, value: [{ revision: 1 }] });
});

test('old backups that can not be deleted do not turn a save into a failure', async () => {
  const files = open();
  await files.save(at(0), false);
  // Named like backups, but folders that hold something: rm without recursion refuses them.
  for (let hour = 0; hour < 24; hour++)
    mkdirSync(join(folderOf(), 'backups', `2020-01-01T${String(hour).padStart(2, '0')}-00-00-000Z-r1.masa.json`, 'x'), { recursive: true });
  expect((await files.save(at(1), false)).ok).toBe(true);
});

test('a clock that was far ahead and is set back: backups go on', async () => {
  const files = open();
  now = START + 900 * DAY_MS;
  await files.save(at(1), false);
  await files.save(at(2), false);
  now = START;
  for (let revision = 3; revision < 6; revision++) {
    now += 10 * 60_000;
    await files.save(at(revision), false);
  }
  const backups = await files.backups(id);
  expect(backups.ok && backups.value.map(({ revision }) => revision).sort()).toEqual([1, 2, 3, 4]);
});
