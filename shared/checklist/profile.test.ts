import { describe, expect, it } from 'vitest';
import { testAnswer, testId, testPoint } from '../engagement/engagement.fixture';
import { profileOf } from './profile';

const [A, B] = [testId(1, 'V'), testId(2, 'V')];
const required = { must: 3, should: 2, could: 1 };
const categories: Record<string, string> = { a: 'data', b: 'data', c: 'channels', d: 'channels', e: 'extras', f: 'gone' };

describe('profileOf', () => {
  it('gives each category what is wanted and what each vendor has', () => {
    const axes = profileOf(
      {
        points: [
          testPoint('a', { priority: 'must', weight: 5 }),
          testPoint('b', { priority: 'should', weight: 3 }),
          testPoint('c', { priority: 'should', weight: 2, wanted: 4 }),
          testPoint('d', { priority: 'should', weight: 2, switchedOff: 'not here' }),
          testPoint('e', { priority: 'could', weight: 2 }),
          testPoint('f', { priority: 'must', weight: 2, switchedOff: 'not here' }),
        ],
        vendors: [
          { id: A, name: 'A', role: 'candidate' },
          { id: B, name: 'B', role: 'current' },
        ],
        answers: [testAnswer(A, 'a', 1), testAnswer(A, 'b', 4), testAnswer(B, 'e', 4)],
      },
      ({ id }) => categories[id] ?? '',
      required,
    );
    expect(axes.map(({ category, wanted }) => [category, wanted])).toEqual([
      // (5·3 + 3·2) ÷ (8·4)
      ['data', 21 / 32],
      ['channels', 1],
    ]);
    // (5·1 + 3·4) ÷ (8·4)
    expect(axes[0]?.values.get(A)).toEqual({ share: 17 / 32, answered: { count: 2, of: 2 }, blocking: 1 });
    expect(axes[0]?.values.get(B)).toEqual({ answered: { count: 0, of: 2 }, blocking: 0 });
    expect(axes[1]?.values.get(A)).toEqual({ answered: { count: 0, of: 1 }, blocking: 0 });
  });

  it('wants all points alike where none weighs anything, and has no axis where nothing counts', () => {
    const points = [testPoint('a', { priority: 'must', weight: 0 }), testPoint('b', { priority: 'should', weight: 0 })];
    expect(profileOf({ points, vendors: [], answers: [] }, () => 'data', required)[0]?.wanted).toBe(5 / 8);
    expect(profileOf({ points: [testPoint('e', { priority: 'could' })], vendors: [], answers: [] }, () => 'x', required)).toEqual([]);
  });
});
