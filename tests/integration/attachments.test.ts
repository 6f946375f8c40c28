import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createAttachments } from '../../host/attachments';
import { createEngagementFiles } from '../../host/engagement-files';
import { createSnapshots } from '../../host/snapshots';
import { addVendor, answerPoint } from '../../shared/checklist/edit-checklist';
import { type Attachment, attachmentSchema } from '../../shared/checklist/schema';
import { testEngagement, testId, testPoint } from '../../shared/engagement/engagement.fixture';
import { platformContract } from '../../shared/platform';

const START = Date.parse('2026-03-20T12:00:00.000Z');
const DAY = 86_400_000;
const V = testId(1, 'V');
const A = '01K00000000000000000000ATA';
const B = '01K00000000000000000000ATB';
const empty = addVendor(testEngagement({ checklist: { points: [testPoint('p')], vendors: [], answers: [], trialTasks: [], trialResults: [] } }), {
  id: V,
  vendor: { name: 'Acme', role: 'candidate' },
});
const { id } = empty;
const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
let home = '';
let now = START;

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'masa-attachments-'));
  for (const name of ['engagements', 'trash']) mkdirSync(join(home, name));
  now = START;
  await files().save(empty, false);
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const clock = () => new Date(now);
const engagements = () => join(home, 'engagements');
const folder = () => join(engagements(), id, 'attachments');
const files = () => createEngagementFiles({ folder: engagements(), trash: join(home, 'trash'), now: clock, backupEveryMs: 0 });
const open = (options: Partial<Parameters<typeof createAttachments>[0]> = {}) => createAttachments({ folder: engagements(), now: clock, ...options });
const add = (attachment = A, bytes = png, name = 'screen.png', options = {}) => open(options).add({ id, attachment, file: { name, bytes } });
const codes = (result: { problems: { code: string }[] }) => result.problems.map(({ code }) => code);
const withFile = (file: Attachment, revision: number) => ({ ...answerPoint(empty, { vendor: V, point: 'p', answer: { files: [file] } }), revision });
/** As if written so many days before now. */
const age = (attachment: string, days: number) => utimesSync(join(folder(), attachment), new Date(now - days * DAY), new Date(now - days * DAY));

test('a file is kept under its id, described by its content, and read back only as it was', async () => {
  const added = await add(A, png, '../invoice\u202egnp.exe');
  if (!added.ok) throw new Error(JSON.stringify(added.problems));
  expect(attachmentSchema.parse(added.value)).toEqual(added.value);
  expect(added.value).toEqual({
    id: A,
    name: 'invoicegnp.exe.png',
    mediaType: 'image/png',
    bytes: png.length,
    sha256: createHash('sha256').update(png).digest('hex'),
  });
  expect(readdirSync(folder())).toEqual([A]);
  const { sha256 } = added.value;
  expect(await open().read({ id, attachment: A, sha256 })).toMatchObject({ ok: true, value: { bytes: png } });
  // Of another file, gone, changed on the disk, and no file at all.
  expect(codes(await open().read({ id, attachment: A, sha256: '0'.repeat(64) }))).toEqual(['attachment-damaged']);
  expect(codes(await open().read({ id, attachment: B, sha256 }))).toEqual(['attachment-missing']);
  writeFileSync(join(folder(), A), 'changed');
  expect(codes(await open().read({ id, attachment: A, sha256 }))).toEqual(['attachment-damaged']);
  rmSync(join(folder(), A));
  symlinkSync('/dev/zero', join(folder(), A));
  expect(codes(await open().read({ id, attachment: A, sha256 }))).toEqual(['file-failed']);
});

test('ids that are paths never reach the disk', () => {
  for (const attachment of ['../engagement.masa.json', 'a/b', '', '..', `${A}/x`, `${A}\u0000`])
    for (const call of ['attachments.add', 'attachments.read'] as const)
      expect(platformContract[call].args.safeParse({ id, attachment, sha256: '0'.repeat(64), file: { name: 'x', bytes: png } }).success).toBe(false);
});

