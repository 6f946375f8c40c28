import { type Graph, toGraph } from './graph';
import type { Journey, NodeKind } from './schema';

/** Which column a node stands in: before any touchpoint, at one, in a lane, or with no touchpoint at all. */
export type ColumnKey = 'entry' | number | 'rest';
export type Placing = {
  /** Column keys in reading order: entry, touchpoints rising, rest. Empty ones are left out. */
  keys: ColumnKey[];
  /** Goals and exits are not in here: they stand in lanes. */
  columnOf: Map<string, ColumnKey>;
  /** Touchpoint of every send: as annotated, else counted along the way. Without those that were taken off. */
  touchpointOf: Map<string, number>;
};

const waiting: ReadonlySet<NodeKind> = new Set(['wait', 'wait-until', 'wait-event', 'window']);

/**
 * One column per touchpoint. A send stands at its own touchpoint, a wait with the touchpoint it leads to, everything else
 * stays with what comes before it: the way moves on to the next column only by waiting or by writing.
 */
export function placeInColumns(journey: Pick<Journey, 'nodes' | 'edges' | 'annotations'>, graph: Graph = toGraph(journey)): Placing {
  const touchpointOf = touchpoints(journey, graph);
  const ahead = nextTouchpoints(graph, touchpointOf);
  const columnOf = new Map<string, ColumnKey>();

  for (const id of graph.order) {
    const node = graph.nodes.get(id);
    if (!node || node.kind === 'goal' || node.kind === 'exit') continue;
    if (node.kind === 'trigger') {
      columnOf.set(id, 'entry');
      continue;
    }
    const own = touchpointOf.get(id);
    if (own !== undefined) {
      columnOf.set(id, own);
      continue;
    }
    let behind: ColumnKey | undefined;
    for (const edge of graph.in.get(id) ?? []) {
      if (graph.back.has(edge.id)) continue;
      const column = columnOf.get(edge.from);
      if (typeof column === 'number') behind = typeof behind === 'number' ? Math.max(behind, column) : column;
      else if (column === 'entry') behind ??= 'entry';
      // Where nothing is sent, waiting leads there, and no way goes back to the entry.
      else if (column === 'rest' && touchpointOf.size === 0) behind = 'rest';
    }
    columnOf.set(id, columnBetween(behind, [...(ahead.get(id) ?? [])], waiting.has(node.kind), touchpointOf.size > 0));
  }

  const present = new Set(columnOf.values());
  const numbers = [...present].filter((key) => typeof key === 'number').sort((a, b) => a - b);
  const keys: ColumnKey[] = [...(present.has('entry') ? (['entry'] as const) : []), ...numbers, ...(present.has('rest') ? (['rest'] as const) : [])];
  return { keys, columnOf, touchpointOf };
}

function columnBetween(behind: ColumnKey | undefined, ahead: number[], waits: boolean, anyTouchpoint: boolean): ColumnKey {
  if (behind === undefined) return ahead.length > 0 ? Math.min(...ahead) : 'rest';
  if (behind === 'rest') return 'rest';
  if (behind === 'entry') {
    if (waits && ahead.length > 0) return Math.min(...ahead);
    return anyTouchpoint || !waits ? 'entry' : 'rest';
  }
  if (waits) {
    const later = ahead.filter((touchpoint) => touchpoint >= behind);
    return later.length > 0 ? Math.min(...later) : behind;
  }
  return ahead.length > 0 ? Math.min(behind, Math.max(...ahead)) : behind;
}

function touchpoints(journey: Pick<Journey, 'nodes' | 'annotations'>, graph: Graph): Map<string, number> {
  const result = new Map<string, number>();
  const highest = new Map<string, number>();
  for (const id of graph.order) {
    let before = 0;
    for (const edge of graph.in.get(id) ?? []) if (!graph.back.has(edge.id)) before = Math.max(before, highest.get(edge.from) ?? 0);
    const isSend = graph.nodes.get(id)?.kind === 'send';
    // A send without an annotation is the one after those before it; 0 says that it stands at no touchpoint.
    const own = isSend ? (journey.annotations.touchpoints[id] ?? before + 1) || undefined : undefined;
    if (own !== undefined) result.set(id, own);
    highest.set(id, Math.max(before, own ?? 0));
  }
  return result;
}

/** Touchpoints of the first sends met on the ways that lead on from a node, circles not followed. */
function nextTouchpoints(graph: Graph, touchpointOf: ReadonlyMap<string, number>): Map<string, ReadonlySet<number>> {
  const result = new Map<string, ReadonlySet<number>>();
  for (const id of graph.order.toReversed()) {
    const found = new Set<number>();
    for (const edge of graph.out.get(id) ?? []) {
      if (graph.back.has(edge.id)) continue;
      const touchpoint = touchpointOf.get(edge.to);
      if (touchpoint !== undefined) found.add(touchpoint);
      else for (const further of result.get(edge.to) ?? []) found.add(further);
    }
    result.set(id, found);
  }
  return result;
}
