import type { Graph } from './graph';
import { layoutOf } from './layout';
import { type Point, routeEdges } from './route-edges';
import type { Journey } from './schema';

/**
 * The ways of a tidy drawing, as documents show them, for edges whose two ends stand where the Tidy command puts them: along the
 * gaps, never behind a step. By edge id, left to right as stored. Others have none: nobody knows what lies between.
 */
export function tidyRoutes(journey: Pick<Journey, 'nodes' | 'edges' | 'annotations' | 'layout'>, graph: Graph): Map<string, Point[]> {
  const layout = layoutOf(journey, graph);
  const stands = (id: string) => {
    const [is, tidy] = [journey.layout[id], layout.nodes.get(id)];
    return is !== undefined && is.x === tidy?.x && is.y === tidy.y;
  };
  const routes = routeEdges(journey, layout);
  for (const { id, from, to } of journey.edges) if (!stands(from) || !stands(to)) routes.delete(id);
  return routes;
}
