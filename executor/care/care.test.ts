import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { EventEnvelope } from '../../shared/executor/api';
import { createManualClock, type ManualClock } from '../clock';
import { mondayMorning, type TestExecutor, testExecutor, unwrap } from '../executor.fixture';
import { migrations } from '../store/migrations';
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
  expect(unwrap(await client.backups({}))).toEqual({ backups: [backup] });
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

test('one a day is kept by itself, and none of an empty store', async () => {
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

test('what stands in the way is said, and there is no half file', async () => {
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
  expect(unwrap(await client.backups({}))).toEqual({ backups: [made] });
});

test('what is over is let go of by itself, as soon as that is wanted', async () => {
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
