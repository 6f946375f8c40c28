import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mappedEngagement } from '../../tests/mapped-engagement';
import { findJourney } from './edit-journey';
import { moveAlong } from './edit-order';
import type { Edge, Journey } from './schema';

const engagement = mappedEngagement();
const ways = (edges: readonly Edge[]) => edges.map(({ from, port, to }) => `${from} ${port} ${to}`).sort();
const journeyIn = (one: typeof engagement, id: string) => findJourney(one, id) as Journey;

describe('a step changes places with its neighbour', () => {
  it('so that the way goes through both in the other order', () => {
    const base = engagement.journeys[0] as Journey;
    const nodes: Journey['nodes'] = [
      { id: 't', kind: 'trigger', trigger: { kind: 'manual' } },
      { id: 'a', kind: 'wait', duration: 'P1D' },
      { id: 'b', kind: 'join' },
      { id: 'd', kind: 'decision', cases: [{ port: 'yes', when: { op: 'exists', left: { kind: 'customer', path: 'email' } } }] },
      { id: 'x', kind: 'exit' },
    ];
    const edge = (from: string, port: string, to: string): Edge => ({ id: `${from}${port}`, from, port, to });
    const edges = [edge('t', 'out', 'a'), edge('a', 'out', 'b'), edge('b', 'out', 'd'), edge('d', 'yes', 'x'), edge('d', 'else', 'x')];
    const one = { ...engagement, journeys: [{ ...base, nodes, edges, layout: { a: { x: 0, y: 0 }, b: { x: 0, y: 90 } } }] };
    const moved = journeyIn(moveAlong(one, { journey: base.id, node: 'b', by: -1 }), base.id);
    expect(ways(moved.edges)).toEqual(['a out d', 'b out a', 'd else x', 'd yes x', 't out b']);
    expect(moved.layout).toEqual({ a: { x: 0, y: 90 }, b: { x: 0, y: 0 } });
    expect(ways(journeyIn(moveAlong(one, { journey: base.id, node: 'a', by: 1 }), base.id).edges)).toEqual(ways(moved.edges));
    // Before the trigger, past a branch, past an end: no single meaning.
    for (const [node, by] of [
      ['a', -1],
      ['b', 1],
      ['d', 1],
      ['d', -1],
      ['x', -1],
      ['t', 1],
      ['none', 1],
    ] as const)
      expect(moveAlong(one, { journey: base.id, node, by })).toBe(one);
  });

  it('and back again, in any journey; every port stays wired', () => {
    fc.assert(
      fc.property(fc.nat(engagement.journeys.length - 1), fc.nat(200), (at, n) => {
        const journey = engagement.journeys[at] as Journey;
        const node = journey.nodes[n % journey.nodes.length]?.id ?? '';
        const moved = moveAlong(engagement, { journey: journey.id, node, by: -1 });
        const now = journeyIn(moved, journey.id);
        const ports = (edges: readonly Edge[]) => edges.map(({ from, port }) => `${from} ${port}`).sort();
        expect(ports(now.edges)).toEqual(ports(journey.edges));
        expect(now.edges.every(({ from, to }) => from !== to)).toBe(true);
        const before = journey.edges.find(({ to }) => to === node);
        const only = journey.edges.filter(({ to }) => to === before?.from).length;
        // Where several ways met at the one before, they meet at the moved one now, and it is no longer alone in leading on.
        if (moved !== engagement && only === 1 && journey.edges.filter(({ from }) => from === before?.from).length === 1)
          expect(ways(journeyIn(moveAlong(moved, { journey: journey.id, node, by: 1 }), journey.id).edges)).toEqual(ways(journey.edges));
      }),
      { seed: 5, numRuns: 150 },
    );
  });
});
