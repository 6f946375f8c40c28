/** Where nodes stand to one another: in line, evenly apart, beside. Document coordinates, left to right: "start" is where reading starts. */
import { type Box, nodeSize, type Spot } from './layout';
import type { Journey } from './schema';

export type Line = 'start' | 'centre' | 'end' | 'top' | 'middle' | 'bottom';
export type Axis = 'across' | 'down';
export type Placed = Box & { id: string };

/** The boxes of some nodes, or of all. */
export function boxesOf(journey: Pick<Journey, 'nodes' | 'layout'>, ids?: ReadonlySet<string>): Placed[] {
  return journey.nodes
    .filter((node) => !ids || ids.has(node.id))
    .map((node) => ({ id: node.id, ...(journey.layout[node.id] ?? { x: 0, y: 0 }), ...nodeSize(node) }));
}

/** The rectangle around all of them; none around nothing. */
export function boundsOf(boxes: readonly Box[]): Box | undefined {
  if (boxes.length === 0) return undefined;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, width, height } of boxes) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + height);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** New places on one line: the outermost edge of all, or their common middle. */
export function align(boxes: readonly Placed[], line: Line): Record<string, Spot> {
  const left = Math.min(...boxes.map((box) => box.x));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const top = Math.min(...boxes.map((box) => box.y));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  const spot = ({ x, y, width, height }: Placed): Spot => {
    switch (line) {
      case 'start':
        return { x: left, y };
      case 'centre':
        return { x: Math.round((left + right - width) / 2), y };
      case 'end':
        return { x: right - width, y };
      case 'top':
        return { x, y: top };
      case 'middle':
        return { x, y: Math.round((top + bottom - height) / 2) };
      case 'bottom':
        return { x, y: bottom - height };
    }
  };
  return Object.fromEntries(boxes.map((box) => [box.id, spot(box)]));
}

/** New places with the same gap between each and the next; the two outermost stay. Fewer than three stay where they are. */
export function distribute(boxes: readonly Placed[], axis: Axis): Record<string, Spot> {
  const [at, length] = axis === 'across' ? (['x', 'width'] as const) : (['y', 'height'] as const);
  const sorted = [...boxes].sort((a, b) => a[at] - b[at]);
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (!first || !last || sorted.length < 3) return {};
  const free = last[at] + last[length] - first[at] - sorted.reduce((all, box) => all + box[length], 0);
  const gap = free / (sorted.length - 1);
  let next = first[at];
  return Object.fromEntries(
    sorted.map((box) => {
      const place = { x: box.x, y: box.y, [at]: box === last ? box[at] : Math.round(next) };
      next += box[length] + gap;
      return [box.id, place];
    }),
  );
}

/** Where a dragged box comes to lie in line with others, and the lines to show for it. */
export type Snap = Spot & { lines: { axis: Axis; at: number; from: number; to: number }[] };

/** Moves a box by at most `within` so that its edges or middle are in line with the nearest other box's. */
export function snapTo(moving: Box, others: readonly Box[], within: number): Snap {
  const snap: Snap = { x: moving.x, y: moving.y, lines: [] };
  for (const axis of ['across', 'down'] as const) {
    const [at, length, side, breadth] = axis === 'across' ? (['x', 'width', 'y', 'height'] as const) : (['y', 'height', 'x', 'width'] as const);
    let best: { by: number; at: number; other: Box } | undefined;
    for (const other of others) {
      for (const [mine, theirs] of [
        [0, 0],
        [moving[length] / 2, other[length] / 2],
        [moving[length], other[length]],
      ] as const) {
        const by = other[at] + theirs - (moving[at] + mine);
        const nearer =
          !best || Math.abs(by) < Math.abs(best.by) || (by === best.by && Math.abs(other[side] - moving[side]) < Math.abs(best.other[side] - moving[side]));
        if (Math.abs(by) <= within && nearer) best = { by, at: other[at] + theirs, other };
      }
    }
    if (!best) continue;
    snap[at] = moving[at] + best.by;
    const ends = [moving[side], moving[side] + moving[breadth], best.other[side], best.other[side] + best.other[breadth]];
    snap.lines.push({ axis, at: best.at, from: Math.min(...ends), to: Math.max(...ends) });
  }
  return snap;
}

export type Direction = 'left' | 'right' | 'up' | 'down';

/** The box one comes to by going that way: near, and more ahead than aside. Undefined at the edge. */
export function neighbourOf(boxes: readonly Placed[], from: string, direction: Direction): string | undefined {
  const start = boxes.find((box) => box.id === from);
  if (!start) return undefined;
  const middle = (box: Box) => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
  const origin = middle(start);
  let best: { id: string; far: number } | undefined;
  for (const box of boxes) {
    if (box === start) continue;
    const to = middle(box);
    const [dx, dy] = [to.x - origin.x, to.y - origin.y];
    const ahead = direction === 'left' ? -dx : direction === 'right' ? dx : direction === 'up' ? -dy : dy;
    const aside = Math.abs(direction === 'left' || direction === 'right' ? dy : dx);
    if (ahead <= 0 || aside > ahead * 3) continue;
    const far = ahead + 2 * aside;
    if (!best || far < best.far) best = { id: box.id, far };
  }
  return best?.id;
}
