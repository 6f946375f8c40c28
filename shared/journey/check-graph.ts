import { approximateMs } from '../time/duration';
import type { Graph } from './graph';
import type { Findings } from './journey-problem';
import { type Journey, type Node, portsOf } from './schema';

/** Drawn rightly? Ids, edges, ports, ways in, circles, weights. */
export function checkGraph(journey: Journey, graph: Graph, findings: Findings): void {
  const ids = new Set<string>();
  for (const part of [...journey.nodes, ...journey.edges]) {
    if (ids.has(part.id)) findings.add('blocks', 'part-id-taken', ['nodes', part.id], { id: part.id });
    ids.add(part.id);
  }
  checkEdges(journey, graph, findings);
  if (!journey.nodes.some((node) => node.kind === 'trigger')) findings.add('blocks', 'journey-without-trigger', []);
  for (const node of journey.nodes) {
    if (!graph.reached.has(node.id)) findings.add('warns', 'node-unreachable', ['nodes', node.id]);
    if (node.kind === 'ext') findings.add('blocks', 'node-kind-unknown', ['nodes', node.id], { kind: node.originalKind });
    if (node.kind === 'ab') {
      const sum = node.arms.reduce((total, arm) => total + arm.weight, 0);
      if (Math.abs(sum - 100) > 1e-6) findings.add('blocks', 'arm-weights', ['nodes', node.id, 'arms'], { sum });
    }
    const ports = portsOf(node);
    if (new Set(ports).size < ports.length) findings.add('blocks', 'port-named-twice', ['nodes', node.id]);
    if (node.kind === 'window' && node.from === node.to) findings.add('warns', 'window-empty', ['nodes', node.id]);
  }
  for (const id of circlesWithoutWait(graph)) findings.add('blocks', 'loop-without-wait', ['nodes', id]);
}

function checkEdges(journey: Journey, graph: Graph, findings: Findings): void {
  const wired = new Map<string, Map<string, number>>();
  for (const edge of journey.edges) {
    const from = graph.nodes.get(edge.from);
    const to = graph.nodes.get(edge.to);
    if (!from || !to) {
      findings.add('blocks', 'edge-to-nowhere', ['edges', edge.id]);
      continue;
    }
    if (to.kind === 'trigger') findings.add('blocks', 'edge-into-trigger', ['edges', edge.id]);
    if (!portsOf(from).includes(edge.port)) findings.add('blocks', 'edge-from-unknown-port', ['edges', edge.id], { port: edge.port });
    const ports = wired.get(edge.from) ?? new Map<string, number>();
    ports.set(edge.port, (ports.get(edge.port) ?? 0) + 1);
    wired.set(edge.from, ports);
  }
  for (const node of journey.nodes) {
    for (const port of portsOf(node)) {
      const count = wired.get(node.id)?.get(port) ?? 0;
      if (count === 0) findings.add('blocks', 'port-unwired', ['nodes', node.id, port], { port });
      if (count > 1) findings.add('blocks', 'port-wired-twice', ['nodes', node.id, port], { port });
    }
  }
}

/** A minute or more must pass on every way round, else one customer runs round for ever in no time. */
const LEAST_WAIT_MS = 60_000;

/** Whether a customer never passes it at once. */
export function takesTime(node: Node): boolean {
  // wait-until and window may be passed at once: the date is over, the window is open.
  if (node.kind === 'wait') return approximateMs(node.duration) >= LEAST_WAIT_MS;
  return node.kind === 'wait-event' && approximateMs(node.timeout) >= LEAST_WAIT_MS;
}

/** One node of every circle (or knot of circles) on which no time passes: the first in reading order. */
function circlesWithoutWait(graph: Graph): string[] {
  if (graph.back.size === 0) return [];
  const left = new Set<string>();
  for (const [id, node] of graph.nodes) if (!takesTime(node)) left.add(id);
  const near = (id: string, side: 'in' | 'out') => {
    const ids = side === 'in' ? (graph.in.get(id) ?? []).map((e) => e.from) : (graph.out.get(id) ?? []).map((e) => e.to);
    return ids.filter((other) => left.has(other));
  };
  // What has no way in, or no way out, is on no circle; taking it away may free others.
  for (const [side, other] of [
    ['in', 'out'],
    ['out', 'in'],
  ] as const) {
    const open = [...left].filter((id) => near(id, side).length === 0);
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (!left.delete(id)) continue;
      for (const next of near(id, other)) if (near(next, side).length === 0) open.push(next);
    }
  }
  const firsts: string[] = [];
  const seen = new Set<string>();
  for (const id of graph.order) {
    if (!left.has(id) || seen.has(id)) continue;
    firsts.push(id);
    const open = [id];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      open.push(...near(next, 'in'), ...near(next, 'out'));
    }
  }
  return firsts;
}
