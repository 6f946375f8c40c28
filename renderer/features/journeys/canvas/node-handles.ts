import { type NodeHandle, Position } from '@xyflow/react';
import { nodeSize, type Size } from '../../../../shared/journey/layout';
import { type Node, portsOf } from '../../../../shared/journey/schema';

/** From the border to the outer edge of an end that is drawn, and of one that is not. */
const OUT = 3.5;
const HIDDEN_OUT = 2;

/**
 * Where edges leave and arrive, said rather than measured: React Flow would otherwise draw every node of a journey once to
 * find out. On all sides, so that an edge may take the shortest way.
 */
export function handlesOf(node: Node, rtl: boolean): NodeHandle[] {
  const size = nodeSize(node);
  const [inline, outline] = rtl ? [Position.Right, Position.Left] : [Position.Left, Position.Right];
  const ports = portsOf(node);
  return [
    ...(node.kind === 'trigger'
      ? []
      : [
          handleAt('target', 'top', Position.Top, size, OUT),
          handleAt('target', 'side', inline, size, HIDDEN_OUT),
          handleAt('target', 'below', Position.Bottom, size, HIDDEN_OUT),
        ]),
    handleAt('source', '^', Position.Top, size, HIDDEN_OUT),
    handleAt('source', '>', outline, size, HIDDEN_OUT),
    ...ports.map((port, i) => {
      const share = (2 * i + 1) / (2 * ports.length);
      return handleAt('source', port, Position.Bottom, size, OUT, rtl ? 1 - share : share);
    }),
  ];
}

/** `along`: how far along its side, 0–1 from the left or the top. An end has no size here: its outermost point is what counts. */
function handleAt(type: 'source' | 'target', id: string, position: Position, { width, height }: Size, out: number, along = 0.5): NodeHandle {
  const across = position === Position.Top || position === Position.Bottom;
  const x = across ? width * along : position === Position.Left ? -out : width + out;
  const y = !across ? height * along : position === Position.Top ? -out : height + out;
  return { type, id, position, x, y, width: 0, height: 0 };
}
