import type { DiagramEdge } from '../../shared/report';
import { type Box, clipped, contains, type Point } from './geometry';
import { type LabelStyle, type Lettering, labelLines, svgWords } from './labels';
import { safeColor } from './node-drawing';
import { round } from './rounding';

const label: LabelStyle = { size: 8, color: '#5B6172' };
const bend = 7;

/** An edge, or what of it lies in the tile; where it was cut stands `number`, the same on both sides of the cut. `taken`: where numbers stand already. */
export function drawEdge(lettering: Lettering, edge: DiagramEdge, tile: Box, number: number | null, taken: Point[]): string {
  const color = safeColor(edge.color, '#8A90A0');
  const parts: string[] = [];
  for (const run of clipped(edge.points, tile)) {
    parts.push(`<path d="${rounded(run.points)}" fill="none" stroke="${color}" stroke-width="1.3"${edge.dashed ? ' stroke-dasharray="4 3"' : ''}/>`);
    const end = run.points.at(-1);
    const before = run.points.at(-2);
    if (!run.left && end && before) parts.push(arrowHead(before, end, color));
    if (number !== null) {
      for (const cut of [run.entered ? run.points[0] : undefined, run.left ? end : undefined]) {
        if (!cut) continue;
        const place = besideOthers(cut, tile, taken);
        if (place !== cut) parts.push(`<path d="M${round(cut.x)} ${round(cut.y)}L${round(place.x)} ${round(place.y)}" stroke="${color}" stroke-width="1.3"/>`);
        taken.push(place);
        parts.push(marker(lettering, place, number, color));
      }
    }
  }
  return parts.join('');
}

/** Drawn after all edges, so that no line runs through the words. Beside nodes, on a line that goes down, there is little room. */
export function drawEdgeLabel(lettering: Lettering, edge: DiagramEdge, tile: Box): string {
  const place = longestMiddle(edge.points);
  if (!edge.label || !place || !contains(tile, place.middle)) return '';
  const lines = labelLines(lettering, edge.label, label, place.upright ? 40 : 120, 2);
  const width = Math.max(0, ...lines.map((line) => line.width)) + 6;
  const height = lines.length * 9.4 + 3;
  const left = Math.min(Math.max(place.middle.x - width / 2, tile.x), tile.x + tile.width - width);
  const top = place.middle.y - height / 2;
  const words = lines.map((line, index) => svgWords(lettering, line, label, left + (width - line.width) / 2, top + 8.9 + index * 9.4));
  return `<rect x="${round(left)}" y="${round(top)}" width="${round(width)}" height="${round(height)}" rx="4" fill="#FFFFFF"/>${words.join('')}`;
}

function rounded(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (!first) return '';
  let path = `M${round(first.x)} ${round(first.y)}`;
  for (const [index, point] of rest.entries()) {
    const previous = points[index];
    const next = points[index + 2];
    if (!previous || !next) {
      path += `L${round(point.x)} ${round(point.y)}`;
      continue;
    }
    const radius = Math.min(bend, distance(previous, point) / 2, distance(point, next) / 2);
    const before = towards(point, previous, radius);
    const after = towards(point, next, radius);
    path += `L${round(before.x)} ${round(before.y)}Q${round(point.x)} ${round(point.y)} ${round(after.x)} ${round(after.y)}`;
  }
  return path;
}

function arrowHead(from: Point, tip: Point, color: string): string {
  const length = distance(from, tip) || 1;
  const [dx, dy] = [(tip.x - from.x) / length, (tip.y - from.y) / length];
  const corner = (side: number) => `${round(tip.x - dx * 6.5 + side * dy * 3.4)} ${round(tip.y - dy * 6.5 - side * dx * 3.4)}`;
  return `<path d="M${round(tip.x)} ${round(tip.y)}L${corner(1)}L${corner(-1)}Z" fill="${color}"/>`;
}

/** Between the middles of two numbers. */
const apart = 15;

/** Lines that run side by side are cut side by side: their numbers make room for each other along the edge of the tile, in the order of the lines. */
function besideOthers(cut: Point, tile: Box, taken: readonly Point[]): Point {
  const along = Math.min(Math.abs(cut.x - tile.x), Math.abs(cut.x - tile.x - tile.width)) < 1 ? 'y' : 'x';
  const [least, most] = along === 'y' ? [tile.y, tile.y + tile.height] : [tile.x, tile.x + tile.width];
  const blocking = (place: Point) => taken.find((other) => distance(place, other) < apart - 0.5);
  const first = blocking(cut);
  if (!first) return cut;
  const way = cut[along] < first[along] ? -1 : 1;
  for (const sign of [way, -way]) {
    let place = cut;
    for (let other: Point | undefined = first; other; other = blocking(place)) place = { ...place, [along]: other[along] + sign * apart };
    if (place[along] >= least && place[along] <= most) return place;
  }
  return cut;
}

function marker(lettering: Lettering, { x, y }: Point, number: number, color: string): string {
  const style = { size: 8, color: '#3A3F4E', strong: true };
  const digits = new Intl.NumberFormat(lettering.language === 'fa' ? 'fa-IR' : 'en-GB', { useGrouping: false }).format(number);
  const [line] = labelLines(lettering, digits, style, 40, 1);
  return `<circle cx="${round(x)}" cy="${round(y)}" r="7" fill="#FFFFFF" stroke="${color}" stroke-width="1"/>${line ? svgWords(lettering, line, style, x - line.width / 2, y + 2.9) : ''}`;
}

function longestMiddle(points: readonly Point[]): { middle: Point; upright: boolean } | null {
  let best: { middle: Point; upright: boolean } | null = null;
  let longest = 0;
  for (let index = 1; index < points.length; index++) {
    const [a, b] = [points[index - 1], points[index]];
    if (!a || !b || distance(a, b) <= longest) continue;
    longest = distance(a, b);
    best = { middle: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }, upright: Math.abs(a.x - b.x) < Math.abs(a.y - b.y) };
  }
  return best;
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function towards(from: Point, to: Point, length: number): Point {
  const whole = distance(from, to) || 1;
  return { x: from.x + ((to.x - from.x) * length) / whole, y: from.y + ((to.y - from.y) * length) / whole };
}
