import { type ColumnKey, type Placing, placeInColumns } from './columns';
import { type Graph, toGraph } from './graph';
import type { Journey, Node } from './schema';

/** Everything in pixels, left to right as stored; a right-to-left view mirrors it. */
export type Box = { x: number; y: number; width: number; height: number };
export type Size = { width: number; height: number };
export type Spot = { x: number; y: number };
export type LaidColumn = Box & { key: ColumnKey; nodes: string[] };
export type JourneyLayout = Size & {
  nodes: Map<string, Box>;
  columnGap: number;
  columns: LaidColumn[];
  /** Bands across the whole width; absent when there is nothing in them. */
  lanes: { goal?: Box; exits?: Box };
};

export const NODE_WIDTH = 158;
export const COLUMN_PADDING = 12;
export const COLUMN_HEADER = 36;
/** Between two columns: room for the edges that run there. */
export const COLUMN_GAP = 48;
/** Between two nodes of a column. */
export const NODE_GAP = 20;
const LANE_HEIGHT = 46;
const COLUMN_WIDTH = NODE_WIDTH + 2 * COLUMN_PADDING;

/** Where a drawing is looked at: how large nodes are, and how far apart columns. */
export type Look = { size: (node: Pick<Node, 'kind'>) => Size; columnGap: number; nodeGap: number; laneGap: number };

/** Size of a node on the canvas: two lines of title, and a row for what its kind adds (counts, ports). */
export function nodeSize(node: Pick<Node, 'kind'>): Size {
  return { width: NODE_WIDTH, height: heightOf(node.kind) };
}

function heightOf(kind: Node['kind']): number {
  switch (kind) {
    case 'send':
      return 84;
    case 'trigger':
    case 'decision':
    case 'ab':
    case 'wait-event':
      return 76;
    case 'task':
    case 'webhook':
    case 'update':
    case 'ext':
      return 62;
    case 'wait':
    case 'wait-until':
    case 'window':
    case 'goal':
    case 'exit':
      return LANE_HEIGHT;
    case 'join':
      return 28;
  }
}

const onCanvas: Look = { size: nodeSize, columnGap: COLUMN_GAP, nodeGap: NODE_GAP, laneGap: 28 };

/** Paper has no counts to show and little room: a journey of four touchpoints should fit on two pages. */
export const onPaper: Look = { size: ({ kind }) => ({ width: NODE_WIDTH, height: paperHeights[kind] ?? 44 }), columnGap: 28, nodeGap: 16, laneGap: 18 };
const paperHeights: Partial<Record<Node['kind'], number>> = { send: 60, 'wait-event': 60, decision: 60, ab: 60, trigger: 52, join: 28 };

/**
 * The tidy drawing: goals in a lane above, one column per touchpoint in reading order with the flow running down inside
 * it, exits in a lane below. The same journey gives the same drawing; no two nodes overlap.
 */
export function layoutOf(
  journey: Pick<Journey, 'nodes' | 'edges' | 'annotations'>,
  graph: Graph = toGraph(journey),
  { size: sizeOf, columnGap, nodeGap, laneGap }: Look = onCanvas,
): JourneyLayout {
  const { keys, columnOf } = placeInColumns(journey, graph);
  const goals: Node[] = [];
  const exits: Node[] = [];
  const stacks = new Map<ColumnKey, Node[]>(keys.map((key) => [key, []]));
  for (const id of graph.order) {
    const node = graph.nodes.get(id);
    if (!node) continue;
    if (node.kind === 'goal') goals.push(node);
    else if (node.kind === 'exit') exits.push(node);
    else stacks.get(columnOf.get(id) ?? 'rest')?.push(node);
  }

  const nodes = new Map<string, Box>();
  const columns: LaidColumn[] = [];
  const top = goals.length > 0 ? LANE_HEIGHT + laneGap : 0;
  let x = 0;
  for (const key of keys) {
    const stack = stacks.get(key) ?? [];
    let y = top + COLUMN_HEADER;
    for (const node of stack) {
      const size = sizeOf(node);
      nodes.set(node.id, { x: x + COLUMN_PADDING, y, ...size });
      y += size.height + nodeGap;
    }
    columns.push({ key, x, y: top, width: COLUMN_WIDTH, height: y - nodeGap + COLUMN_PADDING - top, nodes: stack.map((node) => node.id) });
    x += COLUMN_WIDTH + columnGap;
  }

  const bottom = columns.reduce((most, column) => Math.max(most, column.y + column.height), top);
  const exitsY = bottom + (columns.length > 0 ? laneGap : 0);
  const laneNodes = Math.max(goals.length, exits.length);
  const width = Math.max(columns.length > 0 ? x - columnGap : 0, laneNodes * (NODE_WIDTH + NODE_GAP) - NODE_GAP, 0);
  placeInLane(goals, 0, width, graph, nodes);
  placeInLane(exits, exitsY, width, graph, nodes);
  return {
    nodes,
    columnGap,
    columns,
    lanes: {
      ...(goals.length > 0 ? { goal: { x: 0, y: 0, width, height: LANE_HEIGHT } } : {}),
      ...(exits.length > 0 ? { exits: { x: 0, y: exitsY, width, height: LANE_HEIGHT } } : {}),
    },
    width,
    height: exits.length > 0 ? exitsY + LANE_HEIGHT : bottom,
  };
}

