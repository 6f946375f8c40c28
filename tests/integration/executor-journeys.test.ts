import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recount, recountable } from '../../executor/engine/recount';
import { openDatabase } from '../../executor/store/driver';
import { storeFile } from '../../executor/store/open';
import type { Counts } from '../../shared/executor/api';
import { toDeploymentBundle } from '../../shared/journey/to-bundle';
import type { Result } from '../../shared/problem';
import { mappedEngagement } from '../mapped-engagement';
import { shippedCatalogue } from '../shipped-catalogue';
import { randomLives } from './executor-lives';
import { buildExecutor, runExecutor } from './executor-process';

const day = 86_400_000;
const sum = (numbers: Iterable<number>) => [...numbers].reduce((total, n) => total + n, 0);

let built: Awaited<ReturnType<typeof buildExecutor>>;
let data = '';
beforeAll(async () => {
  built = await buildExecutor();
  data = mkdtempSync(join(tmpdir(), 'masa-journeys-'));
});
afterAll(() => {
  built.remove();
  rmSync(data, { recursive: true, force: true });
});

function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problems.slice(0, 3)));
  return result.value;
}

test('the eleven base journeys and 200 customers for six weeks: everybody and every message is accounted for', async () => {
  const engagement = mappedEngagement();
  const base = new Set(
    shippedCatalogue()
      .journeys.journeys.filter((one) => one.base)
      .map((one) => one.id),
  );
  const journeys = engagement.journeys.filter((one) => base.has(one.key));
  expect(journeys).toHaveLength(11);

  const { child, client, exited } = await runExecutor(built.path, data, ['--sandbox']);
  const start = Date.now();
  const lives = randomLives({ seed: 20260601, customers: 200, start, days: 21 });
  unwrap(await client.updateProfiles({ body: lives.profiles }));
  unwrap(await client.sendEvents({ body: lives.history }));
  for (const journey of journeys) unwrap(await client.deploy({ body: unwrap(toDeploymentBundle(engagement, journey.id, 'live')) }));

  const began = performance.now();
  let events = 0;
  for (const slot of lives.slots) {
    const { now } = unwrap(await client.moveClock({ body: { advanceMs: 0 } }));
    unwrap(await client.moveClock({ body: { advanceMs: Math.max(0, slot.at - Date.parse(now)) } }));
    if (slot.events.length > 0) expect(unwrap(await client.sendEvents({ body: slot.events })).duplicates).toBe(0);
    events += slot.events.length;
  }
  // Whoever is still on the way comes to the end: the longest stay is that of the thanks for a first order.
  unwrap(await client.moveClock({ body: { advanceMs: 60 * day } }));
  const seconds = (performance.now() - began) / 1000;

  const summaries = unwrap(await client.deployments({}));
  const counts = new Map<string, Counts>();
  for (const { hash, journeyId } of summaries) {
    const found = unwrap(await client.counts({ id: journeyId, deployment: hash }));
    if (found) counts.set(hash, found);
  }
  expect(counts.size).toBe(11);

  for (const { key, hash } of summaries) {
    const one = counts.get(hash);
    const nodes = new Map(engagement.journeys.find((journey) => journey.key === key)?.nodes.map((node) => [node.id, node]));
    if (!one) throw new Error(key);
    expect([key, one.entered]).toEqual([key, one.active + sum(Object.values(one.exited))]);
    expect([key, one.exited.failed ?? 0]).toEqual([key, 0]);
    for (const [id, node] of Object.entries(one.nodes)) {
      if (nodes.get(id)?.kind !== 'send') continue;
      // Everybody who came to a message got it, did not get it for a reason, or still waits for it.
      expect([key, id, node.entered]).toEqual([key, id, node.sent + sum(Object.values(node.notSent)) + node.failed + node.waiting]);
    }
  }
  const entered = sum(summaries.map((one) => one.entered));
  const sent = sum(summaries.map((one) => one.sent));
  const notSent = sum(summaries.map((one) => one.notSent));
  const health = unwrap(await client.health({}));
  expect(health.outbox).toBeGreaterThanOrEqual(sent);
  // Each journey had something to do, and quiet hours, consent and caps have kept something back.
  expect(summaries.filter((one) => one.entered === 0).map((one) => one.key)).toEqual([]);
  expect(summaries.filter((one) => one.sent === 0).map((one) => one.key)).toEqual([]);
  expect(notSent).toBeGreaterThan(0);
  console.log(
    `${events} events, ${entered} runs, ${sent} messages, ${notSent} not sent in ${seconds.toFixed(1)} s: ` +
      summaries.map((one) => `${one.key} ${one.entered}/${one.sent}/${one.notSent}`).join(', '),
  );

  child.kill('SIGTERM');
  await exited;
  const db = openDatabase(join(data, storeFile));
  for (const { n, hash } of db.all<{ n: number; hash: string }>('SELECT n, hash FROM deployment')) {
    expect(recountable(counts.get(hash))).toEqual(recount(db, n));
  }
  expect(db.get("SELECT count(*) AS n FROM outbox WHERE kind = 'send'")).toEqual({ n: sent });
  // The same message never twice, and none to employees or test records.
  expect(db.get('SELECT count(*) - count(DISTINCT key) AS twice FROM outbox')).toEqual({ twice: 0 });
  expect(
    db.get(
      "SELECT count(*) AS n FROM outbox o JOIN customer_attribute a ON a.customer = o.customer WHERE a.name IN ('is-employee', 'is-test-record') AND a.value = 'true'",
    ),
  ).toEqual({ n: 0 });
  // Nobody was forgotten: what should have happened by now has happened.
  expect(db.get('SELECT count(*) AS n FROM run WHERE due_at < (SELECT max(at) FROM trace) - 1000')).toEqual({ n: 0 });
  db.close();
}, 240_000);
