import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A page's darkness, 0 to 255, row by row. */
export type Picture = { width: number; height: number; ink: Uint8Array };

/** The pages of a PDF at 288 dots per inch. */
export function rasterized(pdf: string): Picture[] {
  const folder = mkdtempSync(join(tmpdir(), 'masa-pages-'));
  try {
    execFileSync('pdftoppm', ['-gray', '-r', '288', pdf, join(folder, 'page')], { stdio: 'ignore' });
    return readdirSync(folder)
      .sort()
      .map((name) => toPicture(readFileSync(join(folder, name))));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A binary portable graymap: P5, width, height, 255, then one byte a dot. */
function toPicture(bytes: Buffer): Picture {
  const [head, width, height] = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.toString('latin1', 0, 40)) ?? [];
  if (!head) throw new Error('not a graymap');
  return { width: Number(width), height: Number(height), ink: Uint8Array.from(bytes.subarray(head.length), (light) => 255 - light) };
}

/**
 * |A − B| / (A + B) of two pages at 144 dots per inch, laid over each other by their centres of ink; 0 the same, 1 nothing in common.
 * More than three dots apart they are left apart.
 */
export function inkDifference(a: Picture, b: Picture): number {
  const [one, other] = [measured(a), measured(b)];
  if (one.sum + other.sum === 0) return 0;
  if (one.sum === 0 || other.sum === 0) return 1;
  const within = (shift: number) => Math.max(-6, Math.min(6, Math.round(shift)));
  const [x, y] = [within(other.x - one.x), within(other.y - one.y)];
  let best = 1;
  for (const dy of [y - 1, y, y + 1]) for (const dx of [x - 1, x, x + 1]) best = Math.min(best, apart(one, other, dx, dy));
  return best;
}

type Measured = Picture & { sum: number; x: number; y: number; left: number; top: number; right: number; bottom: number };

/** Centre and bounds of the ink. */
function measured(picture: Picture): Measured {
  const { width, height, ink } = picture;
  const found = { ...picture, sum: 0, x: 0, y: 0, left: width, top: height, right: 0, bottom: 0 };
  for (let at = ink.findIndex((dot) => dot > 0); at >= 0 && at < ink.length; at++) {
    const dot = ink[at] ?? 0;
    if (dot === 0) continue;
    const [x, y] = [at % width, Math.floor(at / width)];
    found.sum += dot;
    found.x += dot * x;
    found.y += dot * y;
    found.left = Math.min(found.left, x);
    found.right = Math.max(found.right, x);
    found.top = Math.min(found.top, y);
    found.bottom = y;
  }
  return { ...found, x: found.x / found.sum, y: found.y / found.sum };
}

/** Four dots are compared as one: where exactly an edge lies inside of it says nothing about the text. */
function apart(a: Measured, b: Measured, dx: number, dy: number): number {
  let difference = 0;
  const [left, right] = [Math.min(a.left, b.left - dx), Math.max(a.right, b.right - dx)];
  const [top, bottom] = [Math.min(a.top, b.top - dy), Math.max(a.bottom, b.bottom - dy)];
  for (let y = top; y <= bottom; y += 2)
    for (let x = left; x <= right; x += 2) {
      let block = 0;
      for (let v = y; v < y + 2; v++) for (let u = x; u < x + 2; u++) block += dotAt(a, u, v) - dotAt(b, u + dx, v + dy);
      difference += Math.abs(block);
    }
  return difference / (a.sum + b.sum);
}

function dotAt({ width, height, ink }: Picture, x: number, y: number): number {
  return x < 0 || y < 0 || x >= width || y >= height ? 0 : (ink[y * width + x] ?? 0);
}
