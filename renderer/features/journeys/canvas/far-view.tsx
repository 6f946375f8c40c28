import { ViewportPortal } from '@xyflow/react';
import { memo, useMemo } from 'react';
import { blockPaths } from './blocks';
import classes from './far-view.module.css';
import type { JourneyFlowEdge } from './journey-edge';
import type { JourneyFlowNode } from './journey-node';

type Props = { nodes: readonly JourneyFlowNode[]; edges: readonly JourneyFlowEdge[]; chosen: ReadonlySet<string> };

/** A large journey from far away: a path for the nodes of each colour and one for all edges. The chosen are drawn as ever. */
export const FarView = memo(function FarView({ nodes, edges, chosen }: Props) {
  const blocks = useMemo(() => blockPaths(nodes.filter(({ id }) => !chosen.has(id))), [nodes, chosen]);
  const ways = useMemo(() => edgePath(nodes, edges), [nodes, edges]);
  return (
    <ViewportPortal>
      <svg className={classes.far} aria-hidden>
        <path className={classes.edges} d={ways} />
        {blocks.map(({ color, d }) => (
          <path key={color} d={d} style={{ fill: color }} />
        ))}
      </svg>
    </ViewportPortal>
  );
});

function edgePath(nodes: readonly JourneyFlowNode[], edges: readonly JourneyFlowEdge[]): string {
  const middles = new Map(nodes.map(({ id, position, width = 0, height = 0 }) => [id, { x: position.x + width / 2, y: position.y + height / 2 }]));
  return edges
    .map(({ source, target }) => {
      const [from, to] = [middles.get(source), middles.get(target)];
      return from && to ? `M${from.x} ${from.y}H${to.x}V${to.y}` : '';
    })
    .join('');
}
