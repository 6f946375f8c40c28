import { describe, expect, it } from 'vitest';
import type { Requirement, RequirementValue } from './requirements';
import { suggestScore } from './suggest-score';

const needs = (value: RequirementValue): Requirement => ({ point: 'p', from: 'plan', value, causes: [] });

describe('suggestScore', () => {
  it.each([
    [340, 4],
    [339, 3],
    [170, 3],
    [169, 2],
    [128, 2],
    [127, 1],
    [85, 1],
    [84, 0],
    [0, 0],
  ])('of %i where 170 are needed is %i', (value, score) => {
    expect(suggestScore(value, needs({ kind: 'number', value: 170 }), 'custom-field-capacity')).toBe(score);
  });

  it.each([
    [30, 4],
    [60, 3],
    [80, 2],
    [120, 1],
    [121, 0],
    [0, 4],
  ])('of %i seconds where 60 are needed is %i', (value, score) => {
    expect(suggestScore(value, needs({ kind: 'number', value: 60 }), 'real-time-segments')).toBe(score);
  });

  it('goes by the share of a list, by yes and no, and by a number the consultant typed', () => {
    const list = needs({ kind: 'list', of: 'types', values: ['string', 'date', 'money', 'list'] });
    expect(suggestScore(['list', 'money', 'date', 'string', 'more'], list, 'p')).toBe(3);
    expect(suggestScore(['list', 'money', 'date'], list, 'p')).toBe(2);
    expect(suggestScore(['list', 'money'], list, 'p')).toBe(1);
    expect(suggestScore([], list, 'p')).toBe(0);
    expect([true, false].map((value) => suggestScore(value, undefined, 'p'))).toEqual([3, 0]);
    expect(suggestScore(600, needs({ kind: 'words', value: '1,200 fields, two brands' }), 'p')).toBe(1);
  });

  it('has nothing to suggest without something to compare with', () => {
    expect(suggestScore(undefined, needs({ kind: 'number', value: 5 }), 'p')).toBeUndefined();
    expect(suggestScore(5, undefined, 'p')).toBeUndefined();
    expect(suggestScore(5, needs({ kind: 'words', value: 'as agreed' }), 'p')).toBeUndefined();
    expect(suggestScore(['a'], needs({ kind: 'number', value: 5 }), 'p')).toBeUndefined();
  });
});
