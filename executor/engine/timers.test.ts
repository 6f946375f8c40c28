/** Waits from a second to more than a year, clocks that are changed, set back and sleep: nothing early, nothing lost, each once. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { DeploymentBundle, EventEnvelope } from '../../shared/executor/api';
import type { Node } from '../../shared/journey/schema';
import { bundle, day, edge, hour, minute, onePerDay, rules, send } from '../../shared/journey/step.fixture';
import { createRandom } from '../../shared/sample/random';
import { tabledWall, tabledZones } from '../../shared/time/clock-changes.fixture';
import { createManualClock } from '../clock';
import { type TestExecutor, testExecutor, unwrap } from '../executor.fixture';
import { recount, recountable } from './recount';

// A real store and real connections: a busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 300_000 });

const second = 1_000;
let executor: TestExecutor;
beforeEach(async () => {
  executor = await testExecutor();
});
afterEach(() => executor.end());

const identity: DeploymentBundle['identity'] = { rules: [{ attribute: 'email', strength: 'strong', blocked: [] }] };

/** trigger by the event → the nodes in a row, by the ports in `ports` or `out` → exit. */
function journey(n: number, event: string, nodes: Node[], more: Partial<Parameters<typeof bundle>[0]> = {}): DeploymentBundle {
  const all: Node[] = [{ id: 't', kind: 'trigger', trigger: { kind: 'event', event } }, ...nodes, { id: 'end', kind: 'exit' }];
  const edges = all.slice(1).map((node, i) => edge(all[i]?.id ?? '', 'out', node.id));
  const made = bundle({ nodes: all, edges, ...more });
  return { ...made, identity, journey: { ...made.journey, id: `01JD8Y3Z9V7T6S5R4Q3P2N1N${String(n).padStart(2, '0')}`, key: `journey-${n}` } };
}

const deploy = async (body: DeploymentBundle) => unwrap(await executor.client.deploy({ body }));
const happened = (uid: string, name: string, who: string, properties: EventEnvelope['properties'] = {}): EventEnvelope => {
  const occurred_at = new Date(executor.clock.now()).toISOString();
  return { uid, name, occurred_at, source_system: 'test', is_test: false, identifiers: { email: `${who}@shop.example` }, properties };
};
/** Turns of the loop run between other things; this lets it have as many as it wants. */
async function rest(): Promise<void> {
  for (let i = 0; i < 12; i++) await nextTurn();
}
/** When each customer passed a node, by her address. */
function passages(node: string): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const { who, at } of executor.db.all<{ who: string; at: number }>(
    "SELECT i.value AS who, t.at FROM trace_line t JOIN identity i ON i.customer = t.customer WHERE t.what = 'passed' AND t.node = ? ORDER BY t.seq",
    node,
  ))
    found.set(who, [...(found.get(who) ?? []), at]);
  return found;
}

const waits = ['PT1S', 'PT59M', 'PT24H', 'P1D', 'P7D', 'P30D', 'P90D', 'P400D'] as const;
const elapsed: Partial<Record<(typeof waits)[number], number>> = { PT1S: second, PT59M: 59 * minute, PT24H: 24 * hour };

test.each([
  ['before the clocks go forward', Date.parse('2026-03-05T07:17:23.456Z')],
  ['before they go back', Date.parse('2026-10-20T07:17:23.456Z')],
])('waits of 1 s to 400 days in five zones, begun %s: each goes off at its own millisecond, once', async (_, start) => {
  await executor.end();
  executor = await testExecutor({ clock: createManualClock(start) });
  for (const [n, duration] of waits.entries()) await deploy(journey(n, `go-${n}`, [{ id: `w${n}`, kind: 'wait', duration }]));
  const people = tabledZones.map((zone, i) => ({ who: `zone${i}`, zone }));
  unwrap(
    await executor.client.updateProfiles({
      body: people.map(({ who, zone }) => ({ identifiers: { email: `${who}@shop.example` }, attributes: { 'time-zone': zone } })),
    }),
  );
  unwrap(await executor.client.sendEvents({ body: people.flatMap(({ who }) => waits.map((__, n) => happened(`${who}-${n}`, `go-${n}`, who))) }));
  const random = createRandom(5);
  while (executor.clock.now() < start + 402 * day) await executor.pass(random.int(1, 9 * day));
  for (const [n, duration] of waits.entries()) {
    const passed = passages(`w${n}`);
    for (const { who, zone } of people) {
      const times = passed.get(`${who}@shop.example`) ?? [];
      // Hours are hours; days are days of the wall, whatever was done to its clock meanwhile.
      const took = times.map((at) => (elapsed[duration] === undefined ? tabledWall(at, zone) - tabledWall(start, zone) : at - start));
      expect([duration, zone, took]).toEqual([duration, zone, [elapsed[duration] ?? Number(duration.slice(1, -1)) * day]]);
    }
  }
});

