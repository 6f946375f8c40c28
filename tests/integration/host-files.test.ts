import { fork } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createEngagementFiles } from '../../host/engagement-files';
import { testEngagement } from '../../shared/engagement/engagement.fixture';
import { openEngagement, parseEngagementText, toEngagementText } from '../../shared/engagement/open-engagement';
import type { Engagement } from '../../shared/engagement/schema';

const START = Date.parse('2026-03-20T12:00:00.000Z');
let home = '';
let now = START;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'masa-files-'));
  for (const name of ['engagements', 'trash']) mkdirSync(join(home, name));
  now = START;
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

function open(options: Partial<Parameters<typeof createEngagementFiles>[0]> = {}) {
  return createEngagementFiles({ folder: join(home, 'engagements'), trash: join(home, 'trash'), now: () => new Date(now), ...options });
}
const at = (revision: number, patch: Partial<Engagement> = {}) => testEngagement({ revision, ...patch });
const { id } = at(1);
const fileOf = (engagement = id) => join(home, 'engagements', engagement, 'engagement.masa.json');
const codes = (result: { problems: { code: string }[] }) => result.problems.map(({ code }) => code);

test('what is saved is listed and read back as it was', async () => {
  const files = open();
  const saved = await files.save(at(7), false);
  expect(saved).toEqual({ ok: true, value: { savedAt: new Date(START).toISOString(), revision: 7 }, problems: [] });

  // Another process starts and knows nothing yet.
  const fresh = open();
  const { name, client, updatedAt } = at(7);
  expect(await fresh.list()).toMatchObject({ ok: true, value: [{ id, name, client: client.name, updatedAt, revision: 7 }] });
  const read = await fresh.read(id);
  expect(read.ok && openEngagement(read.value.document)).toMatchObject({ ok: true, value: at(7) });
});

test('an older document, or another one of the same revision, is refused until the user insists; then the newer one is kept', async () => {
  const files = open();
  await files.save(at(7), false);
  expect(codes(await files.save(at(6), false))).toEqual(['stale-revision']);
  expect(codes(await files.save(at(7, { name: 'Other' }), false))).toEqual(['stale-revision']);
  expect((await files.save(at(7), false)).ok).toBe(true);

  expect((await files.save(at(6), true)).ok).toBe(true);
  const backups = await files.backups(id);
  expect(backups).toMatchObject({ ok: true, value: [{ revision: 7 }] });
  const [kept] = backups.ok ? backups.value : [];
  const old = await files.readBackup(id, kept?.name ?? '');
  expect(old.ok && openEngagement(old.value.document)).toMatchObject({ ok: true, value: { revision: 7 } });
});

test('a file changed by another program since the last save is seen', async () => {
  const files = open();
  await files.save(at(7), false);
  await open().save(at(9), false);
  expect(codes(await files.save(at(8), false))).toEqual(['stale-revision']);
});

test('a document that is not valid never reaches the disk', async () => {
  const files = open();
  await files.save(at(1), false);
  const before = readFileSync(fileOf());
  expect(codes(await files.save({ ...at(2), name: '' }, false))).toEqual(['engagement-damaged']);
  expect(codes(await files.save({ hello: 'world' }, true))).toEqual(['not-an-engagement']);
  expect(readFileSync(fileOf())).toEqual(before);
});

test.each([
  ['cut short', toEngagementText(at(3)).slice(0, 500), 'not-json'],
  ['of another program', '{"format":"other"}', 'not-an-engagement'],
  ['newer than this program', JSON.stringify({ ...at(3), formatVersion: 99 }), 'engagement-too-new'],
  ['binary', 'PK\u0003\u0004\u0000\u0000', 'not-json'],
])('a file that is %s is listed with its problem and left untouched', async (_, content, code) => {
  mkdirSync(join(home, 'engagements', id));
  writeFileSync(fileOf(), content);
  const files = open();
  const list = await files.list();
  expect(list).toMatchObject({ ok: true, value: [{ id, problem: { code } }] });
  expect(codes(await files.save(at(4), false))).toEqual([code]);
  expect(readFileSync(fileOf(), 'utf8')).toBe(content);

  // Going ahead keeps it beside the new one.
  expect((await files.save(at(4), true)).ok).toBe(true);
  const kept = readdirSync(join(home, 'engagements', id, 'backups')).filter((name) => name.startsWith('unreadable-'));
  expect(kept.map((name) => readFileSync(join(home, 'engagements', id, 'backups', name), 'utf8'))).toEqual([content]);
});

test('an engagement in the folder of another one is shown, not opened over', async () => {
  const other = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
  mkdirSync(join(home, 'engagements', other));
  writeFileSync(fileOf(other), toEngagementText(at(3)));
  expect(await open().list()).toMatchObject({ ok: true, value: [{ id: other, problem: { code: 'engagement-misplaced' } }] });
});

