/** A replay of recorded events leaves the trace that the executor leaves when the same events come in, merges included. */

import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testExecutor, unwrap } from '../../executor/executor.fixture';
import { openDatabase } from '../../executor/store/driver';
import { storeFile } from '../../executor/store/open';
import type { EventEnvelope } from '../../shared/executor/api';
import { survivorOf } from '../../shared/simulation/people';
import { prepareJourneys } from '../../shared/simulation/prepare';
import { replay } from '../../shared/simulation/replay';
import { createReplayCast } from '../../shared/simulation/replay-cast';
import { createEventReader } from '../../shared/simulation/replay-events';
import type { TraceLine } from '../../shared/simulation/stage';
import { createWorld } from '../../shared/simulation/world';
import { mappedEngagement } from '../mapped-engagement';
import { createRandom, randomLives } from './executor-lives';

const day = 86_400_000;
const hour = 3_600_000;

/**
 * Lives in which some people are known to the shop by a number of theirs until they say their address; then two customers turn
 * out to be one. Everything is said by events.
 */
function recordedLives(seed: number, start: number): EventEnvelope[] {
  const random = createRandom(seed + 1);
  const lives = randomLives({ seed, customers: 70, start, days: 14 });
  const said = lives.profiles.map(
    ({ identifiers, attributes, occurred_at }, i): EventEnvelope => ({
      uid: `profile-${i}`,
      name: 'profile_updated',
      occurred_at: occurred_at ?? '',
      source_system: 'crm',
      is_test: false,
      identifiers,
      properties: attributes,
    }),
  );
  const logsInAt = new Map(lives.profiles.map(({ identifiers }) => [String(identifiers.email), start + random() * 14 * day]));
  const events = [...lives.history, ...lives.slots.flatMap((slot) => slot.events)].map((event): EventEnvelope => {
    const email = event.identifiers.email;
    if (typeof email !== 'string' || Date.parse(event.occurred_at) <= start) return event;
    const shop = { shop_customer_id: `S-${email}` };
    const isLoggedIn = Date.parse(event.occurred_at) >= (logsInAt.get(email) ?? 0);
    const identifiers = isLoggedIn ? { ...event.identifiers, ...shop } : random() < 0.5 ? shop : event.identifiers;
    return { ...event, identifiers, is_test: !isLoggedIn && random() < 0.05 };
  });
  // The shop knows by itself how to reach whom it knows by a number.
  const saidByShop = said.map((event, i): EventEnvelope => {
    const { email = '' } = event.identifiers;
    const properties = { ...event.properties, email };
    return {
      ...event,
      uid: `shop-${i}`,
      occurred_at: new Date(start + (i + 1) * 1000).toISOString(),
      identifiers: { shop_customer_id: `S-${email}` },
      properties,
    };
  });
  return [...said, ...saidByShop, ...events];
}

test('seventy people, most of them two customers at first', async () => {
  const seed = 7;
  const engagement = mappedEngagement();
  const executor = await testExecutor();
  const start = executor.clock.now();
  const reader = createEventReader();
  for (const event of recordedLives(seed, start)) reader.add(JSON.stringify(event));
  const recorded = unwrap(reader.finish());
  const journeys = unwrap(prepareJourneys(engagement));
  const end = start + 30 * day;

  // The executor, on its store: each event at its own time.
  unwrap(await executor.engine.sendEvents(recorded.events.filter(({ at }) => at < start).map(({ at: _, ...event }) => event)));
  for (const bundle of journeys.bundles) unwrap(await executor.engine.publish(bundle));
  for (const { at, ...event } of recorded.events) {
    if (at < start) continue;
    await executor.pass(at - executor.clock.now());
    unwrap(await executor.engine.sendEvents([event]));
  }
  await executor.pass(end - 1 - executor.clock.now());
  await executor.stop();
  const db = openDatabase(join(executor.dataFolder, storeFile));
  const kept = db
    .all<Record<string, string | number | null>>(
      `SELECT t.customer, t.at, d.key AS journey, r.id AS run, t.node, t.what, t.port, t.code, t.params
       FROM trace_line t JOIN deployment d ON d.n = t.deployment LEFT JOIN run r ON r.n = t.run ORDER BY t.seq, t.line`,
    )
    .map(({ customer, at, journey, run, node, what, port, code, params }) => [customer, at, journey, run, node, what, port, code, params].join(' '));
  const merges = db.get<{ n: number }>('SELECT count(*) AS n FROM merge_alias')?.n ?? 0;
  db.close();
  await executor.end();

  // The replay, in memory.
  const made: TraceLine[] = [];
  const world = createWorld({ programs: journeys.programs, from: start, lookEveryMs: hour, watcher: { onTrace: (line) => made.push(line) } });
  const cast = createReplayCast({ engagement, journeys, recorded, from: start, to: end });
  cast.begin(world);
  world.goLive();
  for (;;) {
    const [due, next] = [world.nextAt() ?? end, cast.nextAt() ?? end];
    if (Math.min(due, next) >= end) break;
    world.advance(Math.min(due, next));
    if (next < due) cast.next(world);
  }
  const lines = made.map(({ at, customer, program, run, node, what, port, reason }) =>
    [survivorOf(customer).n, at, program.deployment.journey.key, run?.run.id, node, what, port, reason?.code, reason && JSON.stringify(reason.params)].join(
      ' ',
    ),
  );

  expect(merges).toBeGreaterThan(10);
  expect(cast.replayed().merges).toBe(merges);
  expect(kept.length).toBeGreaterThan(500);
  expect(kept.some((line) => line.includes(' exited merged '))).toBe(true);
  const byCustomer = (all: readonly string[]) => {
    const found: Record<string, string[]> = {};
    for (const line of all) {
      const n = line.split(' ')[0] ?? '';
      found[n] = [...(found[n] ?? []), line];
    }
    return found;
  };
  const [replayed, executed] = [byCustomer(lines), byCustomer(kept)];
  for (const n of new Set([...Object.keys(replayed), ...Object.keys(executed)])) expect(replayed[n]).toEqual(executed[n]);

  // What the app and the command line ask for says the same.
  const settings = { seed: 1, from: new Date(start).toISOString(), until: new Date(end).toISOString() };
  const report = unwrap(replay(engagement, recorded, settings));
  expect(report.traceLines).toBe(kept.length);
  expect(unwrap(replay(engagement, recorded, settings)).traceHash).toBe(report.traceHash);
  for (const journey of report.journeys) expect(journey.active + Object.values(journey.exited).reduce((sum, n) => sum + n, 0)).toBe(journey.entered);
});
