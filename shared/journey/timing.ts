import type { Ref } from '../condition/schema';
import { durationDays, durationMs } from '../time/duration';
import { type Graph, toGraph } from './graph';
import type { Journey } from './schema';

/** When a node is reached at the earliest, quiet times and holds apart. */
export type Arrival = {
  /** Counted from this date; absent: from entry. */
  from?: Ref;
  /** Calendar days and elapsed seconds after it; negative = before it. */
  days: number;
  seconds: number;
};

/**
 * Earliest arrival at every node that can be reached: waits add up along the quickest way. After a wait until a date,
 * time is counted from that date. A wait for an event costs nothing when it happens and its time-out when it does not.
 */
export function arrivals(journey: Pick<Journey, 'nodes' | 'edges'>, graph: Graph = toGraph(journey)): Map<string, Arrival> {
  const result = new Map<string, Arrival>();
  for (const id of graph.order) {
    const node = graph.nodes.get(id);
    if (!node || !graph.reached.has(id)) continue;
    let best: Arrival | undefined = node.kind === 'trigger' ? { days: 0, seconds: 0 } : undefined;
    for (const edge of graph.in.get(id) ?? []) {
      const before = result.get(edge.from);
      if (graph.back.has(edge.id) || !before) continue;
      const arrival = leave(before, graph.nodes.get(edge.from), edge.port);
      if (!best || isEarlier(arrival, best)) best = arrival;
    }
    if (best) result.set(id, best);
  }
  return result;
}

function leave(at: Arrival, node: Journey['nodes'][number] | undefined, port: string): Arrival {
  switch (node?.kind) {
    case 'wait':
      return add(at, node.duration);
    case 'wait-event':
      return port === 'timeout' ? add(at, node.timeout) : at;
    case 'wait-until':
      return add({ from: node.until, days: 0, seconds: 0 }, node.offset ?? 'P0D');
    default:
      return at;
  }
}

function add(at: Arrival, duration: string): Arrival {
  return { ...at, days: at.days + durationDays(duration), seconds: at.seconds + durationMs(duration) / 1000 };
}

/** Between different dates nobody knows; then the first way in reading order stands. */
function isEarlier(a: Arrival, b: Arrival): boolean {
  if (a.from?.path !== b.from?.path || a.from?.kind !== b.from?.kind) return false;
  return a.days * 86_400 + a.seconds < b.days * 86_400 + b.seconds;
}
