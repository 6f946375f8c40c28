import { expect, it } from 'vitest';
import { reached } from './place';

it('tells chapters that share a page apart by where they begin', () => {
  const chapters = [
    { page: 2, top: 60 },
    { page: 2, top: 400 },
    { page: 5, top: 60 },
  ];
  const at = (page: number, top: number) => reached(chapters, { page, top });
  expect([at(1, 800), at(2, 59), at(2, 60), at(2, 399), at(2, 400), at(4, 0), at(5, 61)]).toEqual([-1, -1, 0, 0, 1, 1, 2]);
});
