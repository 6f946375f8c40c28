/**
 * Positions are stored left to right, once. A right-to-left view draws them mirrored; dragging, dropping, arrow keys and
 * paste pass through these two functions, and nothing else knows.
 */
import type { Point } from '../../../../shared/journey/route-edges';

export function toScreen(point: Point, width: number, rtl: boolean): Point {
  return rtl ? { x: -point.x - width, y: point.y } : point;
}

/** Its own inverse: mirroring twice is where it began. */
export function toDocument(point: Point, width: number, rtl: boolean): Point {
  return toScreen(point, width, rtl);
}
