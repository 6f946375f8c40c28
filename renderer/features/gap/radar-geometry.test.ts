import { describe, expect, it } from 'vitest';
import { linesOf, outlineOf, spotOf } from './radar-geometry';

const centre = { x: 100, y: 100 };

describe('a radar', () => {
  it('begins above and goes on clockwise', () => {
    expect([0, 1, 2, 3].map((at) => spotOf(at, 4, 0.5, centre, 100))).toEqual([
      { x: 100, y: 50 },
      { x: 150, y: 100 },
      { x: 100, y: 150 },
      { x: 50, y: 100 },
    ]);
  });

  it('has a closed outline, broken where nothing is known', () => {
    expect(outlineOf([1, 1, 1, 1], centre, 100)).toBe('M100 0L200 100L100 200L0 100Z');
    expect(outlineOf([1, undefined, 1, 1], centre, 100)).toBe('M100 200L0 100M0 100L100 0');
    expect(outlineOf([undefined, undefined, undefined], centre, 100)).toBe('');
    expect(outlineOf([], centre, 100)).toBe('');
  });

  it('breaks long names between words', () => {
    expect(linesOf('Channels')).toEqual(['Channels']);
    expect(linesOf('Data model and its limits')).toEqual(['Data model', 'and its limits']);
    expect(linesOf('Incomprehensibilities')).toEqual(['Incomprehensibilities']);
  });
});
