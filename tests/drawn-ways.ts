/** What a person sees of ways in right angles: where they meet, and what they run behind. */
import type { Box } from '../shared/journey/layout';
import type { Edge } from '../shared/journey/schema';
import type { Point } from '../shared/journey/tracks';

type Piece = { upright: boolean; at: number; from: number; to: number };

/** Places where ways to different targets cross or touch; ways to one target are one line. */
export function meetings(edges: readonly Edge[], routes: ReadonlyMap<string, readonly Point[]>): number {
  const lines = new Map<string, Piece[]>();
  for (const { id, to } of edges) lines.set(to, [...(lines.get(to) ?? []), ...piecesOf(routes.get(id) ?? [])]);
  const all = [...lines.values()];
  return all.reduce((sum, one, i) => all.slice(i + 1).reduce((more, other) => more + placesWhere(one, other), sum), 0);
}

/** A line, level or upright, that runs through a box and not along its border. */
export function runsThrough(a: Point, b: Point, { x, y, width, height }: Box): boolean {
  const inset = 1;
  return Math.max(a.x, b.x) > x + inset && Math.min(a.x, b.x) < x + width - inset && Math.max(a.y, b.y) > y + inset && Math.min(a.y, b.y) < y + height - inset;
}

function placesWhere(one: readonly Piece[], other: readonly Piece[]): number {
  const places = new Set<string>();
  for (const a of one)
    for (const b of other) {
      const [upright, level] = a.upright ? [a, b] : [b, a];
      if (!upright.upright || level.upright) continue;
      const meet = upright.at >= level.from && upright.at <= level.to && level.at >= upright.from && level.at <= upright.to;
      if (meet) places.add(`${upright.at} ${level.at}`);
    }
  return places.size;
}

function piecesOf(points: readonly Point[]): Piece[] {
  return points.slice(1).map((b, i) => {
    const a = points[i] ?? b;
    return a.x === b.x
      ? { upright: true, at: a.x, from: Math.min(a.y, b.y), to: Math.max(a.y, b.y) }
      : { upright: false, at: a.y, from: Math.min(a.x, b.x), to: Math.max(a.x, b.x) };
  });
}
