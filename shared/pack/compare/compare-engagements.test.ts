import { describe, expect, test } from 'vitest';
import { documentHistory } from '../../../tests/document-history';
import { mappedEngagement } from '../../../tests/mapped-engagement';
import { shippedCatalogue } from '../../../tests/shipped-catalogue';
import { addVendor, answerPoint, setWeight } from '../../checklist/edit-checklist';
import { testId, testPoint, testSender } from '../../engagement/engagement.fixture';
import { engagementHash } from '../../engagement/engagement-hash';
import type { Engagement } from '../../engagement/schema';
import { createTranslate } from '../../i18n/translator';
import { removeJourney } from '../../journey/edit-journey';
import { type Language, languages } from '../../text';
import { compareEngagements } from './compare-engagements';

const catalogue = shippedCatalogue();
function compare(before: Engagement, after: Engagement, language: Language = 'en') {
  return compareEngagements({ before, after, catalogue }, { translate: createTranslate(language), language });
}
const ids = (before: Engagement, after: Engagement) => compare(before, after).map(({ id }) => id);
const said = (before: Engagement, after: Engagement, language: Language = 'en') =>
  compare(before, after, language)
    .flatMap(({ entries }) => entries)
    .map(({ sign, title, lines }) => [sign, title, ...lines.map(({ label, before, after }) => `${label}: ${before ?? '–'} > ${after ?? '–'}`)].join(' | '))
    .map((text) => text.replace(/[\u2066-\u2069]/g, ''));

describe('two states of an engagement', () => {
  const engagement = mappedEngagement();

  test('are the same when only saving lies between them', () => {
    expect(compare(engagement, { ...engagement, revision: 9, updatedAt: '2027-01-01T00:00:00.000Z' })).toEqual([]);
  });

  test('differ in words exactly when they differ in their seal', { tags: ['long'] }, () => {
    const states = documentHistory();
    for (const before of states)
      for (const after of [states[0], states.at(-1), states[5]])
        if (after) expect(compare(before, after).length > 0).toBe(engagementHash(before) !== engagementHash(after));
  });

  test.each([
    ['settings', { consultant: 'Noa' }],
    ['settings', { client: { ...engagement.client, currency: 'EUR' } }],
    ['settings', { languages: { document: 'fa' as const, customers: ['fa' as const] } }],
    ['rules', { sender: testSender }],
    ['sources', { sources: engagement.sources.slice(1) }],
    // The same systems the other way round: nothing of them changed, and still it is another state.
    ['sources', { sources: [...engagement.sources].reverse() }],
    ['record', { record: { ...engagement.record, groups: [] } }],
    ['rules', { identity: { rules: engagement.identity.rules.slice(1) } }],
    ['rules', { segments: engagement.segments.slice(1) }],
    ['rules', { calendars: [] }],
    ['journeys', { journeys: [...engagement.journeys].reverse() }],
    ['figures', { volumes: { ...engagement.volumes, contacts: 12 } }],
    ['figures', { kpiInputs: { orders: 3 } }],
    ['plan', { phases: [{ id: testId(1, 'P'), name: { en: 'First' }, journeys: [] }] }],
    ['documents', { documents: { cover: 'plain' as const, chapters: {} } }],
  ] satisfies [string, Partial<Engagement>][])('%s: a change of its own is told there and nowhere else', (id, change) => {
    expect(ids(engagement, { ...engagement, ...change })).toEqual([id]);
  });

  test('a message is told at the step that sends it, one that nobody sends among the messages', () => {
    const [message] = engagement.messages;
    if (!message) throw new Error('no message');
    const other = {
      ...engagement,
      messages: engagement.messages.map((one) => (one === message ? { ...one, subject: { ...one.subject, en: 'Look here' } } : one)),
    };
    expect(ids(engagement, other)).toEqual(['journeys']);
    expect(said(engagement, other)[0]).toContain('Look here');
    const unsent = { ...message, id: 'nobodys' };
    const before = { ...engagement, messages: [...engagement.messages, unsent] };
    const after = { ...engagement, messages: [...engagement.messages, { ...unsent, subject: { en: 'Changed' } }] };
    expect(ids(before, after)).toEqual(['messages']);
  });

  test('says vendors, points and answers by their names', () => {
    const vendor = testId(1, 'V');
    const point = catalogue.checklist.points[0]?.id ?? '';
    const weighed = { ...engagement, checklist: { ...engagement.checklist, points: [testPoint(point, { weight: 5 })] } };
    const asked = addVendor(weighed, { id: vendor, vendor: { name: 'Doar One', role: 'candidate' } });
    const answered = answerPoint(asked, { vendor, point, answer: { score: 3 } });
    const label = catalogue.checklist.points.find(({ id }) => id === point)?.label;
    expect(said(weighed, asked)).toEqual(['added | Doar One']);
    expect(said(asked, answered)).toEqual([`added | Doar One · ${label?.en}`]);
    expect(said(answered, answerPoint(answered, { vendor, point, answer: { score: 1 } }), 'he')).toEqual([`changed | Doar One · ${label?.he} | ציון: 3 > 1`]);
    expect(said(weighed, setWeight(weighed, { point, weight: 9.5 }))).toEqual([`changed | ${label?.en} | Weight: 5 > 9.5`]);
  });

  test('a journey that is gone is one line, not its forty steps', () => {
    const [journey] = engagement.journeys;
    const without = removeJourney(engagement, { id: journey?.id ?? '' });
    expect(compare(engagement, without).find(({ id }) => id === 'journeys')?.entries).toHaveLength(1);
    expect(compare(without, engagement).find(({ id }) => id === 'journeys')?.entries[0]?.sign).toBe('added');
  });

  test('no key of a catalogue of words comes through, in any language', { tags: ['long'] }, () => {
    const states = documentHistory();
    for (const language of languages)
      for (const state of states.slice(1))
        expect(said(states[0] ?? engagement, state, language).join('\n')).not.toMatch(/pack\.(section|setting|kind)|diff\.|undefined/);
  });
});
