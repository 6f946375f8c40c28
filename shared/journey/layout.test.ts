import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { journeys } from '../../tests/arbitrary-journeys';
import { mappedEngagement } from '../../tests/mapped-engagement';
import { shippedCatalogue } from '../../tests/shipped-catalogue';
import { testJourney } from '../engagement/engagement.fixture';
import { createTranslate } from '../i18n/translator';
import { languages } from '../text';
import { placeInColumns } from './columns';
import { defaultNode } from './default-node';
import { toGraph } from './graph';
import { journeyContext } from './journey-context';
import { type Box, columnFrames, layoutOf, nodeSize, tidy } from './layout';
import { routeEdges } from './route-edges';
import { type Journey, type Node, nodeKinds, portsOf } from './schema';
import { toDiagram } from './to-diagram';

const engagement = mappedEngagement();
const context = journeyContext(engagement, shippedCatalogue());
const journeyFrom = (from: string): Journey => {
  const journey = engagement.journeys.find((one) => one.from === from);
  if (!journey) throw new Error(from);
  return journey;
};
const overlaps = (a: Box, b: Box) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
function overlapping(boxes: ReadonlyMap<string, Box>): string[] {
  const all = [...boxes];
  return all.flatMap(([a, one], i) => all.slice(i + 1).flatMap(([b, other]) => (overlaps(one, other) ? [`${a} ${b}`] : [])));
}

/** Any graph at all: circles, loose ends, several triggers, no sends. */
const arbitraryJourney = fc
  .record({
    kinds: fc.array(fc.constantFrom(...nodeKinds), { minLength: 0, maxLength: 40 }),
    edges: fc.array(fc.record({ from: fc.nat(60), port: fc.nat(3), to: fc.nat(60) }), { maxLength: 80 }),
    touchpoints: fc.array(fc.nat(6), { maxLength: 40 }),
  })
  .map(({ kinds, edges, touchpoints }): Journey => {
    const nodes = kinds.map(
      (kind, i): Node => (kind === 'ext' ? { id: `n${i}`, kind, originalKind: 'x', data: null } : defaultNode(kind, `n${i}`, engagement).node),
    );
    return testJourney(1, nodes, {
      edges: edges.flatMap(({ from, port, to }, i) => {
        const source = nodes[from % Math.max(1, nodes.length)];
        const ports = source ? portsOf(source) : [];
        return source && ports.length > 0 ? [{ id: `e${i}`, from: source.id, port: ports[port % ports.length] ?? 'out', to: `n${to}` }] : [];
      }),
      annotations: { storyboard: [], touchpoints: Object.fromEntries(touchpoints.map((n, i) => [`n${i}`, n])), optional: [] },
    });
  });

