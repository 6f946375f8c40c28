/** Where a mood stands, from the upper edge of its lane (0) to the lower (1). A fifth of the lane stays free for words. */
export function moodAt(mood: number): number {
  return 0.5 - (mood / 2) * 0.3;
}

/** The mood nearest to a place in the lane. */
export function moodFrom(at: number): number {
  const mood = Math.round(((0.5 - at) / 0.3) * 2);
  return Math.max(-2, Math.min(2, mood)) + 0;
}

/** The piece of the curve in one column, as an SVG path in a box of 100 × 100; empty where there is nothing to draw. */
export type CurvePiece = { line: string; area: string };

/**
 * A curve through the moods, level at each, in pieces: each column draws its own, so that columns of any width and any
 * number join. It breaks where nobody has judged. Read from left to right; the other direction is its mirror image.
 */
export function curvePieces(moods: readonly (number | undefined)[]): CurvePiece[] {
  const places = moods.map((mood) => (mood === undefined ? undefined : moodAt(mood) * 100));
  return places.map((y, i) => {
    if (y === undefined) return { line: '', area: '' };
    const [before, after] = [places[i - 1], places[i + 1]];
    // Each piece is half of the cubic between two neighbours, cut where their columns meet.
    const into = before === undefined ? `M50 ${n(y)}` : `M0 ${n((before + y) / 2)}C12.5 ${n((before + 3 * y) / 4)} 25 ${n(y)} 50 ${n(y)}`;
    const out = after === undefined ? '' : `C75 ${n(y)} 87.5 ${n((3 * y + after) / 4)} 100 ${n((y + after) / 2)}`;
    const line = into + out;
    if (before === undefined && after === undefined) return { line: '', area: '' };
    return { line, area: `${line}L${after === undefined ? 50 : 100} 50L${before === undefined ? 50 : 0} 50Z` };
  });
}

function n(value: number): number {
  return Math.round(value * 100) / 100;
}
