import { toGraph } from './graph';
import type { Box, JourneyLayout } from './layout';
import { COLUMN_GAP, NODE_GAP } from './layout';
import type { Edge, Journey } from './schema';
import { portsOf } from './schema';

export type Point = { x: number; y: number };

/**
 * Orthogonal lines for a tidy layout, by edge id. Straight down to the next node of the column; else out at a side, along
 * the gap beside the column, and in at a side; over other columns through the band below them. Edges to one target share
 * a track, so that ten ways to the goal are one line.
 * @param lanes goals and exits drawn as bands: their edges end at the band, wherever it is met
 */
export function routeEdges(journey: Pick<Journey, 'nodes' | 'edges' | 'annotations'>, layout: JourneyLayout): Map<string, Point[]> {
  const graph = toGraph(journey);
  const columnIndex = new Map<string, number>();
  layout.columns.forEach((column, i) => {
    for (const id of column.nodes) columnIndex.set(id, i);
  });
  const below = new Map<string, string>();
  for (const { nodes } of layout.columns) for (const [i, id] of nodes.entries()) if (nodes[i + 1] !== undefined) below.set(id, nodes[i + 1] ?? '');
  const tracks = createTracks(layout);
  const routes = new Map<string, Point[]>();

  for (const edge of journey.edges) {
    const from = layout.nodes.get(edge.from);
    const to = layout.nodes.get(edge.to);
    const source = graph.nodes.get(edge.from);
    const target = graph.nodes.get(edge.to);
    if (!from || !to || !source || !target) continue;
    const a = columnIndex.get(edge.from);
    const b = columnIndex.get(edge.to);
    const start = sidePoints(edge, from, portsOf(source));

    if (a === undefined || target.kind === 'goal' || target.kind === 'exit') {
      routes.set(edge.id, toLane(edge, start, to, a, target.kind === 'goal', tracks));
    } else if (b === undefined) {
      routes.set(edge.id, [middleOf(from), middleOf(to)]);
    } else if (a === b && below.get(edge.from) === edge.to) {
      const x = from.x + from.width / 2;
      routes.set(edge.id, [
        { x, y: from.y + from.height },
        { x, y: to.y },
      ]);
    } else {
      routes.set(edge.id, betweenColumns(edge, start, to, a, b, tracks));
    }
  }
  return routes;
}

type Start = { left: Point; right: Point };
type Tracks = {
  /** x of a vertical line in the gap after column `gap` (−1: before the first) for edges to `target`. */
  vertical(gap: number, target: string): number;
  /** y of a line below all columns. */
  horizontal(target: string): number;
};

/** Where an edge leaves: ports further down the list leave further down the side, so that lines don't lie on each other. */
function sidePoints(edge: Edge, box: Box, ports: readonly string[]): Start {
  const i = Math.max(0, ports.indexOf(edge.port));
  const y = Math.round(box.y + (box.height * (i + 1)) / (ports.length + 1));
  return { left: { x: box.x, y }, right: { x: box.x + box.width, y } };
}

function toLane(edge: Edge, start: Start, lane: Box, column: number | undefined, up: boolean, tracks: Tracks): Point[] {
  const y = up ? lane.y + lane.height : lane.y;
  if (column === undefined) return [start.right, { x: start.right.x, y }];
  const x = tracks.vertical(column, edge.to);
  const meet = Math.min(Math.max(x, lane.x), lane.x + lane.width);
  const points = [start.right, { x, y: start.right.y }];
  if (meet === x) return [...points, { x, y }];
  // The lane's node is not over this gap: run along the lane to it.
  const along = up ? y + 10 : y - 10;
  const end = x < lane.x ? lane.x + 8 : lane.x + lane.width - 8;
  return [...points, { x, y: along }, { x: end, y: along }, { x: end, y }];
}

function betweenColumns(edge: Edge, start: Start, to: Box, a: number, b: number, tracks: Tracks): Point[] {
  const y = to.y + Math.min(16, to.height / 2);
  if (a === b) {
    // Past other nodes of the same column: out and in on the end side.
    const x = tracks.vertical(a, edge.to);
    return [start.right, { x, y: start.right.y }, { x, y }, { x: to.x + to.width, y }];
  }
  if (b === a + 1) {
    const x = tracks.vertical(a, edge.to);
    return [start.right, { x, y: start.right.y }, { x, y }, { x: to.x, y }];
  }
  if (b > a) {
    const channel = tracks.horizontal(edge.to);
    const x1 = tracks.vertical(a, edge.to);
    const x2 = tracks.vertical(b - 1, edge.to);
    return [start.right, { x: x1, y: start.right.y }, { x: x1, y: channel }, { x: x2, y: channel }, { x: x2, y }, { x: to.x, y }];
  }
  if (b === a - 1) {
    const x = tracks.vertical(b, edge.to);
    return [start.left, { x, y: start.left.y }, { x, y }, { x: to.x + to.width, y }];
  }
  const channel = tracks.horizontal(edge.to);
  const x1 = tracks.vertical(a - 1, edge.to);
  const x2 = tracks.vertical(b, edge.to);
  return [start.left, { x: x1, y: start.left.y }, { x: x1, y: channel }, { x: x2, y: channel }, { x: x2, y }, { x: to.x + to.width, y }];
}

/** Hands out one track per gap and target, nearest the middle first. */
function createTracks(layout: JourneyLayout): Tracks {
  const given = new Map<string, number>();
  const used = new Map<string, number>();
  const next = (gap: string, target: string) => {
    const key = `${gap}:${target}`;
    const known = given.get(key);
    if (known !== undefined) return known;
    const n = used.get(gap) ?? 0;
    used.set(gap, n + 1);
    given.set(key, n);
    return n;
  };
  const offset = (n: number) => (n % 2 === 0 ? n / 2 : -(n + 1) / 2);
  const bottom = layout.columns.reduce((most, column) => Math.max(most, column.y + column.height), 0);
  return {
    vertical: (gap, target) => {
      const column = layout.columns[gap];
      const middle = column ? column.x + column.width + COLUMN_GAP / 2 : -COLUMN_GAP / 2;
      const limit = COLUMN_GAP / 2 - 6;
      return middle + Math.max(-limit, Math.min(limit, offset(next(`v${gap}`, target)) * 6));
    },
    horizontal: (target) => bottom + 6 + (next('h', target) % Math.floor(NODE_GAP / 4)) * 4,
  };
}

function middleOf(box: Box): Point {
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
