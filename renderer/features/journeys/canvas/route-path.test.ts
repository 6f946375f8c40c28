import { expect, test } from 'vitest';
import { routePath } from './route-path';

test('corners are rounded, as far as there is room, and the arrow stands before the border', () => {
  expect(
    routePath([
      { x: 0, y: 0 },
      { x: 100, y: 0 },
      { x: 100, y: 50 },
    ]),
  ).toEqual({ path: 'M0 0L93 0Q100 0 100 7L100 46.5', x: 73.25, y: 0 });
  expect(
    routePath([
      { x: 0, y: 0 },
      { x: 4, y: 0 },
      { x: 4, y: 50 },
    ]).path,
  ).toBe('M0 0L2 0Q4 0 4 2L4 46.5');
  expect(routePath([]).path).toBe('');
});
