import { describe, expect, it } from 'vitest';
import { labelPlaces, maskAt, VENN_SIZE, vennShapes } from './venn-layout';

describe('a Venn diagram', () => {
  it.each([1, 2, 3, 4])('of %i has a place for the number of every region', (count) => {
    const shapes = vennShapes(count);
    const places = labelPlaces(shapes);
    expect(places.size).toBe(2 ** count - 1);
    for (const [mask, { x, y }] of places) {
      expect(maskAt(shapes, x, y)).toBe(mask);
      // Room for three digits.
      expect(maskAt(shapes, x - 8, y)).toBe(mask);
      expect(maskAt(shapes, x + 8, y)).toBe(mask);
    }
  });

  it.each([1, 2, 3, 4])('of %i fits its frame', (count) => {
    const shapes = vennShapes(count);
    for (let x = 0; x <= VENN_SIZE.width; x += 4) for (const y of [0, VENN_SIZE.height]) expect(maskAt(shapes, x, y)).toBe(0);
    for (let y = 0; y <= VENN_SIZE.height; y += 4) for (const x of [0, VENN_SIZE.width]) expect(maskAt(shapes, x, y)).toBe(0);
  });
});
