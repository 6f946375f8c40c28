import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainPng, writePng } from './png';

type Form = {
  kind: number;
  depth: number;
  woven: boolean;
  width: number;
  height: number;
  filter: (row: number) => number;
  palette?: number[];
  transparent?: number[];
};
const channelsOf: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const passesOf = (woven: boolean) =>
  woven
    ? [
        [0, 0, 8, 8],
        [4, 0, 8, 8],
        [0, 4, 4, 8],
        [2, 0, 4, 4],
        [0, 2, 2, 4],
        [1, 0, 2, 2],
        [0, 1, 1, 2],
      ]
    : [[0, 0, 1, 1]];

/** Straight from the standard, value by value: `value(x, y, channel)` in the form's own depth. */
function encode(form: Form, value: (x: number, y: number, channel: number) => number): Buffer {
  const { kind, depth, woven, width, height, palette, transparent } = form;
  const channels = channelsOf[kind] ?? 1;
  const rows: number[] = [];
  for (const [x0 = 0, y0 = 0, dx = 1, dy = 1] of passesOf(woven)) {
    const columns = Math.ceil((width - x0) / dx);
    let above: number[] = [];
    for (let y = y0, row = 0; y < height && columns > 0; y += dy, row++) {
      let bits = '';
      for (let x = x0; x < width; x += dx) for (let channel = 0; channel < channels; channel++) bits += value(x, y, channel).toString(2).padStart(depth, '0');
      const line = (bits.match(/.{1,8}/g) ?? []).map((byte) => Number.parseInt(byte.padEnd(8, '0'), 2));
      const step = Math.max(1, Math.floor((channels * depth) / 8));
      const filter = form.filter(row);
      rows.push(filter);
      line.forEach((byte, i) => {
        const [a, b, c] = [line[i - step] ?? 0, above[i] ?? 0, i < step ? 0 : (above[i - step] ?? 0)];
        const p = a + b - c;
        const distances = [a, b, c].map((one) => Math.abs(p - one));
        const paeth = [a, b, c][distances.indexOf(Math.min(...distances))] ?? 0;
        rows.push((byte - ([0, a, b, Math.floor((a + b) / 2), paeth][filter] ?? 0) + 512) % 256);
      });
      above = line;
    }
  }
  const header = [...number(width), ...number(height), depth, kind, 0, 0, woven ? 1 : 0];
  const packed = deflateSync(Buffer.from(rows));
  const half = packed.length >> 1;
  return Buffer.concat([
    writePng(1, 1, new Uint8Array(4)).subarray(0, 8),
    ...[
      ['IHDR', header] as const,
      ...(palette ? [['PLTE', palette] as const] : []),
      ...(transparent ? [['tRNS', transparent] as const] : []),
      ['tEXt', [65, 0, 66]] as const,
      ['IDAT', [...packed.subarray(0, half)]] as const,
      ['IDAT', [...packed.subarray(half)]] as const,
      ['IEND', []] as const,
    ].map(([type, data]) => Buffer.concat([Buffer.from(number(data.length)), Buffer.from(type), Buffer.from(data), Buffer.alloc(4)])),
  ]);
}
const number = (value: number) => [24, 16, 8, 0].map((by) => (value >>> by) & 255);

const forms = [
  [0, 1],
  [0, 2],
  [0, 4],
  [0, 8],
  [0, 16],
  [2, 8],
  [2, 16],
  [3, 1],
  [3, 2],
  [3, 4],
  [3, 8],
  [4, 8],
  [4, 16],
  [6, 8],
  [6, 16],
] as const;

test('every form of PNG comes out as the same picture in plain RGBA', { tags: ['long'] }, () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...forms),
      fc.boolean(),
      fc.integer({ min: 1, max: 19 }),
      fc.integer({ min: 1, max: 19 }),
      fc.infiniteStream(fc.nat(65_535)),
      fc.array(fc.nat(4), { minLength: 19, maxLength: 19 }),
      ([kind, depth], woven, width, height, stream, filters) => {
        const channels = channelsOf[kind] ?? 1;
        const most = 2 ** depth - 1;
        const values = Array.from({ length: width * height * channels }, () => (stream.next().value ?? 0) % (most + 1));
        const at = (x: number, y: number, channel: number) => values[(y * width + x) * channels + channel] ?? 0;
        const palette = Array.from({ length: 3 * 2 ** depth }, (_, i) => (i * 37) % 256);
        const transparent = kind === 3 ? [10, 20] : kind === 0 ? [at(0, 0, 0) >> 8, at(0, 0, 0) & 255] : undefined;
        const png = encode(
          {
            kind,
            depth,
            woven,
            width,
            height,
            filter: (row) => filters[row] ?? 0,
            ...(kind === 3 ? { palette } : {}),
            ...(transparent ? { transparent } : {}),
          },
          at,
        );
        const byte = (value: number) => Math.round((value * 255) / most);
        const pixels = Array.from({ length: width * height }, (_, i) => {
          const v = (channel: number) => at(i % width, Math.floor(i / width), channel);
          if (kind === 3) return [...palette.slice(v(0) * 3, v(0) * 3 + 3), transparent?.[v(0)] ?? 255];
          const colors = channels < 3 ? [v(0), v(0), v(0)] : [v(0), v(1), v(2)];
          const alpha = kind === 4 || kind === 6 ? byte(v(channels - 1)) : kind === 0 && v(0) === at(0, 0, 0) ? 0 : 255;
          return [...colors.map(byte), alpha];
        }).flat();
        expect(plainPng(png)?.equals(writePng(width, height, Uint8Array.from(pixels)))).toBe(true);
      },
    ),
    { numRuns: 120 },
  );
});

describe('what is no whole picture', () => {
  const form: Form = { kind: 6, depth: 8, woven: false, width: 9, height: 7, filter: () => 0 };
  const good = encode(form, (x, y) => (x * y) % 256);

  test('cut anywhere', () => {
    expect(plainPng(good)).toBeDefined();
    for (let length = 0; length < good.length; length++) expect(plainPng(good.subarray(0, length))).toBeUndefined();
  });

  test('more rows than there are, fewer, or a filter nobody knows', () => {
    for (const height of [1, 6, 8, 2_000_000_000]) {
      const other = Buffer.from(good);
      other.writeUInt32BE(height, 20);
      expect(plainPng(other)).toBeUndefined();
    }
    expect(plainPng(encode({ ...form, filter: () => 9 }, () => 1))).toBeUndefined();
  });

  test('a palette that is not there, a depth that no kind has', () => {
    expect(plainPng(encode({ ...form, kind: 3 }, () => 1))).toBeUndefined();
    expect(plainPng(encode({ ...form, kind: 2, depth: 4 }, () => 1))).toBeUndefined();
  });

  test('flipped bytes either fail or give a picture, and never throw', () => {
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const broken = Buffer.from(good);
        broken[at] = (broken[at] ?? 0) ^ flip;
        expect(() => plainPng(broken)).not.toThrow();
      }),
      { numRuns: 400 },
    );
  });
});
