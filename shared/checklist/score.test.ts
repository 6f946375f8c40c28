import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testAnswer, testId, testPoint } from '../engagement/engagement.fixture';
import type { Answer, Point } from './schema';
import { gapOf, type Scored, scoreByCategory, scoreVendor, scoreVendors, standingOf } from './score';

const V = testId(1, 'V');
const vendor = { id: V, name: 'A', role: 'candidate' as const };
const checklist = (points: Point[], answers: Answer[]): Scored => ({ points, vendors: [vendor], answers });

describe('scoreVendor', () => {
  it('is the weighted mean of what is answered', () => {
    const score = scoreVendor(
      checklist(
        [testPoint('a', { weight: 5 }), testPoint('b', { weight: 3 }), testPoint('c', { weight: 2 })],
        [testAnswer(V, 'a', 4, { verified: true }), testAnswer(V, 'b', 2)],
      ),
      V,
    );
    expect(score.share).toBeCloseTo((5 * 4 + 3 * 2) / (4 * 8), 12);
    expect(score.answered).toEqual({ count: 2, of: 3, share: 2 / 3 });
    expect(score.verified).toBe(1);
  });

  it('shows could points beside the total, not in it', () => {
    const points = [testPoint('a', { priority: 'should' }), testPoint('b', { priority: 'could' })];
    const score = scoreVendor(checklist(points, [testAnswer(V, 'a', 2), testAnswer(V, 'b', 0)]), V);
    expect(score.share).toBe(0.5);
    expect(score.couldShare).toBe(0);
    expect(score.answered.of).toBe(1);
  });

  it('tells unanswered, does not apply and zero apart', () => {
    const points = [testPoint('a'), testPoint('b'), testPoint('c'), testPoint('d', { switchedOff: 'not sold here' })];
    const answers = [testAnswer(V, 'a', undefined, { claim: 'soon' }), testAnswer(V, 'b', 3, { applies: false }), testAnswer(V, 'c', 0), testAnswer(V, 'd', 4)];
    const score = scoreVendor(checklist(points, answers), V);
    expect(points.map((point, i) => standingOf(point, answers[i]))).toEqual(['unanswered', 'not-applicable', 'scored', 'off']);
    expect(standingOf(testPoint('x'), undefined)).toBe('unanswered');
    expect(score.share).toBe(0);
    expect(score.answered).toEqual({ count: 1, of: 2, share: 0.5 });
    expect(score.notApplicable).toBe(1);
  });

  it('reports every must point at 0 or 1 as blocking, whatever the total', () => {
    const points = [testPoint('a'), testPoint('b'), testPoint('c', { priority: 'should' }), testPoint('d'), testPoint('e')];
    const answers = [testAnswer(V, 'a', 1), testAnswer(V, 'b', 2), testAnswer(V, 'c', 0), testAnswer(V, 'd', 0, { applies: false })];
    expect(scoreVendor(checklist(points, answers), V).blocking).toEqual([{ point: 'a', score: 1 }]);
  });

  it('has nothing to say without answers or weights', () => {
    expect(scoreVendor(checklist([], []), V)).toMatchObject({ share: undefined, couldShare: undefined, answered: { count: 0, of: 0, share: undefined } });
    expect(scoreVendor(checklist([testPoint('a', { weight: 0 })], [testAnswer(V, 'a', 4)]), V).share).toBeUndefined();
  });

  it('knows nothing of other vendors', () => {
    const other = testId(2, 'V');
    const list = { ...checklist([testPoint('a')], [testAnswer(other, 'a', 4)]), vendors: [vendor, { ...vendor, id: other }] };
    expect(scoreVendors(list).map(({ share }) => share)).toEqual([undefined, 1]);
  });

  it('gives a score per category', () => {
    const list = checklist([testPoint('a1'), testPoint('a2'), testPoint('b1')], [testAnswer(V, 'a1', 4), testAnswer(V, 'b1', 1)]);
    const categories = scoreByCategory(list, V, (point) => point.id.slice(0, 1));
    expect(categories.map(({ category, score }) => [category, score.share])).toEqual([
      ['a', 1],
      ['b', 0.25],
    ]);
  });

  it('measures the gap against the required score of the priority', () => {
    const required = { must: 3, should: 2, could: 1 };
    expect(gapOf(testPoint('a'), testAnswer(V, 'a', 1), required)).toBe(-2);
    expect(gapOf(testPoint('a'), undefined, required)).toBeUndefined();
    expect(gapOf(testPoint('a'), testAnswer(V, 'a', 1, { applies: false }), required)).toBeUndefined();
  });
});

