import type { Point } from '../../../../shared/journey/route-edges';

const RADIUS = 7;
/** The head of an arrow stands before the border, not on it. */
const HEAD = 3.5;

/** Lines with rounded corners, and the middle of their length, where a label and the "+" stand. */
export function routePath(route: readonly Point[]): { path: string; x: number; y: number } {
  const points = beforeTheEnd(route);
  const [first] = points;
  if (!first) return { path: '', x: 0, y: 0 };
  const parts = [`M${first.x} ${first.y}`];
  for (const [i, corner] of points.entries()) {
    if (i === 0) continue;
    const [from, to] = [points[i - 1] ?? corner, points[i + 1]];
    if (!to) {
      parts.push(`L${corner.x} ${corner.y}`);
      continue;
    }
    const radius = Math.min(RADIUS, distance(from, corner) / 2, distance(corner, to) / 2);
    const [a, b] = [towards(corner, from, radius), towards(corner, to, radius)];
    parts.push(`L${a.x} ${a.y}Q${corner.x} ${corner.y} ${b.x} ${b.y}`);
  }
  return { path: parts.join(''), ...middleOf(points) };
}

function beforeTheEnd(route: readonly Point[]): Point[] {
  const [end, before] = [route.at(-1), route.at(-2)];
  return end && before ? [...route.slice(0, -1), towards(end, before, Math.min(HEAD, distance(end, before)))] : [...route];
}

function middleOf(points: readonly Point[]): Point {
  let left = points.reduce((sum, point, i) => sum + distance(points[i - 1] ?? point, point), 0) / 2;
  for (const [i, to] of points.entries()) {
    const from = points[i - 1];
    if (!from) continue;
    const length = distance(from, to);
    if (length >= left) return towards(from, to, left);
    left -= length;
  }
  return points[0] ?? { x: 0, y: 0 };
}

function towards(from: Point, to: Point, by: number): Point {
  const length = distance(from, to);
  return length === 0 ? from : { x: from.x + ((to.x - from.x) * by) / length, y: from.y + ((to.y - from.y) * by) / length };
}

function distance(a: Point, b: Point): number {
  return Math.hypot(b.x - a.x, b.y - a.y);
}
