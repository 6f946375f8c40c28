import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DeploymentBundle, EventEnvelope } from '../../shared/executor/api';
import { toDeploymentBundle } from '../../shared/journey/to-bundle';
import { mappedEngagement } from '../../tests/mapped-engagement';
import { mondayMorning, type TestExecutor, testExecutor, unwrap } from '../executor.fixture';
import { openDatabase } from '../store/driver';
import { closeStore, openStore, storeFile } from '../store/open';
import { backupFile } from './backups';
import { inspectStore } from './inspect';
import { finishExchange, prepareEmpty, prepareRestore } from './restore';

const hour = 3_600_000;
let executor: TestExecutor;
beforeEach(async () => {
  executor = await testExecutor();
});
afterEach(() => executor.end());

function cartBundle(): DeploymentBundle {
  const engagement = mappedEngagement();
  return unwrap(toDeploymentBundle(engagement, engagement.journeys.find((one) => one.key === 'cart-abandonment')?.id ?? '', 'live'));
}

function checkout(uid: string): EventEnvelope {
  return {
    uid,
    name: 'checkout_started',
    occurred_at: new Date(executor.clock.now()).toISOString(),
    source_system: 'shop',
    is_test: false,
    identifiers: { email: `${uid}@shop.example` },
    properties: { cart_value: 90, cart_id: uid },
  };
}

async function enter(uid: string): Promise<void> {
  unwrap(await executor.client.updateProfiles({ body: [{ identifiers: { email: `${uid}@shop.example` }, attributes: { 'email-consent': 'granted' } }] }));
  unwrap(await executor.client.sendEvents({ body: [checkout(uid)] }));
}

test('going back: the store of then, everything paused; nothing leaves until somebody says so, and then late waits follow their policy', {
  tags: ['long'],
}, async () => {
  const { client, dataFolder } = executor;
  unwrap(await client.deploy({ body: cartBundle() }));
  await enter('dana');
  const backup = unwrap(await client.backUp({}));
  await enter('omer');
  await executor.pass(72 * hour);
  const sent = unwrap(await client.outbox({})).length;
  expect(sent).toBeGreaterThan(1);

  const restored = unwrap(await client.restore({ body: { backup: backup.name } }));
  expect(restored).toMatchObject({ backup: backup.name, paused: 1 });
  expect(unwrap(await client.health({}))).toMatchObject({ events: backup.counts.events, customers: 1, outbox: 0, waiting: 1, restored });
  expect(unwrap(await client.deployments({}))).toMatchObject([{ state: 'paused', entered: 1 }]);
  // What was there is set aside, whole.
  const [aside = ''] = readdirSync(join(dataFolder, 'set-aside'));
  expect(inspectStore(join(dataFolder, 'set-aside', aside, storeFile))).toMatchObject({ counts: { customers: 2, outbox: sent } });
  expect(readdirSync(dataFolder).filter((file) => file.startsWith('next'))).toEqual([]);

  executor.clock.advance(hour);
  await enter('noa');
  expect(unwrap(await client.outbox({}))).toEqual([]);
  // Asked once more after a restart it is still so: the word has not been given.
  executor = await executor.restart();
  expect(unwrap(await executor.client.health({})).restored).toEqual(restored);
  expect(unwrap(await executor.client.resumeRestored({}))).toEqual({ resumed: 1 });
  executor.engine.settle();
  expect(unwrap(await executor.client.deployments({}))).toMatchObject([{ state: 'live' }]);
  expect(unwrap(await executor.client.health({})).restored).toBeUndefined();
  await executor.pass(hour);
  expect(unwrap(await executor.client.outbox({})).every((row) => row.customer === 'c1')).toBe(true);
  expect(unwrap(await executor.client.resumeRestored({}))).toEqual({ resumed: 0 });
});

