import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { brandColors, colorsOfPicture, contrast, hex, isPale, readableOn, textOn, usualColors } from './brand-colors';

const color = fc.tuple(...[0, 1, 2].map(() => fc.integer({ min: 0, max: 255 }))).map(hex);

test('contrast is that of WCAG', () => {
  expect(contrast('#000000', '#FFFFFF')).toBeCloseTo(21);
  expect(contrast('#777777', '#FFFFFF')).toBeCloseTo(4.478, 3);
  expect(contrast('#FFFFFF', '#777777')).toBe(contrast('#777777', '#FFFFFF'));
});

test('whatever colour a client has, its words can be read and its areas keep it', () => {
  fc.assert(
    fc.property(color, color, (main, accent) => {
      const brand = brandColors({ main, accent });
      expect(brand).toMatchObject({ fill: main, accent });
      expect(contrast(brand.text, '#FFFFFF')).toBeGreaterThanOrEqual(4.5);
      expect(contrast(brand.text, brand.tint)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(brand.line, '#FFFFFF')).toBeGreaterThanOrEqual(3);
      expect(contrast(brand.onFill, brand.fill)).toBeGreaterThanOrEqual(4.5);
      expect(contrast('#FFFFFF', brand.plate)).toBeGreaterThanOrEqual(4.5);
      // Ink on the tint, as in a callout.
      expect(contrast('#1B1E28', brand.tint)).toBeGreaterThanOrEqual(7);
    }),
    { numRuns: 200 },
  );
});

test('a colour that can be read is left as it is; yellow is darkened and stays yellow', () => {
  expect(readableOn('#FFFFFF', '#7A0B2E')).toBe('#7A0B2E');
  const dark = readableOn('#FFFFFF', '#FFD400');
  expect(contrast(dark, '#FFFFFF')).toBeLessThan(5);
  expect(dark).toMatch(/00$/);
  expect(textOn('#FFD400')).toBe('#1B1E28');
  expect(textOn('#7A0B2E')).toBe('#FFFFFF');
});

test("a plate is of the client's colour where white can be read on it, else ink", () => {
  expect(brandColors({ main: '#7A0B2E', accent: '#FFD400' }).plate).toBe('#7A0B2E');
  expect(brandColors({ main: '#FFD400', accent: '#7A0B2E' }).plate).toBe('#1B1E28');
  expect(brandColors().plate).toBe('#1B1E28');
});

test('the usual colours are the ones drawn by hand, and pass as well', () => {
  const usual = brandColors();
  expect(usual).toEqual(brandColors(usualColors));
  expect(contrast(usual.text, usual.tint)).toBeGreaterThanOrEqual(4.5);
  expect(brandColors({ ...usualColors, accent: '#C9304B' })).toEqual({ ...usual, accent: '#C9304B' });
});

describe('colours of a picture', () => {
  const pixels = (...runs: [count: number, ...rgba: number[]][]) => runs.flatMap(([count, ...rgba]) => Array.from({ length: count }, () => rgba).flat());

  test('the two strong ones, by how much there is of them', () => {
    const picture = pixels([500, 255, 255, 255, 255], [60, 190, 20, 40, 255], [90, 10, 80, 160, 255], [20, 40, 40, 40, 255]);
    expect(colorsOfPicture(picture)).toEqual(['#0A50A0', '#BE1428']);
  });

  test('shades of one colour are one', () => {
    expect(colorsOfPicture(pixels([60, 190, 20, 40, 255], [40, 200, 35, 60, 255]))).toEqual(['#BE1428']);
  });

  test('none of a black one, and none of what shines through', () => {
    expect(colorsOfPicture(pixels([60, 0, 0, 0, 255], [60, 250, 10, 10, 20]))).toEqual([]);
    expect(colorsOfPicture([])).toEqual([]);
  });

  test('a white one does not show on paper, whatever shines through', () => {
    expect(isPale(pixels([90, 255, 255, 255, 255], [900, 0, 0, 0, 0]))).toBe(true);
    expect(isPale(pixels([90, 255, 255, 255, 255], [9, 20, 20, 120, 255]))).toBe(false);
    expect(isPale([])).toBe(false);
  });
});