test('a clock that is set forward and back and sleeps: nothing early, nothing forgotten, each once', { tags: ['long'] }, async () => {
  const random = createRandom(7);
  const durations = [1, 20, 45, 90, 600, 3000, 3700, 9000];
  for (const [n, seconds] of durations.entries()) await deploy(journey(n, `go-${n}`, [{ id: `w${n}`, kind: 'wait', duration: `PT${seconds}S` }]));
  let people = 0;
  const begun = new Map<string, number>();
  const { clock } = executor;
  for (let round = 0; round < 120; round++) {
    const body = Array.from({ length: random.int(0, 4) }, () => happened(`u${people}`, `go-${random.int(0, durations.length - 1)}`, `p${people++}`));
    if (body.length > 0) unwrap(await executor.engine.sendEvents(body));
    for (const one of body) begun.set(String(one.identifiers.email), clock.now());
    const kind = random.int(0, 9);
    if (kind === 0) clock.jump(clock.now() + hour);
    else if (kind === 1) clock.jump(clock.now() - hour);
    else if (kind === 2) clock.jump(clock.now() + random.int(1, 5 * hour));
    else clock.advance(random.int(1, 10 * minute));
    await rest();
    const overdue = executor.db.all('SELECT n FROM run WHERE due_at <= ?', clock.now());
    expect([round, kind, overdue]).toEqual([round, kind, []]);
    if (random.chance(0.05)) executor = await executor.restart();
  }
  await executor.pass(3 * hour);
  let passed = 0;
  for (const [n, seconds] of durations.entries())
    for (const [who, times] of passages(`w${n}`)) {
      passed++;
      expect(times).toHaveLength(1);
      expect((times[0] ?? 0) - (begun.get(who) ?? 0)).toBeGreaterThanOrEqual(seconds * second);
    }
  expect(passed).toBe(people);
});

test('an event and the end of the wait for it in the same millisecond, ten thousand times: one way out each', { tags: ['long'] }, async () => {
  const nodes: Node[] = [
    { id: 't', kind: 'trigger', trigger: { kind: 'event', event: 'cart' } },
    { id: 'e', kind: 'wait-event', event: 'pay', timeout: 'PT1H' },
    { id: 'yes', kind: 'exit', reason: 'paid' },
    { id: 'no', kind: 'exit', reason: 'gone' },
  ];
  const made = { ...bundle({ nodes, edges: [edge('t', 'out', 'e'), edge('e', 'happened', 'yes'), edge('e', 'timeout', 'no')] }), identity };
  await deploy(made);
  const many = 10_000;
  const all = Array.from({ length: many }, (_, i) => i);
  unwrap(await executor.engine.sendEvents(all.map((i) => happened(`c${i}`, 'cart', `p${i}`))));
  const begun = executor.clock.now();
  // One millisecond before, nobody has gone either way.
  executor.clock.advance(hour - 1);
  await rest();
  expect(executor.db.get("SELECT count(*) AS n FROM run WHERE status = 'active'")).toEqual({ n: many });
  // Now they are all due, a batch is taken at once, and the events come in between the batches.
  executor.clock.advance(1);
  expect(executor.clock.now()).toBe(begun + hour);
  const pays = all.map((i) => happened(`p${i}`, 'pay', `p${(i * 7919) % many}`));
  for (let i = 0; i < many; i += 250) unwrap(await executor.engine.sendEvents(pays.slice(i, i + 250)));
  executor.engine.settle();
  const counts = recountable(unwrap(await executor.client.counts({ id: made.journey.id })));
  const [paid, gone] = ['yes', 'no'].map(
    (node) => executor.db.get<{ n: number }>("SELECT count(*) AS n FROM trace_line WHERE what = 'exited' AND node = ?", node)?.n ?? 0,
  );
  // Both happened, or it was no race.
  expect(paid).toBeGreaterThan(0);
  expect(gone).toBeGreaterThan(0);
  expect((paid ?? 0) + (gone ?? 0)).toBe(many);
  expect(executor.db.get("SELECT count(*) AS n, count(DISTINCT run) AS runs FROM trace_line WHERE what = 'passed' AND node = 'e'")).toEqual({
    n: many,
    runs: many,
  });
  expect(executor.db.get('SELECT min(at) AS first, max(at) AS last FROM trace_line WHERE node = ? AND what = ?', 'e', 'passed')).toEqual({
    first: begun + hour,
    last: begun + hour,
  });
  expect(counts).toEqual(recount(executor.db, 1));
});

