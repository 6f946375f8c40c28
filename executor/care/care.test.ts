import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { EventEnvelope } from '../../shared/executor/api';
import { createManualClock, type ManualClock } from '../clock';
import { mondayMorning, type TestExecutor, testExecutor, unwrap } from '../executor.fixture';
import { migrations } from '../store/migrations';
import { storeFile } from '../store/open';
import { backupFile, listBackups } from './backups';
import { inspectStore } from './inspect';

const hour = 3_600_000;
/** A busy machine is slow, not wrong. */
const patient = { timeout: 20_000, interval: 5 };
let executor: TestExecutor;
let machineClock: ManualClock;
beforeEach(async () => {
  machineClock = createManualClock(mondayMorning);
  executor = await testExecutor({ machineClock });
});
afterEach(() => executor.end());

function viewed(uid: string): EventEnvelope {
  return {
    uid,
    name: 'page_viewed',
    occurred_at: '2026-06-01T06:00:00Z',
    source_system: 'shop',
    is_test: false,
    identifiers: { email: `${uid}@shop.example` },
    properties: {},
  };
}

test('a backup is the store as it was at one moment, while events go on coming in', async () => {
  const { client, dataFolder } = executor;
  unwrap(await client.sendEvents({ body: [viewed('a'), viewed('b')] }));
  const making = client.backUp({});
  for (let i = 0; i < 40; i++) unwrap(await client.sendEvents({ body: [viewed(`later${i}`)] }));
  const backup = unwrap(await making);
  expect(backup).toMatchObject({ why: 'asked', mode: 'real', format: migrations.length, madeAt: '2026-06-01T07:00:00.000Z' });
  expect(backup.counts.events).toBeGreaterThanOrEqual(2);
  expect(backup.counts.customers).toBe(backup.counts.events);
  expect(inspectStore(backupFile(dataFolder, backup.name))).toMatchObject({ counts: backup.counts });
  expect(statSync(backupFile(dataFolder, backup.name)).mode & 0o777).toBe(0o600);
  // Nothing beside the two files, and none left behind by looking into one.
  expect(readdirSync(join(dataFolder, 'backups')).sort()).toEqual([`${backup.name}.json`, `${backup.name}.sqlite`]);
  expect(unwrap(await client.backups({}))).toEqual({ backups: [backup], checked: { at: backup.madeAt, whole: true } });
  expect(unwrap(await client.health({})).events).toBe(42);
});

test('so many of the newest are kept', async () => {
  const { client, dataFolder } = executor;
  unwrap(await client.setCare({ body: { dailyBackup: false, keepBackups: 2, keepDays: null } }));
  const names: string[] = [];
  for (let i = 0; i < 4; i++) {
    machineClock.advance(1000);
    names.push(unwrap(await client.backUp({})).name);
  }
  expect(listBackups(dataFolder).map((one) => one.name)).toEqual(names.slice(2).reverse());
});

test('one a day is kept by itself, and none of an empty store', { tags: ['long'] }, async () => {
  const { client, dataFolder } = executor;
  machineClock.advance(26 * hour);
  unwrap(await client.sendEvents({ body: [viewed('a')] }));
  expect(unwrap(await client.backups({})).backups).toEqual([]);
  machineClock.advance(hour);
  await expect.poll(() => listBackups(dataFolder).length, patient).toBe(1);
  // The clock goes on by itself; it is looked at four times an hour.
  await expect
    .poll(() => {
      machineClock.advance(hour / 4);
      return listBackups(dataFolder).length;
    }, patient)
    .toBe(2);
  const [second, first] = listBackups(dataFolder);
  expect([second?.why, first?.why]).toEqual(['daily', 'daily']);
  expect(Date.parse(second?.madeAt ?? '') - Date.parse(first?.madeAt ?? '')).toBeGreaterThanOrEqual(24 * hour);
});

test('what stands in the way is said, and there is no half file', { tags: ['long'] }, async () => {
  const { client, dataFolder } = executor;
  unwrap(await client.sendEvents({ body: [viewed('a')] }));
  writeFileSync(join(dataFolder, 'backups'), 'a file where the folder should be');
  expect(await client.backUp({})).toMatchObject({ ok: false, problems: [{ code: 'backup-failed' }] });
  await expect
    .poll(async () => {
      machineClock.advance(hour);
      return unwrap(await client.backups({})).failure?.code;
    }, patient)
    .toBe('backup-failed');
  rmSync(join(dataFolder, 'backups'));
  const made = unwrap(await client.backUp({}));
  expect(unwrap(await client.backups({}))).toEqual({ backups: [made], checked: { at: made.madeAt, whole: true } });
});

