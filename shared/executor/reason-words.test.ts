import { describe, expect, test } from 'vitest';
import { shippedCatalogue } from '../../tests/shipped-catalogue';
import { withoutMarks } from '../direction-marks';
import { testAttribute, testEngagement, testJourney } from '../engagement/engagement.fixture';
import { createTranslate } from '../i18n/translator';
import { journeyContext } from '../journey/journey-context';
import type { Language } from '../text';
import { reasonWords } from './reason-words';

const holds = { op: 'exists' as const, left: { kind: 'customer' as const, path: 'email' } };
const journey = testJourney(
  1,
  [
    { id: 'd', kind: 'decision', cases: [{ port: 'a', name: { en: 'Cart over 1,000' }, when: holds }] },
    { id: 'x', kind: 'exit', name: { en: 'Bought nothing' }, reason: 'no-order' },
  ],
  {},
);
const withExit = {
  ...journey,
  policies: {
    ...journey.policies,
    exits: [{ id: 'ordered', name: { en: 'An order came' }, when: holds, scope: 'immediate' as const }],
  },
};
const engagement = testEngagement({
  record: { groups: [], attributes: [testAttribute('open-cart-value', { label: { en: 'Open cart' } })] },
  suppressions: [{ id: 'open-ticket', name: { en: 'Open ticket' }, classes: ['marketing'], rule: { kind: 'manual' }, action: 'hold' }],
  caps: [{ id: 'two-a-week', name: { en: 'Two a week' }, classes: ['marketing'], limit: 2, window: 'P7D' }],
  calendars: [{ id: 'shabbat', name: { en: 'Shabbat' }, countries: [], rest: [] }],
  messages: [{ id: 'm1', name: { en: 'Your cart waits' }, channel: 'email', class: 'marketing', subject: {}, body: {}, status: 'draft' }],
});
const speaker = { translate: createTranslate('en'), language: 'en' as const, context: journeyContext(engagement, shippedCatalogue()) };
const words = (code: string, params: Record<string, string | number | boolean> = {}, zone = 'Asia/Jerusalem') =>
  withoutMarks(reasonWords({ code, params }, { engagement, journey: withExit, speaker, zone }));

describe('reasonWords', () => {
  test('ids become the names of this engagement', () => {
    expect(words('suppressed-by-rule', { suppression: 'open-ticket' })).toBe('The rule “Open ticket” holds');
    expect(words('cap-reached', { cap: 'two-a-week', limit: 2, window: 'P7D' })).toContain('Two a week, at most 2');
    expect(words('quiet-times', { calendar: 'shabbat' })).toBe('Quiet times: Shabbat');
    expect(words('no-consent', { channel: 'email' })).toBe('No consent for E-mail');
    expect(words('no-address', { channel: 'sms', attribute: 'open-cart-value' })).toContain('Open cart');
    expect(words('sent', { channel: 'email', message: 'm1' })).toBe('Your cart waits by E-mail');
    expect(words('entered', { event: 'checkout-started' })).toBe('Started by Checkout started');
    expect(words('exit-rule', { exit: 'ordered' })).toContain('An order came');
    expect(words('completed', { exit: 'no-order' })).toContain('Bought nothing');
    expect(words('too-long', { duration: 'P30D' })).toContain('30 days');
    expect(words('port-not-wired', { node: 'd', port: 'a' })).toContain('Cart over 1,000');
  });

  test("a provider's own number stands behind the words, where it gave one", () => {
    expect(words('recipient-unsubscribed', { code: '21610' })).toBe('Has unsubscribed at the provider (21610)');
    expect(words('recipient-unsubscribed', { code: '' })).toBe('Has unsubscribed at the provider');
  });

  test('a quiet time names its holiday, by rule or as the client calls it, in each language', () => {
    const calendars = [
      {
        id: 'shabbat',
        name: { en: 'Shabbat' },
        countries: [],
        rest: [],
        days: [{ id: 'fair', name: { en: 'Book fair' }, from: '2026-06-01', to: '2026-06-02' }],
      },
    ];
    const told = (language: Language, holiday: string) =>
      withoutMarks(
        reasonWords(
          { code: 'quiet-times', params: { calendar: 'shabbat', holiday } },
          {
            engagement: { ...engagement, calendars },
            journey: undefined,
            speaker: { ...speaker, language, translate: createTranslate(language) },
            zone: 'UTC',
          },
        ),
      );
    expect(told('en', 'yom-kippur')).toBe('Quiet times: Yom Kippur');
    expect(told('he', 'yom-kippur')).toBe('זמני שקט: יום כיפור');
    expect(told('fa', 'ashura')).toBe('زمان سکوت: عاشورا');
    expect(told('fa', 'fair')).toBe('زمان سکوت: Book fair');
    expect(told('en', 'long-gone')).toBe('Quiet times: long-gone');
  });

  test('what is held says until when, in the zone asked for', () => {
    expect(words('quiet-times', { calendar: 'shabbat', until: '2026-11-21T15:23:00.000Z' })).toMatch(/17:23$/);
    expect(words('quiet-times', { calendar: 'shabbat', until: '2026-11-21T15:23:00.000Z' }, 'Asia/Tehran')).toMatch(/18:53$/);
  });

  test('a condition that decided is told with it', () => {
    const filtered = {
      ...withExit,
      entry: { ...withExit.entry, filter: { op: 'gte' as const, left: { kind: 'customer' as const, path: 'open-cart-value' }, right: 200 } },
    };
    const told = withoutMarks(reasonWords({ code: 'entry-filter', params: {} }, { engagement, journey: filtered, speaker, zone: 'UTC' }));
    expect(told).toBe('The entry condition does not hold: Open cart is at least 200');
  });

  test('a run that no event began says what its trigger watches', () => {
    const trigger = { id: 't', kind: 'trigger' as const, trigger: { kind: 'attribute-changed' as const, attribute: 'open-cart-value' } };
    const started = { code: 'entered', params: { event: 'attribute-changed' } };
    const told = reasonWords(started, { engagement, journey: testJourney(2, [trigger]), node: 't', speaker, zone: 'UTC' });
    expect(withoutMarks(told)).toBe('Started by Open cart changes');
  });

  test('what the engagement does not know keeps its id, and a fault its own message', () => {
    expect(words('suppressed-by-rule', { suppression: 'gone' })).toContain('gone');
    expect(words('completed', { exit: 'elsewhere' })).toContain('elsewhere');
    expect(words('step-failed', { message: 'm1' })).toContain('m1');
    expect(words('suppressed-by-rule', { suppression: 'open-ticket', until: 'whenever' })).toBe('The rule “Open ticket” holds');
  });
});
