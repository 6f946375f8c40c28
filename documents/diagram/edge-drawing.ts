import type { DiagramEdge } from '../../shared/report';
import { type Box, clipped, contains, type Point } from './geometry';
import { type LabelStyle, type Lettering, labelLines, round, svgWords } from './labels';
import { safeColor } from './node-drawing';

const label: LabelStyle = { size: 8, color: '#5B6172' };
const bend = 7;

/** An edge, or what of it lies in the tile; where it was cut stands `number`, the same on both sides of the cut. */
export function drawEdge(lettering: Lettering, edge: DiagramEdge, tile: Box, number: number | null): string {
  const color = safeColor(edge.color, '#8A90A0');
  const parts: string[] = [];
  for (const run of clipped(edge.points, tile)) {
    parts.push(`<path d="${rounded(run.points)}" fill="none" stroke="${color}" stroke-width="1.3"${edge.dashed ? ' stroke-dasharray="4 3"' : ''}/>`);
    const end = run.points.at(-1);
    const before = run.points.at(-2);
    if (!run.left && end && before) parts.push(arrowHead(before, end, color));
    if (number !== null) {
      if (run.entered && run.points[0]) parts.push(marker(lettering, run.points[0], tile, number, color));
      if (run.left && end) parts.push(marker(lettering, end, tile, number, color));
    }
  }
  return parts.join('');
}

/** Drawn after all edges, so that no line runs through the words. */
export function drawEdgeLabel(lettering: Lettering, edge: DiagramEdge, tile: Box): string {
  const middle = longestMiddle(edge.points);
  if (!edge.label || !middle || !contains(tile, middle)) return '';
  const [line] = labelLines(lettering, edge.label, label, 110, 1);
  if (!line) return '';
  const width = line.width + 7;
  const left = Math.min(Math.max(middle.x - width / 2, tile.x), tile.x + tile.width - width);
  return `<rect x="${round(left)}" y="${round(middle.y - 6.5)}" width="${round(width)}" height="13" rx="4" fill="#FFFFFF"/>${svgWords(lettering, line, label, left + 3.5, middle.y + 2.9)}`;
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

function marker(lettering: Lettering, point: Point, tile: Box, number: number, color: string): string {
  const radius = 7;
  const x = Math.min(Math.max(point.x, tile.x + radius), tile.x + tile.width - radius);
  const y = Math.min(Math.max(point.y, tile.y + radius), tile.y + tile.height - radius);
  const style = { size: 8, color: '#3A3F4E', strong: true };
  const digits = new Intl.NumberFormat(lettering.language === 'fa' ? 'fa-IR' : 'en-GB', { useGrouping: false }).format(number);
  const [line] = labelLines(lettering, digits, style, 40, 1);
  return `<circle cx="${round(x)}" cy="${round(y)}" r="${radius}" fill="#FFFFFF" stroke="${color}" stroke-width="1"/>${line ? svgWords(lettering, line, style, x - line.width / 2, y + 2.9) : ''}`;
}

function longestMiddle(points: readonly Point[]): Point | null {
  let best: Point | null = null;
  let longest = 0;
  for (let index = 1; index < points.length; index++) {
    const [a, b] = [points[index - 1], points[index]];
    if (!a || !b || distance(a, b) <= longest) continue;
    longest = distance(a, b);
    best = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
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
