/** Where the shapes of a Venn diagram of up to four stand, and where in each region a number can be written. */

/** `angle` in degrees, clockwise on the screen. */
export type Ellipse = { x: number; y: number; rx: number; ry: number; angle: number };

export const VENN_SIZE = { width: 360, height: 260 };

const circle = (x: number, y: number, r: number): Ellipse => ({ x, y, rx: r, ry: r, angle: 0 });

/** With four, circles can't show all fifteen regions; these ellipses can. */
const layouts: readonly (readonly Ellipse[])[] = [
  [],
  [circle(180, 130, 90)],
  [circle(135, 130, 90), circle(225, 130, 90)],
  [circle(136, 98, 78), circle(224, 98, 78), circle(180, 168, 78)],
  [
    { x: 126, y: 148, rx: 124, ry: 76, angle: 40 },
    { x: 162, y: 122, rx: 124, ry: 76, angle: 40 },
    { x: 198, y: 122, rx: 124, ry: 76, angle: -40 },
    { x: 234, y: 148, rx: 124, ry: 76, angle: -40 },
  ],
];

export function vennShapes(count: number): readonly Ellipse[] {
  return layouts[count] ?? [];
}

/** How far inside (above 0) or outside (below 0) a point is, roughly in pixels. */
function depth({ x, y, rx, ry, angle }: Ellipse, px: number, py: number): number {
  const turn = (-angle * Math.PI) / 180;
  const dx = (px - x) * Math.cos(turn) - (py - y) * Math.sin(turn);
  const dy = (px - x) * Math.sin(turn) + (py - y) * Math.cos(turn);
  const scaled = Math.hypot(dx / rx, dy / ry);
  // The true distance along the line from the centre: exact for circles, near enough for ellipses.
  return scaled === 0 ? Math.min(rx, ry) : (1 / scaled - 1) * Math.hypot(dx, dy);
}

/** Which shapes a point is in, one bit each. */
export function maskAt(shapes: readonly Ellipse[], x: number, y: number): number {
  return shapes.reduce((mask, shape, i) => (depth(shape, x, y) > 0 ? mask | (1 << i) : mask), 0);
}

/** For every region, the point farthest from all borders. */
export function labelPlaces(shapes: readonly Ellipse[]): Map<number, { x: number; y: number }> {
  const best = new Map<number, { x: number; y: number; room: number }>();
  for (let x = 0; x <= VENN_SIZE.width; x += 2)
    for (let y = 0; y <= VENN_SIZE.height; y += 2) {
      const depths = shapes.map((shape) => depth(shape, x, y));
      const mask = depths.reduce((bits, inside, i) => (inside > 0 ? bits | (1 << i) : bits), 0);
      const room = Math.min(...depths.map(Math.abs));
      if (mask !== 0 && room > (best.get(mask)?.room ?? 0)) best.set(mask, { x, y, room });
    }
  return new Map([...best].map(([mask, { x, y }]) => [mask, { x, y }]));
}
