import { type NodeChange, useReactFlow } from '@xyflow/react';
import { useCallback, useRef, useState } from 'react';
import { boxesOf, type Snap, snapTo } from '../../../../shared/journey/arrange';
import { groupFrames } from '../../../../shared/journey/groups';
import type { Spot } from '../../../../shared/journey/layout';
import type { Journey } from '../../../../shared/journey/schema';
import { moveSteps } from './canvas-commands';
import type { FlowNode, OwnNode } from './flow-types';
import { toDocument } from './mirror';

/** How near a dragged node comes to a line before it takes it, in pixels of the screen. */
const SNAP_WITHIN = 5;

/** Dragging: onto the lines of other nodes while it lasts, into the document when it ends. */
export function useDrag(journey: Journey, rtl: boolean) {
  const flow = useReactFlow<FlowNode>();
  const [lines, setLines] = useState<Snap['lines']>([]);
  const snapped = useRef<{ id: string; x: number; y: number }>(undefined);

  /** Corrects the move of one node alone; several keep their places to one another. */
  const snap = useCallback(
    (changes: NodeChange<OwnNode>[]) => {
      const moved = changes.filter((change) => change.type === 'position' && change.position);
      const [move] = moved;
      if (move?.type !== 'position' || !move.position || moved.length !== 1) return;
      const others = flow.getNodes().filter((node) => node.type === 'journey' && node.id !== move.id);
      const size = flow.getNode(move.id);
      const toBox = (node: FlowNode) => ({ ...node.position, width: node.width ?? 0, height: node.height ?? 0 });
      const to = snapTo({ ...move.position, width: size?.width ?? 0, height: size?.height ?? 0 }, others.map(toBox), SNAP_WITHIN / flow.getZoom());
      move.position = { x: to.x, y: to.y };
      snapped.current = { id: move.id, x: to.x, y: to.y };
      setLines(move.dragging ? to.lines : []);
    },
    [flow],
  );

  const commit = useCallback(
    (moved: readonly FlowNode[]) => {
      const steps: Record<string, Spot> = {};
      const cards: Record<string, Spot> = {};
      for (const node of moved) {
        const at = moved.length === 1 && snapped.current?.id === node.id ? snapped.current : node.position;
        const spot = toDocument({ x: at.x, y: at.y }, node.width ?? 0, rtl);
        if (node.type === 'journey') steps[node.id] = spot;
        else if (node.type === 'card') cards[node.data.card.id] = spot;
        else if (node.type === 'steps') Object.assign(steps, movedGroup(journey, node.data.group, spot));
      }
      const gone = Object.entries(steps).filter(([id, { x, y }]) => journey.layout[id]?.x !== x || journey.layout[id]?.y !== y);
      moveSteps(journey, Object.fromEntries(gone), cards);
    },
    [journey, rtl],
  );

  return { lines, snap, commit };
}

/** Where the steps of a group come to lie when its box goes to a spot. */
function movedGroup(journey: Journey, id: string, to: Spot): Record<string, Spot> {
  const frame = groupFrames(journey).find(({ group }) => group.id === id);
  if (!frame) return {};
  return Object.fromEntries(boxesOf(journey, new Set(frame.group.nodes)).map(({ id: node, x, y }) => [node, { x: x + to.x - frame.x, y: y + to.y - frame.y }]));
}
