import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { journeys } from '../../../tests/arbitrary-journeys';
import { mappedEngagement } from '../../../tests/mapped-engagement';
import { shippedCatalogue } from '../../../tests/shipped-catalogue';
import type { DeploymentBundle } from '../../executor/api';
import { toGraph } from '../graph';
import { journeyContext } from '../journey-context';
import { type Edge, type Node, portsOf } from '../schema';
import { bundle, cartTrigger, edge, send } from '../step.fixture';
import { planFor, planTests, type TestPlan } from './plan';
import { playScript } from './play';
import { pointKey, shownBy } from './points';
import { settingOf } from './setting';

const now = '2026-11-30T08:00:00.000Z';
const unknown = { attributes: new Map(), events: new Map() };

function planned(given: DeploymentBundle) {
  const graph = toGraph(given.journey);
  const setting = settingOf({
    bundle: given,
    graph,
    now,
    country: 'IL',
    context: { ...unknown, messages: new Map(given.messages.map((one) => [one.id, one])) },
  });
  return { plan: planFor(setting, given.caps), setting, graph };
}

/** Ports that are wired, each with the edge that is taken. */
function edgesOf({ nodes, edges }: { nodes: readonly Node[]; edges: readonly Edge[] }): Edge[] {
  return nodes.flatMap((node) => portsOf(node).flatMap((port) => edges.find((one) => one.from === node.id && one.port === port) ?? []));
}

function shownIn(plan: TestPlan): Set<string> {
  return new Set(plan.cases.flatMap((one) => [...one.shown]));
}

describe('random journeys', () => {
  it('have each edge in some test, or named with the reason why there is none', { tags: ['long'] }, () => {
    let all = 0;
    let missed = 0;
    fc.assert(
      fc.property(journeys, (given) => {
        const { plan } = planned(given);
        const shown = shownIn(plan);
        const named = new Set(plan.unshown.map(({ point }) => pointKey(point)));
        for (const one of edgesOf(given.journey)) {
          const key = pointKey({ kind: 'edge', edge: one.id });
          expect(shown.has(key) !== named.has(key), `${key} in ${JSON.stringify(given.journey.nodes)}`).toBe(true);
          all++;
        }
        missed += plan.unshown.filter(({ point, why }) => point.kind === 'edge' && why === 'not-found').length;
      }),
      { numRuns: 120, seed: 7 },
    );
    // Most of what is drawn at random can be walked; a planner that gives up would show here.
    expect(missed / all).toBeLessThan(0.12);
  });

  it('have outcomes that come of their tests again, played from what is written alone', { tags: ['long'] }, () => {
    fc.assert(
      fc.property(journeys, (given) => {
        const { plan, setting } = planned(given);
        for (const one of plan.cases) {
          const again = playScript(setting.program, structuredClone(one.script));
          expect(again).toEqual(one.outcome);
          for (const key of shownBy(again, setting)) expect(one.shown.has(key)).toBe(true);
        }
      }),
      { numRuns: 60, seed: 3 },
    );
  });
});

describe('the journeys of the catalogue', () => {
  const engagement = mappedEngagement({ attributes: ['whatsapp-consent'], events: ['payment-failed'] });
  const context = journeyContext(engagement, shippedCatalogue());
  const planOf = (id: string) => {
    const journey = engagement.journeys.find((one) => one.id === id);
    if (!journey) throw new Error(id);
    const made = planTests({ engagement, context, journey, graph: toGraph(journey), now });
    if ('problems' in made) throw new Error(JSON.stringify(made.problems));
    return { plan: made.plan, journey };
  };

  it.each(engagement.journeys.map((journey) => [journey.key, journey.id]))('%s: what no test walks, its goal or an exit ends first', (_, id) => {
    const { plan, journey } = planOf(id);
    const open = plan.unshown.filter(({ point }) => point.kind === 'edge');
    expect(open.filter(({ why }) => !['goal-first', 'exit-first', 'by-hand'].includes(why))).toEqual([]);
    const shown = shownIn(plan);
    expect(shown.size).toBeGreaterThan(journey.edges.length / 2);
    // A drawn goal may be what the rule of the goal has said before; any other step that nobody comes to is a fault of the template.
    const led = new Set(journey.edges.filter((one) => shown.has(pointKey({ kind: 'edge', edge: one.id }))).map(({ to }) => to));
    expect(journey.nodes.filter(({ id, kind }) => kind !== 'trigger' && kind !== 'goal' && !led.has(id)).map(({ id }) => id)).toEqual([]);
    expect(plan.cases[0]?.aim.kind).toBe('main');
    expect(plan.cases[0]?.outcome.sent.length).toBeGreaterThan(0);
  });

  it('try the goal, exits, rules, missing consent, the second time and who is kept out', () => {
    const cart = engagement.journeys.find(({ from }) => from === 'cart-abandonment');
    const { plan } = planOf(cart?.id ?? '');
    const shown = shownIn(plan);
    for (const key of [
      'goal',
      'again',
      'no-consent',
      'kept-out already-inside',
      'kept-out cooldown',
      'kept-out test-record',
      'rule frequency-cap',
      'rule quiet-hours',
    ])
      expect(shown.has(key), key).toBe(true);
    // Ordered already is what the goal looks at: the branch that asks again never leads anywhere.
    expect(plan.unshown.find(({ point }) => point.kind === 'edge' && point.edge === 'e3')?.why).toBe('goal-first');
  });
});

it('takes time in proportion to what is drawn', () => {
  const chain = (length: number) => {
    const nodes: Node[] = [cartTrigger];
    const edges: Edge[] = [];
    for (let i = 0; i < length; i++) {
      const after = i + 1 < length ? `w${i + 1}` : 'end';
      nodes.push(
        { id: `w${i}`, kind: 'wait', duration: 'P1D' },
        { id: `d${i}`, kind: 'decision', cases: [{ port: 'yes', when: { op: 'eq', left: { kind: 'customer', path: `a${i}` }, right: 'x' } }] },
        send(`s${i}`),
      );
      edges.push(edge(`w${i}`, 'out', `d${i}`), edge(`d${i}`, 'yes', `s${i}`), edge(`d${i}`, 'else', after), edge(`s${i}`, 'out', after));
    }
    return bundle({ nodes: [...nodes, { id: 'end', kind: 'exit' }], edges: [edge('start', 'out', 'w0'), ...edges] });
  };
  const spent = (length: number) => {
    const before = process.cpuUsage().user;
    const { plan } = planned(chain(length));
    expect(plan.unshown.filter(({ point }) => point.kind === 'edge')).toEqual([]);
    // Every branch is free to go either way: two ways show them all.
    expect(plan.cases.filter(({ aim }) => aim.kind === 'edge' || aim.kind === 'main').length).toBeLessThanOrEqual(4);
    return process.cpuUsage().user - before;
  };
  spent(20);
  const [small, large] = [Math.min(spent(30), spent(30)), Math.min(spent(120), spent(120))];
  expect(large / small).toBeLessThan(4 * 8);
});