test('a crash between writing and renaming leaves the old file, and the leftover is swept at the next start', async () => {
  const files = open();
  await files.save(at(1), false);
  const crash = async (from: string) => {
    // What a dead process leaves: its temp file, under a number that no process has.
    writeFileSync(from.replace(/\.\d+-(\d+)\.tmp$/, '.999999999-$1.tmp'), readFileSync(from));
    throw new Error('power cut');
  };
  expect((await open({ steps: { rename: crash } }).save(at(2), false)).ok).toBe(false);

  const folder = join(home, 'engagements', id);
  expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toHaveLength(1);
  const restarted = open();
  await restarted.sweep();
  expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  expect(await restarted.list()).toMatchObject({ ok: true, value: [{ revision: 1 }] });
});

test('a full disk is said in words and the old file stays', async () => {
  const files = open();
  await files.save(at(1), false);
  const full = async () => {
    throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
  };
  expect(codes(await open({ steps: { rename: full } }).save(at(2), false))).toEqual(['disk-full']);
  expect(parseEngagementText(readFileSync(fileOf(), 'utf8'))).toMatchObject({ ok: true, value: { revision: 1 } });
});

test('killed in the midst of saving, again and again, the file is always one whole engagement', async () => {
  await open().save(at(0), false);
  let last = 0;
  for (let round = 0; round < 5; round++) {
    const child = fork(join(import.meta.dirname, 'save-forever.mjs'), [home, String(last)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    const reached = last + 3 + round * 4;
    const acknowledged = await new Promise<number>((resolve) => {
      let newest = last;
      child.on('message', (revision) => {
        newest = Number(revision);
        if (newest >= reached) child.kill('SIGKILL');
      });
      child.once('close', () => resolve(newest));
    });
    const opened = parseEngagementText(readFileSync(fileOf(), 'utf8'));
    expect(opened.ok && opened.value.revision).toBeGreaterThanOrEqual(acknowledged);
    last = opened.ok ? opened.value.revision : Number.NaN;
  }
  await open().sweep();
  expect(readdirSync(join(home, 'engagements', id)).sort()).toEqual(['backups', 'engagement.masa.json']);
});

test('backups rotate: autosaving all day for three weeks leaves at most 24, one for today and each of the last fourteen days among them', async () => {
  const files = open();
  let revision = 0;
  for (let day = 0; day < 21; day++) {
    for (let minutes = 0; minutes < 120; minutes += 10) {
      now = START + day * 86_400_000 + minutes * 60_000;
      await files.save(at(++revision), false);
    }
  }
  const backups = await files.backups(id);
  const days = new Set(backups.ok ? backups.value.map(({ savedAt }) => savedAt.slice(0, 10)) : []);
  expect(backups.ok && backups.value.length).toBeLessThanOrEqual(24);
  expect(days.size).toBe(15);
});

test('saving every second makes one backup in five minutes, not three hundred', async () => {
  const files = open();
  for (let second = 0; second < 300; second++) {
    now = START + second * 1000;
    await files.save(at(second), false);
  }
  const backups = await files.backups(id);
  expect(backups.ok && backups.value.map(({ revision }) => revision)).toEqual([0]);
});

test('removing can be undone, backups included; twice removed, the last one comes back', async () => {
  const files = open();
  await files.save(at(1), false);
  await files.save(at(2), false);
  expect((await files.remove(id)).ok).toBe(true);
  expect(await files.list()).toMatchObject({ ok: true, value: [] });
  expect(codes(await files.remove(id))).toEqual(['engagement-missing']);

  now += 1000;
  await files.save(at(5), false);
  expect(codes(await files.restore(id))).toEqual(['engagement-exists']);
  await files.remove(id);
  expect((await files.restore(id)).ok).toBe(true);
  expect(await files.list()).toMatchObject({ ok: true, value: [{ revision: 5 }] });

  now += 1000;
  await files.remove(id);
  await files.restore(id);
  now += 31 * 86_400_000;
  await files.sweep();
  await files.remove(id);
  expect(existsSync(join(home, 'trash'))).toBe(true);
  expect(readdirSync(join(home, 'trash'))).toEqual([`${id}~${now}`]);
});

test('a backup is reached by its listed name only', async () => {
  const files = open();
  await files.save(at(1), false);
  expect(codes(await files.readBackup(id, '../engagement.masa.json'))).toEqual(['backup-missing']);
  expect(codes(await files.readBackup(id, '2026-03-20T12-00-00-000Z-r1.masa.json'))).toEqual(['backup-missing']);
});
