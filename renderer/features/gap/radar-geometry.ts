/** Where things stand on a radar: the first axis points up, the others follow clockwise, in every reading direction. */

export type Spot = { x: number; y: number };

/** `share` 0–1 of the radius, on the axis `at` of `count`. */
export function spotOf(at: number, count: number, share: number, centre: Spot, radius: number): Spot {
  const angle = (at / count) * 2 * Math.PI - Math.PI / 2;
  return { x: round(centre.x + Math.cos(angle) * radius * share), y: round(centre.y + Math.sin(angle) * radius * share) };
}

/**
 * The outline through the values of all axes. Where one is not known the line is broken, and not drawn through the centre: a
 * missing answer is no zero.
 */
export function outlineOf(shares: readonly (number | undefined)[], centre: Spot, radius: number): string {
  const spots = shares.map((share, at) => (share === undefined ? undefined : spotOf(at, shares.length, share, centre, radius)));
  const to = ({ x, y }: Spot) => `${x} ${y}`;
  if (spots.every((spot) => spot !== undefined)) return spots.length === 0 ? '' : `M${spots.map(to).join('L')}Z`;
  const parts = spots.map((spot, at) => {
    const next = spots[(at + 1) % spots.length];
    return spot && next ? `M${to(spot)}L${to(next)}` : '';
  });
  return parts.join('');
}

/** A name in at most two lines of about the same length. */
export function linesOf(name: string, most = 18): string[] {
  if (name.length <= most) return [name];
  const words = name.split(' ');
  let best = [name];
  let bestLength = Number.POSITIVE_INFINITY;
  for (let at = 1; at < words.length; at++) {
    const lines = [words.slice(0, at).join(' '), words.slice(at).join(' ')];
    const length = Math.max(...lines.map((line) => line.length));
    if (length < bestLength) [best, bestLength] = [lines, length];
  }
  return best;
}

function round(length: number): number {
  return Math.round(length * 100) / 100;
}