/** Lane nodes stand above or below the columns that lead to them, pushed along until none touches another. */
function placeInLane(lane: readonly Node[], y: number, width: number, graph: Graph, nodes: Map<string, Box>): void {
  const wished = lane
    .map((node) => {
      const from = (graph.in.get(node.id) ?? []).map((edge) => nodes.get(edge.from)?.x).filter((at) => at !== undefined);
      const middle = from.length > 0 ? from.reduce((sum, at) => sum + at, 0) / from.length : COLUMN_PADDING;
      return { node, x: middle };
    })
    .sort((a, b) => a.x - b.x || (graph.rank.get(a.node.id) ?? 0) - (graph.rank.get(b.node.id) ?? 0));
  const step = NODE_WIDTH + NODE_GAP;
  let free = 0;
  wished.forEach(({ node, x }, i) => {
    const last = width - (wished.length - 1 - i) * step - NODE_WIDTH;
    const at = Math.round(Math.max(free, Math.min(x, last)));
    nodes.set(node.id, { x: at, y, ...nodeSize(node) });
    free = at + step;
  });
}

/** Positions for `journey.layout`: what the Tidy command stores. */
export function tidy(journey: Pick<Journey, 'nodes' | 'edges' | 'annotations'>): Journey['layout'] {
  const { nodes } = layoutOf(journey);
  return Object.fromEntries([...nodes].map(([id, box]) => [id, { x: box.x, y: box.y }]));
}

/** Whether every node stands where the Tidy command would put it. */
export function isTidy(journey: Pick<Journey, 'nodes' | 'edges' | 'annotations' | 'layout'>): boolean {
  const spots = Object.entries(tidy(journey));
  return spots.length === Object.keys(journey.layout).length && spots.every(([id, { x, y }]) => journey.layout[id]?.x === x && journey.layout[id]?.y === y);
}

/**
 * The frames behind the nodes as they stand now (people move nodes): around each column's nodes, in reading order.
 * On a tidy journey they are `layoutOf(journey).columns`.
 */
export function columnFrames({ nodes, layout }: Pick<Journey, 'nodes' | 'layout'>, { keys, columnOf }: Placing): LaidColumn[] {
  const known = new Map(nodes.map((node) => [node.id, node]));
  const members = new Map<ColumnKey, string[]>(keys.map((key) => [key, []]));
  // In reading order, as they were placed.
  for (const [id, key] of columnOf) members.get(key)?.push(id);
  const frames: LaidColumn[] = [];
  for (const [key, ids] of members) {
    let [left, topmost, right, lowest] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const id of ids) {
      const at = layout[id];
      const node = known.get(id);
      if (!at || !node) continue;
      const size = nodeSize(node);
      left = Math.min(left, at.x);
      topmost = Math.min(topmost, at.y);
      right = Math.max(right, at.x + size.width);
      lowest = Math.max(lowest, at.y + size.height);
    }
    if (left === Infinity) continue;
    const x = left - COLUMN_PADDING;
    const y = topmost - COLUMN_HEADER;
    frames.push({ key, x, y, width: right + COLUMN_PADDING - x, height: lowest + COLUMN_PADDING - y, nodes: ids });
  }
  return frames;
}
