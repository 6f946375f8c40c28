import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createEngagementFiles } from '../../host/engagement-files';
import { createSnapshots } from '../../host/snapshots';
import { testEngagement } from '../../shared/engagement/engagement.fixture';
import { openEngagement, toEngagementText } from '../../shared/engagement/open-engagement';

const START = Date.parse('2026-03-20T12:00:00.000Z');
const engagement = testEngagement({ revision: 7 });
const { id } = engagement;
let home = '';
let now = START;

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'masa-snapshots-'));
  for (const name of ['engagements', 'trash']) mkdirSync(join(home, name));
  now = START;
  await files().save(engagement, false);
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const clock = () => new Date(now);
const engagements = () => join(home, 'engagements');
const files = () => createEngagementFiles({ folder: engagements(), trash: join(home, 'trash'), now: clock });
const open = (options: Partial<Parameters<typeof createSnapshots>[0]> = {}) => createSnapshots({ folder: engagements(), now: clock, ...options });
const folder = () => join(engagements(), id, 'snapshots');
const codes = (result: { problems: { code: string }[] }) => result.problems.map(({ code }) => code);

test('what was named is listed newest first and read back as it was, whatever the engagement has become', async () => {
  expect(await open().list(id)).toMatchObject({ ok: true, value: [] });
  const first = await open().create(toEngagementText(engagement), 'לפני הסדנה?');
  now += 1000;
  await files().save(testEngagement({ revision: 9, name: 'Later' }), false);
  await open().create({ ...engagement, revision: 9, name: 'Later' }, '  After  it ');

  const list = await open().list(id);
  expect(list).toMatchObject({
    ok: true,
    value: [
      { name: 'After it', revision: 9, savedAt: '2026-03-20T12:00:01.000Z' },
      { name: 'לפני הסדנה?', revision: 7, savedAt: '2026-03-20T12:00:00.000Z' },
    ],
  });
  expect(list.ok && list.value[1]).toEqual(first.ok && first.value);
  const read = await open().read(id, list.ok ? (list.value[1]?.file ?? '') : '');
  expect(read.ok && openEngagement(read.value.document)).toMatchObject({ ok: true, value: engagement });
  // Saving goes on beside them and its tidying leaves them alone.
  await files().save(testEngagement({ revision: 10 }), false);
  await files().sweep();
  expect(readdirSync(folder())).toHaveLength(2);
});

test('names without anything in them and documents that are not valid leave no file', async () => {
  expect(codes(await open().create(engagement, ' \n'))).toEqual(['snapshot-without-name']);
  expect(codes(await open().create({ ...engagement, name: '' }, 'a'))).toEqual(['engagement-damaged']);
  expect(existsSync(folder())).toBe(false);
});

test('only files that are listed can be read or removed', async () => {
  writeFileSync(join(engagements(), 'secret.masa.json'), '{}');
  for (const file of ['../../secret.masa.json', '../engagement.masa.json', '2026-03-20T12-00-00-000Z-r7~a.masa.json', '']) {
    expect(codes(await open().read(id, file))).toEqual(['snapshot-missing']);
    expect(codes(await open().remove(id, file))).toEqual(['snapshot-missing']);
  }
  expect(existsSync(join(engagements(), 'secret.masa.json'))).toBe(true);
  const made = await open().create(engagement, 'a');
  const file = made.ok ? made.value.file : '';
  writeFileSync(join(folder(), 'notes.txt'), 'by hand');
  expect(await open().list(id)).toMatchObject({ value: [{ file }] });
  expect((await open().remove(id, file)).ok).toBe(true);
  expect(readdirSync(folder())).toEqual(['notes.txt']);
});

test('an engagement that was removed is not brought back by a snapshot', async () => {
  await open().create(engagement, 'kept');
  await files().remove(id);
  expect(codes(await open().create(engagement, 'too late'))).toEqual(['engagement-missing']);
  expect(existsSync(join(engagements(), id))).toBe(false);
  await files().restore(id);
  expect(await open().list(id)).toMatchObject({ value: [{ name: 'kept' }] });
});

test('a crash while writing leaves no half snapshot, and the next start sweeps', async () => {
  const crash = async (from: string) => {
    writeFileSync(from.replace(/\.\d+-(\d+)\.tmp$/, '.999999999-$1.tmp'), readFileSync(from));
    throw new Error('power cut');
  };
  expect(codes(await open({ steps: { rename: crash } }).create(engagement, 'a'))).toEqual(['file-failed']);
  expect(readdirSync(folder())).toHaveLength(1);
  expect(await open().list(id)).toMatchObject({ value: [] });
  await open().sweep();
  expect(readdirSync(folder())).toEqual([]);
});

test('their number is bounded', async () => {
  const few = open({ max: 2 });
  for (const name of ['a', 'b']) expect((await few.create(engagement, name)).ok).toBe(true);
  expect(await few.create(engagement, 'c')).toMatchObject({ ok: false, problems: [{ code: 'snapshots-full', params: { max: 2 } }] });
});
