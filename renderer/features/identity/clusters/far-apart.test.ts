import { expect, it } from 'vitest';
import { explainLink } from '../../../../shared/identity/explain';
import type { Cluster } from '../../../../shared/identity/report';
import { farApart } from './far-apart';

const cluster = (...records: number[][]): Cluster => ({
  records: records.length,
  names: 1,
  sources: [],
  isSuspicious: false,
  values: [0, 1, 2, 3].map((n) => ({ attribute: 'email', value: String(n), records: 2 })),
  shown: records.map((values, i) => ({ source: '', object: '', row: i + 1, values })),
});

it('finds both ends of a chain, wherever it is begun', () => {
  const chain = cluster([1, 2], [0], [0, 1], [2, 3], [3]);
  const [a, b] = farApart(chain);
  expect([a, b].sort()).toEqual([1, 4]);
  expect(explainLink(chain, a, b)?.records).toHaveLength(5);
});

it('takes any other record where all share one value', () => {
  const [a, b] = farApart(cluster([0], [0], [0]));
  expect(a).not.toBe(b);
});
