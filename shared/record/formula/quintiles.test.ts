import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createComputation } from './computation';
import { cutsOf, quintileOf } from './quintiles';

describe('fifths', () => {
  it.each<[number[], (number | undefined)[]]>([
    [
      [1, 2, 3, 4, 5],
      [1, 2, 3, 4, 5],
    ],
    [
      [50, 10, 30, 20, 40],
      [5, 1, 3, 2, 4],
    ],
    [
      [7, 7, 7],
      [1, 1, 1],
    ],
    // Two in three bought once: they are in one fifth, and the next begins above them.
    [
      [1, 1, 1, 1, 2, 3],
      [1, 1, 1, 1, 4, 5],
    ],
    [
      [0, 3, Number.NaN, -2],
      [undefined, 1, undefined, undefined],
    ],
  ])('of %j are %j', (sizes, expected) => {
    const cuts = cutsOf(Float64Array.from(sizes));
    expect(sizes.map((size) => cuts && quintileOf(size, cuts))).toEqual(expected);
  });

  it('of nobody are none', () => {
    expect(cutsOf(new Float64Array())).toBeUndefined();
    expect(cutsOf(Float64Array.of(0, Number.NaN))).toBeUndefined();
  });

  it('follow the order of the sizes, lie between 1 and 5, and hold a fifth each where all differ', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 60 }), (sizes) => {
        const cuts = cutsOf(Float64Array.from(sizes));
        if (!cuts) throw new Error('no cuts');
        const sorted = [...sizes].sort((a, b) => a - b).map((size) => quintileOf(size, cuts) ?? 0);
        expect(sorted).toEqual([...sorted].sort());
        expect(sorted.every((one) => one >= 1 && one <= 5)).toBe(true);
        if (sizes.length % 5 === 0) for (const part of [1, 2, 3, 4, 5]) expect(sorted.filter((one) => one === part)).toHaveLength(sizes.length / 5);
      }),
    );
  });

  it('have no value where only one customer is looked at, and say what they compare', () => {
    const own = (id: string, formula: string) => ({ id, type: 'integer' as const, formula });
    const computation = createComputation([own('a', 'coalesce(quintile(count(order_placed)), imported)'), own('b', 'a + 1'), own('c', '1 + 1')]);
    const facts = { now: 0, timeZone: 'UTC', attribute: () => undefined, events: () => [], imported: () => ({ value: 3, at: 0 }) };
    expect(['a', 'b', 'c'].map(computation.values(facts))).toEqual([3, 4, 2]);
    expect(computation.compared(['b', 'c']).map(({ attribute, of }) => [attribute, of.kind])).toEqual([['a', 'aggregate']]);
    expect(['a', 'b', 'c'].map((id) => computation.needs.get(id)?.usesOthers)).toEqual([true, true, false]);
  });
});