describe('the tidy layout', () => {
  it('places every node of any graph once, without overlap, inside its size, and always the same', () => {
    fc.assert(
      fc.property(arbitraryJourney, (journey) => {
        const layout = layoutOf(journey);
        expect([...layout.nodes.keys()].sort()).toEqual(journey.nodes.map((node) => node.id).sort());
        expect(overlapping(layout.nodes)).toEqual([]);
        for (const box of layout.nodes.values()) {
          expect(box.x).toBeGreaterThanOrEqual(0);
          expect(box.y).toBeGreaterThanOrEqual(0);
          expect(box.x + box.width).toBeLessThanOrEqual(layout.width);
          expect(box.y + box.height).toBeLessThanOrEqual(layout.height);
        }
        expect(tidy(structuredClone(journey))).toEqual(tidy(journey));
      }),
      { numRuns: 200 },
    );
  });

  it.each(engagement.journeys.map((journey) => journey.from ?? ''))('%s: nodes, frames and lanes keep apart', (from) => {
    const layout = layoutOf(journeyFrom(from));
    expect(overlapping(layout.nodes)).toEqual([]);
    expect(overlapping(new Map(layout.columns.map((column) => [String(column.key), column])))).toEqual([]);
    for (const column of layout.columns)
      for (const id of column.nodes) {
        const box = layout.nodes.get(id);
        expect(
          box && box.x >= column.x && box.x + box.width <= column.x + column.width && box.y >= column.y && box.y + box.height <= column.y + column.height,
        ).toBe(true);
      }
    const journey = { ...journeyFrom(from), layout: tidy(journeyFrom(from)) };
    expect(columnFrames(journey, placeInColumns(journey))).toEqual(layout.columns);
  });

  it('reads the cart journey as people draw it: wait, question, message, and on', () => {
    const columns = layoutOf(journeyFrom('cart-abandonment')).columns.map(({ key, nodes }) => [key, ...nodes]);
    expect(columns).toEqual([
      ['entry', 'trigger'],
      [1, 'cart-w1', 'cart-c1', 'cart-c2', 'cart-m1b', 'cart-m1a'],
      [2, 'cart-w2', 'cart-c3', 'cart-m2'],
      [3, 'cart-w3', 'cart-c4', 'cart-c5', 'cart-a1', 'cart-c6', 'cart-s1', 'cart-m3a', 'cart-m3b'],
      [4, 'cart-w4', 'cart-c7', 'cart-c8', 'cart-m4a', 'cart-c9', 'cart-m4b', 'cart-w5', 'cart-c10'],
    ]);
  });

  it('is 158 wide and 46 to 84 high, a join slimmer', () => {
    for (const kind of nodeKinds) {
      const { width, height } = nodeSize({ kind });
      expect(width).toBe(158);
      expect(kind === 'join' ? height === 28 : height >= 46 && height <= 84).toBe(true);
    }
  });

  it('leads every way from a trigger, unless it goes back, to a later column or down in its own', () => {
    let forward = 0;
    fc.assert(
      fc.property(journeys, ({ journey: drawn }) => {
        // Touchpoints that somebody put in another order are drawn in that order.
        const journey = { ...drawn, annotations: { storyboard: [], touchpoints: {}, optional: [] } };
        const graph = toGraph(journey);
        const layout = layoutOf(journey, graph);
        const back: string[] = [];
        const columnOf = new Map(layout.columns.flatMap(({ nodes }, i) => nodes.map((id) => [id, i] as const)));
        for (const { id, from, to } of journey.edges) {
          const [a, b] = [columnOf.get(from), columnOf.get(to)];
          if (graph.back.has(id) || !graph.reached.has(from) || a === undefined || b === undefined) continue;
          forward++;
          const down = (layout.nodes.get(to)?.y ?? 0) > (layout.nodes.get(from)?.y ?? 0);
          if (b < a || (b === a && !down)) back.push(`${from} → ${to}`);
        }
        expect(back).toEqual([]);
      }),
      // The same journeys every time, for the count below: with fewer than three ways in each of the hundred, nothing would be looked at.
      { seed: 1 },
    );
    expect(forward).toBeGreaterThan(300);
  });

  it('lays out 20,000 nodes in a row without recursion', () => {
    const nodes = Array.from({ length: 20_000 }, (_, i): Node => ({ id: `n${i}`, kind: 'wait', duration: 'P1D' }));
    const edges = nodes.slice(1).map((node, i) => ({ id: `e${i}`, from: `n${i}`, port: 'out', to: node.id }));
    expect(layoutOf(testJourney(1, nodes, { edges })).nodes.size).toBe(20_000);
  });
});

describe('reading order', () => {
  it('puts the first port first and knows the ways back', () => {
    const nodes: Node[] = [
      { id: 't', kind: 'trigger', trigger: { kind: 'manual' } },
      { id: 'd', kind: 'decision', cases: [{ port: 'yes', when: { op: 'exists', left: { kind: 'customer', path: 'email' } } }] },
      { id: 'y', kind: 'wait', duration: 'P1D' },
      { id: 'n', kind: 'wait', duration: 'P2D' },
      { id: 'loose', kind: 'join' },
    ];
    const edges = [
      { id: 'e1', from: 't', port: 'out', to: 'd' },
      { id: 'e2', from: 'd', port: 'else', to: 'n' },
      { id: 'e3', from: 'd', port: 'yes', to: 'y' },
      { id: 'e4', from: 'n', port: 'out', to: 'd' },
    ];
    const graph = toGraph({ nodes, edges });
    expect(graph.order).toEqual(['t', 'd', 'y', 'n', 'loose']);
    expect([...graph.back]).toEqual(['e4']);
    expect(graph.reached.has('loose')).toBe(false);
  });
});

