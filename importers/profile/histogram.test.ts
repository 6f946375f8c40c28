import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHistogram } from './histogram';

function bars(values: readonly number[]): number[] {
  const histogram = createHistogram();
  for (const value of values) histogram.add(value, 1);
  return histogram.bars();
}

const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);

describe('createHistogram', () => {
  it('counts in twelve equal steps', () => {
    expect(bars(Array.from({ length: 1_200 }, (_, i) => i))).toEqual(Array(12).fill(100));
    expect(bars([0, 12])).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
    expect(bars([7, 7, 7])).toEqual([3]);
    expect(bars([])).toEqual([]);
  });

  it('loses nothing and does not mind the order', () => {
    const value = fc.oneof(
      fc.integer({ min: -1_000, max: 1_000 }),
      fc.double({ min: -1e14, max: 1e14, noNaN: true }),
      fc.double({ min: -1e-8, max: 1e-8, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 60 }), (values) => {
        const found = bars(values);
        expect(total(found)).toBe(values.length);
        expect(bars([...values].reverse())).toEqual(found);
        expect(bars([...values].sort((a, b) => a - b))).toEqual(found);
      }),
    );
  });

  it('is within a step of the exact counts', () => {
    const values = Array.from({ length: 20_000 }, (_, i) => ((i * 7_919) % 20_011) ** 2 / 3);
    const [least, most] = [Math.min(...values), Math.max(...values)];
    const exact = Array<number>(12).fill(0);
    for (const value of values) {
      const at = Math.min(11, Math.floor(((value - least) / (most - least)) * 12));
      exact[at] = (exact[at] ?? 0) + 1;
    }
    for (const [i, count] of bars(values).entries()) expect(Math.abs(count - (exact[i] ?? 0))).toBeLessThan(400);
  });
});
