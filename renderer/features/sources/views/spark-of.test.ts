import { describe, expect, it } from 'vitest';
import type { FieldProfile } from '../../../../shared/sources/schema';
import { sparkOf } from './spark-of';

const profile = (patch: Partial<FieldProfile>): FieldProfile => ({ rows: 200, filled: 100, distinct: 40, minLength: 1, maxLength: 9, ...patch });

describe('the spark of a profile', () => {
  it('is one bar for values that are never twice', () => {
    expect(sparkOf(profile({ distinct: 100, bars: [1, 2] }))).toEqual({ kind: 'unique', filled: 0.5 });
    expect(sparkOf(profile({ filled: 1, distinct: 1 }))).toEqual({ kind: 'filled', filled: 0.005 });
  });

  it('is parts of all rows for a few values, not when many others are left out', () => {
    const top: FieldProfile['top'] = [
      ['a', 60],
      ['b', 40],
    ];
    expect(sparkOf(profile({ distinct: 2, top, bars: [60, 40] }))).toEqual({ kind: 'stack', filled: 0.5, shares: [0.3, 0.2] });
    expect(sparkOf(profile({ top: [['a', 10]], bars: [10, 5] }))).toEqual({ kind: 'columns', filled: 0.5, heights: [1, 0.5] });
  });

  it('says only how many when nothing more is known, and nothing without rows', () => {
    expect(sparkOf(profile({ bars: [0, 0] }))).toEqual({ kind: 'filled', filled: 0.5 });
    expect(sparkOf(profile({ filled: 0, distinct: 0 }))).toEqual({ kind: 'filled', filled: 0 });
    expect(sparkOf(profile({ rows: 0, filled: 0 }))).toBeUndefined();
    expect(sparkOf(undefined)).toBeUndefined();
  });
});
