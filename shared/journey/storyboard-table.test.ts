import { expect, it } from 'vitest';
import { mappedEngagement } from '../../tests/mapped-engagement';
import { shippedCatalogue } from '../../tests/shipped-catalogue';
import { createTranslate } from '../i18n/translator';
import { journeyContext } from './journey-context';
import { toStoryboard } from './storyboard';
import { editFrame } from './storyboard-edit';
import { plainSheet, storyboardTable } from './storyboard-table';

it('has a row per touchpoint with all that its lanes show, numbers for a spreadsheet to count with', () => {
  const engagement = mappedEngagement();
  const cart = engagement.journeys.find(({ from }) => from === 'cart-abandonment');
  if (!cart) throw new Error('no cart journey');
  const frame = {
    name: { en: 'The cart is left' },
    mood: -2,
    toBe: { mood: 1, emotion: { en: 'Nothing is lost' } },
    planned: 1070,
    actual: { count: 642, on: '2026-11-04', source: { en: 'Report of the shop' } },
    pain: { en: 'Only who has an account is reminded.' },
    stage: 'decision' as const,
  };
  const said = editFrame(engagement, { journey: cart.id, touchpoint: 1, frame });
  const moments = toStoryboard(said.journeys.find(({ id }) => id === cart.id) ?? cart);
  const speaker = { translate: createTranslate('en'), language: 'en' as const, context: journeyContext(said, shippedCatalogue()) };
  const table = storyboardTable(moments, speaker);
  expect(table.rows.map(({ touchpoint }) => touchpoint)).toEqual([1, 2, 3, 4]);

  const [titles = [], first = [], second = []] = plainSheet(table);
  const at = (row: readonly string[], title: string) => row[titles.indexOf(title)];
  expect(titles.slice(0, 3)).toEqual(['Moment', 'When', 'Funnel stage']);
  expect(
    ['Moment', 'Funnel stage', 'As is', 'Evidence', 'To be', 'plan', 'actual', 'Gap', 'Counted on', 'Source', 'Pain'].map((title) => at(first, title)),
  ).toEqual([
    'The cart is left',
    'Decision',
    '-2',
    'a guess',
    '1',
    '1070',
    '642',
    '-428',
    '2026-11-04',
    'Report of the shop',
    'Only who has an account is reminded.',
  ]);
  expect(at(first, 'Message')?.split('\n').length).toBe(moments[0]?.sends.length);
  expect(at(first, 'Message')).toMatch(/^E-mail: ./);
  expect([at(second, 'Moment'), at(second, 'As is'), at(second, 'Evidence'), at(second, 'Gap')]).toEqual(['Touchpoint 2', '', '', '']);
});
