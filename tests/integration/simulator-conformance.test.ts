/** What is simulated is what customers get: the simulator and the executor leave the same trace, line by line. */

import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createManualClock } from '../../executor/clock';
import { mondayMorning, testExecutor, unwrap } from '../../executor/executor.fixture';
import { openDatabase } from '../../executor/store/driver';
import { storeFile } from '../../executor/store/open';
import type { DeploymentBundle, EventEnvelope, ProfileUpdate } from '../../shared/executor/api';
import { fromWire } from '../../shared/ids';
import { toDeploymentBundle } from '../../shared/journey/to-bundle';
import { customerId } from '../../shared/runtime/customer-id';
import { createPrograms } from '../../shared/simulation/program';
import { createTraceHash } from '../../shared/simulation/trace-hash';
import { createWorld } from '../../shared/simulation/world';
import { engagements, type Told, told, zones } from '../arbitrary-engagements';
import { handOver } from '../lead-hand-over';
import { mappedEngagement } from '../mapped-engagement';
import { randomLives } from './executor-lives';

const day = 86_400_000;
const hour = 3_600_000;
const minute = 60_000;

/** What happened until `at`, in order. */
type Slot = { at: number; events: EventEnvelope[] };
type Lives = { start: number; end: number; profiles: ProfileUpdate[]; history: EventEnvelope[]; slots: Slot[] };

/** Lines of the trace as the executor has them on its store. */
async function executed(bundles: readonly DeploymentBundle[], { start, end, profiles, history, slots }: Lives): Promise<Line[]> {
  const executor = await testExecutor({ clock: createManualClock(start) });
  unwrap(await executor.engine.updateProfiles(profiles));
  unwrap(await executor.engine.sendEvents(history));
  for (const bundle of bundles) unwrap(await executor.engine.publish(bundle));
  for (const slot of slots) {
    await executor.pass(Math.max(0, slot.at - executor.clock.now()));
    unwrap(await executor.engine.sendEvents(slot.events));
  }
  await executor.pass(end - executor.clock.now());
  await executor.stop();
  const db = openDatabase(join(executor.dataFolder, storeFile));
  const lines = db
    .all<{ customer: number; fields: string }>(
      `SELECT t.customer, json_array(t.at, d.key, r.id, t.node, t.what, t.port, t.code, json(t.params)) AS fields
       FROM trace_line t JOIN deployment d ON d.n = t.deployment LEFT JOIN run r ON r.n = t.run ORDER BY t.seq, t.line`,
    )
    .map(({ customer, fields }) => ({ customer, text: fields }));
  db.close();
  await executor.end();
  return lines;
}

type Line = { customer: number; text: string };

