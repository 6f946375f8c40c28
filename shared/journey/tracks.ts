import type { JourneyLayout } from './layout';
import { type Line, placesOf } from './track-order';

export type Point = { x: number; y: number };
/** Where ways run side by side: upright in the gap beside a column, level above or below all of them. */
export type Band = { upright: boolean; middle: number; limit: number; tracks: Map<string, Track> };
/** The line that all ways to one target share in a band. */
export type Track = { band: Band; at: number };
/** A way before its tracks have their places: along each, upright and level in turn, and to a point or straight on into a box. */
export type Way = { start: readonly Point[]; along: readonly Track[]; end: Point | { y: number } };
export type Tracks = {
  /** In the gap after column `gap` (−1: before the first). */
  upright(gap: number, target: string): Track;
  above(target: string): Track;
  below(target: string): Track;
  /** Gives each track its place, so that the ways cross as little as can be. */
  arrange(ways: readonly Way[]): void;
};
/** Puts lines side by side, as `placesOf` does. */
export type Order = (lines: readonly Line[], apart: number) => number[];

const STEP = 6;
/** Between the ends of two lines in one place: their round corners stay two. */
const APART = 14;

/** Hands out one track per band and target. */
export function createTracks({ columns, columnGap, lanes }: JourneyLayout, order: Order = placesOf): Tracks {
  const top = columns[0]?.y ?? 0;
  const bottom = columns.reduce((most, { y, height }) => Math.max(most, y + height), 0);
  const above = createBand(false, lanes.goal ? lanes.goal.y + lanes.goal.height : top - columnGap, top);
  const below = createBand(false, bottom, lanes.exits?.y ?? bottom + columnGap);
  const gaps = new Map<number, Band>();
  const gapAfter = (index: number) => {
    const column = columns[index];
    const start = column ? column.x + column.width : -columnGap;
    const band = gaps.get(index) ?? createBand(true, start, start + columnGap);
    gaps.set(index, band);
    return band;
  };
  return {
    upright: (gap, target) => trackIn(gapAfter(gap), target),
    above: (target) => trackIn(above, target),
    below: (target) => trackIn(below, target),
    arrange(ways) {
      // First in the order in which they came. Each band is then arranged to the others as they lie, so that nothing crosses more than before.
      const bands = [above, below, ...gaps.values()];
      for (const band of bands)
        spread(
          band,
          Array.from(band.tracks.keys(), (_, i) => i),
        );
      const through = new Map<Band, Set<Way>>(bands.map((band) => [band, new Set()]));
      for (const way of ways) for (const { band } of way.along) through.get(band)?.add(way);
      // Level ones first: the ends of their lines may still move, each within its gap.
      for (const [band, its] of through) spread(band, order(linesOf(band, its), band.upright ? APART : columnGap + APART));
    },
  };
}

/** The corners of a way as its tracks lie. */
export function cornersOf({ start, along, end }: Way): Point[] {
  const points = [...start];
  for (const { band, at } of along) {
    const { x, y } = points.at(-1) ?? { x: 0, y: 0 };
    points.push(band.upright ? { x: at, y } : { x, y: at });
  }
  const last = along.at(-1);
  if (last?.band.upright) points.push({ x: last.at, y: end.y });
  else if (last && 'x' in end) points.push({ x: end.x, y: last.at });
  if ('x' in end) points.push(end);
  return points;
}

function createBand(upright: boolean, from: number, to: number): Band {
  return { upright, middle: (from + to) / 2, limit: (to - from) / 2 - 5, tracks: new Map() };
}

function trackIn(band: Band, target: string): Track {
  const track = band.tracks.get(target) ?? { band, at: band.middle };
  band.tracks.set(target, track);
  return track;
}

/** About the middle, as far apart as there is room. */
function spread({ middle, limit, tracks }: Band, places: readonly number[]): void {
  const last = places.reduce((most, place) => Math.max(most, place), 0);
  const step = Math.min(STEP, (2 * limit) / Math.max(1, last));
  for (const [i, track] of [...tracks.values()].entries()) track.at = middle + ((places[i] ?? 0) - last / 2) * step;
}

/** What the ways make of each track: how far it goes, and where they turn into it and out of it. */
function linesOf(band: Band, ways: Iterable<Way>): Line[] {
  const lines = new Map(
    [...band.tracks.values()].map((track) => [track, { from: Infinity, to: -Infinity, before: new Set<number>(), after: new Set<number>() }]),
  );
  const [along, across] = band.upright ? (['y', 'x'] as const) : (['x', 'y'] as const);
  for (const way of ways) {
    const points = cornersOf(way);
    for (const [i, track] of way.along.entries()) {
      const line = lines.get(track);
      const n = way.start.length + i;
      for (const [corner, beyond] of [points.slice(n - 1, n + 1).reverse(), points.slice(n + 1, n + 3)]) {
        if (!line || !corner) continue;
        line.from = Math.min(line.from, corner[along]);
        line.to = Math.max(line.to, corner[along]);
        if (beyond && beyond[across] !== track.at) line[beyond[across] < track.at ? 'before' : 'after'].add(corner[along]);
      }
    }
  }
  return [...lines.values()];
}
