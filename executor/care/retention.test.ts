import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { DeploymentBundle, EventEnvelope } from '../../shared/executor/api';
import { toDeploymentBundle } from '../../shared/journey/to-bundle';
import { lookBackOf } from '../../shared/runtime/look-back';
import { mappedEngagement } from '../../tests/mapped-engagement';
import { recount } from '../engine/recount';
import { type TestExecutor, testExecutor, unwrap } from '../executor.fixture';
import { storeFile } from '../store/open';
import { beginSweep } from './retention';

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 60_000 });

const hour = 3_600_000;
const day = 24 * hour;
let executor: TestExecutor;
beforeEach(async () => {
  executor = await testExecutor();
});
afterEach(() => executor.end());

const cart: DeploymentBundle = (() => {
  const engagement = mappedEngagement();
  return unwrap(toDeploymentBundle(engagement, engagement.journeys.find((one) => one.key === 'cart-abandonment')?.id ?? '', 'live'));
})();

function event(uid: string, name: string, who: string): EventEnvelope {
  return {
    uid,
    name,
    occurred_at: new Date(executor.clock.now()).toISOString(),
    source_system: 'shop',
    is_test: false,
    identifiers: { email: `${who}@shop.example` },
    properties: { cart_value: 90, cart_id: uid, note: 'x'.repeat(300) },
  };
}

async function enter(uid: string, who = uid): Promise<void> {
  unwrap(await executor.client.updateProfiles({ body: [{ identifiers: { email: `${who}@shop.example` }, attributes: { 'email-consent': 'granted' } }] }));
  unwrap(await executor.client.sendEvents({ body: [event(uid, 'checkout_started', who)] }));
}

async function letGo(keepDays: number): Promise<void> {
  const sweep = beginSweep(keepDays);
  while (unwrap(await executor.engine.letGo(sweep)));
}

const rows = (sql: string) => executor.db.get<{ n: number }>(`SELECT count(*) AS n FROM ${sql}`)?.n ?? -1;
const counts = async () => {
  const found = unwrap(await executor.client.counts({ id: cart.journey.id }));
  if (!found) throw new Error('there are no counts');
  const { at: _, ...rest } = found;
  return rest;
};

test('traces, messages and events of what is over go; counts stay and equal a recount, and who is inside keeps all of hers', { tags: ['long'] }, async () => {
  unwrap(await executor.client.deploy({ body: cart }));
  for (let i = 0; i < 10; i++) await enter(`old${i}`);
  await executor.pass(60 * day);
  const totals = unwrap(await executor.client.health({}));
  await enter('inside');
  const before = await counts();
  expect(before).toMatchObject({ entered: 11, active: 1 });
  const traces = rows("trace WHERE run IN (SELECT n FROM run WHERE status <> 'active')");
  expect(traces).toBeGreaterThan(10);

  await letGo(30);
  expect(await counts()).toEqual(before);
  expect(before).toMatchObject(recount(executor.db, 1));
  expect(rows('trace')).toBeGreaterThan(0);
  expect(rows("trace WHERE run IN (SELECT n FROM run WHERE status <> 'active')")).toBe(0);
  expect(rows('refusal')).toBe(0);
  expect(rows("outbox o JOIN run r ON r.n = o.run WHERE r.status <> 'active'")).toBe(0);
  expect(unwrap(await executor.client.health({}))).toMatchObject({ events: totals.events + 1, outbox: totals.outbox, notSent: totals.notSent });
  expect(executor.db.all('PRAGMA foreign_key_check')).toEqual([]);
  // And on: what happens from now on is counted on top.
  await executor.pass(60 * day);
  await letGo(30);
  expect(await counts()).toMatchObject(recount(executor.db, 1));
  expect((await counts()).active).toBe(0);
});

test('events stay for as long as a deployment looks back to them; what is gone is not taken a second time', async () => {
  unwrap(await executor.client.deploy({ body: cart }));
  const reach = lookBackOf(cart);
  const forEver = [...reach].find(([, ms]) => ms === Number.POSITIVE_INFINITY)?.[0] ?? '';
  const unasked = 'store-visited';
  expect([reach.has(unasked), forEver]).not.toContain('');
  unwrap(await executor.client.sendEvents({ body: [event('a', unasked, 'dana'), event('b', forEver, 'dana')] }));
  await executor.pass(100 * day);
  const late = event('late', unasked, 'dana');
  unwrap(await executor.client.sendEvents({ body: [late] }));
  await letGo(30);
  const left = () => executor.db.all<{ uid: string }>('SELECT uid FROM event WHERE is_own = 0 ORDER BY seq').map((one) => one.uid);
  expect(left()).toEqual(['b', 'late']);
  const again = { ...event('a', unasked, 'dana'), occurred_at: new Date(executor.clock.now() - 100 * day).toISOString() };
  expect(unwrap(await executor.client.sendEvents({ body: [again] }))).toEqual({ accepted: 0, duplicates: 1 });
  // Known after a restart too.
  executor = await executor.restart();
  expect(unwrap(await executor.client.sendEvents({ body: [again, late] }))).toEqual({ accepted: 0, duplicates: 2 });
  // When the deployment has ended nobody looks back any more.
  const [deployed] = unwrap(await executor.client.deployments({}));
  unwrap(await executor.client.setState({ hash: deployed?.hash ?? '', body: { state: 'retired' } }));
  await letGo(30);
  expect(left()).toEqual(['late']);
});

test('what a paused run has not heard stays until it goes on', async () => {
  const { hash } = unwrap(await executor.client.deploy({ body: cart }));
  await enter('dana');
  unwrap(await executor.client.setState({ hash, body: { state: 'paused' } }));
  unwrap(await executor.client.sendEvents({ body: [event('x', 'store-visited', 'omer')] }));
  await executor.pass(100 * day);
  await letGo(30);
  expect(rows("event WHERE uid = 'x'")).toBe(1);
  unwrap(await executor.client.setState({ hash, body: { state: 'live' } }));
  await executor.pass(60 * day);
  await letGo(30);
  expect(rows("event WHERE uid = 'x'")).toBe(0);
});

test('the room is given back to the disk', { tags: ['long'] }, async () => {
  for (let i = 0; i < 8; i++)
    unwrap(await executor.client.sendEvents({ body: Array.from({ length: 500 }, (_, k) => event(`${i}-${k}`, 'store-visited', `p${k}`)) }));
  await executor.pass(50 * day);
  const pages = () => executor.db.get<{ page_count: number }>('PRAGMA page_count')?.page_count ?? 0;
  const full = pages();
  await letGo(30);
  await letGo(30);
  expect(rows('event')).toBe(0);
  // Some of the pages came back with each chunk.
  while (executor.db.get<{ freelist_count: number }>('PRAGMA freelist_count')?.freelist_count) await letGo(30);
  expect(pages()).toBeLessThan(full / 2);
  await executor.stop();
  expect(statSync(join(executor.dataFolder, storeFile)).size).toBeLessThan((full * 4096) / 2);
  expect(readdirSync(executor.dataFolder).filter((file) => existsSync(join(executor.dataFolder, file)) && file.endsWith('-wal'))).toEqual([]);
});
