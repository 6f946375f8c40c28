import { expect, it } from 'vitest';
import { mappedEngagement } from '../../tests/mapped-engagement';
import { shippedCatalogue } from '../../tests/shipped-catalogue';
import type { Engagement } from '../engagement/schema';
import { createTranslate } from '../i18n/translator';
import type { Language } from '../text';
import { journeyBrief } from './journey-brief';
import { editFrame, editSheet } from './storyboard-edit';

const engagement = mappedEngagement();
const id = engagement.journeys.find(({ from }) => from === 'cart-abandonment')?.id ?? '';

/** What the brief says between the storyboard's heading and the next. */
function storyboard(one: Engagement, language: Language) {
  const report = journeyBrief(
    { engagement: one, catalogue: shippedCatalogue(), translate: createTranslate(language), language, now: '2026-03-02T09:00:00.000Z' },
    id,
  );
  const blocks = report?.blocks ?? [];
  const from = blocks.findIndex((block) => block.kind === 'heading' && block.id === 'brief-storyboard');
  const to = blocks.findIndex((block) => block.kind === 'heading' && block.id === 'brief-drawing');
  return blocks.slice(from + 1, to);
}
const words = (blocks: unknown) => JSON.stringify(blocks).replace(/[\u2066-\u2069]/g, '');

it('a storyboard nobody has filled is the one table of what the template says', { tags: ['long'] }, () => {
  expect(storyboard(engagement, 'en').map(({ kind }) => kind)).toEqual(['table']);
});

it('the brief says whom the sheet is about, where most are lost, what was counted and what would help', { tags: ['long'] }, () => {
  const frame = (one: Engagement, touchpoint: number, planned: number, count: number, mood: number) =>
    editFrame(one, { journey: id, touchpoint, frame: { planned, actual: { count, on: '2026-03-02' }, mood } });
  let full = frame(frame(frame(engagement, 1, 500, 490, 1), 2, 400, 250, -2), 3, 380, 240, 0);
  full = editFrame(full, {
    journey: id,
    touchpoint: 2,
    frame: {
      name: { en: 'That morning', he: 'באותו בוקר' },
      pain: { en: 'The keyword asks too much.' },
      opportunity: { en: 'Ask one thing less' },
      owner: { en: 'Events' },
    },
  });
  full = editSheet(full, { journey: id, sheet: { persona: { he: 'דנה, 34' } } });
  const blocks = storyboard(full, 'en');
  expect(blocks.map(({ kind }) => kind)).toEqual(['facts', 'callout', 'curve', 'table', 'table', 'paragraph']);
  const said = words(blocks);
  for (const text of [
    'דנה, 34',
    'That morning: 150 fewer than planned, and the lowest mood in the journey. The keyword asks too much. 48% of 500 planned came',
    'as far as',
    '−2 · very low (a guess)',
    '−150',
    'Ask one thing less',
    'Events',
    'People were counted: 2 Mar 2026',
  ])
    expect(said).toContain(text);
  const curve = blocks[2];
  expect(curve?.kind === 'curve' && curve.points).toEqual([
    { label: 'Touchpoint 1', value: 1, guess: true },
    { label: 'That morning', value: -2, guess: true },
    { label: 'Touchpoint 3', value: 0, guess: true },
    { label: 'Touchpoint 4' },
  ]);
  // The loss was there already at the third: it is shown, not shouted.
  const table = blocks.at(-2);
  expect(table?.kind === 'table' && table.rows.map(({ tone }) => tone)).toEqual([undefined, 'blocking', 'waiting']);
  expect(table?.kind === 'table' && table.legend).toMatchObject({ blocking: expect.any(String), waiting: expect.any(String) });
  expect(said).toContain('since “That morning”');
  expect(words(storyboard(full, 'he'))).toContain('באותו בוקר: 150 פחות מהמתוכנן');
});