test('what is empty, too large, a program, or one too many is refused and leaves nothing', async () => {
  const limits = { each: 20, all: 30, count: 2 };
  expect(codes(await add(A, new Uint8Array()))).toEqual(['attachment-empty']);
  expect(codes(await add(A, new TextEncoder().encode('x'.repeat(21)), 'a.txt', { limits }))).toEqual(['attachment-too-large']);
  expect(codes(await add(A, Uint8Array.from([0x4d, 0x5a, 0x90, 0x00]), 'screen.png'))).toEqual(['attachment-kind']);
  expect(existsSync(folder())).toBe(false);
  expect((await add(A, png, 'a.png', { limits })).ok).toBe(true);
  expect(codes(await add(A, png, 'a.png', { limits }))).toEqual(['attachment-exists']);
  expect(codes(await add(B, new TextEncoder().encode('x'.repeat(20)), 'a.txt', { limits }))).toEqual(['attachments-full']);
  expect((await add(B, png, 'a.png', { limits })).ok).toBe(true);
  expect(codes(await add(testId(3, 'A'), png, 'a.png', { limits }))).toEqual(['attachments-too-many']);
  // Two at once do not both find the last room.
  rmSync(folder(), { recursive: true });
  const one = open({ limits: { ...limits, all: 15 } });
  const both = await Promise.all([A, B].map((attachment) => one.add({ id, attachment, file: { name: 'a.png', bytes: png } })));
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
});

test('a removed engagement is not brought back, and takes its files along and back', async () => {
  await add();
  await files().remove(id);
  expect(codes(await add(B))).toEqual(['engagement-missing']);
  expect(existsSync(join(engagements(), id))).toBe(false);
  await files().restore(id);
  expect(readdirSync(folder())).toEqual([A]);
});

test('a copy of an engagement has the files too, and keeps them when the first one goes', async () => {
  const added = await add();
  const copy = { ...empty, id: testId(7, 'E') };
  await files().save(copy, false);
  expect(await open().copy({ from: id, to: copy.id, attachments: [A, B] })).toMatchObject({ ok: true, value: { copied: [A] } });
  expect(codes(await open().copy({ from: id, to: testId(8, 'E'), attachments: [A] }))).toEqual(['engagement-missing']);
  await files().remove(id);
  expect(await open().read({ id: copy.id, attachment: A, sha256: added.ok ? added.value.sha256 : '' })).toMatchObject({ ok: true });
});

test('a file goes only when it is old and nothing speaks of it any more: no document, no backup, no snapshot', async () => {
  const snapshots = createSnapshots({ folder: engagements(), now: clock });
  const tidy = (attachments: string[] = []) => open().tidy({ id, attachments });
  expect(await tidy()).toMatchObject({ value: { removed: 0 } });
  const added = await add();
  if (!added.ok) throw new Error('not added');
  now += 40 * DAY;
  age(A, 10);
  expect(await tidy()).toMatchObject({ value: { removed: 0 } });
  age(A, 31);
  expect(await tidy([A])).toMatchObject({ value: { removed: 0 } });
  // In the file.
  await files().save(withFile(added.value, 2), false);
  expect(await tidy()).toMatchObject({ value: { removed: 0 } });
  // Only in a snapshot and a backup.
  const kept = await snapshots.create(withFile(added.value, 2), 'with a screenshot');
  await files().save({ ...empty, revision: 3 }, false);
  expect(readFileSync(join(engagements(), id, 'engagement.masa.json'), 'utf8')).not.toContain(A);
  expect(await tidy()).toMatchObject({ value: { removed: 0 } });
  await snapshots.remove(id, kept.ok ? kept.value.file : '');
  expect(await tidy()).toMatchObject({ value: { removed: 0 } });
  rmSync(join(engagements(), id, 'backups'), { recursive: true });
  writeFileSync(join(folder(), 'notes.txt'), 'by hand');
  expect(await tidy()).toMatchObject({ value: { removed: 1 } });
  expect(readdirSync(folder())).toEqual(['notes.txt']);
});

test('a full disk says so and leaves no half file, and the next start sweeps what a crash left', async () => {
  const full = async () => {
    throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
  };
  expect(codes(await add(A, png, 'a.png', { steps: { rename: full } }))).toEqual(['disk-full']);
  expect(readdirSync(folder())).toEqual([]);
  writeFileSync(join(folder(), `${A}.999999999-1.tmp`), 'half');
  await open().sweep();
  expect(readdirSync(folder())).toEqual([]);
});

test('killed at any moment, every file that was acknowledged is whole and no other is half there', { timeout: 120_000 }, async () => {
  const known: Attachment[] = [];
  for (let life = 0; life < 3; life++) {
    const wanted = known.length + 3 + life;
    const child = fork(join(import.meta.dirname, 'attach-forever.mjs'), [engagements(), id], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    await new Promise<void>((resolve) => {
      child.on('message', (attachment) => {
        known.push(attachmentSchema.parse(attachment));
        if (known.length === wanted) child.kill('SIGKILL');
      });
      child.on('exit', () => resolve());
    });
    expect(known.length).toBeGreaterThanOrEqual(wanted);
  }
  await open().sweep();
  for (const { id: attachment, sha256 } of known) expect(await open().read({ id, attachment, sha256 })).toMatchObject({ ok: true });
  for (const name of readdirSync(folder())) expect(readFileSync(join(folder(), name))).toHaveLength(300_000);
});
