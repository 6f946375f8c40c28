import type { Edge, Journey, Node } from './schema';
import { portsOf } from './schema';

/** A journey's nodes and edges, looked up in one pass. Edges whose ends are missing are left out (`checkJourney` names them). */
export type Graph = {
  nodes: ReadonlyMap<string, Node>;
  /** Edges leaving a node, in the order its ports are drawn. */
  out: ReadonlyMap<string, readonly Edge[]>;
  in: ReadonlyMap<string, readonly Edge[]>;
  /** Reading order: what comes first stands first; the first port's branch before the second's. */
  order: readonly string[];
  /** Position in `order`. */
  rank: ReadonlyMap<string, number>;
  /** Edges that lead back to where the way came from. Without them the graph has no circle. */
  back: ReadonlySet<string>;
  /** Nodes that some trigger leads to, triggers included. */
  reached: ReadonlySet<string>;
};

export function toGraph(journey: Pick<Journey, 'nodes' | 'edges'>): Graph {
  const nodes = new Map(journey.nodes.map((node) => [node.id, node]));
  const out = new Map<string, Edge[]>();
  const into = new Map<string, Edge[]>();
  for (const id of nodes.keys()) {
    out.set(id, []);
    into.set(id, []);
  }
  for (const edge of journey.edges) {
    if (!nodes.has(edge.to)) continue;
    const leaving = out.get(edge.from);
    if (!leaving) continue;
    leaving.push(edge);
    into.get(edge.to)?.push(edge);
  }
  for (const [id, edges] of out) {
    const node = nodes.get(id);
    if (!node || edges.length < 2) continue;
    const ports = portsOf(node);
    edges.sort((a, b) => ports.indexOf(a.port) - ports.indexOf(b.port));
  }
  const { order, back, reached } = readingOrder(nodes, out, into);
  return { nodes, out, in: into, order, rank: new Map(order.map((id, i) => [id, i])), back, reached };
}

/** Depth first without recursion (a chain of 100,000 nodes must not overflow the stack). */
function readingOrder(
  nodes: ReadonlyMap<string, Node>,
  out: ReadonlyMap<string, readonly Edge[]>,
  into: ReadonlyMap<string, readonly Edge[]>,
): { order: string[]; back: Set<string>; reached: Set<string> } {
  const state = new Map<string, 'open' | 'done'>();
  const back = new Set<string>();
  const visit = (root: string, finished: string[]) => {
    if (state.has(root)) return;
    state.set(root, 'open');
    // The last port first: what finishes last stands first, so the first port's branch is read first.
    const stack = [{ id: root, edges: out.get(root) ?? [], next: (out.get(root)?.length ?? 0) - 1 }];
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const edge = top.edges[top.next--];
      if (!edge) {
        state.set(top.id, 'done');
        finished.push(top.id);
        stack.pop();
      } else if (state.get(edge.to) === 'open') {
        back.add(edge.id);
      } else if (!state.has(edge.to)) {
        state.set(edge.to, 'open');
        const edges = out.get(edge.to) ?? [];
        stack.push({ id: edge.to, edges, next: edges.length - 1 });
      }
    }
  };

  const ids = [...nodes.keys()];
  const triggers = ids.filter((id) => nodes.get(id)?.kind === 'trigger');
  const fromTriggers: string[] = [];
  // Later triggers first, so that after turning round the first trigger's way comes first.
  for (const id of triggers.toReversed()) visit(id, fromTriggers);
  const loose: string[] = [];
  const heads = ids.filter((id) => into.get(id)?.length === 0);
  for (const id of [...heads, ...ids].toReversed()) visit(id, loose);
  return { order: [...fromTriggers.toReversed(), ...loose.toReversed()], back, reached: new Set(fromTriggers) };
}
