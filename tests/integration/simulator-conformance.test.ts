/** What is simulated is what customers get: the simulator and the executor leave the same trace, line by line. */

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testExecutor, unwrap } from '../../executor/executor.fixture';
import { openDatabase } from '../../executor/store/driver';
import { storeFile } from '../../executor/store/open';
import type { EventEnvelope } from '../../shared/executor/api';
import { fromWire } from '../../shared/ids';
import { toDeploymentBundle } from '../../shared/journey/to-bundle';
import { customerId } from '../../shared/runtime/customer-id';
import { createPrograms } from '../../shared/simulation/program';
import { createWorld } from '../../shared/simulation/world';
import { mappedEngagement } from '../mapped-engagement';
import { randomLives } from './executor-lives';

const day = 86_400_000;
const hour = 3_600_000;

test.for([{ seed: 20260601 }, { seed: 7 }])('all sixteen templates and eighty customers for five weeks, seed $seed', async ({ seed }) => {
  const engagement = mappedEngagement();
  const bundles = engagement.journeys.map((journey) => unwrap(toDeploymentBundle(engagement, journey.id, 'live')));
  const executor = await testExecutor();
  const start = executor.clock.now();
  const lives = randomLives({ seed, customers: 80, start, days: 14 });

  // The executor, on its store.
  unwrap(await executor.engine.updateProfiles(lives.profiles));
  unwrap(await executor.engine.sendEvents(lives.history));
  for (const bundle of bundles) unwrap(await executor.engine.publish(bundle));
  for (const slot of lives.slots) {
    await executor.pass(Math.max(0, slot.at - executor.clock.now()));
    unwrap(await executor.engine.sendEvents(slot.events));
  }
  await executor.pass(20 * day);
  const end = executor.clock.now();
  await executor.stop();
  const db = openDatabase(join(executor.dataFolder, storeFile));
  const kept = db
    .all<{
      at: number;
      run: string | null;
      journey: string;
      customer: number;
      node: string | null;
      what: string;
      port: string | null;
      code: string | null;
      params: string | null;
    }>(
      `SELECT t.at, r.id AS run, d.key AS journey, t.customer, t.node, t.what, t.port, t.code, t.params
       FROM trace_line t JOIN deployment d ON d.n = t.deployment LEFT JOIN run r ON r.n = t.run ORDER BY t.seq, t.line`,
    )
    .map((row) =>
      [
        row.customer,
        new Date(row.at).toISOString(),
        row.journey,
        row.run ?? '',
        row.node ?? '',
        row.what,
        row.port ?? '',
        row.code ?? '',
        row.params ?? '',
      ].join(' '),
    );
  db.close();
  await executor.end();

  // The simulator, in memory.
  const made: string[] = [];
  const world = createWorld({
    programs: createPrograms(bundles),
    from: start,
    lookEveryMs: hour,
    watcher: {
      onTrace: ({ at, customer, program, run, node, what, port, reason }) =>
        made.push(
          [
            customer.n,
            new Date(at).toISOString(),
            program.deployment.journey.key,
            run?.run.id ?? '',
            node ?? '',
            what,
            port ?? '',
            reason?.code ?? '',
            reason ? JSON.stringify(reason.params) : '',
          ].join(' '),
        ),
    },
  });
  const toRecord = (event: EventEnvelope) => ({
    uid: event.uid,
    name: fromWire(event.name),
    at: Date.parse(event.occurred_at),
    properties: Object.fromEntries(Object.entries(event.properties).map(([key, value]) => [fromWire(key), value])),
  });
  const whose = (event: EventEnvelope) => String(event.identifiers.email ?? '');
  const people = new Map(
    lives.profiles.map((profile) => {
      const email = String(profile.identifiers.email);
      const at = Date.parse(profile.occurred_at ?? '');
      const attributes = { email, ...profile.attributes };
      const customer = world.add({
        attributes,
        changed: Object.fromEntries(Object.keys(attributes).map((id) => [id, at])),
        history: lives.history.filter((event) => whose(event) === email).map(toRecord),
      });
      return [email, customer] as const;
    }),
  );
  world.goLive();
  for (const slot of lives.slots) {
    world.advance(Math.max(world.now, slot.at));
    for (const event of slot.events) world.happen(people.get(whose(event)), toRecord(event));
  }
  world.advance(end);

  expect(kept.length).toBeGreaterThan(1000);
  expect(new Set(kept.map((line) => line.split(' ')[2])).size).toBeGreaterThan(10);
  for (let n = 1; n <= 80; n++) {
    const lines = (all: string[]) => all.filter((line) => line.startsWith(`${n} `));
    expect([customerId(n), lines(made)]).toEqual([customerId(n), lines(kept)]);
  }
});
