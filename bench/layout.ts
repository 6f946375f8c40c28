/**
 * The tidy drawing beside ELK's: what a person sees of each (crossings and ways through steps, on straight lines and as drawn, backward
 * ways, length, area), what stays where it was when a step is added, and how long it takes. ELK as it likes, with our columns as its
 * partitions, and column by column, where it knows no ways between columns.
 *   npm run bench -- layout
 */
import ElkConstructor, { type ElkNode, type LayoutOptions } from 'elkjs/lib/elk.bundled.js';
import fc from 'fast-check';
import { placeInColumns } from '../shared/journey/columns';
import { type Box, layoutOf, nodeSize } from '../shared/journey/layout';
import { type Point, routeEdges } from '../shared/journey/route-edges';
import { type Edge, type Journey, portsOf } from '../shared/journey/schema';
import { journeys } from '../tests/arbitrary-journeys';
import { mappedEngagement } from '../tests/mapped-engagement';
import { engagementWithJourney } from './canvas-journeys';
import { median } from './measure';

type Drawn = Pick<Journey, 'nodes' | 'edges' | 'annotations'>;
/** `routes`: the ways as they are drawn, by edge. */
type Placed = { boxes: Map<string, Box>; routes?: ReadonlyMap<string, readonly Point[]> };
type Way = { name: string; place(journey: Drawn): Promise<Placed> };
/** Without drawn ways, their figures are not numbers. */
type Figures = {
  crossings: number;
  drawnCrossings: number;
  through: number;
  drawnThrough: number;
  backward: number;
  length: number;
  area: number;
  moved: number;
  movedBy: number;
  ms: number;
};

const elk = new ElkConstructor();
const common: LayoutOptions = {
  'elk.algorithm': 'layered',
  'elk.spacing.nodeNode': '20',
  'elk.layered.spacing.nodeNodeBetweenLayers': '48',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.separateConnectedComponents': 'false',
};

const ways: Way[] = [
  {
    name: 'our columns',
    async place(journey) {
      const layout = layoutOf(journey);
      return { boxes: layout.nodes, routes: routeEdges(journey, layout) };
    },
  },
  { name: 'ELK layered', place: (journey) => byElk(journey, () => undefined) },
  {
    name: 'ELK layered, our columns as partitions',
    place(journey) {
      const { keys, columnOf } = placeInColumns(journey);
      return byElk(journey, (id) => {
        const key = columnOf.get(id);
        // Goals and exits stand in no column: behind all of them, as ELK wants every node in one part or none of them in any.
        return key === undefined ? keys.length : keys.indexOf(key);
      });
    },
  },
  { name: 'ELK in each column, columns side by side', place: inEachColumn },
];

/** As compound nodes: each column by itself, running down, and the columns in the order of the storyboard; what has no column above them. */
async function inEachColumn(journey: Drawn): Promise<Placed> {
  const { keys, columnOf } = placeInColumns(journey);
  const boxes = new Map<string, Box>();
  let x = 0;
  for (const key of [...keys, undefined]) {
    const nodes = journey.nodes.filter((node) => columnOf.get(node.id) === key);
    if (nodes.length === 0) continue;
    const ids = new Set(nodes.map(({ id }) => id));
    const edges = journey.edges.filter(({ from, to }) => ids.has(from) && ids.has(to));
    const { boxes: placed } = await byElk({ ...journey, nodes, edges }, () => undefined, 'DOWN');
    const isLane = key === undefined;
    const all = [...placed.values()];
    const height = Math.max(...all.map((box) => box.y + box.height));
    for (const [id, box] of placed) boxes.set(id, isLane ? { ...box, y: box.y - height - 60 } : { ...box, x: box.x + x });
    if (!isLane) x += Math.max(...all.map((box) => box.x + box.width)) + 72;
  }
  return { boxes };
}

