import { expect, test } from 'vitest';
import { fitted, fittedOnPlate, logoBoxes, logoSize, mostLogoSide, pictureSize } from './picture';

const u16 = (value: number) => [value >> 8, value & 255];
const u32 = (value: number) => [0, 0, ...u16(value)];
const png = (width: number, height: number) =>
  Uint8Array.from([
    0x89,
    0x50,
    0x4e,
    0x47,
    0x0d,
    0x0a,
    0x1a,
    0x0a,
    0,
    0,
    0,
    13,
    0x49,
    0x48,
    0x44,
    0x52,
    ...u32(width),
    ...u32(height),
    8,
    6,
    0,
    0,
    0,
    1,
    2,
    3,
    4,
  ]);
const jpeg = (frame: number, { width = 320, height = 80, channels = 3, bits = 8 } = {}) =>
  Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, ...u16(4), 1, 2, 0xff, 0xff, frame, ...u16(17), bits, ...u16(height), ...u16(width), channels, 1, 2, 3, 4, 5, 6]);

test('kind and size are read off the content', () => {
  expect(pictureSize(png(640, 200))).toEqual({ mime: 'image/png', width: 640, height: 200 });
  expect(pictureSize(jpeg(0xc0))).toEqual({ mime: 'image/jpeg', width: 320, height: 80 });
  expect(pictureSize(jpeg(0xc2, { channels: 4 }))).toMatchObject({ width: 320 });
  // A view into a larger buffer, as files come.
  expect(pictureSize(Uint8Array.from([9, 9, ...png(3, 4)]).subarray(2))).toMatchObject({ width: 3, height: 4 });
});

test.each([
  ['nothing', new Uint8Array()],
  ['words', new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>'.padEnd(80))],
  ['a GIF', new TextEncoder().encode('GIF89a'.padEnd(80))],
  ['no width', png(0, 10)],
  ['too wide', png(mostLogoSide + 1, 10)],
  ['a head that breaks off', png(10, 10).subarray(0, 30)],
  ['a JPEG without loss, which no reader of PDF shows', jpeg(0xc3)],
  ['a JPEG of two colours', jpeg(0xc0, { channels: 2 })],
  ['a JPEG of twelve bits', jpeg(0xc1, { bits: 12 })],
  ['a JPEG that begins with pixels', Uint8Array.from([0xff, 0xd8, 0xff, 0xda, 0, 8, ...Array(20).fill(0)])],
  ['a JPEG that breaks off', jpeg(0xc0).subarray(0, 14)],
])('%s is no logo', (_, bytes) => expect(logoSize(bytes)).toBeUndefined());

test('the size of a picture too large for a logo is known all the same', () => {
  expect(pictureSize(png(mostLogoSide + 1, 10))).toMatchObject({ width: mostLogoSide + 1 });
});

test('a logo is fitted into its box, whatever its shape, and never blown up', () => {
  const box = logoBoxes.client;
  for (const [width, height] of [
    [4000, 100],
    [100, 2000],
    [500, 500],
    [30, 16],
    [1, 1],
  ] as const) {
    const size = fitted({ width, height }, box);
    expect(size.width).toBeLessThanOrEqual(Math.min(box.width, width));
    expect(size.height).toBeLessThanOrEqual(Math.min(box.height, height));
    const { picture, plate, pad } = fittedOnPlate({ width, height }, box);
    expect(plate).toEqual({ width: picture.width + 2 * pad, height: picture.height + 2 * pad });
    expect(picture.width / picture.height).toBeCloseTo(size.width / size.height, 5);
    expect(plate.width).toBeLessThanOrEqual(box.width);
    expect(plate.height).toBeLessThanOrEqual(box.height);
  }
  expect(fitted({ width: 30, height: 16 }, box)).toEqual({ width: 30, height: 16 });
});