describe('the drawing', () => {
  it.each(engagement.journeys.map((journey) => journey.from ?? ''))('%s: every edge is drawn, in right angles, from its node to its node', (from) => {
    const journey = journeyFrom(from);
    const layout = layoutOf(journey);
    const routes = routeEdges(journey, layout);
    const touches = (box: Box | undefined, point: { x: number; y: number } | undefined) =>
      box && point && point.x >= box.x - 0.01 && point.x <= box.x + box.width + 0.01 && point.y >= box.y - 0.01 && point.y <= box.y + box.height + 0.01;
    for (const edge of journey.edges) {
      const points = routes.get(edge.id) ?? [];
      expect(points.length).toBeGreaterThan(1);
      expect(touches(layout.nodes.get(edge.from), points[0])).toBe(true);
      expect(touches(layout.nodes.get(edge.to), points.at(-1))).toBe(true);
      for (const [i, point] of points.slice(1).entries()) expect(point.x === points[i]?.x || point.y === points[i]?.y).toBe(true);
    }
  });

  it.each(languages)('says everything in %s, with the time of each touchpoint', (language) => {
    const speaker = { translate: createTranslate(language), language, context };
    const diagram = toDiagram(journeyFrom('cart-abandonment'), speaker, new Set(['cart-m4a']));
    expect(diagram.nodes.filter((node) => node.title.trim() === '' || /(node|port|duration|column)\./.test(node.title + node.caption))).toEqual([]);
    expect(diagram.groups.map((group) => group.title.replace(/[\u2066-\u2069]/g, ''))[2]).toBe(
      { en: 'Touchpoint 2 · After 1 day and 1 hour', he: 'נקודת מגע 2 · אחרי יום ושעה', fa: 'نقطه تماس ۲ · پس از ۱ روز و ۱ ساعت' }[language],
    );
    expect(diagram.nodes.find((node) => node.id === 'cart-m4a')?.problem).toBe(true);
    // The bands end with the last column; lines run beside it.
    const columnsEnd = Math.max(...diagram.groups.map(({ x, width }) => x + width));
    expect(diagram.nodes.find((node) => node.id === 'cart-goal')?.width).toBe(columnsEnd);
    for (const { points } of diagram.edges) for (const { x } of points) expect(x).toBeLessThan(diagram.width);
  });

  it('holds the ways that run below its columns, also where no exits are below them', () => {
    const drawn = journeyFrom('event-digital-ticket');
    const exits = new Set(drawn.nodes.filter(({ kind }) => kind === 'exit').map(({ id }) => id));
    const journey = { ...drawn, nodes: drawn.nodes.filter(({ id }) => !exits.has(id)), edges: drawn.edges.filter(({ to }) => !exits.has(to)) };
    const diagram = toDiagram(journey, { translate: createTranslate('en'), language: 'en', context });
    const columnsEnd = Math.max(...diagram.groups.map(({ y, height }) => y + height));
    const lowest = Math.max(...diagram.edges.flatMap(({ points }) => points.map(({ y }) => y)));
    expect(lowest).toBeGreaterThan(columnsEnd);
    expect(lowest).toBeLessThan(diagram.height);
  });

  it('has the cards below it, in reading order, none over another and none without words', () => {
    const speaker = { translate: createTranslate('en'), language: 'en' as const, context };
    const journey = journeyFrom('cart-abandonment');
    const card = (id: string, x: number, text: string) => ({ id, text, x, y: -400, width: 200, height: 100, tint: 'pine' as const });
    const cards = [
      card('c', 900, 'Ask Neta. '.repeat(40)),
      card('a', 10, 'First'),
      card('empty', 0, ' '),
      ...Array.from({ length: 9 }, (_, i) => card(`m${i}`, 1000 + i, 'x')),
    ];
    const plain = toDiagram(journey, speaker);
    const diagram = toDiagram({ ...journey, annotations: { ...journey.annotations, cards } }, speaker);
    const drawn = diagram.nodes.filter(({ kind }) => kind === 'card');
    expect(drawn.map(({ id }) => id)).toEqual(['a', 'c', ...Array.from({ length: 9 }, (_, i) => `m${i}`)]);
    expect(diagram.nodes.slice(0, plain.nodes.length)).toEqual(plain.nodes);
    for (const [i, one] of drawn.entries()) {
      expect(one.y).toBeGreaterThan(plain.height);
      expect(one.x + one.width).toBeLessThanOrEqual(diagram.width);
      expect(one.y + one.height).toBeLessThanOrEqual(diagram.height);
      expect(drawn.slice(i + 1).some((other) => overlaps(one, other))).toBe(false);
    }
  });

  it('frames each group with its name, folded or not', () => {
    const speaker = { translate: createTranslate('he'), language: 'he' as const, context };
    const journey = journeyFrom('cart-abandonment');
    const nodes = layoutOf(journey).columns[1]?.nodes ?? [];
    const grouped = { ...journey, annotations: { ...journey.annotations, groups: [{ id: 'g', name: { he: 'תזכורת' }, nodes, folded: true }] } };
    const diagram = toDiagram(grouped, speaker);
    expect(diagram.nodes).toHaveLength(journey.nodes.length);
    const [frame] = diagram.frames ?? [];
    expect(frame?.title).toBe('תזכורת');
    const inside = diagram.nodes.filter(({ x, y }) => frame && x > frame.x && x < frame.x + frame.width && y > frame.y && y < frame.y + frame.height);
    expect(inside.map(({ id }) => id).toSorted()).toEqual(nodes.toSorted());
    expect(toDiagram(journey, speaker).frames).toBeUndefined();
  });
});
