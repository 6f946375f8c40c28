import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DeploymentBundle } from '../../shared/executor/api';
import { bundle, day, edge } from '../../shared/journey/step.fixture';
import { type TestExecutor, testExecutor, unwrap } from '../executor.fixture';

let executor: TestExecutor;
beforeEach(async () => {
  executor = await testExecutor();
});
afterEach(() => executor.end());

const known = { group: 'x', label: {}, pii: 'none' as const, survivorship: 'most-recent' as const, sources: [], refused: [] };
const attributes: DeploymentBundle['record']['attributes'] = [
  { ...known, id: 'last-visit', type: 'datetime', origin: 'platform' },
  { ...known, id: 'days-idle', type: 'integer', origin: 'computed', formula: 'days_since(last_visit)' },
];

/** Whoever has not been there for 30 days enters. */
function whenIdle(when: DeploymentBundle['segments'][number]['when']): DeploymentBundle {
  const made = bundle({
    nodes: [
      { id: 't', kind: 'trigger', trigger: { kind: 'segment-enter', segment: 'idle' } },
      { id: 'end', kind: 'exit' },
    ],
    edges: [edge('t', 'out', 'end')],
    attributes,
    entry: { reentry: { mode: 'after-exit' } },
  });
  return {
    ...made,
    identity: { rules: [{ attribute: 'email', strength: 'strong', blocked: [] }] },
    segments: [{ id: 'idle', name: { en: 'Idle' }, category: 'x', when, administrative: false, minimumSize: 0 }],
  };
}

const byMoment = whenIdle({ op: 'before', left: { kind: 'customer', path: 'last-visit' }, right: { ago: 'P30D' } });
const byDays = whenIdle({ op: 'gt', left: { kind: 'customer', path: 'days-idle' }, right: 30 });

const visited = (daysAgo: number, ...emails: string[]) =>
  executor.client
    .updateProfiles({
      body: emails.map((email) => ({ identifiers: { email }, attributes: { 'last-visit': new Date(executor.clock.now() - daysAgo * day).toISOString() } })),
    })
    .then(unwrap);
const entered = async () => unwrap(await executor.client.deployments({}))[0]?.entered;

/** When each is to be looked at, in days from now. */
function looks(): Map<number, number> {
  const rows = executor.db.all<{ customer: number; due_at: number }>('SELECT customer, due_at FROM look_due');
  return new Map(rows.map(({ customer, due_at }) => [customer, (due_at - executor.clock.now()) / day]));
}

test.each([
  ['a moment', byMoment],
  ['a formula', byDays],
])('by %s: only those are looked at of whom time may have changed something', { tags: ['long'] }, async (_, made) => {
  const many = Array.from({ length: 300 }, (_one, n) => `c${n}@shop.example`);
  await visited(0, ...many);
  await visited(29, 'soon@shop.example');
  await visited(400, 'long-ago@shop.example');
  unwrap(await executor.client.deploy({ body: made }));
  executor.engine.settle();
  const planned = looks();
  expect([...planned.values()].filter((days) => days < 20)).toHaveLength(1);
  // Who has been in it for long never leaves by herself.
  expect(planned.has(302)).toBe(false);

  await executor.pass(3 * day);
  expect(await entered()).toBe(1);
  const still = looks();
  for (const n of [1, 150, 300]) expect(still.get(n)).toBeCloseTo((planned.get(n) ?? 0) - 3, 6);

  await visited(0, 'c7@shop.example');
  expect(looks().get(8)).toBeCloseTo(planned.get(8) ?? 0, 0);
  await executor.pass(29 * day);
  expect(await entered()).toBe(300);
  await executor.pass(5 * day);
  expect(await entered()).toBe(301);
  expect(looks().size).toBe(0);
});

test('after a long sleep everybody due is looked at once, more than fit in one go', async () => {
  await visited(0, ...Array.from({ length: 450 }, (_one, n) => `c${n}@shop.example`));
  unwrap(await executor.client.deploy({ body: byMoment }));
  executor.engine.settle();
  executor.clock.jump(executor.clock.now() + 100 * day);
  executor.engine.settle();
  expect(await entered()).toBe(450);
  expect(looks().size).toBe(0);
});

test('whom a journey that only runs out would look at is forgotten', async () => {
  await visited(0, ...Array.from({ length: 450 }, (_one, n) => `c${n}@shop.example`));
  const { hash } = unwrap(await executor.client.deploy({ body: byMoment }));
  executor.engine.settle();
  unwrap(await executor.client.setState({ hash, body: { state: 'draining' } }));
  await executor.pass(60 * day);
  expect(await entered()).toBe(0);
  expect(looks().size).toBe(0);
});
