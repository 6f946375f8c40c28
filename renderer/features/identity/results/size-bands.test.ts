import { expect, it } from 'vitest';
import { sizeBands } from './size-bands';

it('widens with size and ends with the largest', () => {
  const bands = sizeBands([
    { records: 1, people: 400 },
    { records: 2, people: 150 },
    { records: 7, people: 3 },
    { records: 9, people: 2 },
    { records: 412, people: 1 },
  ]);
  expect(bands.map(({ from, to, people }) => `${from}-${to}: ${people}`)).toEqual([
    '1-1: 400',
    '2-2: 150',
    '3-3: 0',
    '4-4: 0',
    '5-5: 0',
    '6-10: 5',
    '11-20: 0',
    '21-50: 0',
    '51-100: 0',
    '101-412: 1',
  ]);
  // Nobody is lost.
  expect(bands.reduce((sum, { people }) => sum + people, 0)).toBe(556);
});

it('has no band without people', () => {
  expect(sizeBands([])).toEqual([]);
  expect(sizeBands([{ records: 1, people: 5 }])).toEqual([{ from: 1, to: 1, people: 5 }]);
});
