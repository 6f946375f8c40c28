import { toGraph } from './graph';
import { nodeSize } from './layout';
import type { Point } from './route-edges';
import { type Edge, type Journey, portsOf } from './schema';
import { tidyRoutes } from './tidy-routes';

export type Signs = ReadonlyMap<string, 'added' | 'removed'>;

/** Both versions in one drawing: the newer one with what is gone at its old place, and which edges came and went. */
export function uniteJourneys(before: Journey, after: Journey): { journey: Journey; edges: Signs } {
  const there = new Set(after.nodes.map(({ id }) => id));
  const gone = before.nodes.filter(({ id }) => !there.has(id));
  const [old, now] = [new Set(before.edges.map(wayOf)), new Set(after.edges.map(wayOf))];
  const cut = before.edges.filter((edge) => !now.has(wayOf(edge))).map((edge) => ({ ...edge, id: `${WAS}${edge.id}` }));
  const signs = new Map<string, 'added' | 'removed'>(cut.map(({ id }) => [id, 'removed']));
  for (const edge of after.edges) if (!old.has(wayOf(edge))) signs.set(edge.id, 'added');
  const places = new Map(gone.map((node) => [node.id, freePlace(before.layout[node.id] ?? { x: 0, y: 0 }, node, after)]));
  const layout = { ...after.layout, ...Object.fromEntries(places) };
  return { journey: { ...after, nodes: [...after.nodes, ...gone], edges: [...after.edges, ...cut], layout }, edges: signs };
}

/** A ghost stands where it stood; where something else stands now, beside it, so that both can be seen. */
function freePlace(spot: { x: number; y: number }, node: Journey['nodes'][number], { nodes, layout }: Journey): { x: number; y: number } {
  const { width, height } = nodeSize(node);
  const taken = nodes.some((other) => {
    const at = layout[other.id];
    const size = nodeSize(other);
    return at && at.x < spot.x + width && spot.x < at.x + size.width && at.y < spot.y + height && spot.y < at.y + size.height;
  });
  return taken ? { x: spot.x + 28, y: spot.y + 18 } : spot;
}

/** The ways of both in the united drawing: those of today, and of what is gone where both ends still stand as they stood. */
export function unitedRoutes(before: Journey, after: Journey, { journey: united, edges: signs }: ReturnType<typeof uniteJourneys>): Map<string, Point[]> {
  const routes = tidyRoutes(after, toGraph(after));
  const old = tidyRoutes(before, toGraph(before));
  const nodes = new Map(united.nodes.map((node) => [node.id, node]));
  const stands = (id: string) => {
    const [is, was] = [united.layout[id], before.layout[id]];
    return is !== undefined && is.x === was?.x && is.y === was.y;
  };
  for (const { id, from, port, to } of united.edges) {
    const node = nodes.get(from);
    const route = signs.get(id) === 'removed' ? old.get(id.slice(WAS.length)) : undefined;
    if (route && node && portsOf(node).includes(port) && stands(from) && stands(to)) routes.set(id, route);
  }
  return routes;
}

/** Before the ids of edges that are gone. */
const WAS = 'was:';
const wayOf = ({ from, port, to }: Edge) => `${from} ${port} ${to}`;