describe('rules of scoring', () => {
  const pointArb = fc.record({
    weight: fc.double({ min: 0, max: 10, noNaN: true }),
    priority: fc.constantFrom('must' as const, 'should' as const, 'could' as const),
  });
  const answerArb = fc.option(fc.record({ applies: fc.boolean(), score: fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined }) }), { nil: undefined });
  const listArb = fc.array(fc.tuple(pointArb, answerArb), { minLength: 1, maxLength: 43 }).map((rows) =>
    checklist(
      rows.map(([point], i) => testPoint(`p${i}`, point)),
      rows.flatMap(([, answer], i) => (answer ? [testAnswer(V, `p${i}`, answer.score, { applies: answer.applies })] : [])),
    ),
  );

  it('raising one answered score never lowers the share', () => {
    fc.assert(
      fc.property(listArb, fc.nat(), (list, pick) => {
        const scored = list.answers.filter((answer) => answer.applies && answer.score !== undefined && answer.score < 4);
        const chosen = scored[pick % Math.max(1, scored.length)];
        if (!chosen) return;
        const raised = { ...list, answers: list.answers.map((a) => (a === chosen ? { ...a, score: (a.score ?? 0) + 1 } : a)) };
        const [before, after] = [scoreVendor(list, V), scoreVendor(raised, V)];
        expect((after.share ?? 0) - (before.share ?? 0)).toBeGreaterThanOrEqual(-1e-12);
        expect((after.couldShare ?? 0) - (before.couldShare ?? 0)).toBeGreaterThanOrEqual(-1e-12);
        expect(after.blocking.length).toBeLessThanOrEqual(before.blocking.length);
      }),
    );
  });

  it('does not depend on the order of points and answers, to the last digit', () => {
    fc.assert(
      fc.property(listArb, fc.infiniteStream(fc.nat()), (list, random) => {
        const shuffled = <T>(items: readonly T[]): T[] =>
          items
            .map((item) => [random.next().value ?? 0, item] as const)
            .sort(([a], [b]) => a - b)
            .map(([, item]) => item);
        const turned = { ...list, points: shuffled(list.points), answers: shuffled(list.answers) };
        expect(scoreVendor(turned, V).share).toBe(scoreVendor(list, V).share);
        expect(scoreVendor(turned, V).couldShare).toBe(scoreVendor(list, V).couldShare);
      }),
    );
  });

  it('does not depend on the scale of the weights', () => {
    fc.assert(
      fc.property(listArb, fc.double({ min: 0.1, max: 100, noNaN: true }), (list, factor) => {
        const scaled = { ...list, points: list.points.map((point) => ({ ...point, weight: point.weight * factor })) };
        const [a, b] = [scoreVendor(list, V).share, scoreVendor(scaled, V).share];
        // A weight that underflows to nothing is no weight.
        if (list.points.some((point) => point.weight > 0 && point.weight < 1e-300)) return;
        expect(b === undefined).toBe(a === undefined);
        expect(b ?? 0).toBeCloseTo(a ?? 0, 9);
      }),
    );
  });

  it('stays between 0 and 1', () => {
    fc.assert(
      fc.property(listArb, (list) => {
        const { share, answered } = scoreVendor(list, V);
        expect(share ?? 0).toBeGreaterThanOrEqual(0);
        expect(share ?? 0).toBeLessThanOrEqual(1);
        expect(answered.count).toBeLessThanOrEqual(answered.of);
      }),
    );
  });
});
