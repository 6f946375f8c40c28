/** The road across the foot of a cover, for the printed page and its small picture alike. In points, from left to right. */
type Bend = readonly [x0: number, y0: number, x1: number, y1: number, x2: number, y2: number, x3: number, y3: number];

const bends: readonly Bend[] = [
  [-20, 214, 90, 214, 110, 120, 200, 120],
  [200, 120, 290, 120, 310, 182, 400, 182],
  [400, 182, 490, 182, 500, 66, 640, 66],
];
/** Which bend, how far along it. */
const stops: readonly (readonly [bend: number, at: number])[] = [
  [0, 0.48],
  [1, 0],
  [1, 0.62],
  [2, 0.2],
  [2, 0.68],
];

export type CoverRoad = { path: string; stations: { x: number; y: number; last: boolean }[] };

/** In reading direction. @param width of the page */
export function coverRoad(rtl: boolean, width: number): CoverRoad {
  const mirrored = (value: number) => (rtl ? width - value : value);
  const path = bends
    .map(([x0, y0, x1, y1, x2, y2, x3, y3], index) => {
      const start = index === 0 ? `M${mirrored(x0)} ${y0}` : '';
      return `${start}C${mirrored(x1)} ${y1} ${mirrored(x2)} ${y2} ${mirrored(x3)} ${y3}`;
    })
    .join('');
  const stations = stops.flatMap(([bend, at], index) => {
    const [x0, y0, x1, y1, x2, y2, x3, y3] = bends[bend] ?? [0, 0, 0, 0, 0, 0, 0, 0];
    const along = (a: number, b: number, c: number, d: number) => (1 - at) ** 3 * a + 3 * (1 - at) ** 2 * at * b + 3 * (1 - at) * at ** 2 * c + at ** 3 * d;
    const round = (value: number) => Number(value.toFixed(2));
    return { x: round(mirrored(along(x0, x1, x2, x3))), y: round(along(y0, y1, y2, y3)), last: index === stops.length - 1 };
  });
  return { path, stations };
}
