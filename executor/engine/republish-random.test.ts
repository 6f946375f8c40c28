/** Any journey, any other version of it, any plan, in the middle of anything: nobody is lost, nothing is counted twice, and no message comes again because of a move. */
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { DeploymentBundle } from '../../shared/executor/api';
import { toGraph } from '../../shared/journey/graph';
import type { MovePlan } from '../../shared/journey/move-plan';
import { isPlace, timersBetween } from '../../shared/journey/republish';
import { type Journey, type Placement, portsOf } from '../../shared/journey/schema';
import { day, message, minute } from '../../shared/journey/step.fixture';
import { type Incident, incidents, journeys } from '../../tests/arbitrary-journeys';
import { type TestExecutor, testExecutor, unwrap } from '../executor.fixture';
import { recount, recountable } from './recount';

vi.setConfig({ testTimeout: 120_000 });

/**
 * As it may be published, with weights that sum up, and so that many stand still who have had something: each send has a message of its own
 * that nothing holds back, what only acts waits instead, and nothing ends the way early.
 */
function publishable(drawn: DeploymentBundle): DeploymentBundle {
  const nodes = drawn.journey.nodes.map((node) => {
    if (node.kind === 'send')
      return { ...node, message: `of-${node.id}`, channel: 'on-site' as const, class: 'service' as const, ignores: [], late: undefined };
    if (node.kind === 'update' || node.kind === 'task' || node.kind === 'webhook' || node.kind === 'join')
      return { id: node.id, kind: 'wait' as const, duration: 'P1D' };
    if (node.kind !== 'ab') return node;
    return { ...node, arms: node.arms.map((arm, i) => ({ ...arm, weight: i === 0 ? 100 - 5 * (node.arms.length - 1) : 5 })) };
  });
  const messages = nodes.flatMap((node) => (node.kind === 'send' ? [{ ...message, id: node.message, channel: node.channel }] : []));
  const { goal: _, maxDuration: __, ...others } = drawn.journey.policies;
  const policies = { ...others, exits: [], suppressions: [] };
  const edges = drawn.journey.edges.filter(({ from, port }) => nodes.some((node) => node.id === from && portsOf(node).includes(port)));
  return {
    ...drawn,
    messages,
    suppressions: [],
    journey: { ...drawn.journey, nodes, edges, policies },
    identity: { rules: [{ attribute: 'email', strength: 'strong', blocked: [] }] },
  };
}

/** A place for everybody, picked at random among those that can be. */
function planOf(old: Journey, next: Journey, picks: readonly number[]): MovePlan {
  const places = next.nodes.filter(isPlace);
  return Object.fromEntries(
    old.nodes.map((node, i): [string, Placement] => {
      const pick = picks[i % picks.length] ?? 0;
      // Rather to an early one: back to what has been.
      const to = places[Math.min(pick % places.length, pick % 4)];
      if (node.kind === 'trigger' || !to || pick % 7 === 0) return [node.id, { action: pick % 2 === 0 ? 'finish-on-old' : 'exit' }];
      const timers = timersBetween(node, to);
      return [node.id, { action: 'migrate', to: to.id, timer: timers[pick % timers.length] ?? 'restart' }];
    }),
  );
}

let uids = 0;
async function happen(executor: TestExecutor, some: readonly Incident[]): Promise<void> {
  for (const one of some) {
    const now = executor.clock.now() + one.afterMinutes * minute;
    if (one.kind === 'sleep') executor.clock.jump(now);
    else await executor.pass(one.afterMinutes * minute);
    const identifiers = { email: `p${one.customer}@shop.example` };
    if (one.kind === 'event') {
      const event = { uid: `u${uids++}`, name: one.name, occurred_at: new Date(now).toISOString(), source_system: 'shop', is_test: false };
      unwrap(await executor.engine.sendEvents([{ ...event, identifiers, properties: one.properties }]));
    } else if (one.kind === 'change') unwrap(await executor.engine.updateProfiles([{ identifiers, attributes: { [one.attribute]: one.value } }]));
  }
}

const hasNoCircle = ({ journey }: DeploymentBundle) => toGraph(journey).back.size === 0;

test('whatever is published over whatever', { tags: ['long'] }, async () => {
  let moved = 0;
  let kept = 0;
  await fc.assert(
    fc.asyncProperty(journeys, journeys, incidents, fc.array(fc.nat(1000), { minLength: 7, maxLength: 20 }), fc.boolean(), async (a, b, all, picks, pauses) => {
      const [first, second] = [publishable(a), publishable(b)];
      const executor = await testExecutor();
      try {
        const { n: one } = unwrap(await executor.engine.publish(first));
        const hashOf = (n: number) => executor.db.get<{ hash: string }>('SELECT hash FROM deployment WHERE n = ?', n)?.hash ?? '';
        const third = Math.ceil(all.length / 3);
        await happen(executor, all.slice(0, third));
        if (pauses) unwrap(await executor.engine.setState(hashOf(one), 'paused'));
        await happen(executor, all.slice(third, third + 3));
        const { n: two } = unwrap(await executor.engine.publish(second, [{ from: hashOf(one), plan: planOf(first.journey, second.journey, picks) }]));
        if (one === two) return;
        await happen(executor, all.slice(third + 3, 2 * third + 3));
        unwrap(await executor.engine.publish(first, [{ from: hashOf(two), plan: planOf(second.journey, first.journey, picks.toReversed()) }]));
        await happen(executor, all.slice(2 * third + 3));
        await executor.pass(20 * day);

        for (const n of [one, two]) {
          const counts = recountable(unwrap(await executor.client.counts({ id: first.journey.id, deployment: hashOf(n) })));
          const again = recount(executor.db, n);
          expect(counts).toEqual(again);
          expect(again.entered).toBe(again.active + Object.values(again.exited).reduce((sum, left) => sum + left, 0));
          moved += again.exited.moved ?? 0;
        }
        expect(executor.db.all('SELECT n FROM run WHERE parked_at IS NOT NULL')).toEqual([]);
        expect(executor.db.all("SELECT n FROM run WHERE status = 'active' AND due_at IS NULL")).toEqual([]);
        expect(executor.db.all("SELECT kind FROM job WHERE kind IN ('move', 'resume')")).toEqual([]);
        expect(executor.db.all("SELECT run FROM trace_line WHERE what = 'failed' AND code IN ('node-missing', 'step-failed')")).toEqual([]);
        kept += executor.db.all("SELECT seq FROM trace_line WHERE code = 'sent-before-move'").length;
        if (hasNoCircle(first) && hasNoCircle(second))
          expect(executor.db.all("SELECT run, content ->> 'message' AS message FROM outbox WHERE kind = 'send' GROUP BY 1, 2 HAVING count(*) > 1")).toEqual([]);
      } finally {
        await executor.end();
      }
    }),
    { numRuns: 40, seed: 7 },
  );
  // Else the test has tested nothing.
  expect(moved).toBeGreaterThan(50);
  expect(kept).toBeGreaterThan(0);
});
