import { toGraph } from './graph';
import type { Box, JourneyLayout } from './layout';
import type { Edge, Journey } from './schema';
import { portsOf } from './schema';

export type Point = { x: number; y: number };

/**
 * Orthogonal lines for a tidy layout, by edge id. A node with several ports is left at the bottom, below the word of the
 * port; one with a single port at its side, or straight down to the next node of its column. The way then runs along the
 * gap beside the column and in at a side, over other columns through the band below them. Edges to one target share a
 * track, so that ten ways to the goal are one line. Goals and exits are met at the edge of their box, wherever that is.
 */
export function routeEdges(journey: Pick<Journey, 'nodes' | 'edges'>, layout: JourneyLayout): Map<string, Point[]> {
  const graph = toGraph(journey);
  const columnIndex = new Map<string, number>();
  const below = new Map<string, string>();
  for (const [i, { nodes }] of layout.columns.entries())
    for (const [n, id] of nodes.entries()) {
      columnIndex.set(id, i);
      const next = nodes[n + 1];
      if (next !== undefined) below.set(id, next);
    }
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
    const ports = portsOf(source);
    if (a === undefined) {
      routes.set(edge.id, [middleOf(from), middleOf(to)]);
    } else if (target.kind === 'goal' || target.kind === 'exit') {
      routes.set(edge.id, toLane(depart(edge, from, ports, 'right'), to, tracks.vertical(a, edge.to), target.kind === 'goal'));
    } else if (b === undefined) {
      routes.set(edge.id, [middleOf(from), middleOf(to)]);
    } else if (a === b && below.get(edge.from) === edge.to) {
      const x = portX(edge, from, ports);
      routes.set(edge.id, [
        { x, y: from.y + from.height },
        { x, y: to.y },
      ]);
    } else {
      const start = depart(edge, from, ports, b < a ? 'left' : 'right');
      routes.set(edge.id, simple([...start, ...onward(edge, start, to, a, b, tracks)]));
    }
  }
  return routes;
}

type Tracks = {
  /** x of a vertical line in the gap after column `gap` (−1: before the first) for edges to `target`. */
  vertical(gap: number, target: string): number;
  /** y of a line below all columns. */
  horizontal(target: string): number;
};

function portX(edge: Edge, box: Box, ports: readonly string[]): number {
  const i = Math.max(0, ports.indexOf(edge.port));
  return box.x + (box.width * (2 * i + 1)) / (2 * ports.length);
}

/** The first points of an edge, up to where it turns along the column's side. */
function depart(edge: Edge, box: Box, ports: readonly string[], side: 'left' | 'right'): Point[] {
  if (ports.length < 2) return [{ x: side === 'left' ? box.x : box.x + box.width, y: box.y + box.height / 2 }];
  const x = portX(edge, box, ports);
  const bottom = box.y + box.height;
  // Each port turns at a height of its own, in the gap below the node.
  const turn = bottom + 4 + ((3 * Math.max(0, ports.indexOf(edge.port))) % 10);
  return [
    { x, y: bottom },
    { x, y: turn },
  ];
}

function toLane(start: readonly Point[], lane: Box, x: number, up: boolean): Point[] {
  const last = start.at(-1) ?? middleOf(lane);
  const y = up ? lane.y + lane.height : lane.y;
  const points = [...start, { x, y: last.y }];
  if (x >= lane.x && x <= lane.x + lane.width) return simple([...points, { x, y }]);
  // The lane's box is not over this gap: run along it.
  const along = up ? y + 10 : y - 10;
  const end = x < lane.x ? lane.x + 8 : lane.x + lane.width - 8;
  return simple([...points, { x, y: along }, { x: end, y: along }, { x: end, y }]);
}

function onward(edge: Edge, start: readonly Point[], to: Box, a: number, b: number, tracks: Tracks): Point[] {
  const leaveY = start.at(-1)?.y ?? to.y;
  const y = to.y + Math.min(16, to.height / 2);
  const [first, last] = b < a ? [a - 1, b] : b === a ? [a, a] : [a, b - 1];
  // Into the side that faces the gap it comes along: the near one from another column, the far one within the same.
  const end = { x: b > a ? to.x : to.x + to.width, y };
  const x1 = tracks.vertical(first, edge.to);
  const turned = [{ x: x1, y: leaveY }];
  if (first === last) return [...turned, { x: x1, y }, end];
  const channel = tracks.horizontal(edge.to);
  const x2 = tracks.vertical(last, edge.to);
  return [...turned, { x: x1, y: channel }, { x: x2, y: channel }, { x: x2, y }, end];
}

/** Without points that add nothing. */
function simple(points: readonly Point[]): Point[] {
  return points.filter((point, i) => {
    const before = points[i - 1];
    const after = points[i + 1];
    if (before && before.x === point.x && before.y === point.y) return false;
    return !(before && after && ((before.x === point.x && point.x === after.x) || (before.y === point.y && point.y === after.y)));
  });
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
      const middle = column ? column.x + column.width + layout.columnGap / 2 : -layout.columnGap / 2;
      const limit = layout.columnGap / 2 - 6;
      return middle + Math.max(-limit, Math.min(limit, offset(next(`v${gap}`, target)) * 6));
    },
    horizontal: (target) => bottom + 6 + (next('h', target) % 5) * 4,
  };
}

function middleOf(box: Box): Point {
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
