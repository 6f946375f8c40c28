import { describe, expect, it } from 'vitest';
import { mappedEngagement } from '../../tests/mapped-engagement';
import { shippedCatalogue } from '../../tests/shipped-catalogue';
import type { Engagement } from '../engagement/schema';
import { createTranslate } from '../i18n/translator';
import { type Language, languages } from '../text';
import { journeyBrief } from './journey-brief';

const catalogue = shippedCatalogue();
const base = mappedEngagement({ attributes: [], events: [] });
const [first] = base.journeys;
if (!first) throw new Error('no journey');
const started: Engagement = {
  ...base,
  journeys: [{ ...first, entry: { ...first.entry, filter: { op: 'in-segment', segment: 'vip-customers' } } }],
};
const counted = (sizes: Record<string, number>, total?: number): Engagement => ({
  ...started,
  measured: { segments: { at: '2026-03-27T10:00:00.000Z', people: 1000, sizes, ...(total !== undefined && { total }) } },
});
const wordsOf = (engagement: Engagement, language: Language = 'en') =>
  JSON.stringify(journeyBrief({ engagement, catalogue, translate: createTranslate(language), language, now: '2026-03-28T10:00:00.000Z' }, first.id)).replace(
    /[\u2066-\u2069]/g,
    '',
  );

describe('the people of a brief', () => {
  it('are said in words and counted, with what that would be on the whole list', () => {
    const words = wordsOf(counted({ 'vip-customers': 200 }, 80_000));
    expect(words).toContain('Segments named at its start');
    expect(words).toContain('200 of 1,000 in the sample');
    expect(words).toContain('about 16,000 of 80,000 in all\\nbetween 14,000 and 19,000');
    expect(words).toContain('Counted on 27 March 2026');
  });

  it('say when they are too few, and when nobody has counted', { tags: ['long'] }, () => {
    expect(wordsOf(counted({ 'vip-customers': 3 }))).toContain('below the useful minimum');
    expect(wordsOf(counted({ lapsed: 3 }))).toContain('Not counted yet');
    expect(wordsOf(started)).toContain('Not counted yet');
  });

  it('say nothing where no segment starts the journey', () => {
    const nobody = { ...started, journeys: [{ ...first, entry: { reentry: first.entry.reentry } }] };
    expect(wordsOf(nobody)).not.toContain('Segments named at its start');
  });

  it.each(languages)('come with the counts of the identity rules, in %s', (language) => {
    const count = { rows: 9000, identified: 8500, accounts: 8400, people: 6100, households: 40, reviews: 12, largest: 90, suspicious: 2 };
    const measured = {
      identity: {
        at: '2026-03-27T10:00:00.000Z',
        rules: '0'.repeat(64),
        ...count,
        sources: [],
        overlap: [],
        identifiers: [],
        shuffles: { tried: 20, same: true },
      },
    };
    const words = wordsOf({ ...started, measured }, language);
    expect(words).not.toMatch(/brief\.[a-z]/);
    expect(words).toContain(
      { en: '8,400 accounts in the systems are 6,100 people', he: '8,400 חשבונות במערכות הם 6,100 אנשים', fa: '۸٬۴۰۰ حساب در سامانه‌ها، ۶٬۱۰۰ نفر است' }[
        language
      ],
    );
    expect(words).toContain({ en: 'The rules have changed since.', he: 'הכללים השתנו מאז.', fa: 'قاعده‌ها از آن پس تغییر کرده‌اند.' }[language]);
  });
});
