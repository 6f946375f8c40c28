import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { DeploymentBundle } from '../../shared/executor/api';
import type { Summary } from '../../shared/executor/summary';
import { bundle, day, edge, hour, message, minute, rules, send } from '../../shared/journey/step.fixture';
import { beginSweep } from '../care/retention';
import { type TestExecutor, testExecutor, unwrap } from '../executor.fixture';

vi.setConfig({ testTimeout: 120_000 });

let executor: TestExecutor;
beforeEach(async () => {
  executor = await testExecutor();
});
afterEach(() => executor.end());

const cart = (wait = 'P2D'): DeploymentBundle => ({
  ...bundle({
    nodes: [
      { id: 't', kind: 'trigger', trigger: { kind: 'event', event: 'cart' } },
      send('first'),
      { id: 'w', kind: 'wait', duration: wait },
      send('second', { class: 'service' }),
      { id: 'end', kind: 'exit' },
    ],
    edges: [edge('t', 'out', 'first'), edge('first', 'out', 'w'), edge('w', 'out', 'second'), edge('second', 'out', 'end')],
    suppressions: [{ ...rules.consent, action: 'skip' }],
    messages: [message],
  }),
  identity: { rules: [{ attribute: 'email', strength: 'strong', blocked: [] }] },
});

let uids = 0;
const iso = (at: number) => new Date(at).toISOString();
async function enter(who: number, consent = true): Promise<void> {
  const identifiers = { email: `p${who}@shop.example` };
  const attributes = { 'email-consent': consent ? 'granted' : 'withdrawn' };
  unwrap(await executor.client.updateProfiles({ body: [{ identifiers, attributes }] }));
  unwrap(
    await executor.client.sendEvents({
      body: [{ uid: `u${++uids}`, name: 'cart', occurred_at: iso(executor.clock.now()), source_system: 't', is_test: false, identifiers, properties: {} }],
    }),
  );
}
const ask = async (from: number, to: number): Promise<Summary> => unwrap(await executor.client.summary({ from: iso(from), to: iso(to) }));
const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0);
const sumOf = (counts: Readonly<Record<string, number>>) => sum(Object.values(counts));

describe('a period', () => {
  test('says who came, who left and how, what was sent and why not, and what is ahead', async () => {
    unwrap(await executor.client.deploy({ body: cart() }));
    const start = executor.clock.now();
    await executor.pass(hour);
    await enter(1);
    await enter(2, false);
    await executor.pass(day);
    const dayAfter = executor.clock.now();
    await enter(3);
    await executor.pass(hour);
    const first = await ask(start, dayAfter);
    expect(first).toMatchObject({ isWhole: true, events: 2, newCustomers: 2, published: [{ version: 1, state: 'live' }] });
    expect(first.journeys).toMatchObject([
      { entered: 2, left: {}, sent: 1, notSent: [{ reason: { code: 'no-consent', params: { channel: 'email' } }, count: 1 }], failed: 0, insideAtEnd: 2 },
    ]);
    const second = await ask(dayAfter, executor.clock.now() + day);
    expect(second).toMatchObject({ events: 1, newCustomers: 1, published: [], journeys: [{ entered: 1, sent: 1, insideAtEnd: 3 }] });
    // From its end at the latest the moment of asking counts.
    expect(Date.parse(second.to)).toBeLessThanOrEqual(executor.clock.now() + 1);
    expect([sum(second.ahead.waits.map(({ count }) => count)) + second.ahead.later, second.ahead.inside]).toEqual([3, 3]);
    await executor.pass(3 * day);
    const third = await ask(dayAfter, executor.clock.now());
    expect(third.journeys).toMatchObject([{ left: { completed: 3 }, sent: 4, insideAtEnd: 0 }]);
    expect(JSON.stringify([first, second, third])).not.toMatch(/@shop|"c\d/);
  });

  test('an end before its beginning, or years of it, are refused', async () => {
    const now = executor.clock.now();
    expect(await executor.client.summary({ from: iso(now), to: iso(now - 1) })).toMatchObject({ ok: false, problems: [{ code: 'period-refused' }] });
    expect(await executor.client.summary({ from: iso(now - 500 * day), to: iso(now) })).toMatchObject({ ok: false, problems: [{ code: 'period-refused' }] });
    expect(await executor.client.summary({ from: 'yesterday', to: iso(now) })).toMatchObject({ ok: false });
  });

  test('what is open is told: a paused journey with people inside, and what is late', async () => {
    const { hash } = unwrap(await executor.client.deploy({ body: cart('PT1H') }));
    await enter(1);
    unwrap(await executor.client.setState({ hash, body: { state: 'paused' } }));
    await executor.pass(day);
    const { open } = await ask(executor.clock.now() - 2 * day, executor.clock.now());
    expect(open).toMatchObject({ failedRuns: 0, inDoubt: [], failed: [], paused: [{ version: 1, people: 1 }] });
  });

  test('what retention let go of is told as not known; a period after it is whole', async () => {
    unwrap(await executor.client.deploy({ body: cart() }));
    const start = executor.clock.now();
    for (let i = 0; i < 5; i++) await enter(i);
    await executor.pass(10 * day);
    expect(await ask(start, start + 5 * day)).toMatchObject({ isWhole: true, journeys: [{ entered: 5 }] });
    await executor.pass(50 * day);
    const late = executor.clock.now();
    const sweep = beginSweep(30);
    while (unwrap(await executor.engine.letGo(sweep)));
    // Nothing at all is left of it.
    expect(await ask(start, start + 5 * day)).toMatchObject({ isWhole: false, journeys: [{ entered: 0 }] });
    await enter(100);
    await executor.pass(hour);
    expect(await ask(start, start + 5 * day)).toMatchObject({ isWhole: false });
    expect(await ask(late, executor.clock.now())).toMatchObject({ journeys: [{ entered: 1, insideAtEnd: 1 }] });
  });
});

type Deed =
  | { kind: 'enter'; who: number; consent: boolean }
  | { kind: 'pass'; hours: number }
  | { kind: 'publish'; days: number; moves: boolean }
  | { kind: 'mark' };
const deeds: fc.Arbitrary<Deed[]> = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('enter' as const), who: fc.integer({ min: 0, max: 8 }), consent: fc.boolean() }),
    fc.record({ kind: fc.constant('pass' as const), hours: fc.integer({ min: 1, max: 40 }) }),
    fc.record({ kind: fc.constant('publish' as const), days: fc.integer({ min: 1, max: 4 }), moves: fc.boolean() }),
    fc.constant({ kind: 'mark' as const }),
  ),
  { minLength: 5, maxLength: 30 },
);