/** The same in the simulator, in memory. */
function simulated(bundles: readonly DeploymentBundle[], { start, end, profiles, history, slots }: Lives): Line[] {
  const lines: Line[] = [];
  const world = createWorld({
    programs: createPrograms(bundles),
    from: start,
    lookEveryMs: hour,
    watcher: {
      onTrace: ({ at, customer, program, run, node, what, port, reason }) =>
        lines.push({
          customer: customer.n,
          text: JSON.stringify([
            at,
            program.deployment.journey.key,
            run?.run.id ?? null,
            node ?? null,
            what,
            port ?? null,
            reason?.code ?? null,
            reason?.params ?? null,
          ]),
        }),
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
    profiles.map((profile) => {
      const email = String(profile.identifiers.email);
      const at = Date.parse(profile.occurred_at ?? '');
      const attributes = { email, ...profile.attributes };
      const customer = world.add({
        attributes,
        changed: Object.fromEntries(Object.keys(attributes).map((id) => [id, at])),
        history: history.filter((event) => whose(event) === email).map(toRecord),
      });
      return [email, customer] as const;
    }),
  );
  world.goLive();
  for (const slot of slots) {
    world.advance(Math.max(world.now, slot.at));
    for (const event of slot.events) world.happen(people.get(whose(event)), toRecord(event));
  }
  world.advance(end);
  return lines;
}

function expectSame(made: readonly Line[], kept: readonly Line[], customers: number): void {
  const hashes = [made, kept].map((all) => {
    const hash = createTraceHash(['customer by customer']);
    for (let n = 1; n <= customers; n++) {
      hash.add(customerId(n));
      for (const { customer, text } of all) if (customer === n) hash.add(text);
    }
    return hash.hex();
  });
  if (hashes[0] === hashes[1]) return;
  // Which customer's line it is tells more than a hash.
  for (let n = 1; n <= customers; n++) {
    const lines = (all: readonly Line[]) => all.filter(({ customer }) => customer === n).map(({ text }) => text);
    expect([customerId(n), lines(made)]).toEqual([customerId(n), lines(kept)]);
  }
  expect(hashes[0]).toBe(hashes[1]);
}

test.for([{ seed: 20260601 }, { seed: 7 }])('all seventeen templates and eighty customers for five weeks, seed $seed', async ({ seed }) => {
  const engagement = mappedEngagement();
  const bundles = engagement.journeys.map((journey) => unwrap(toDeploymentBundle(engagement, journey.id, 'live')));
  const lives = { ...randomLives({ seed, customers: 80, start: mondayMorning, days: 14 }), start: mondayMorning, end: mondayMorning + 34 * day };
  const kept = await executed(bundles, lives);
  expect(kept.length).toBeGreaterThan(1000);
  expect(new Set(kept.map(({ text }) => JSON.parse(text)[1])).size).toBeGreaterThan(10);
  expectSame(simulated(bundles, lives), kept, 80);
});

/** What leads do to their score, what sales says, over the weeks in which clocks change, some of it told late and some twice. */
const leadDeeds = fc.array(
  fc.record({
    who: fc.nat(5),
    afterMinutes: fc.oneof(fc.nat(600), fc.nat(8 * 1440)),
    lateDays: fc.oneof(fc.constant(0), fc.nat(40)),
    name: fc.constantFrom(
      'quote-requested',
      'form-submitted',
      'page-viewed',
      'content-downloaded',
      'attendee-checked-in',
      'consent-withdrawn',
      'lead-contacted',
    ),
    outcome: fc.constantFrom('accepted', 'rejected'),
    again: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
  }),
  { minLength: 20, maxLength: 50 },
);

test('leads whose score crosses the line by what they do and by time', async () => {
  let entered = 0;
  let handed = 0;
  await fc.assert(
    fc.asyncProperty(leadDeeds, fc.constantFrom(Date.UTC(2026, 2, 5, 10), Date.UTC(2026, 9, 10, 22)), async (deeds, begin) => {
      const email = (n: number) => `lead${n}@shop.example`;
      const profiles = ['Asia/Jerusalem', 'Europe/Berlin', 'America/New_York', 'Asia/Tehran', 'Pacific/Auckland', 'UTC'].map((zone, n) => ({
        identifiers: { email: email(n) },
        attributes: { 'time-zone': zone, 'account-manager': 'Rivka', 'lead-fit-grade': 'a' },
        occurred_at: new Date(begin - day).toISOString(),
      }));
      let at = begin;
      const slots = deeds.flatMap(({ who, afterMinutes, lateDays, name, outcome, again }, n): Slot[] => {
        at += afterMinutes * minute;
        const properties: EventEnvelope['properties'] = name === 'lead-contacted' ? { outcome } : { 'page-type': 'pricing' };
        const occurred_at = new Date(at - lateDays * day).toISOString();
        const event = { uid: `e${n}`, name, occurred_at, source_system: 'shop', is_test: false, identifiers: { email: email(who) }, properties };
        return [{ at, events: [event] }, ...(again ? [{ at: at + 1, events: [event] }] : [])];
      });
      slots.sort((a, b) => a.at - b.at);
      const lives = { profiles, history: [], slots, start: begin, end: at + 60 * day };
      const kept = await executed([handOver], lives);
      const once = { ...lives, slots: slots.filter(({ events }, i) => slots.findIndex((one) => one.events[0]?.uid === events[0]?.uid) === i) };
      entered += kept.filter(({ text }) => JSON.parse(text)[4] === 'entered').length;
      handed += kept.filter(({ text }) => JSON.parse(text)[4] === 'task').length;
      expectSame(simulated([handOver], once), kept, profiles.length);
    }),
    { numRuns: Number(process.env.CONFORMANCE_RUNS ?? 12), seed: Number(process.env.CONFORMANCE_SEED ?? 20_260_305) },
  );
  expect(entered).toBeGreaterThan(20);
  expect(handed).toBeGreaterThan(entered);
}, 3_600_000);

/** People of random zones and consents, and what happens to them for some weeks, some of it told late. */
const crowds: fc.Arbitrary<{ people: ProfileUpdate['attributes'][]; deeds: { who: number; afterMinutes: number; told: Told }[]; begin: number }> = fc.record({
  people: fc.array(
    fc.record({
      'email-consent': fc.constantFrom('granted', 'granted', 'withdrawn'),
      'sms-consent': fc.constantFrom('granted', 'withdrawn'),
      'time-zone': fc.constantFrom(...zones),
      country: fc.constantFrom('IL', 'DE', 'IR'),
      'open-cart-value': fc.constantFrom(0, 500),
      'vip-status': fc.constantFrom('vip', 'plain', 'plain', 'employee'),
      'expires-on': fc.constantFrom('2026-03-28', '2026-04-02', '2026-04-10T10:00:00Z'),
      'is-test-record': fc.constantFrom(false, false, false, true),
    }),
    { minLength: 12, maxLength: 12 },
  ),
  deeds: fc.array(fc.record({ who: fc.nat(11), afterMinutes: fc.oneof(fc.nat(90), fc.nat(1500)), told }), { minLength: 30, maxLength: 90 }),
  begin: fc.constantFrom(Date.UTC(2026, 2, 26, 10), Date.UTC(2026, 2, 28, 9)),
});

test('random journeys and a random crowd', async () => {
  let lines = 0;
  await fc.assert(
    fc.asyncProperty(engagements, crowds, async (all, { people, deeds, begin }) => {
      // Each journey once: the simulator knows no earlier versions.
      const bundles = all.filter(({ journey }, i) => all.findIndex((one) => one.journey.id === journey.id) === i);
      const email = (n: number) => `p${n}@shop.example`;
      const profiles = people.map((attributes, n) => ({ identifiers: { email: email(n) }, attributes, occurred_at: new Date(begin - day).toISOString() }));
      let at = begin;
      const slots = deeds.map(({ who, afterMinutes, told: { name, properties, lateMinutes } }, n): Slot => {
        at += afterMinutes * minute;
        const occurred_at = new Date(Math.min(at, at - lateMinutes * minute)).toISOString();
        const identifiers: EventEnvelope['identifiers'] = name === 'product-restocked' ? {} : { email: email(who) };
        return { at, events: [{ uid: `e${n}`, name, occurred_at, source_system: 'shop', is_test: false, identifiers, properties }] };
      });
      const lives = { profiles, history: [], slots, start: begin, end: at + 10 * day };
      const kept = await executed(bundles, lives);
      lines += kept.length;
      expectSame(simulated(bundles, lives), kept, people.length);
    }),
    { numRuns: Number(process.env.CONFORMANCE_RUNS ?? 25), seed: Number(process.env.CONFORMANCE_SEED ?? 20_260_328) },
  );
  expect(lines).toBeGreaterThan(2000);
}, 3_600_000);
