import { type Graph, toGraph } from './graph';
import type { Box, JourneyLayout } from './layout';
import type { Edge, Journey } from './schema';
import { portsOf } from './schema';
import { cornersOf, createTracks, type Order, type Point, type Tracks, type Way } from './tracks';

export type { Point } from './tracks';

/**
 * Orthogonal lines for a tidy layout, by edge id. A node with several ports is left at the bottom, below the word of the
 * port; one with a single port at its side, or straight down to the next node of its column. The way then runs along the
 * gap beside the column and in at a side, over other columns through the band below them. Edges to one target share a
 * track, so that ten ways to the goal are one line. Goals and exits are met at the edge of their box, wherever that is.
 * @param order puts the tracks of a gap side by side; without it, so that few ways cross
 */
export function routeEdges(journey: Pick<Journey, 'nodes' | 'edges'>, layout: JourneyLayout, order?: Order): Map<string, Point[]> {
  const graph = toGraph(journey);
  const columnIndex = new Map<string, number>();
  const below = new Map<string, string>();
  for (const [i, { nodes }] of layout.columns.entries())
    for (const [n, id] of nodes.entries()) {
      columnIndex.set(id, i);
      const next = nodes[n + 1];
      if (next !== undefined) below.set(id, next);
    }
  const tracks = createTracks(layout, order);
  const ways = new Map<string, Way>();

  for (const edge of journey.edges) {
    const from = layout.nodes.get(edge.from);
    const to = layout.nodes.get(edge.to);
    const kind = graph.nodes.get(edge.to)?.kind;
    if (!from || !to || !kind) continue;
    const a = columnIndex.get(edge.from);
    const b = columnIndex.get(edge.to);
    const next = below.get(edge.from);
    const port = portOf(edge, graph, next);
    if (a === undefined || (b === undefined && kind !== 'goal' && kind !== 'exit')) {
      ways.set(edge.id, { start: [middleOf(from)], along: [], end: middleOf(to) });
    } else if (edge.to === next) {
      const x = portX(from, port);
      ways.set(edge.id, { start: [{ x, y: from.y + from.height }], along: [], end: { x, y: to.y } });
    } else {
      // To get further down, a port before the one that leads straight there need not cross its way: it has the other side.
      const free = a > 0 && port.beforeStraight && (b === a || kind === 'exit');
      const side = free || (b !== undefined && b < a) ? 'left' : 'right';
      const gap = side === 'left' ? a - 1 : a;
      const start = depart(from, port, side);
      if (b === undefined) ways.set(edge.id, { start, ...toLane(edge, to, gap, kind === 'goal', tracks) });
      else ways.set(edge.id, { start, ...onward(edge, to, gap, b > a || free ? { gap: b - 1, x: to.x } : { gap: b, x: to.x + to.width }, tracks) });
    }
  }
  tracks.arrange([...ways.values()]);
  return new Map([...ways].map(([id, way]) => [id, simple(cornersOf(way))]));
}

/** Where an edge leaves its node. */
type Port = {
  index: number;
  count: number;
  /** Ports further out to either side whose ways turn off, too. */
  further: { left: number; right: number };
  /** A later port leads straight down to the next node. */
  beforeStraight: boolean;
};

function portOf(edge: Edge, graph: Graph, next: string | undefined): Port {
  const node = graph.nodes.get(edge.from);
  const ports = node ? portsOf(node) : [];
  const at = ({ port }: Edge) => Math.max(0, ports.indexOf(port));
  const index = at(edge);
  const others = graph.out.get(edge.from) ?? [];
  const turning = others.filter(({ to }) => to !== next);
  return {
    index,
    count: ports.length,
    further: { left: turning.filter((other) => at(other) < index).length, right: turning.filter((other) => at(other) > index).length },
    beforeStraight: others.some((other) => other.to === next && at(other) > index),
  };
}

function portX(box: Box, { index, count }: Port): number {
  return box.x + (box.width * (2 * index + 1)) / (2 * Math.max(1, count));
}

/** The first points of an edge, up to where it turns along the column's side. */
function depart(box: Box, port: Port, side: 'left' | 'right'): Point[] {
  if (port.count < 2) return [{ x: side === 'left' ? box.x : box.x + box.width, y: box.y + box.height / 2 }];
  const x = portX(box, port);
  const bottom = box.y + box.height;
  // Each port turns at a height of its own in the gap below the node, below those it passes.
  const turn = bottom + Math.min(13, 4 + port.further[side] * Math.min(3, 9 / (port.count - 1)));
  return [
    { x, y: bottom },
    { x, y: turn },
  ];
}

/** Straight in where the box is over the gap, else along the band before the lane. */
function toLane({ to: target }: Edge, lane: Box, gap: number, up: boolean, tracks: Tracks): Pick<Way, 'along' | 'end'> {
  const upright = tracks.upright(gap, target);
  const y = up ? lane.y + lane.height : lane.y;
  const { middle, limit } = upright.band;
  const [start, end] = [lane.x, lane.x + lane.width];
  if (start <= middle - limit && middle + limit <= end) return { along: [upright], end: { y } };
  // Never into a place among the gap's tracks.
  const x = end < middle - limit ? end - 8 : middle + limit < start ? start + 8 : lane.x + lane.width / 2;
  return { along: [upright, up ? tracks.above(target) : tracks.below(target)], end: { x, y } };
}

/** Into the side that faces the gap it comes along: the near one from another column. */
function onward({ to: target }: Edge, to: Box, first: number, last: { gap: number; x: number }, tracks: Tracks): Pick<Way, 'along' | 'end'> {
  const upright = tracks.upright(first, target);
  const along = first === last.gap ? [upright] : [upright, tracks.below(target), tracks.upright(last.gap, target)];
  return { along, end: { x: last.x, y: to.y + Math.min(16, to.height / 2) } };
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

function middleOf(box: Box): Point {
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
