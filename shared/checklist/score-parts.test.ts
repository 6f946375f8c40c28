import fc from 'fast-check';
import { expect, it } from 'vitest';
import { testAnswer, testId, testPoint } from '../engagement/engagement.fixture';
import { priorities } from './schema';
import { scoreVendor } from './score';
import { scoreParts } from './score-parts';

const V = testId(1, 'V');

it('says what each point gives, what could have come, and what is left out and why', () => {
  const checklist = {
    points: [
      testPoint('a', { weight: 5 }),
      testPoint('b', { weight: 3, priority: 'should' }),
      testPoint('c', { weight: 2 }),
      testPoint('open'),
      testPoint('none'),
      testPoint('nice', { priority: 'could' }),
      testPoint('off', { switchedOff: 'no app' }),
    ],
    answers: [
      testAnswer(V, 'a', 2, { verified: true }),
      testAnswer(V, 'b', 4),
      testAnswer(V, 'c', 1),
      testAnswer(V, 'none', undefined, { applies: false }),
      testAnswer(V, 'nice', 4),
      testAnswer(V, 'off', 4),
    ],
  };
  const { total, parts, leftOut } = scoreParts(checklist, V);
  expect(total).toBeCloseTo(60);
  expect(parts).toEqual([
    { point: 'b', weight: 3, score: 4, gives: 30, couldGive: 30, verified: false, blocks: false },
    { point: 'a', weight: 5, score: 2, gives: 25, couldGive: 50, verified: true, blocks: false },
    { point: 'c', weight: 2, score: 1, gives: 5, couldGive: 20, verified: false, blocks: true },
  ]);
  expect(leftOut).toEqual([
    { point: 'open', why: 'unanswered' },
    { point: 'none', why: 'not-applicable' },
    { point: 'nice', why: 'could' },
    { point: 'off', why: 'switched-off' },
  ]);
});

it('is silent about a total when nothing counts', () => {
  expect(scoreParts({ points: [testPoint('a')], answers: [] }, V)).toEqual({ parts: [], leftOut: [{ point: 'a', why: 'unanswered' }] });
  expect(scoreParts({ points: [testPoint('a', { weight: 0 })], answers: [testAnswer(V, 'a', 4)] }, V).total).toBeUndefined();
});

it('always adds up to the total that is shown, and loses no point', () => {
  const one = fc.record({
    weight: fc.double({ min: 0, max: 10, noNaN: true }),
    priority: fc.constantFrom(...priorities),
    off: fc.boolean(),
    score: fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined }),
    applies: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(one, { maxLength: 20 }), (all) => {
      const points = all.map(({ weight, priority, off }, i) => testPoint(`p${i}`, { weight, priority, ...(off && { switchedOff: 'x' }) }));
      const answers = all.map(({ score, applies }, i) => testAnswer(V, `p${i}`, applies ? score : undefined, { applies }));
      const { total, parts, leftOut } = scoreParts({ points, answers }, V);
      const { share, blocking } = scoreVendor({ points, answers }, V);
      expect(total === undefined).toBe(share === undefined);
      if (share !== undefined) expect(total).toBeCloseTo(share * 100, 6);
      expect(parts.length + leftOut.length).toBe(points.length);
      expect(
        parts
          .filter(({ blocks }) => blocks)
          .map(({ point }) => point)
          .sort(),
      ).toEqual(blocking.map(({ point }) => point).sort());
    }),
  );
});
