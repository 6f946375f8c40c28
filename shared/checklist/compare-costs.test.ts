import { describe, expect, it } from 'vitest';
import { testAnswer, testId, testPoint } from '../engagement/engagement.fixture';
import { compareCosts } from './compare-costs';
import type { TotalCost } from './total-cost';

const [A, B] = [testId(1, 'V'), testId(2, 'V')];
const required = { must: 3, should: 2, could: 1 };
const points = [
  testPoint('sms', { priority: 'must' }),
  testPoint('fields', { priority: 'should' }),
  testPoint('off', { switchedOff: 'no' }),
  testPoint('both'),
];
const cost = (vendor: string, licence: number, fallbacks: Record<string, number>): TotalCost => {
  const line = (part: 'licence' | 'fallbacks', total: number, of?: string) => ({
    part,
    ...(of && { of }),
    once: total,
    perYear: [0, 0, 0],
    total,
    inputs: { years: [] },
  });
  const lines = [line('licence', licence), ...Object.entries(fallbacks).map(([point, amount]) => line('fallbacks', amount, point))];
  const total = lines.reduce((sum, one) => sum + one.total, 0);
  return { vendor, years: 3, lines, perYear: [0, 0, 0], once: total, total, gaps: [] };
};
const answers = [
  testAnswer(A, 'sms', 1),
  testAnswer(A, 'fields', 0),
  testAnswer(A, 'off', 0),
  testAnswer(A, 'both', 0),
  testAnswer(B, 'sms', 4),
  testAnswer(B, 'fields', 3),
  testAnswer(B, 'off', 4),
  testAnswer(B, 'both', 0),
];

describe('compareCosts', () => {
  it('puts what the cheaper offer lacks beside the dearer one', () => {
    const result = compareCosts(cost(B, 90_000, { x: 1_000 }), cost(A, 50_000, { sms: 45_000, y: 2_000 }), { points, answers, required });
    expect(result).toEqual({
      cheaper: {
        vendor: A,
        offer: 50_000,
        workarounds: [
          { point: 'sms', total: 45_000 },
          { point: 'y', total: 2_000 },
        ],
        total: 97_000,
      },
      dearer: { vendor: B, offer: 90_000, workarounds: [{ point: 'x', total: 1_000 }], total: 91_000 },
      saved: 40_000,
      // 91,000 − 97,000: the cheaper offer costs 6,000 more.
      left: -6_000,
      // Only what the other has, and nobody priced.
      open: [{ point: 'fields', score: 0, wanted: 2 }],
    });
  });

  it('keeps the order of two equal offers', () => {
    const result = compareCosts(cost(B, 10, {}), cost(A, 10, {}), { points: [], answers: [], required });
    expect([result.cheaper.vendor, result.saved, result.left, result.open]).toEqual([B, 0, 0, []]);
  });
});
