import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { unwrap } from '../../executor/executor.fixture';
import { openDatabase } from '../../executor/store/driver';
import { storeFile } from '../../executor/store/open';
import { type EventEnvelope, healthSchema } from '../../shared/executor/api';
import { toDeploymentBundle } from '../../shared/journey/to-bundle';
import { mappedEngagement } from '../mapped-engagement';
import { ownExecutors } from './own-executors';

const hour = 3_600_000;
const executors = ownExecutors('executor');
let data = '';
beforeEach(() => {
  data = executors.data();
});

const run = (...args: string[]) => executors.run(args);

function viewed(uid: string): EventEnvelope {
  return {
    uid,
    name: 'page_viewed',
    occurred_at: new Date().toISOString(),
    source_system: 'web-shop',
    is_test: false,
    identifiers: { email: `${uid}@shop.example` },
    properties: {},
  };
}

test('tells where it listens without telling the token, and answers only to the token', async () => {
  const { port, token, line, output, child, exited } = await run();
  expect(line).toMatchObject({ ready: true, pid: child.pid });
  expect(JSON.parse(readFileSync(join(data, 'endpoint.json'), 'utf8'))).toEqual({ port, pid: child.pid });
  expect(token.length).toBeGreaterThanOrEqual(32);
  expect(statSync(join(data, 'token')).mode & 0o777).toBe(0o600);
  const health = `http://127.0.0.1:${port}/health`;
  expect((await fetch(health)).status).toBe(401);
  expect((await fetch(`http://127.0.0.1:${port}/events`, { method: 'POST', body: '{}' })).status).toBe(401);
  const answer = await fetch(health, { headers: { authorization: `Bearer ${token}` } });
  expect(healthSchema.parse(await answer.json())).toMatchObject({ state: 'ready', events: 0 });
  child.kill('SIGTERM');
  expect(await exited).toEqual({ code: 0, signal: null });
  expect(output()).not.toContain(token);
});

test('a second process on the same data refuses, and starts at once when the first was killed', async () => {
  const first = await run();
  const second = await run();
  expect(second.line).toMatchObject({ ready: false, problems: [{ code: 'executor-already-running' }] });
  expect((await second.exited).code).toBe(1);
  unwrap(await first.client.sendEvents({ body: [viewed('a')] }));
  first.child.kill('SIGKILL');
  await first.exited;
  const third = await run();
  expect(third.line.ready).toBe(true);
  expect(third.token).toBe(first.token);
  expect(unwrap(await third.client.sendEvents({ body: [viewed('a'), viewed('b')] }))).toEqual({ accepted: 1, duplicates: 1 });
});

test('ends with its starter when it is told whose it is', async () => {
  const { child, exited } = await run('--supervised');
  child.stdin?.destroy();
  expect((await exited).code).toBe(0);
});

test('a newer and a damaged store are refused in words', async () => {
  const { child, exited } = await run();
  child.kill('SIGTERM');
  await exited;
  const db = openDatabase(join(data, storeFile));
  db.exec('PRAGMA user_version = 999');
  db.close();
  expect((await run()).line).toMatchObject({ ready: false, problems: [{ code: 'executor-store-newer', params: { version: 999 } }] });
  writeFileSync(join(data, storeFile), Buffer.alloc(20_000, 'x'));
  expect((await run()).line).toMatchObject({ ready: false, problems: [{ code: 'executor-store-damaged' }] });
});

test('the cart journey in a sandbox: deploy, event, hours later a message, counts; all there after a restart', async () => {
  const engagement = mappedEngagement();
  const journey = engagement.journeys.find((one) => one.key === 'cart-abandonment');
  const bundle = unwrap(toDeploymentBundle(engagement, journey?.id ?? '', 'live'));
  const first = await run('--sandbox');
  const { hash } = unwrap(await first.client.deploy({ body: bundle }));
  unwrap(
    await first.client.updateProfiles({
      body: [{ identifiers: { email: 'dana@shop.example' }, attributes: { 'email-consent': 'granted', 'preferred-language': 'he' } }],
    }),
  );
  unwrap(
    await first.client.sendEvents({
      body: [{ ...viewed('c1'), name: 'checkout_started', identifiers: { email: 'dana@shop.example' }, properties: { cart_value: 90 } }],
    }),
  );
  expect(unwrap(await first.client.counts({ id: bundle.journey.id }))).toMatchObject({ deployment: hash, entered: 1, active: 1 });
  unwrap(await first.client.moveClock({ body: { advanceMs: 72 * hour } }));
  const sent = unwrap(await first.client.outbox({}));
  expect(sent.length).toBeGreaterThan(0);
  expect(sent.every((row) => row.to === 'dana@shop.example')).toBe(true);
  const before = unwrap(await first.client.counts({ id: bundle.journey.id }));
  first.child.kill('SIGKILL');
  await first.exited;
  const second = await run('--sandbox');
  const { at: _, ...after } = unwrap(await second.client.counts({ id: bundle.journey.id })) ?? { at: '' };
  expect(before).toMatchObject(after);
  expect(unwrap(await second.client.outbox({}))).toEqual(sent);
  const dana = unwrap(await second.client.findCustomers({ text: 'dana@' }))[0];
  expect(unwrap(await second.client.customer({ id: dana?.customer ?? '' }))?.trace.filter((line) => line.what === 'sent')).toHaveLength(sent.length);
  // What a sandbox did never runs on as if it had been real.
  second.child.kill('SIGTERM');
  await second.exited;
  expect((await run()).line).toMatchObject({ ready: false, problems: [{ code: 'sandbox-mismatch' }] });
});

test('killed at any moment: everything acknowledged is there, nothing twice', async () => {
  const acked: string[] = [];
  let sent = 0;
  const kills = 6;
  for (let kill = 0; kill < kills; kill++) {
    const { client, child, exited } = await run();
    let alive = true;
    const feeder = async () => {
      while (alive) {
        const body = Array.from({ length: 1 + (sent % 7) }, () => viewed(`e${sent++}`));
        const result = await client.sendEvents({ body });
        if (result.ok) acked.push(...body.map((event) => event.uid));
        else alive = false;
      }
    };
    const feeding = Promise.all([feeder(), feeder(), feeder()]);
    // After a number of acknowledgements that differs each time, in the midst of the others.
    const target = acked.length + 20 + kill * 37;
    while (acked.length < target && alive) await new Promise((resolve) => setImmediate(resolve));
    child.kill('SIGKILL');
    await exited;
    await feeding;
  }
  const db = openDatabase(join(data, storeFile));
  const stored = db.all<{ uid: string; customer: number | null }>('SELECT uid, customer FROM event');
  const uids = new Set(stored.map((row) => row.uid));
  expect(stored).toHaveLength(uids.size);
  expect(acked.filter((uid) => !uids.has(uid))).toEqual([]);
  expect(acked.length).toBeGreaterThan(kills * 20);
  // Each event and its customer came together or not at all; the counter agrees.
  expect(stored.filter((row) => row.customer === null)).toEqual([]);
  expect(db.get<{ n: number }>("SELECT n FROM counter WHERE name = 'events'")?.n).toBe(uids.size);
  expect(db.get<{ n: number }>('SELECT count(*) AS n FROM customer')?.n).toBe(uids.size);
  expect(db.all('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  db.close();
});
