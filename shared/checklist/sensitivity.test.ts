import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testAnswer, testId, testPoint } from '../engagement/engagement.fixture';
import { rankVendors } from './rank-vendors';
import type { Answer } from './schema';
import type { Scored } from './score';
import { leastMove, weightSensitivity } from './sensitivity';

const [A, B, C] = [testId(1, 'V'), testId(2, 'V'), testId(3, 'V')];
const vendors = [A, B, C].map((id) => ({ id, name: id, role: 'candidate' as const }));
const list = (weights: readonly number[], answers: Answer[]): Scored => ({
  points: weights.map((weight, i) => testPoint(`p${i}`, { weight, priority: 'should' })),
  vendors,
  answers,
});
const leaders = (checklist: Scored) => rankVendors(checklist).flatMap(({ vendor, rank }) => (rank === 1 ? [vendor] : []));
const weighed = (checklist: Scored, point: string, weight: number): Scored => ({
  ...checklist,
  points: checklist.points.map((one) => (one.id === point ? { ...one, weight } : one)),
});

describe('weightSensitivity', () => {
  it('says at which weight the second takes the lead', () => {
    // A is better at p0, B at p1: (4·5 + 2·w) against (2·5 + 4·w) is even at w = 5.
    const checklist = list([5, 4], [testAnswer(A, 'p0', 4), testAnswer(A, 'p1', 2), testAnswer(B, 'p0', 2), testAnswer(B, 'p1', 4)]);
    const byPoint = new Map(weightSensitivity(checklist).map((one) => [one.point, one]));
    expect(byPoint.get('p1')?.up?.weight).toBeCloseTo(5, 9);
    expect(byPoint.get('p1')?.up?.leader).toBe(B);
    expect(byPoint.get('p1')?.down).toBeUndefined();
    expect(byPoint.get('p0')?.down?.weight).toBeCloseTo(4, 9);
    expect(byPoint.get('p0')?.up).toBeUndefined();
  });

  it('has nothing to say of one vendor, a tie, or a vendor that failed a gate', () => {
    expect(weightSensitivity(list([5], [testAnswer(A, 'p0', 4)]))).toEqual([]);
    expect(weightSensitivity(list([5], [testAnswer(A, 'p0', 3), testAnswer(B, 'p0', 3)]))).toEqual([]);
    const gated = list([5, 4], [testAnswer(A, 'p0', 4), testAnswer(A, 'p1', 2), testAnswer(B, 'p0', 1), testAnswer(B, 'p1', 4)]);
    expect(weightSensitivity({ ...gated, points: gated.points.map((point) => ({ ...point, priority: 'must' as const })) })).toEqual([]);
  });

  it('puts the easiest turn first', () => {
    const sensitivities = weightSensitivity(
      list(
        [5, 4, 2],
        [testAnswer(A, 'p0', 4), testAnswer(A, 'p1', 2), testAnswer(B, 'p0', 2), testAnswer(B, 'p1', 4), testAnswer(B, 'p2', 3), testAnswer(A, 'p2', 3)],
      ),
    );
    expect(sensitivities.map(leastMove)).toEqual([...sensitivities.map(leastMove)].sort((x, y) => x - y));
    expect(sensitivities).toHaveLength(3);
    expect(sensitivities.at(-1)).toEqual({ point: 'p2', weight: 2 });
  });

  const rows = fc.array(
    fc.tuple(
      fc.integer({ min: 0, max: 20 }).map((n) => n / 2),
      fc.array(fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined }), { minLength: 3, maxLength: 3 }),
    ),
    { minLength: 1, maxLength: 12 },
  );
  const random = rows.map((all) =>
    list(
      all.map(([weight]) => weight),
      all.flatMap(([, scores], i) => scores.flatMap((score, v) => (score === undefined ? [] : [testAnswer(vendors[v]?.id ?? A, `p${i}`, score)]))),
    ),
  );

  it('is true: just beyond a turn the named vendor is ahead of the old leader, and on the way there nobody was', { tags: ['long'] }, () => {
    let turns = 0;
    fc.assert(
      fc.property(random, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (checklist, share) => {
        for (const { point, weight, down, up } of weightSensitivity(checklist)) {
          const [leader] = leaders(checklist);
          for (const [turn, way] of [
            [down, -1],
            [up, 1],
          ] as const) {
            const beyond = turn && turn.weight + way * 1e-4 * Math.max(1, turn.weight);
            const onTheWay = turn ? weight + (turn.weight - weight) * share : way === 1 ? weight + share * 1000 : weight * share;
            if (Math.abs((turn?.weight ?? Number.POSITIVE_INFINITY) - weight) > 1e-6) {
              const there = rankVendors(weighed(checklist, point, onTheWay));
              const [own, best] = [there.find(({ vendor }) => vendor === leader)?.share, Math.max(...there.map(({ share: total }) => total ?? 0))];
              // At a weight of 0 a total may have nothing to go by.
              if (own !== undefined) expect(best - own).toBeLessThanOrEqual(1e-9);
            }
            if (!turn || beyond === undefined || beyond < 0) continue;
            turns++;
            const after = rankVendors(weighed(checklist, point, beyond));
            const total = (id: string | undefined) => after.find(({ vendor }) => vendor === id)?.share ?? 0;
            expect(total(turn.leader)).toBeGreaterThanOrEqual(total(leader));
          }
        }
      }),
      { numRuns: 500 },
    );
    expect(turns).toBeGreaterThan(100);
  });
});