test('what is over is let go of by itself, as soon as that is wanted', { tags: ['long'] }, async () => {
  const { client, db, clock } = executor;
  unwrap(await client.sendEvents({ body: [viewed('a')] }));
  clock.advance(40 * 24 * hour);
  unwrap(await client.sendEvents({ body: [{ ...viewed('b'), occurred_at: new Date(clock.now()).toISOString() }] }));
  machineClock.advance(hour);
  expect(db.get('SELECT count(*) AS n FROM event')).toEqual({ n: 2 });
  expect(unwrap(await client.setCare({ body: { dailyBackup: false, keepBackups: 7, keepDays: 30 } }))).toEqual(unwrap(await client.care({})));
  await expect
    .poll(() => {
      machineClock.advance(hour / 4);
      return db.all('SELECT uid FROM event');
    }, patient)
    .toEqual([{ uid: 'b' }]);
});

/** As a killed process leaves it: its log is still there. */
function asKilled(from: string): string {
  const killed = mkdtempSync(join(tmpdir(), 'masa-killed-'));
  cpSync(from, killed, { recursive: true });
  return killed;
}

/** Turns over some bytes in the middle of pages that hold events: what a bad disk does, and nobody notices at opening. */
function spoil(file: string): void {
  const bytes = readFileSync(file);
  for (let at = 4096; at < bytes.length; at += 4096) if (bytes.subarray(at, at + 4096).includes('a2-')) bytes.fill(0xa5, at + 100, at + 160);
  writeFileSync(file, bytes);
}

test('after a crash all of the store is read once, without a backup of it; after a clean end it is not', async () => {
  unwrap(await executor.client.sendEvents({ body: [viewed('a')] }));
  unwrap(await executor.client.backUp({}));
  const killed = asKilled(executor.dataFolder);
  const check = async () => unwrap(await executor.client.backups({})).checked;
  await executor.end();
  executor = await testExecutor({ dataFolder: killed, machineClock });
  const before = listBackups(killed);
  machineClock.advance(59_000);
  expect(await check()).toBeUndefined();
  machineClock.advance(1000);
  await expect.poll(check, patient).toEqual({ at: '2026-06-01T07:01:00.000Z', whole: true });
  expect(listBackups(killed)).toEqual(before);
  expect(readdirSync(join(killed, 'backups')).filter((file) => file.endsWith('.tmp'))).toEqual([]);

  executor = await executor.restart();
  machineClock.advance(10 * 60_000);
  expect(await check()).toBeUndefined();
});

test('a store that opens and is torn inside is found, by the look after a crash and by a backup; the backups before stay', { tags: ['long'] }, async () => {
  const { client, dataFolder } = executor;
  for (let i = 0; i < 4; i++) unwrap(await client.sendEvents({ body: Array.from({ length: 500 }, (_, n) => viewed(`a${i}-${n}`)) }));
  const good = unwrap(await client.backUp({}));
  // Now all of it is in the file itself; what comes after is in the log.
  unwrap(await client.sendEvents({ body: [viewed('b')] }));
  const killed = asKilled(dataFolder);
  await executor.end();
  spoil(join(killed, storeFile));
  executor = await testExecutor({ dataFolder: killed, machineClock });
  machineClock.advance(60_000);
  await expect.poll(async () => unwrap(await executor.client.backups({})).checked?.whole, patient).toBe(false);
  expect(unwrap(await executor.client.backups({}))).toMatchObject({ backups: [good], failure: { code: 'executor-store-torn' } });
  expect(await executor.client.backUp({})).toMatchObject({ ok: false, problems: [{ code: 'executor-store-torn' }] });
  expect(unwrap(await executor.client.restore({ body: { backup: good.name } })).backup).toBe(good.name);
  expect(unwrap(await executor.client.health({})).events).toBe(2000);
  expect(unwrap(await executor.client.backups({})).failure).toBeUndefined();
});
