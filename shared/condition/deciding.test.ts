import { describe, expect, test } from 'vitest';
import { decidingParts, partAt } from './deciding';
import type { Condition } from './schema';

const is = (path: string): Condition => ({ op: 'exists', left: { kind: 'customer', path } });
const and = (...args: Condition[]): Condition => ({ op: 'and', args });
const or = (...args: Condition[]): Condition => ({ op: 'or', args });
const not = (arg: Condition): Condition => ({ op: 'not', arg });

const answers = (truths: ReadonlySet<string>) => {
  const holds = (one: Condition): boolean => {
    switch (one.op) {
      case 'and':
        return one.args.every(holds);
      case 'or':
        return one.args.some(holds);
      case 'not':
        return !holds(one.arg);
      default:
        return one.op === 'exists' && truths.has(one.left.path);
    }
  };
  return holds;
};
const deciding = (condition: Condition, truths: string[], concerned?: string[]) =>
  decidingParts(condition, answers(new Set(truths)), concerned && ((part) => concerned.some((one) => JSON.stringify(part).includes(`"${one}"`)))).map(
    ({ path, when, holds }) => `${path.join('.')} ${when.op === 'exists' ? when.left.path : when.op} ${holds}`,
  );

describe('which parts decide', () => {
  test('of all that must hold those that do not; of any that may hold those that do', () => {
    expect(deciding(and(is('a'), is('b'), is('c')), ['a'])).toEqual(['1 b false', '2 c false']);
    expect(deciding(or(is('a'), is('b'), is('c')), ['b'])).toEqual(['1 b true']);
  });

  test('where all could be meant, those that the news was about', () => {
    expect(deciding(and(is('a'), is('b')), ['a', 'b'])).toEqual(['0 a true', '1 b true']);
    expect(deciding(and(is('a'), is('b')), ['a', 'b'], ['b'])).toEqual(['1 b true']);
    expect(deciding(or(is('a'), is('b')), [], ['a'])).toEqual(['0 a false']);
    expect(deciding(or(is('a'), is('b')), [], ['z']), 'news that nobody knows leaves all').toEqual(['0 a false', '1 b false']);
  });

  test('what alone decides is never left out, whatever the news was', () => {
    expect(deciding(and(is('a'), is('b')), ['b'], ['b'])).toEqual(['0 a false']);
  });

  test('through "not" and groups in groups', () => {
    const condition = and(not(or(is('a'), is('b'))), is('c'));
    expect(deciding(condition, ['b', 'c'])).toEqual(['0.0.1 b true']);
    expect(deciding(condition, ['c'], ['c'])).toEqual(['1 c true']);
    expect(partAt(condition, [0, 0, 1])).toEqual(is('b'));
    for (const path of [[1, 0], [0, 1], [7]]) expect(partAt(condition, path)).toBeUndefined();
  });

  test('a condition of one part decides itself', () => {
    expect(deciding(is('a'), [])).toEqual([' a false']);
    expect(partAt(is('a'), [])).toEqual(is('a'));
  });
});
