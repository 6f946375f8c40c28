import { describe, expect, it } from 'vitest';
import { shippedCatalogue } from '../../tests/shipped-catalogue';
import { testPoint } from '../engagement/engagement.fixture';
import { groupPoints } from './point-groups';

const catalogue = shippedCatalogue();
const own = (category: string, en: string) => ({ category, question: { en } });

describe('groupPoints', () => {
  it('has the published order and numbers as long as nothing was moved', () => {
    const points = catalogue.checklist.points.map(({ id }) => testPoint(id));
    const groups = groupPoints(points, catalogue);
    expect(groups.map(({ category }) => category)).toEqual(catalogue.checklist.categories.map(({ id }) => id));
    expect(groups.flatMap((group) => group.points.map(({ number }) => number))).toEqual(points.map((_, i) => i + 1));
  });

  it("has the client's order within a category, and each point keeps its number", () => {
    const points = ['volume-retention', 'sms-built-in', 'linked-tables'].map((id) => testPoint(id));
    expect(groupPoints(points, catalogue).map((group) => group.points.map(({ number }) => number))).toEqual([[4, 2], [18]]);
  });

  it('counts own points on from the published ones, those with an ordinal by it', () => {
    const points = [
      testPoint('second', { own: { ...own('mine', 'B?'), ordinal: 2 } }),
      testPoint('new', { own: own('mine', 'C?') }),
      testPoint('first', { own: { ...own('mine', 'A?'), ordinal: 1 } }),
    ];
    expect(groupPoints(points, catalogue).flatMap((group) => group.points.map(({ number }) => number))).toEqual([45, 46, 44]);
  });

  it('puts own points where they stand in their category', () => {
    const points = [
      testPoint('own-b', { own: own('mine', 'Speaks Hebrew?') }),
      testPoint('own-a', { own: own('data-model', 'Kits?') }),
      testPoint('linked-tables'),
    ];
    expect(groupPoints(points, catalogue).map(({ category, points: members }) => [category, members.map(({ number, label }) => [number, label.en])])).toEqual([
      [
        'data-model',
        [
          [45, 'Kits?'],
          [2, 'Linked tables'],
        ],
      ],
      ['mine', [[44, 'Speaks Hebrew?']]],
    ]);
  });

  it('leaves out a point without words', () => {
    expect(groupPoints([testPoint('of-another-edition')], catalogue)).toEqual([]);
  });
});
