import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testAnswer, testId, testPoint } from '../engagement/engagement.fixture';
import { robustnessOf } from './robustness';
import type { Answer } from './schema';
import type { Scored } from './score';

const [A, B] = [testId(1, 'V'), testId(2, 'V')];
const settings = { draws: 2_000, seed: 7, spread: 0.3 };
const list = (weights: readonly number[], answers: Answer[], priority: 'must' | 'should' = 'should'): Scored => ({
  points: weights.map((weight, i) => testPoint(`p${i}`, { weight, priority })),
  vendors: [A, B].map((id) => ({ id, name: id, role: 'candidate' })),
  answers,
});
const proved = { verified: true };

describe('robustnessOf', () => {
  it('gives every draw to a vendor that is better everywhere and proved', () => {
    const result = robustnessOf(
      list(
        [5, 3],
        [0, 1].flatMap((i) => [testAnswer(A, `p${i}`, 4, proved), testAnswer(B, `p${i}`, 3, proved)]),
      ),
      settings,
    );
    expect(result.vendors.map(({ leads }) => leads)).toEqual([2_000, 0]);
    expect(result.vendors[0]?.total).toEqual({ low: 1, middle: 1, high: 1 });
  });

  it('divides what is even, and counts nobody where nothing is answered or all fail a gate', () => {
    expect(robustnessOf(list([5], [testAnswer(A, 'p0', 3, proved), testAnswer(B, 'p0', 3, proved)]), settings).vendors.map(({ leads }) => leads)).toEqual([
      1_000, 1_000,
    ]);
    expect(robustnessOf(list([5], []), settings)).toMatchObject({
      nobody: 2_000,
      vendors: [
        { leads: 0, fails: 0 },
        { leads: 0, fails: 0 },
      ],
    });
    const gated = robustnessOf(list([5], [testAnswer(A, 'p0', 1, proved)], 'must'), settings);
    expect(gated).toMatchObject({ nobody: 2_000, vendors: [{ vendor: A, leads: 0, fails: 2_000 }, { fails: 0 }] });
  });

  it('moves an unproved answer by one grade as often as its confidence says', () => {
    const fails = (confidence: Answer['confidence']) =>
      robustnessOf(list([5], [testAnswer(A, 'p0', 2, confidence ? { confidence } : {})], 'must'), { ...settings, draws: 20_000 }).vendors[0]?.fails ?? 0;
    expect(fails('low') / 20_000).toBeCloseTo(0.35, 1);
    expect(fails(undefined) / 20_000).toBeCloseTo(0.2, 1);
    expect(fails('high') / 20_000).toBeCloseTo(0.08, 1);
    expect(fails('low')).toBeGreaterThan(fails('medium'));
    expect(fails('medium')).toBeGreaterThan(fails('high'));
  });

  it('swings weights: a narrow lead is lost in some draws, and in none without a spread', () => {
    const narrow = list(
      [5, 4.9],
      [testAnswer(A, 'p0', 4, proved), testAnswer(A, 'p1', 2, proved), testAnswer(B, 'p0', 2, proved), testAnswer(B, 'p1', 4, proved)],
    );
    const [first] = robustnessOf(narrow, settings).vendors;
    expect(first?.leads).toBeGreaterThan(900);
    expect(first?.leads).toBeLessThan(1_300);
    expect(robustnessOf(narrow, { ...settings, spread: 0 }).vendors[0]?.leads).toBe(2_000);
  });

  it('accounts for every draw, is the same for the same seed, and does not depend on the scale of the weights', () => {
    const rows = fc.array(
      fc.tuple(
        fc.integer({ min: 1, max: 10 }),
        fc.constantFrom('must' as const, 'should' as const, 'could' as const),
        fc.array(fc.option(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.boolean()), { nil: undefined }), { minLength: 2, maxLength: 2 }),
      ),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(rows, fc.nat(), (all, seed) => {
        const checklist: Scored = {
          ...list([], []),
          points: all.map(([weight, priority], i) => testPoint(`p${i}`, { weight, priority })),
          answers: all.flatMap(([, , scores], i) =>
            scores.flatMap((one, v) => (one ? [testAnswer(v === 0 ? A : B, `p${i}`, one[0], { verified: one[1] })] : [])),
          ),
        };
        const few = { draws: 200, seed, spread: 0.3 };
        const result = robustnessOf(checklist, few);
        expect(result.vendors.reduce((sum, { leads }) => sum + leads, result.nobody)).toBeCloseTo(200, 6);
        expect(robustnessOf(checklist, few)).toEqual(result);
        const halved = robustnessOf({ ...checklist, points: checklist.points.map((point) => ({ ...point, weight: point.weight / 2 })) }, few);
        expect(halved).toEqual(result);
      }),
      { numRuns: 100 },
    );
  });
});
