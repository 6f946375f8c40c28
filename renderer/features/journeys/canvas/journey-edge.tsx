import { BaseEdge, EdgeLabelRenderer, type EdgeProps } from '@xyflow/react';
import { memo, useState } from 'react';
import { drawnWay } from './drawn-way';
import type { JourneyFlowEdge } from './flow-types';
import classes from './journey-edge.module.css';
import { PlusButton } from './plus-button';

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
