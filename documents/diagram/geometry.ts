import type { Diagram, DiagramEdge, DiagramNode } from '../../shared/report';

export type Point = { x: number; y: number };
export type Box = { x: number; y: number; width: number; height: number };

/** The whole drawing as the drawer shows it. Stored left to right; a right-to-left document sees x' = width − x − w. */
export function mirroredDiagram(diagram: Diagram): Diagram {
  const box = <T extends Box>(item: T): T => ({ ...item, x: diagram.width - item.x - item.width });
  return {
    ...diagram,
    nodes: diagram.nodes.map(box),
    groups: diagram.groups.map(box),
    ...(diagram.frames ? { frames: diagram.frames.map(box) } : {}),
    edges: diagram.edges.map((edge): DiagramEdge => ({ ...edge, points: edge.points.map(({ x, y }) => ({ x: diagram.width - x, y })) })),
  };
}

export function overlap(a: Box, b: Box): Box | null {
  const x = Math.max(a.x, b.x);
  const y = Math.max(a.y, b.y);
  const width = Math.min(a.x + a.width, b.x + b.width) - x;
  const height = Math.min(a.y + a.height, b.y + b.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : null;
}

export function contains(box: Box, { x, y }: Point): boolean {
  return x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
}

/** A run of a polyline inside a box. `entered`, `left`: it was cut at that end by the box's edge. */
export type Run = { points: Point[]; entered: boolean; left: boolean };

/** What of a polyline lies in `box`. */
export function clipped(points: readonly Point[], box: Box): Run[] {
  const runs: Run[] = [];
  let run: Run | undefined;
  for (let index = 1; index < points.length; index++) {
    const from = points[index - 1];
    const to = points[index];
    if (!from || !to) continue;
    const part = clippedSegment(from, to, box);
    if (!part || part[0] === part[1]) {
      run = undefined;
      continue;
    }
    const [start, end] = part;
    const at = (t: number): Point => ({ x: from.x + (to.x - from.x) * t, y: from.y + (to.y - from.y) * t });
    if (!run || start > 0) {
      run = { points: [at(start)], entered: start > 0, left: false };
      runs.push(run);
    }
    run.points.push(at(end));
    if (end < 1) {
      run.left = true;
      run = undefined;
    }
  }
  return runs;
}

/** Liang–Barsky: the part of the segment inside the box, as shares of its length. */
function clippedSegment(from: Point, to: Point, box: Box): [number, number] | null {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  let start = 0;
  let end = 1;
  const sides: [number, number][] = [
    [-dx, from.x - box.x],
    [dx, box.x + box.width - from.x],
    [-dy, from.y - box.y],
    [dy, box.y + box.height - from.y],
  ];
  for (const [slope, room] of sides) {
    if (slope === 0 && room < 0) return null;
    if (slope < 0) start = Math.max(start, room / slope);
    if (slope > 0) end = Math.min(end, room / slope);
  }
  return start <= end ? [start, end] : null;
}

/** A node wider than this share of a tile is a lane. */
export const laneShare = 0.75;

/**
 * Cuts a drawing that is too large for one page into tiles of at most `maxWidth` × `maxHeight`, in reading order: down each
 * strip, strips from left to right. Cuts fall between nodes wherever there is a gap.
 */
export function tilesOf(diagram: Diagram, maxWidth: number, maxHeight: number): Box[] {
  // A lane across the whole drawing would leave no gap anywhere; it is drawn in every tile it touches.
  const columns = cuts(
    diagram.nodes.filter((node) => node.width <= maxWidth * laneShare).map((node) => [node.x, node.x + node.width]),
    diagram.width,
    maxWidth,
  );
  const rows = cuts(
    diagram.nodes.filter((node) => node.height <= maxHeight * laneShare).map((node) => [node.y, node.y + node.height]),
    diagram.height,
    maxHeight,
  );
  return columns
    .flatMap(([x, right]) => rows.map(([y, bottom]): Box => ({ x, y, width: right - x, height: bottom - y })))
    .filter((tile) => diagram.nodes.some((node) => overlap(node, tile)) || diagram.groups.some((group) => overlap(group, tile)))
    .map((tile) => cropped(diagram, tile));
}

/** How far below or above its boxes a tile goes along with the lines: farther off they run through emptiness, and are cut like those to the next tile. */
const farthest = 40;

/** A tile without the empty stretch towards a lane that no edge of the tile leads to, or towards a line that runs past far from everything. */
function cropped(diagram: Diagram, tile: Box): Box {
  const runs = diagram.edges.flatMap(({ points }) => clipped(points, tile).map((run) => run.points));
  const reached = (lane: Box) => runs.some((points) => points.some(({ y }) => y >= lane.y - 1 && y <= lane.y + lane.height + 1));
  const boxes = [...diagram.groups, ...diagram.nodes.filter((node) => node.width <= tile.width * laneShare || reached(node))]
    .map((box) => overlap(box, tile))
    .filter((box) => box !== null);
  if (boxes.length === 0) return tile;
  const top = Math.min(...boxes.map((box) => box.y));
  const foot = Math.max(...boxes.map((box) => box.y + box.height));
  // A line that stays in the tile is never cut.
  const whole = diagram.edges.filter(({ points }) => points.every((point) => contains(tile, point))).flatMap(({ points }) => points);
  const lines = [...whole, ...runs.flat().filter(({ y }) => y >= top - farthest && y <= foot + farthest)].map(({ y }) => y);
  const [y, bottom] = [Math.min(top, ...lines), Math.max(foot, ...lines)];
  return { ...tile, y, height: bottom - y };
}

/** What a tile shows: a node lies where its middle is, a lane in every tile it runs through. */
export function nodesOn(diagram: Pick<Diagram, 'nodes'>, tile: Box): DiagramNode[] {
  return diagram.nodes.filter((node) =>
    node.width > tile.width * laneShare ? overlap(node, tile) !== null : contains(tile, { x: node.x + node.width / 2, y: node.y + node.height / 2 }),
  );
}

/** Numbers for the edges that run over a cut, from 1 in reading order; by the edge's index. */
export function numberCuts(diagram: Diagram, tiles: readonly Box[]): Map<number, number> {
  const first = ({ points }: DiagramEdge) => points[0] ?? { x: 0, y: 0 };
  const cut = diagram.edges
    .map((edge, index) => ({ edge, index }))
    .filter(({ edge }) => !tiles.some((tile) => edge.points.every((point) => contains(tile, point))))
    .sort((a, b) => first(a.edge).x - first(b.edge).x || first(a.edge).y - first(b.edge).y);
  return new Map(cut.map(({ index }, order) => [index, order + 1]));
}

function cuts(taken: [number, number][], total: number, max: number): [number, number][] {
  const spans: [number, number][] = [];
  const parts = Math.ceil(total / max);
  let start = 0;
  while (total - start > max) {
    // Rather even parts than full ones and a small rest, if a gap near there allows it; the first ones may be somewhat fuller.
    const even = start + (total - start) / Math.max(1, parts - spans.length) + max * 0.1;
    const free = gaps(taken, start, Math.min(start + max, total)).sort((a, b) => Math.abs(a - even) - Math.abs(b - even) || b - a);
    const cut = free[0] ?? start + max;
    spans.push([start, cut]);
    start = cut;
  }
  spans.push([start, total]);
  return spans;
}

/**
 * Where the gaps between intervals inside (start, end] can be cut; a gap that reaches past `end` counts up to it. Not in the middle,
 * where layouts let edges run along the gap.
 */
function gaps(taken: [number, number][], start: number, end: number): number[] {
  const found: number[] = [];
  let reached = start;
  for (const [from, to] of taken.filter(([, to]) => to > start).sort((a, b) => a[0] - b[0])) {
    if (from > reached && reached > start && reached < end) found.push(reached + (Math.min(from, end) - reached) * 0.68);
    reached = Math.max(reached, to);
    if (reached >= end) break;
  }
  if (reached > start && reached < end) found.push(end);
  return found;
}
