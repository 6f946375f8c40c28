import { describe, expect, it } from 'vitest';
import { mappedEngagement } from '../../tests/mapped-engagement';
import { unitedRoutes, uniteJourneys } from './diff-union';
import { disconnect, setNode } from './edit-nodes';
import { toGraph } from './graph';
import type { Journey } from './schema';
import { tidyRoutes } from './tidy-routes';

const engagement = mappedEngagement();
const cart = engagement.journeys.find(({ from }) => from === 'cart-abandonment') as Journey;
const edited = (change: (one: typeof engagement) => typeof engagement) => change(engagement).journeys.find(({ id }) => id === cart.id) as Journey;

describe('two versions in one drawing', () => {
  const goal = cart.nodes.find(({ kind }) => kind === 'goal');
  const edge = cart.edges.find(({ to }) => to === goal?.id);
  if (!edge) throw new Error('no edge');

  it('draw the ways of today and, where its ends stand as they stood, the one that was cut', () => {
    const now = edited((one) => disconnect(one, { journey: cart.id, edges: [edge.id] }));
    const united = uniteJourneys(cart, now);
    expect(united.edges).toEqual(new Map([[`was:${edge.id}`, 'removed']]));
    const routes = unitedRoutes(cart, now, united);
    expect(routes).toEqual(new Map([...tidyRoutes(now, toGraph(now)), [`was:${edge.id}`, tidyRoutes(cart, toGraph(cart)).get(edge.id)]]));
    expect(routes.size).toBeGreaterThan(20);
    const moved = { ...now, layout: { ...now.layout, [edge.from]: { x: 9000, y: 0 } } };
    expect(unitedRoutes(cart, moved, uniteJourneys(cart, moved)).has(`was:${edge.id}`)).toBe(false);
  });

  it('keep a way whose port is gone', () => {
    const decision = cart.nodes.find(({ kind }) => kind === 'decision');
    if (decision?.kind !== 'decision') throw new Error('no decision');
    const [first] = decision.cases;
    const cases = [{ port: 'other', when: first?.when ?? { op: 'and', args: [] } }] as typeof decision.cases;
    const now = edited((one) => setNode(one, { journey: cart.id, node: { ...decision, cases } }));
    const gone = cart.edges.find(({ from, port }) => from === decision.id && port === first?.port);
    const united = uniteJourneys(cart, now);
    expect(united.journey.edges).toContainEqual({ ...gone, id: `was:${gone?.id}` });
    expect(unitedRoutes(cart, now, united).has(`was:${gone?.id}`)).toBe(false);
  });
});