async function byElk(journey: Drawn, partitionOf: (id: string) => number | undefined, direction: 'RIGHT' | 'DOWN' = 'RIGHT'): Promise<Placed> {
  const children: ElkNode[] = journey.nodes.map((node) => {
    const partition = partitionOf(node.id);
    return {
      id: node.id,
      ...nodeSize(node),
      layoutOptions: { 'elk.portConstraints': 'FIXED_ORDER', ...(partition === undefined ? {} : { 'elk.partitioning.partition': String(partition) }) },
      ports: portsOf(node).map((port, i) => ({
        id: `${node.id} ${port}`,
        layoutOptions: { 'elk.port.side': direction === 'RIGHT' ? 'EAST' : 'SOUTH', 'elk.port.index': String(-i) },
      })),
    };
  });
  const edges = journey.edges.map((edge) => ({ id: edge.id, sources: [`${edge.from} ${edge.port}`], targets: [edge.to] }));
  const graph: ElkNode = await elk.layout({
    id: 'root',
    layoutOptions: {
      ...common,
      'elk.direction': direction,
      'elk.partitioning.activate': String(children.some((one) => one.layoutOptions?.['elk.partitioning.partition'] !== undefined)),
    },
    children,
    edges,
  });
  const routes = (graph.edges ?? []).map(({ id, sections = [] }) => {
    const points = sections.flatMap(({ startPoint, bendPoints = [], endPoint }) => [startPoint, ...bendPoints, endPoint]);
    return [id, points] as const;
  });
  return {
    boxes: new Map((graph.children ?? []).map(({ id, x = 0, y = 0, width = 0, height = 0 }) => [id, { x, y, width, height }])),
    routes: new Map(routes),
  };
}

function figuresOf(journey: Drawn, { boxes, routes }: Placed): Omit<Figures, 'moved' | 'movedBy' | 'ms'> {
  const middle = (id: string): Point => {
    const box = boxes.get(id) ?? { x: 0, y: 0, width: 0, height: 0 };
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };
  const lines = journey.edges.map((edge) => ({ edge, a: middle(edge.from), b: middle(edge.to) }));
  const straight = seen(
    lines.map(({ edge, a, b }) => ({ edge, points: [a, b] })),
    boxes,
  );
  const drawn = routes
    ? seen(
        journey.edges.map((edge) => ({ edge, points: routes.get(edge.id) ?? [] })),
        boxes,
      )
    : { crossings: Number.NaN, through: Number.NaN };
  const all = [...boxes.values()];
  const [right, bottom] = [Math.max(...all.map((b) => b.x + b.width)), Math.max(...all.map((b) => b.y + b.height))];
  const [left, top] = [Math.min(...all.map((b) => b.x)), Math.min(...all.map((b) => b.y))];
  return {
    ...straight,
    drawnCrossings: drawn.crossings,
    drawnThrough: drawn.through,
    backward: lines.filter(({ a, b }) => b.x < a.x - 1 || (Math.abs(b.x - a.x) <= 1 && b.y < a.y)).length,
    length: lines.reduce((sum, { a, b }) => sum + Math.hypot(b.x - a.x, b.y - a.y), 0),
    area: ((right - left) * (bottom - top)) / 1e6,
  };
}

/** Places where ways of four different steps cross, and ways that run behind a step. */
function seen(ways: readonly { edge: Edge; points: readonly Point[] }[], boxes: ReadonlyMap<string, Box>): { crossings: number; through: number } {
  const pieces = ways.map(({ edge, points }) => ({ edge, lines: points.slice(1).map((b, i): [Point, Point] => [points[i] ?? b, b]) }));
  let crossings = 0;
  let through = 0;
  for (const [i, one] of pieces.entries()) {
    for (const other of pieces.slice(i + 1))
      if (apart(one.edge, other.edge)) for (const [a, b] of one.lines) for (const [c, d] of other.lines) if (cross(a, b, c, d)) crossings++;
    for (const [id, box] of boxes) if (id !== one.edge.from && id !== one.edge.to && one.lines.some(([a, b]) => meets(a, b, box))) through++;
  }
  return { crossings, through };
}

