import { BaseEdge, type Edge, EdgeLabelRenderer, type EdgeProps, getSmoothStepPath } from '@xyflow/react';
import { memo } from 'react';
import classes from './journey-edge.module.css';

export type JourneyEdgeData = { toGoal: boolean; blocked: boolean; label?: string | undefined };
export type JourneyFlowEdge = Edge<JourneyEdgeData, 'journey'>;

/** Orthogonal, quiet; dashed green to the goal, dashed red from a node that can't go on. */
export const JourneyEdge = memo(function JourneyEdge({
  id,
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
  const [path, labelX, labelY] = getSmoothStepPath({ sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition, borderRadius: 7, offset: 8 });
  return (
    <>
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
    </>
  );
});