test('a backup that is not what it was, not there, of a sandbox or of a newer program is refused, and nothing is changed', async () => {
  const { client, dataFolder } = executor;
  await enter('dana');
  const { name } = unwrap(await client.backUp({}));
  const file = backupFile(dataFolder, name);
  const manifest = file.replace(/sqlite$/, 'json');
  const whole = readFileSync(file);
  const described = readFileSync(manifest, 'utf8');
  const refused = async () => {
    const reply = await client.restore({ body: { backup: name } });
    return reply.ok ? [] : reply.problems.map((one) => one.code);
  };
  const flipped = Buffer.from(whole);
  flipped[5000] = (flipped[5000] ?? 0) ^ 1;
  writeFileSync(file, flipped);
  expect(await refused()).toEqual(['backup-damaged']);
  writeFileSync(file, whole.subarray(0, 8192));
  expect(await refused()).toEqual(['backup-damaged']);
  writeFileSync(file, whole);
  writeFileSync(manifest, described.replace(/"format": \d+/, '"format": 999'));
  expect(await refused()).toEqual(['backup-newer']);
  writeFileSync(manifest, described.replace('"real"', '"sandbox"'));
  expect(await refused()).toEqual(['sandbox-mismatch']);
  writeFileSync(manifest, 'half');
  expect(await refused()).toEqual(['backup-missing']);
  writeFileSync(manifest, described);
  expect(await client.restore({ body: { backup: '2020-01-01T00-00-00-000Z' } })).toMatchObject({ ok: false, problems: [{ code: 'backup-missing' }] });
  expect(readdirSync(dataFolder).filter((one) => one.startsWith('next') || one === 'set-aside')).toEqual([]);
  expect(unwrap(await client.health({})).customers).toBe(1);
  expect(await refused()).toEqual([]);
});

test('cut short at any moment, the next start has the old store or the new one, never a mixture', async () => {
  const { client, dataFolder } = executor;
  await enter('dana');
  const { name } = unwrap(await client.backUp({}));
  await enter('omer');
  // As a killed process leaves it: what was acknowledged last is in the log only.
  const killed = mkdtempSync(join(tmpdir(), 'masa-killed-'));
  cpSync(dataFolder, killed, { recursive: true });
  expect(existsSync(join(killed, `${storeFile}-wal`))).toBe(true);
  const customers = (folder: string) => {
    const finished = finishExchange(folder);
    if (!finished.ok) throw new Error(JSON.stringify(finished.problems));
    const db = unwrap(openStore(folder));
    const { n } = db.get<{ n: number }>('SELECT count(*) AS n FROM customer') ?? { n: -1 };
    closeStore(db);
    return n;
  };
  const copyOf = (folder: string) => {
    const copy = mkdtempSync(join(tmpdir(), 'masa-cut-'));
    cpSync(folder, copy, { recursive: true });
    return copy;
  };
  // Before it is decided: a draft is nothing.
  writeFileSync(join(killed, 'next.tmp'), 'half of a store');
  expect(customers(copyOf(killed))).toBe(2);

  unwrap(await prepareRestore({ dataFolder: killed, now: () => mondayMorning }, name, 'real', inspectStore));
  const at = '2026-06-01T07-00-00-000Z';
  const moves = [`${storeFile}-wal`, `${storeFile}-shm`, storeFile].filter((file) => existsSync(join(killed, file)));
  expect(moves).toContain(`${storeFile}-wal`);
  for (let done = 0; done <= moves.length; done++) {
    const cut = copyOf(killed);
    mkdirSync(join(cut, 'set-aside', at), { recursive: true });
    for (const file of moves.slice(0, done)) renameSync(join(cut, file), join(cut, 'set-aside', at, file));
    expect(customers(cut)).toBe(1);
    // The old one is whole, with what was only in its log.
    const old = openDatabase(join(cut, 'set-aside', at, storeFile));
    expect(old.get('SELECT count(*) AS n FROM customer')).toEqual({ n: 2 });
    old.close();
    rmSync(cut, { recursive: true });
  }
  rmSync(killed, { recursive: true });
});

test('a store that can not be opened is set aside, and an empty one begun', async () => {
  const { dataFolder } = executor;
  await executor.stop();
  writeFileSync(join(dataFolder, storeFile), 'not a database, whatever its name says. '.repeat(100));
  const refused = openStore(dataFolder);
  expect(refused).toMatchObject({ ok: false, problems: [{ code: 'executor-store-damaged' }] });
  unwrap(prepareEmpty({ dataFolder, now: () => mondayMorning }));
  executor = await executor.restart();
  expect(unwrap(await executor.client.health({}))).toMatchObject({ events: 0, customers: 0 });
  expect(readFileSync(join(dataFolder, 'set-aside', '2026-06-01T07-00-00-000Z', storeFile), 'utf8')).toMatch(/^not a database/);
});