function apart(one: Edge, other: Edge): boolean {
  return new Set([one.from, one.to, other.from, other.to]).size === 4;
}

function side(a: Point, b: Point, c: Point): number {
  return Math.sign((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x));
}

function cross(a: Point, b: Point, c: Point, d: Point): boolean {
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

/** A little inside its border: a way that touches a corner does not run through. */
function meets(a: Point, b: Point, { x, y, width, height }: Box): boolean {
  const [l, t, r, u] = [x + 4, y + 4, x + width - 4, y + height - 4];
  const corners: [Point, Point][] = [
    [
      { x: l, y: t },
      { x: r, y: u },
    ],
    [
      { x: l, y: u },
      { x: r, y: t },
    ],
  ];
  return corners.some(([c, d]) => cross(a, b, c, d));
}

/** The journey with one more step on its first way: what a person adds while drawing. */
function withOneMore(journey: Drawn): Drawn {
  const [first, ...rest] = journey.edges;
  if (!first) return journey;
  const id = 'one-more';
  return {
    ...journey,
    nodes: [...journey.nodes, { id, kind: 'wait', duration: 'PT1H' }],
    edges: [{ ...first, to: id }, { id: 'one-more-out', from: id, port: 'out', to: first.to }, ...rest],
  };
}

/** Share of the steps that lie elsewhere, and how far all of them went on average. */
function movedBetween(before: ReadonlyMap<string, Box>, after: ReadonlyMap<string, Box>): { moved: number; movedBy: number } {
  let moved = 0;
  let way = 0;
  for (const [id, { x, y }] of before) {
    const now = after.get(id);
    const by = now ? Math.hypot(now.x - x, now.y - y) : 0;
    way += by;
    if (by > 1) moved++;
  }
  return { moved: moved / Math.max(1, before.size), movedBy: way / Math.max(1, before.size) };
}

async function measured(way: Way, journey: Drawn): Promise<Figures> {
  const times: number[] = [];
  let placed: Placed = { boxes: new Map() };
  for (let i = 0; i < 3; i++) {
    const began = performance.now();
    placed = await way.place(journey);
    times.push(performance.now() - began);
  }
  return { ...figuresOf(journey, placed), ...movedBetween(placed.boxes, (await way.place(withOneMore(journey))).boxes), ms: median(times) };
}

const random: Drawn[] = fc
  .sample(journeys, { seed: 20261129, numRuns: 60 })
  .map(({ journey }) => ({ ...journey, annotations: { storyboard: [], touchpoints: {}, optional: [] } }));
const templates: Drawn[] = mappedEngagement().journeys;
const sets: { name: string; journeys: Drawn[] }[] = [
  { name: `${templates.length} templates`, journeys: templates },
  { name: `${random.length} random ones, with circles`, journeys: random },
  ...[200, 500, 2000].map((count) => ({ name: `${count.toLocaleString('en')} steps`, journeys: [engagementWithJourney(count).journey] })),
];
console.log(
  '| | | crossings | as drawn | ways through steps | as drawn | backward ways | length, px | area, Mpx | moved by one step more | how far | time |\n|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|',
);
for (const { name, journeys: drawn } of sets) {
  for (const way of ways) {
    const all: Figures[] = [];
    for (const journey of drawn) all.push(await measured(way, journey));
    const sum = (key: keyof Figures) => all.reduce((total, one) => total + one[key], 0);
    const count = (value: number) => (Number.isNaN(value) ? '–' : Math.round(value).toLocaleString('en'));
    console.log(
      `| ${name} | ${way.name} | ${count(sum('crossings'))} | ${count(sum('drawnCrossings'))} | ${count(sum('through'))} | ${count(sum('drawnThrough'))} | ${count(sum('backward'))} | ${count(sum('length'))} | ${sum('area').toFixed(1)} | ${Math.round((100 * sum('moved')) / all.length)}% | ${count(sum('movedBy') / all.length)} px | ${(sum('ms') / all.length).toFixed(1)} ms |`,
    );
  }
}
