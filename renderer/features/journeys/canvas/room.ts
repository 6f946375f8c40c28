/** What of the pane is free: palette, bars, mini-map and inspector lie over it, at either side as one reads. Pixels of the pane. */
import type { Box } from '../../../../shared/journey/layout';
import type { Point } from '../../../../shared/journey/route-edges';

type Size = { width: number; height: number };
type Zooms = { min: number; max: number };

/** Kept free around what is shown. */
export const MARGIN = 16;

export type Room = Box & { zoom: number };

/** The part of the pane, under nothing, in which this much is drawn largest; of equals the one with most room. */
export function roomFor(size: Size, pane: Size, covers: readonly Box[], zooms: Zooms): Room {
  const rooms = freeParts(pane, covers).map((part): Room => ({ ...part, zoom: zoomIn(part, size, zooms) }));
  const best = (a: Room, b: Room) => (b.zoom > a.zoom || (b.zoom === a.zoom && b.width * b.height > a.width * a.height) ? b : a);
  const whole = { x: 0, y: 0, ...pane };
  return rooms.length > 0 ? rooms.reduce(best) : { ...whole, zoom: zoomIn(whole, size, zooms) };
}

/** Where the origin of the drawing comes to lie, so that a box of it is in the middle of a room. */
export function inTheMiddle(box: Box, { x, y, width, height, zoom }: Room): Point & { zoom: number } {
  return { x: x + width / 2 - (box.x + box.width / 2) * zoom, y: y + height / 2 - (box.y + box.height / 2) * zoom, zoom };
}

/** Whether a box of the pane is wholly seen. */
export function isSeen(box: Box, pane: Size, covers: readonly Box[]): boolean {
  const within = box.x >= 0 && box.y >= 0 && box.x + box.width <= pane.width && box.y + box.height <= pane.height;
  return within && !covers.some((cover) => touches(box, cover));
}

export function touches(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** How much of these boxes something hides that lies over them. */
export function hiddenBy(cover: Box, boxes: readonly Box[]): number {
  const along = (from: number, size: number, other: number, otherSize: number) => Math.max(0, Math.min(from + size, other + otherSize) - Math.max(from, other));
  return boxes.reduce((sum, { x, y, width, height }) => sum + along(x, width, cover.x, cover.width) * along(y, height, cover.y, cover.height), 0);
}

function zoomIn(part: Size, { width, height }: Size, { min, max }: Zooms): number {
  return Math.max(min, Math.min(max, (part.width - 2 * MARGIN) / width, (part.height - 2 * MARGIN) / height));
}

/** Every rectangle between the edges of what lies over the pane and under nothing of it; there are a handful of covers. */
function freeParts(pane: Size, covers: readonly Box[]): Box[] {
  const edges = (size: number, of: readonly (readonly [number, number])[]) =>
    [...new Set([0, size, ...of.flatMap(([from, length]) => [from, from + length])])].filter((at) => at >= 0 && at <= size).sort((a, b) => a - b);
  const xs = edges(
    pane.width,
    covers.map(({ x, width }) => [x, width]),
  );
  const ys = edges(
    pane.height,
    covers.map(({ y, height }) => [y, height]),
  );
  const between = (at: readonly number[]) => at.flatMap((from, i) => at.slice(i + 1).map((to) => [from, to - from] as const));
  return between(xs)
    .flatMap(([x, width]) => between(ys).map(([y, height]) => ({ x, y, width, height })))
    .filter((part) => !covers.some((cover) => touches(part, cover)));
}
