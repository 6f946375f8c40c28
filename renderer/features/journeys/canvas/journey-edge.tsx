import { BaseEdge, type Edge, EdgeLabelRenderer, type EdgeProps } from '@xyflow/react';
import { memo, useState } from 'react';
import type { Point } from '../../../../shared/journey/route-edges';
import { drawnWay } from './drawn-way';
import classes from './journey-edge.module.css';
import { PlusButton } from './plus-button';

/** A way along the gaps of a tidy drawing, good for as long as its ends are there. */
export type EdgeRoute = { points: readonly Point[]; from: Point; to: Point };
/** `port`: where it leaves; the drawing may begin at another side of the node. */
export type JourneyEdgeData = { port: string; editable: boolean; toGoal: boolean; blocked: boolean; label?: string | undefined; route?: EdgeRoute };
export type JourneyFlowEdge = Edge<JourneyEdgeData, 'journey'>;

/** Orthogonal, quiet; dashed green to the goal, dashed red from a node that can't go on. */
export const JourneyEdge = memo(function JourneyEdge({
  id,
  source,
  sourceX,
  sourceY,
  targetX,
  targetY,
  sourcePosition,
  targetPosition,
  data,
  selected,
  markerEnd,
}: EdgeProps<JourneyFlowEdge>) {
  const { path, x: labelX, y: labelY } = drawnWay({ sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition }, data);
  const [hovered, setHovered] = useState(false);
  return (
    <g onPointerEnter={() => setHovered(true)} onPointerLeave={() => setHovered(false)}>
      <BaseEdge
        id={id}
        path={path}
        className={classes.edge}
        data-goal={data?.toGoal}
        data-blocked={data?.blocked}
        data-selected={selected}
        {...(markerEnd ? { markerEnd } : {})}
      />
      {data?.label && selected && (
        <EdgeLabelRenderer>
          <span className={classes.label} style={{ transform: `translate(-50%, -50%) translate(${labelX}px, ${labelY}px)` }}>
            {data.label}
          </span>
        </EdgeLabelRenderer>
      )}
      {data?.editable && (hovered || selected) && (
        <EdgeLabelRenderer>
          <PlusButton
            place={{ node: source, port: data.port }}
            style={{
              position: 'absolute',
              zIndex: 2,
              transform: `translate(-50%, -50%) translate(${labelX}px, ${labelY + (data.label && selected ? 24 : 0)}px)`,
            }}
          />
        </EdgeLabelRenderer>
      )}
    </g>
  );
});
