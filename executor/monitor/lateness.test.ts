import { expect, test } from 'vitest';
import { latenessOf, stepOf, upToMs } from './lateness';

test('a step holds what is at most a fifth earlier than its end', () => {
  for (const ms of [1, 2, 3, 38, 100, 999, 60_000, 86_400_000]) {
    const end = upToMs(stepOf(ms));
    expect(end, `${ms}`).toBeGreaterThanOrEqual(ms - 1);
    expect(end, `${ms}`).toBeLessThanOrEqual(Math.ceil(ms * 1.2) + 1);
  }
  expect(stepOf(0)).toBe(0);
  expect(stepOf(-5)).toBe(0);
});

test('99 of 100 were so late or less, and the latest is told as it was', () => {
  const counts = new Map([
    [stepOf(10), 98],
    [stepOf(40), 1],
    [stepOf(5000), 1],
  ]);
  expect(latenessOf(counts, 5000)).toEqual({ count: 100, p99Ms: upToMs(stepOf(40)), maxMs: 5000 });
  expect(latenessOf(new Map([[stepOf(7), 1]]), 7), 'never later than the latest').toEqual({ count: 1, p99Ms: 7, maxMs: 7 });
  expect(latenessOf(new Map(), 0)).toBeUndefined();
});
