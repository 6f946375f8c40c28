/** Where things stand in a BPMN diagram: sizes of its shapes, and lines that leave and enter at their sides. */
import { type Box, nodeSize, tidy } from '../journey/layout';
import type { Journey, Node } from '../journey/schema';

export type BpmnShape = 'event' | 'gateway' | 'task';
const EVENT = 36;
const GATEWAY = 50;

/** Shapes in the middle of the boxes of our canvas, shifted so that nothing lies left of or above zero. */
export function shapesOf(journey: Journey, shapeOf: (node: Node) => BpmnShape): Map<string, Box> {
  const missing = journey.nodes.some((node) => !journey.layout[node.id]);
  const places = missing ? { ...tidy(journey), ...journey.layout } : journey.layout;
  return new Map(
    journey.nodes.map((node) => {
      const { x, y } = places[node.id] ?? { x: 0, y: 0 };
      return [node.id, shapeAt(shapeOf(node), { x, y, ...nodeSize(node) })];
    }),
  );
}

function shapeAt(shape: BpmnShape, box: Box): Box {
  if (shape === 'task') return box;
  const side = shape === 'event' ? EVENT : GATEWAY;
  return { x: box.x + (box.width - side) / 2, y: box.y + (box.height - side) / 2, width: side, height: side };
}

/** The place on our canvas of a node whose shape stands here. */
export function placeOf(node: Node, shape: Box): { x: number; y: number } {
  const size = nodeSize(node);
  return { x: Math.round(shape.x + (shape.width - size.width) / 2), y: Math.round(shape.y + (shape.height - size.height) / 2) };
}

/** A small event on the lower edge of a task, the first of them rightmost. */
export function boundaryAt(task: Box, index: number): Box {
  return { x: task.x + task.width - EVENT - 6 - index * (EVENT + 8), y: task.y + task.height - EVENT / 2, width: EVENT, height: EVENT };
}

/** From side to side where the way leads on to the right, from below to above where it leads down, else around. */
export function lineBetween(from: Box, to: Box): { x: number; y: number }[] {
  const right = { x: from.x + from.width, y: from.y + from.height / 2 };
  const below = { x: from.x + from.width / 2, y: from.y + from.height };
  const left = { x: to.x, y: to.y + to.height / 2 };
  const above = { x: to.x + to.width / 2, y: to.y };
  if (left.x >= right.x + 10) {
    const middle = (right.x + left.x) / 2;
    return right.y === left.y ? [right, left] : [right, { x: middle, y: right.y }, { x: middle, y: left.y }, left];
  }
  if (above.y >= below.y) {
    const middle = (below.y + above.y) / 2;
    return below.x === above.x ? [below, above] : [below, { x: below.x, y: middle }, { x: above.x, y: middle }, above];
  }
  const side = Math.max(right.x, to.x + to.width) + 20;
  return [right, { x: side, y: right.y }, { x: side, y: left.y }, { x: to.x + to.width, y: left.y }];
}