test('ten thousand events of one customer over eight connections: in order, and never beyond her caps', { tags: ['long'] }, async () => {
  const perDay = { ...onePerDay, limit: 3 };
  const capped = { suppressions: [{ ...rules.caps, action: 'skip' as const }], caps: [perDay] };
  const greet = [send('s'), { id: 'w', kind: 'wait', duration: 'P9D' } as const];
  const byCart = { reentry: { mode: 'parallel-by-key' as const, key: { kind: 'event' as const, path: 'cart' } } };
  await deploy(journey(1, 'profile-updated', greet, { ...capped, entry: byCart }));
  await deploy(journey(2, 'profile-updated', greet, { ...capped, entry: byCart }));
  unwrap(await executor.client.updateProfiles({ body: [{ identifiers: { email: 'hot@shop.example' }, attributes: { 'email-consent': 'granted' } }] }));
  const [connections, calls, size] = [8, 25, 50];
  const talk = async (connection: number) => {
    for (let call = 0; call < calls; call++) {
      const n = (i: number) => call * size + i;
      const body = Array.from({ length: size }, (_, i) =>
        happened(`h-${connection}-${n(i)}`, 'profile_updated', 'hot', { city: `${connection}-${n(i)}`, cart: `k${n(i) % 10}` }),
      );
      // Asked again when a connection was lost, as a sender does: what is known by then changes nothing.
      while (!(await executor.client.sendEvents({ body })).ok) await nextTurn();
    }
  };
  await Promise.all(Array.from({ length: connections }, (_, connection) => talk(connection)));
  executor.engine.settle();
  const { db } = executor;
  const stored = db.all<{ uid: string }>("SELECT uid FROM event WHERE name = 'profile-updated' ORDER BY seq").map((row) => row.uid);
  expect(stored).toHaveLength(connections * calls * size);
  // Each connection's in the order it sent them, and those of all mixed.
  const last = new Map<string, number>();
  let changes = 0;
  for (const [i, uid] of stored.entries()) {
    const [, connection = '', n = ''] = uid.split('-');
    expect(Number(n)).toBe((last.get(connection) ?? -1) + 1);
    last.set(connection, Number(n));
    if (i > 0 && stored[i - 1]?.split('-')[1] !== connection) changes++;
  }
  expect(changes).toBeGreaterThan(connections);
  // Said of the same moment, the one that came last holds.
  const [hot] = unwrap(await executor.client.findCustomers({ text: 'hot' }));
  expect(unwrap(await executor.client.customer({ id: hot?.customer ?? '' }))?.attributes.city).toBe(stored.at(-1)?.slice(2));
  // Twenty runs of two journeys wanted to write to her within a day.
  expect(db.get("SELECT count(*) AS n FROM trace_line WHERE what = 'entered'")).toEqual({ n: 20 });
  expect(db.get("SELECT count(*) AS n FROM outbox WHERE kind = 'send'")).toEqual({ n: perDay.limit });
  expect(db.get("SELECT count(*) AS n FROM trace_line WHERE what = 'not-sent' AND code = 'cap-reached'")).toEqual({ n: 20 - perDay.limit });
});
