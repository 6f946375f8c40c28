/** A week of a shop, as the executor would tell it. */
import type { Summary } from './summary';

export function aSummary(changes: Partial<Summary> = {}): Summary {
  return {
    from: '2026-05-23T21:00:00.000Z',
    to: '2026-05-30T21:00:00.000Z',
    at: '2026-05-31T05:00:00.000Z',
    isWhole: true,
    events: 1240,
    newCustomers: 86,
    journeys: [
      {
        journeyId: '01JD8Y3Z9V7T6S5R4Q3P2N1M0K',
        name: { en: 'Abandoned cart', he: 'נטישת עגלה', fa: 'سبد خرید رهاشده' },
        deployment: 'h1',
        entered: 312,
        left: { goal: 58, completed: 190, suppressed: 12, failed: 3 },
        goals: 58,
        sent: 604,
        notSent: [
          { reason: { code: 'no-consent', params: { channel: 'email' } }, count: 71 },
          { reason: { code: 'cap-reached', params: { cap: 'one-per-day' } }, count: 33 },
        ],
        failed: 3,
        insideAtEnd: 49,
      },
      {
        journeyId: '01JD8Y3Z9V7T6S5R4Q3P2N1M0L',
        name: { en: 'Welcome', he: 'ברוכים הבאים', fa: 'خوش‌آمد' },
        deployment: 'h2',
        entered: 86,
        left: { completed: 41 },
        goals: 0,
        sent: 127,
        notSent: [{ reason: { code: 'no-consent', params: { channel: 'email' } }, count: 9 }],
        failed: 0,
        insideAtEnd: 45,
      },
    ],
    deliveries: [
      { channel: 'email', state: 'sent', count: 588 },
      { channel: 'email', state: 'delivered', count: 97 },
      { channel: 'email', state: 'failed', reason: { code: 'recipient-unknown', params: { channel: 'email' } }, count: 6 },
      { channel: 'email', state: 'stopped', reason: { code: 'not-on-trial-list', params: { channel: 'email' } }, count: 18 },
      { channel: 'email', state: 'unknown', reason: { code: 'reply-lost', params: { channel: 'email' } }, count: 2 },
      { channel: 'sms', state: 'sent', count: 20 },
    ],
    published: [
      {
        ...{ journeyId: '01JD8Y3Z9V7T6S5R4Q3P2N1M0K', name: { en: 'Abandoned cart', he: 'נטישת עגלה', fa: 'سبد خرید رهاشده' } },
        ...{ version: 3, mode: 'live', state: 'live', at: '2026-05-26T08:12:00.000Z' },
      },
    ],
    switches: [{ at: '2026-05-27T09:00:00.000Z', channel: 'email', before: 'trial', after: 'live', why: 'asked' }],
    open: {
      inDoubt: [{ channel: 'email', count: 2 }],
      failed: [{ channel: 'email', count: 6 }],
      failedRuns: 3,
      paused: [{ journeyId: '01JD8Y3Z9V7T6S5R4Q3P2N1M0L', name: { en: 'Welcome', he: 'ברוכים הבאים', fa: 'خوش‌آمد' }, version: 1, people: 12 }],
      overdueMs: 2 * 3_600_000,
    },
    ahead: {
      waits: [40, 22, 9, 6, 5, 3, 2].map((count, i) => ({
        from: new Date(Date.UTC(2026, 4, 31 + i, 5)).toISOString(),
        to: new Date(Date.UTC(2026, 5, 1 + i, 5)).toISOString(),
        count,
      })),
      later: 7,
      inside: 94,
    },
    ...changes,
  };
}
