import { useMemo } from 'react';
import type { Box } from '../../../../shared/journey/layout';
import type { Edge } from '../../../../shared/journey/schema';
import type { Block } from './blocks';
import { touches } from './room';
import { useAtRest } from './use-at-rest';

/** Up to so many nodes everything is given to React Flow, wherever it lies. */
const ALL_UP_TO = 250;
/** With more than this around what is looked at, nobody could read a node: blocks are drawn instead. */
const BLOCKS_FROM = 300;

export type Near = {
  /** What React Flow gets to know; undefined: everything. */
  nodes: ReadonlySet<string> | undefined;
  edges: ReadonlySet<string> | undefined;
  area: Box | undefined;
  /** Too much to be drawn one by one. */
  far: boolean;
};

/**
 * What of a large journey is drawn: what lies around the part that is looked at, and what is chosen. The work on each move
 * and each edit then depends on the screen, not on the journey.
 */
export function useNear(blocks: readonly Block[], edges: readonly Edge[], chosen: ReadonlySet<string>): Near {
  const isLarge = blocks.length > ALL_UP_TO;
  const area = useArea(isLarge);
  return useMemo(() => {
    if (!isLarge) return { nodes: undefined, edges: undefined, area: undefined, far: false };
    const inside = area ? blocks.filter((block) => touches(block, area)) : [];
    if (!area || inside.length > BLOCKS_FROM) return { nodes: chosen, edges: new Set(), area, far: true };
    const nodes = new Set([...chosen, ...inside.map(({ id }) => id)]);
    const boxes = new Map(blocks.map((block) => [block.id, block]));
    const passing = edges.filter((edge) => {
      const [from, to] = [boxes.get(edge.from), boxes.get(edge.to)];
      return from && to && touches(around(from, to), area);
    });
    // An edge that only passes by needs its ends.
    for (const { from, to } of passing) nodes.add(from).add(to);
    return { nodes, edges: new Set(passing.map(({ id }) => id)), area, far: false };
  }, [isLarge, blocks, edges, area, chosen]);
}

/** What is looked at with half as much again around it; stays the same until the view comes to its border. */
function useArea(wanted: boolean): Box | undefined {
  return useAtRest<Box>(({ transform: [x, y, zoom], width, height }, last) => {
    if (!wanted || width === 0 || height === 0) return undefined;
    const seen = { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
    return last && holds(last, seen) && last.width < 2.25 * seen.width ? last : grown(seen);
  });
}

function grown({ x, y, width, height }: Box): Box {
  return { x: x - width / 4, y: y - height / 4, width: 1.5 * width, height: 1.5 * height };
}

function around(a: Box, b: Box): Box {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  return { x, y, width: Math.max(a.x + a.width, b.x + b.width) - x, height: Math.max(a.y + a.height, b.y + b.height) - y };
}

function holds(a: Box, b: Box): boolean {
  return a.x <= b.x && a.y <= b.y && a.x + a.width >= b.x + b.width && a.y + a.height >= b.y + b.height;
}