test('periods one after the other come to what is counted in all, and each ends with those who were inside then', { tags: ['long'] }, async () => {
  await fc.assert(
    fc.asyncProperty(deeds, async (list) => {
      await executor.end();
      executor = await testExecutor();
      const { hash, journeyId } = unwrap(await executor.client.deploy({ body: cart() }));
      let newest = hash;
      let publishings = 0;
      const start = executor.clock.now();
      const marks: { at: number; inside: number }[] = [];
      const inside = async () => unwrap(await executor.client.health({})).waiting;
      for (const deed of list) {
        if (deed.kind === 'enter') await enter(deed.who, deed.consent);
        else if (deed.kind === 'pass') await executor.pass(deed.hours * hour);
        else if (deed.kind === 'publish') {
          const plan = { w: { action: 'migrate' as const, to: 'w', timer: 'keep' as const } };
          const moves = deed.moves ? [{ from: newest, plan }] : [];
          // Nobody moves to where she is.
          const wait = deed.moves ? `P${deed.days}DT${++publishings}M` : `P${deed.days}D`;
          newest = unwrap(await executor.client.deploy({ body: { ...cart(wait), moves } })).hash;
          await executor.pass(minute);
        } else {
          // Nothing more happens within this millisecond.
          await executor.pass(minute);
          marks.push({ at: executor.clock.now() - 1, inside: await inside() });
          await executor.pass(minute);
        }
      }
      await executor.pass(minute);
      const bounds = [start, ...marks.map(({ at }) => at), executor.clock.now() + 1];
      const periods = [];
      for (const [i, from] of bounds.slice(0, -1).entries()) periods.push(await ask(from, bounds[i + 1] ?? 0));
      const parts = periods.map(({ journeys }) => journeys.find((one) => one.journeyId === journeyId));
      const whole = (await ask(start, executor.clock.now() + 1)).journeys.find((one) => one.journeyId === journeyId);
      const total = unwrap(await executor.client.deployments({}));
      const counts = await Promise.all(total.map(async (one) => unwrap(await executor.client.counts({ id: journeyId, deployment: one.hash }))));
      const moved = sum(counts.map((one) => one?.exited.moved ?? 0));

      for (const figure of ['entered', 'sent', 'failed', 'goals'] as const) expect(sum(parts.map((one) => one?.[figure] ?? 0)), figure).toBe(whole?.[figure]);
      expect(sum(parts.map((one) => sumOf(one?.left ?? {})))).toBe(sumOf(whole?.left ?? {}));
      expect(whole).toMatchObject({
        entered: sum(total.map((one) => one.entered)) - moved,
        sent: sum(total.map((one) => one.sent)),
        insideAtEnd: await inside(),
      });
      expect(sumOf(whole?.left ?? {})).toBe(sum(total.map((one) => one.exited)) - moved);
      expect(sum(whole?.notSent.map(({ count }) => count) ?? [])).toBe(sum(total.map((one) => one.notSent)));
      expect(sum(periods.map((one) => one.events))).toBe((await ask(start, executor.clock.now() + 1)).events);
      expect(parts.slice(0, -1).map((one) => one?.insideAtEnd)).toEqual(marks.map((one) => one.inside));
      expect(periods.every(({ isWhole }) => isWhole)).toBe(true);
    }),
    { numRuns: 12 },
  );
});
