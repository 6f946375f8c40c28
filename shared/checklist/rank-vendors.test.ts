import { describe, expect, it } from 'vitest';
import { testAnswer, testId, testPoint } from '../engagement/engagement.fixture';
import { rankVendors } from './rank-vendors';
import type { Answer, Vendor } from './schema';

const [A, B, C, D] = [testId(1, 'V'), testId(2, 'V'), testId(3, 'V'), testId(4, 'V')];
const points = [testPoint('gate', { weight: 5 }), testPoint('wish', { priority: 'should' }), testPoint('extra', { priority: 'could' })];
const vendor = (id: string, role: Vendor['role'] = 'candidate'): Vendor => ({ id, name: id, role });
const ranks = (vendors: Vendor[], answers: Answer[]) => rankVendors({ points, vendors, answers }).map(({ rank }) => rank);

describe('rankVendors', () => {
  it('puts the higher total first and keeps the order of the columns', () => {
    expect(ranks([vendor(A), vendor(B)], [testAnswer(A, 'gate', 2), testAnswer(B, 'gate', 4)])).toEqual([2, 1]);
  });

  it('ranks neither a failed gate, nor the current system, nor silence, but keeps their scores', () => {
    const answers = [testAnswer(A, 'gate', 1), testAnswer(A, 'wish', 4), testAnswer(B, 'gate', 4), testAnswer(C, 'gate', 2)];
    const ranked = rankVendors({ points, vendors: [vendor(A), vendor(B, 'current'), vendor(C), vendor(D)], answers });
    expect(ranked.map(({ rank }) => rank)).toEqual([undefined, undefined, 1, undefined]);
    expect(ranked[0]?.share).toBeCloseTo((5 + 12) / 32, 12);
  });

  it('breaks a tie by the could points, and lets the rest share a place', () => {
    const same = [A, B, C, D].map((id) => testAnswer(id, 'gate', 3));
    expect(
      ranks(
        [A, B, C, D].map((id) => vendor(id)),
        [...same, testAnswer(B, 'extra', 4), testAnswer(D, 'gate', 3)],
      ),
    ).toEqual([2, 1, 2, 2]);
    expect(ranks([vendor(A), vendor(B)], [...same])).toEqual([1, 1]);
  });
});
