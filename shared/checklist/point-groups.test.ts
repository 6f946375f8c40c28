import { describe, expect, it } from 'vitest';
import { shippedCatalogue } from '../../tests/shipped-catalogue';
import { testPoint } from '../engagement/engagement.fixture';
import { groupPoints } from './point-groups';

const catalogue = shippedCatalogue();
const own = (category: string, en: string) => ({ category, question: { en } });

describe('groupPoints', () => {
  it('keeps the published order and numbers whatever the order in the document', () => {
    const points = catalogue.checklist.points.map(({ id }) => testPoint(id)).reverse();
    const groups = groupPoints(points, catalogue);
    expect(groups.map(({ category }) => category)).toEqual(catalogue.checklist.categories.map(({ id }) => id));
    expect(groups.flatMap((group) => group.points.map(({ number }) => number))).toEqual(points.map((_, i) => i + 1));
  });

  it('puts own points after the published ones of their category, with numbers that go on', () => {
    const points = [
      testPoint('own-b', { own: own('mine', 'Speaks Hebrew?') }),
      testPoint('own-a', { own: own('data-model', 'Kits?') }),
      testPoint('linked-tables'),
    ];
    expect(groupPoints(points, catalogue).map(({ category, points: members }) => [category, members.map(({ number, label }) => [number, label.en])])).toEqual([
      [
        'data-model',
        [
          [2, 'Linked tables'],
          [45, 'Kits?'],
        ],
      ],
      ['mine', [[44, 'Speaks Hebrew?']]],
    ]);
  });

  it('leaves out a point without words', () => {
    expect(groupPoints([testPoint('of-another-edition')], catalogue)).toEqual([]);
  });
});
