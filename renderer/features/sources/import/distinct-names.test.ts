import { expect, test } from 'vitest';
import { withDistinctNames } from './distinct-names';

test('gives every file a name of its own, and leaves their content and the names of the first', async () => {
  const names = ['orders.csv', 'orders.csv', 'orders (2).csv', 'orders.csv', 'README', 'README', 'a.b.csv', 'a.b.csv'];
  const files = names.map((name, i) => new File([String(i)], name, { type: 'text/csv' }));
  const distinct = withDistinctNames(files);
  expect(distinct.map(({ name }) => name)).toEqual([
    'orders.csv',
    'orders (3).csv',
    'orders (2).csv',
    'orders (4).csv',
    'README',
    'README (2)',
    'a.b.csv',
    'a.b (2).csv',
  ]);
  expect(await Promise.all(distinct.map((file) => file.text()))).toEqual(['0', '1', '2', '3', '4', '5', '6', '7']);
});
