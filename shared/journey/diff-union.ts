import { nodeSize } from './layout';
import type { Edge, Journey } from './schema';

export type Signs = ReadonlyMap<string, 'added' | 'removed'>;

/** Both versions in one drawing: the newer one with what is gone at its old place, and which edges came and went. */
export function uniteJourneys(before: Journey, after: Journey): { journey: Journey; edges: Signs } {
  const there = new Set(after.nodes.map(({ id }) => id));
  const gone = before.nodes.filter(({ id }) => !there.has(id));
  const [old, now] = [new Set(before.edges.map(wayOf)), new Set(after.edges.map(wayOf))];
  const cut = before.edges.filter((edge) => !now.has(wayOf(edge))).map((edge) => ({ ...edge, id: `was:${edge.id}` }));
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

const wayOf = ({ from, port, to }: Edge) => `${from} ${port} ${to}`;
