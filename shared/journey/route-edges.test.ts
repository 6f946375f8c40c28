import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { journeys } from '../../tests/arbitrary-journeys';
import { meetings, runsThrough } from '../../tests/drawn-ways';
import { mappedEngagement } from '../../tests/mapped-engagement';
import { layoutOf, onPaper } from './layout';
import { routeEdges } from './route-edges';
import type { Edge, Node } from './schema';
import type { Order } from './tracks';

const asTheyCome: Order = (lines) => [...lines.keys()];
const none = { storyboard: [], touchpoints: {}, optional: [] };

describe('the ways of a tidy drawing', () => {
  it('never cross more than with tracks in the order in which the edges come', { tags: ['long'] }, () => {
    let [before, after] = [0, 0];
    const property = fc.property(journeys, fc.boolean(), ({ journey }, paper) => {
      const layout = layoutOf(journey, undefined, paper ? onPaper : undefined);
      const came = meetings(journey.edges, routeEdges(journey, layout, asTheyCome));
      const drawn = meetings(journey.edges, routeEdges(journey, layout));
      expect(drawn).toBeLessThanOrEqual(came);
      before += came;
      after += drawn;
    });
    fc.assert(property, { numRuns: 300 });
    expect(after).toBeLessThan(before);
  });

  it('cross less on the templates, too, and are the same each time', () => {
    let [before, after] = [0, 0];
    for (const journey of mappedEngagement().journeys) {
      const layout = layoutOf(journey);
      const drawn = routeEdges(journey, layout);
      expect(routeEdges(structuredClone(journey), layoutOf(journey))).toEqual(drawn);
      before += meetings(journey.edges, routeEdges(journey, layout, asTheyCome));
      after += meetings(journey.edges, drawn);
    }
    expect(after).toBeLessThan(before * 0.75);
  });

  it('run behind no step, whatever the journey', { tags: ['long'] }, () => {
    const property = fc.property(journeys, fc.boolean(), ({ journey }, paper) => {
      const layout = layoutOf(journey, undefined, paper ? onPaper : undefined);
      const routes = routeEdges(journey, layout);
      const behind = journey.edges.flatMap(({ id, from, to }) => {
        const points = routes.get(id) ?? [];
        const others = [...layout.nodes].filter(([node]) => node !== from && node !== to);
        return others.filter(([, box]) => points.some((b, i) => i > 0 && runsThrough(points[i - 1] ?? b, b, box))).map(([node]) => `${id} behind ${node}`);
      });
      expect(behind).toEqual([]);
    });
    fc.assert(property, { numRuns: 300 });
  });

  const step = (id: string): Node => ({ id, kind: 'wait', duration: 'P1D' });
  const when = { op: 'exists', left: { kind: 'customer', path: 'email' } } as const;

  it('leave a node at the side of their port where the next port leads straight down', () => {
    const nodes: Node[] = [
      { id: 't', kind: 'trigger', trigger: { kind: 'manual' } },
      { id: 'd', kind: 'decision', cases: [{ port: 'yes', when }] },
      ...['a', 'b', 'c'].map(step),
      { id: 'x', kind: 'exit' },
    ];
    const edges: Edge[] = [
      { id: 'in', from: 't', port: 'out', to: 'd' },
      { id: 'yes', from: 'd', port: 'yes', to: 'c' },
      { id: 'no', from: 'd', port: 'else', to: 'a' },
      { id: 'ab', from: 'a', port: 'out', to: 'b' },
      { id: 'bc', from: 'b', port: 'out', to: 'c' },
    ];
    const layout = layoutOf({ nodes, edges, annotations: none });
    // All in a column of its own, the steps in the order they are written.
    const column = { key: 1 as const, x: 300, y: 0, width: 182, height: 600, nodes: ['d', 'a', 'b', 'c'] };
    const boxes = new Map([
      ...column.nodes.map((id, i) => [id, { x: 312, y: 36 + i * 100, width: 158, height: 60 }] as const),
      ...[...layout.nodes].filter(([id]) => id === 't' || id === 'x'),
    ]);
    const placed = { ...layout, nodes: boxes, columns: [{ key: 'entry' as const, x: 0, y: 0, width: 182, height: 200, nodes: ['t'] }, column] };
    const routes = routeEdges({ nodes, edges }, placed);
    expect(Math.max(...(routes.get('yes') ?? []).map(({ x }) => x))).toBeLessThan(312 + 158 / 2);
    expect(routes.get('yes')?.at(-1)).toEqual({ x: 312, y: 352 });
    expect(meetings(edges, routes)).toBe(0);
  });

  it('of ports that turn off to one side pass below one another', () => {
    const nodes: Node[] = [
      { id: 't', kind: 'trigger', trigger: { kind: 'manual' } },
      { id: 'd', kind: 'decision', cases: ['p0', 'p1', 'p2'].map((port) => ({ port, when })) },
      ...['a', 'b', 'c', 'e'].map(
        (id): Node => ({
          id,
          kind: 'send',
          message: 'hello',
          channel: 'email',
          class: 'service',
          ignores: [],
          onSuppressed: 'continue',
          onFailure: 'continue',
        }),
      ),
    ];
    const edges: Edge[] = [
      { id: 'in', from: 't', port: 'out', to: 'd' },
      ...['p0', 'p1', 'p2', 'else'].map((port, i): Edge => ({ id: port, from: 'd', port, to: ['a', 'b', 'c', 'e'][i] ?? '' })),
    ];
    const layout = layoutOf({ nodes, edges, annotations: none });
    expect(layout.columns.map(({ nodes: ids }) => ids)).toEqual([
      ['t', 'd'],
      ['a', 'b', 'c', 'e'],
    ]);
    const routes = routeEdges({ nodes, edges }, layout);
    const turns = ['p0', 'p1', 'p2', 'else'].map((port) => routes.get(port)?.[1]?.y ?? 0);
    expect(turns).toEqual(turns.toSorted((one, other) => other - one));
    expect(new Set(turns).size).toBe(4);
    // All in the gap below their node.
    const { y, height } = layout.nodes.get('d') ?? { y: 0, height: 0 };
    for (const turn of turns) expect(turn - y - height).toBeLessThanOrEqual(13);
  });
});
