import { useStoreApi } from '@xyflow/react';
import { useEffect, useMemo, useState } from 'react';
import type { Box } from '../../../../shared/journey/layout';
import type { ColumnFlowNode } from './column-node';
import type { FlowNode } from './flow-types';
import type { JourneyFlowEdge } from './journey-edge';
import type { JourneyFlowNode } from './journey-node';

/** Up to so many nodes everything is given to React Flow, wherever it lies. */
const ALL_UP_TO = 250;
/** With more than this around what is looked at, nobody could read a node: blocks are drawn instead. */
const BLOCKS_FROM = 600;

type Drawing = { nodes: JourneyFlowNode[]; columns: ColumnFlowNode[]; edges: JourneyFlowEdge[] };

/**
 * What of a large journey React Flow gets to know: what lies around the part that is looked at, and what is chosen. Its work
 * on each move then depends on the screen, not on the journey. `blocks`: too much to draw one by one.
 */
export function useNear(drawing: Drawing, chosen: ReadonlySet<string>) {
  const isLarge = drawing.nodes.length > ALL_UP_TO;
  const area = useArea(isLarge);
  const near = useMemo(() => {
    if (!isLarge) return undefined;
    const inside = area ? drawing.nodes.filter((node) => touches(boxOf(node), area)) : [];
    if (!area || inside.length > BLOCKS_FROM) return { ids: chosen, columns: [], edges: [], blocks: true };
    const ids = new Set([...chosen, ...inside.map(({ id }) => id)]);
    const boxes = new Map(drawing.nodes.map((node) => [node.id, boxOf(node)]));
    const edges = drawing.edges.filter(({ source, target }) => {
      const [from, to] = [boxes.get(source), boxes.get(target)];
      return from && to && touches(around(from, to), area);
    });
    // An edge that only passes by needs its ends.
    for (const { source, target } of edges) ids.add(source).add(target);
    return { ids, columns: drawing.columns.filter((column) => touches(boxOf(column), area)), edges, blocks: false };
  }, [isLarge, drawing, area, chosen]);
  return near ?? { ids: undefined, columns: drawing.columns, edges: drawing.edges, blocks: false };
}

/** What is looked at with as much again around it; stays the same until the view comes to its border. */
function useArea(wanted: boolean): Box | undefined {
  const store = useStoreApi();
  const [area, setArea] = useState<Box>();
  useEffect(() => {
    if (!wanted) return;
    function look() {
      const { transform, width, height } = store.getState();
      const [x, y, zoom] = transform;
      if (width === 0 || height === 0) return;
      const seen = { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
      setArea((old) => (old && holds(old, seen) && old.width < 3 * seen.width ? old : grown(seen)));
    }
    look();
    return store.subscribe(look);
  }, [wanted, store]);
  return wanted ? area : undefined;
}

function boxOf({ position, width = 0, height = 0 }: FlowNode): Box {
  return { x: position.x, y: position.y, width, height };
}

function grown({ x, y, width, height }: Box): Box {
  return { x: x - width / 2, y: y - height / 2, width: 2 * width, height: 2 * height };
}

function around(a: Box, b: Box): Box {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  return { x, y, width: Math.max(a.x + a.width, b.x + b.width) - x, height: Math.max(a.y + a.height, b.y + b.height) - y };
}

function touches(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function holds(a: Box, b: Box): boolean {
  return a.x <= b.x && a.y <= b.y && a.x + a.width >= b.x + b.width && a.y + a.height >= b.y + b.height;
}
