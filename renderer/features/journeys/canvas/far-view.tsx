import { ViewportPortal } from '@xyflow/react';
import { memo, useMemo } from 'react';
import type { Edge } from '../../../../shared/journey/schema';
import { type Block, blockPaths } from './blocks';
import classes from './far-view.module.css';
import type { Near } from './use-near';

type Props = { blocks: readonly Block[]; edges: readonly Edge[]; blocked: ReadonlySet<string>; near: Near };

/** What of a large journey is not drawn one by one, being too far away to be read or not yet near: a path for the nodes of each colour and one for all edges. */
export const FarView = memo(function FarView({ blocks, edges, blocked, near }: Props) {
  const paths = useMemo(
    () =>
      blockPaths(
        blocks.filter(({ id }) => !near.nodes?.has(id)),
        blocked,
      ),
    [blocks, blocked, near],
  );
  const ways = useMemo(
    () =>
      edgePath(
        blocks,
        edges.filter(({ id }) => !near.edges?.has(id)),
      ),
    [blocks, edges, near],
  );
  return (
    <ViewportPortal>
      <svg className={classes.far} aria-hidden>
        <path className={classes.edges} d={ways} />
        {paths.map(({ color, d }) => (
          <path key={color} d={d} style={{ fill: color }} />
        ))}
      </svg>
    </ViewportPortal>
  );
});

function edgePath(blocks: readonly Block[], edges: readonly Edge[]): string {
  const middles = new Map(blocks.map(({ id, x, y, width, height }) => [id, { x: x + width / 2, y: y + height / 2 }]));
  return edges
    .map((edge) => {
      const [from, to] = [middles.get(edge.from), middles.get(edge.to)];
      return from && to ? `M${from.x} ${from.y}H${to.x}V${to.y}` : '';
    })
    .join('');
}
