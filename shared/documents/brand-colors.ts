/**
 * What becomes of a client's two colours on paper. Fills keep the colour as it is; text and thin lines are darkened until they
 * can be read on white, and what stands on a fill is black or white, whichever is read better.
 */
import type { DocumentColors } from './style-schema';

/** As documents look when nobody chose: the product's own. */
export const usualColors: DocumentColors = { main: '#3350C4', accent: '#E5A537' };

export type BrandColors = {
  /** Areas and marks, as chosen. */
  fill: string;
  /** Thin lines: at least 3 : 1 on white. */
  line: string;
  /** At least 4.5 : 1 on white and on `tint`. */
  text: string;
  /** Behind text, all but white. */
  tint: string;
  /** A wide pale stroke, an underline. */
  pale: string;
  /** Text on `fill`, at least 4.5 : 1. */
  onFill: string;
  /** Behind a logo made for dark ground. */
  plate: string;
  accent: string;
};

/** The usual ones are drawn by hand; those of a client follow from what was chosen. */
export function brandColors(colors: DocumentColors = usualColors): BrandColors {
  const { main, accent } = colors;
  if (main === usualColors.main) return { fill: main, line: main, text: main, tint: '#EEF1FC', pale: '#DDE3F8', onFill: white, plate: ink, accent };
  const tint = mixed(main, white, 0.91);
  return {
    fill: main,
    line: readableOn(white, main, 3),
    text: readableOn(tint, main),
    tint,
    pale: mixed(main, white, 0.82),
    onFill: textOn(main),
    // A light colour darkened would be mud, and nobody's.
    plate: textOn(main) === white ? main : ink,
    accent,
  };
}

const white = '#FFFFFF';
const black = '#000000';
const ink = '#1B1E28';
const inks = [white, ink, black];

/** Contrast by WCAG 2, from 1 to 21. Both as `#RRGGBB`. */
export function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** The colour, darkened as little as it takes to be read on a light background. */
export function readableOn(background: string, color: string, least = 4.5): string {
  for (let share = 0; share < 1; share += 0.02) {
    const candidate = mixed(color, black, share);
    if (contrast(candidate, background) >= least) return candidate;
  }
  return black;
}

/** White, or where white is hard to read, ink. */
export function textOn(fill: string): string {
  return inks.find((ink) => contrast(ink, fill) >= 4.5) ?? black;
}

/** @param share of `other`, from 0 to 1 */
function mixed(color: string, other: string, share: number): string {
  const to = channels(other);
  return hex(channels(color).map((value, index) => value + ((to[index] ?? 0) - value) * share));
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = channels(color).map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function channels(color: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
}

/** Red, green and blue from 0 to 255 as `#RRGGBB`. */
export function hex(values: readonly number[]): string {
  return `#${values.map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`.toUpperCase();
}

/**
 * Up to two colours a picture is remembered by, the more frequent first: strong ones, apart from each other. Grays, near-white
 * and what shines through are passed over, so a black logo has none.
 * @param pixels RGBA, four bytes each
 */
export function colorsOfPicture(pixels: ArrayLike<number>): string[] {
  const buckets = new Map<number, { count: number; sums: [number, number, number] }>();
  for (let at = 0; at + 3 < pixels.length; at += 4) {
    const [red = 0, green = 0, blue = 0, alpha = 0] = [pixels[at], pixels[at + 1], pixels[at + 2], pixels[at + 3]];
    const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)];
    if (alpha < 128 || most - least < 48) continue;
    const key = ((red >> 5) << 6) | ((green >> 5) << 3) | (blue >> 5);
    const bucket = buckets.get(key) ?? { count: 0, sums: [0, 0, 0] };
    bucket.count += 1;
    bucket.sums = [bucket.sums[0] + red, bucket.sums[1] + green, bucket.sums[2] + blue];
    buckets.set(key, bucket);
  }
  const found: number[][] = [];
  for (const { count, sums } of [...buckets.values()].sort((a, b) => b.count - a.count)) {
    const color = sums.map((sum) => sum / count);
    // Steps of a gradient and softened edges are no second colour.
    if (found.every((other) => Math.hypot(...other.map((value, index) => value - (color[index] ?? 0))) > 90)) found.push(color);
    if (found.length === 2) break;
  }
  return found.map(hex);
}

/** Whether hardly anything of a picture shows on white paper, as a logo made for dark ground. */
export function isPale(pixels: ArrayLike<number>): boolean {
  let [seen, shown] = [0, 0];
  for (let at = 0; at + 3 < pixels.length; at += 4) {
    if ((pixels[at + 3] ?? 0) < 128) continue;
    seen += 1;
    if (Math.min(pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0) < 200) shown += 1;
  }
  return seen > 0 && shown / seen < 0.02;
}
