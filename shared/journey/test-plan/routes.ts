/** Ways through a journey that a test is to take. */
import type { Graph } from '../graph';
import type { Edge } from '../schema';

/** A way as the edges that are taken, from a trigger on. */
export type Route = readonly Edge[];

/** More than any way without a message is long: behind a node of this worth something is sent. */
export const WORTH_OF_SEND = 1000;

/** A way that failed before is only taken where there is no other. */
const DETOUR = 8;

/**
 * The shortest way to this edge and over it. `doubtful`: edges that did not lead where they should.
 * Undefined: no trigger leads there.
 */
export function routeTo(edge: Edge, graph: Graph, doubtful: ReadonlySet<string>): Edge[] | undefined {
  const costs = new Map<string, number>();
  const came = new Map<string, Edge>();
  const open: { id: string; cost: number }[] = [];
  for (const [id, node] of graph.nodes)
    if (node.kind === 'trigger') {
      costs.set(id, 0);
      open.push({ id, cost: 0 });
    }
  for (let next = takeCheapest(open); next; next = takeCheapest(open)) {
    if (next.cost > (costs.get(next.id) ?? 0)) continue;
    if (next.id === edge.from) break;
    for (const out of graph.out.get(next.id) ?? []) {
      const cost = next.cost + 1 + (doubtful.has(out.id) ? DETOUR : 0);
      if (cost >= (costs.get(out.to) ?? Number.POSITIVE_INFINITY)) continue;
      costs.set(out.to, cost);
      came.set(out.to, out);
      push(open, { id: out.to, cost });
    }
  }
  if (!costs.has(edge.from)) return undefined;
  const route = [edge];
  for (let back = came.get(edge.from); back; back = came.get(back.from)) route.unshift(back);
  return route;
}

/** Costs are small whole numbers and mostly grow: from the end backwards the place is near. */
function push(open: { id: string; cost: number }[], one: { id: string; cost: number }): void {
  let place = open.length;
  while (place > 0 && (open[place - 1]?.cost ?? 0) < one.cost) place--;
  open.splice(place, 0, one);
}

function takeCheapest(open: { id: string; cost: number }[]): { id: string; cost: number } | undefined {
  return open.pop();
}

/**
 * How the way goes on to an end: over what no test has taken yet where there is such an edge, else where most is still to be
 * sent. It goes no edge twice.
 */
export function goOn(route: Route, { graph, isWanted, worth }: { graph: Graph; isWanted(edge: Edge): boolean; worth: ReadonlyMap<string, number> }): Edge[] {
  const whole = [...route];
  const taken = new Set(whole.map(({ id }) => id));
  for (let at = whole.at(-1)?.to; at !== undefined; at = whole.at(-1)?.to) {
    const edges = (graph.out.get(at) ?? []).filter(({ id }) => !taken.has(id));
    // Of two as good rather the one for everybody else: it asks nothing of her.
    const value = ({ to, port }: Edge) => (worth.get(to) ?? 0) + (port === 'else' ? 0.5 : 0);
    const best = edges.find(isWanted) ?? edges.toSorted((a, b) => value(b) - value(a))[0];
    if (!best) break;
    taken.add(best.id);
    whole.push(best);
  }
  return whole;
}

/** By node: how much lies on the longest way on from it, messages above all. */
export function worthOf(graph: Graph): Map<string, number> {
  const worth = new Map<string, number>();
  for (const id of graph.order.toReversed()) {
    const after = (graph.out.get(id) ?? []).filter((edge) => !graph.back.has(edge.id)).map(({ to }) => worth.get(to) ?? 0);
    const kind = graph.nodes.get(id)?.kind;
    // Rather to the end than to the goal: what leads to a goal mostly ends before it is reached by the way.
    worth.set(id, Math.max(0, ...after) + (kind === 'send' ? WORTH_OF_SEND : kind === 'goal' ? 0 : 1));
  }
  return worth;
}
