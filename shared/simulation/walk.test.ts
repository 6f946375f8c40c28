import { describe, expect, test } from 'vitest';
import { mappedEngagement } from '../../tests/mapped-engagement';
import type { Result } from '../problem';
import { type WalkSetting, type WalkStep, walk } from './walk';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Monday 1 June 2026, 10:00 in Jerusalem. */
const from = Date.UTC(2026, 5, 1, 7);
const engagement = mappedEngagement();
const idOf = (key: string) => engagement.journeys.find((journey) => journey.key === key)?.id ?? key;
const dana: WalkSetting = {
  journeys: [idOf('cart-abandonment')],
  attributes: {
    email: 'dana@shop.example',
    'first-name': 'Dana',
    'email-consent': 'granted',
    country: 'IL',
    'preferred-language': 'en',
    'open-cart-value': 400,
  },
  from,
};
const checkout: WalkStep = { kind: 'event', event: 'checkout-started', properties: { 'cart-id': 'k1', 'cart-value': 400 } };

function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}
const walked = (steps: WalkStep[], setting = dana) => unwrap(walk(engagement, setting, steps));

describe('a customer who leaves her cart', () => {
  test('comes in, waits, and gets a message in her language', () => {
    const before = walked([checkout]);
    expect(before.trace.map((row) => row.what)).toContain('entered');
    expect(before.messages).toEqual([]);
    expect(before.standing).toHaveLength(1);
    expect(before.nextAt).toBeGreaterThan(from);

    const later = walked([checkout, { kind: 'next' }]);
    expect(later.now).toBe(before.nextAt);
    expect(later.messages).toHaveLength(1);
    expect(later.messages[0]).toMatchObject({ channel: 'email', language: 'en', at: later.now });
    expect(later.messages[0]?.subject).not.toBe('');
    expect(later.trace.filter((row) => row.step === 1).map((row) => row.what)).toContain('sent');
  });

  test('who orders in time is told nothing', () => {
    const bought = walked([
      checkout,
      { kind: 'until', at: from + 30 * 60_000 },
      { kind: 'event', event: 'order-placed', properties: { 'order-id': 'o1', 'order-total': 400, 'cart-id': 'k1' } },
      { kind: 'until', at: from + 9 * DAY },
    ]);
    expect(bought.messages).toEqual([]);
    expect(bought.standing).toEqual([]);
    expect(bought.trace.map((row) => row.what)).toContain('goal');
    expect(bought.attributes['open-cart-value']).toBe(0);
  });

  test('without consent does not come in, and is told why', () => {
    const kept = walked([checkout], { ...dana, attributes: { ...dana.attributes, 'email-consent': 'withdrawn' } });
    expect(kept.standing).toEqual([]);
    expect(kept.trace).toMatchObject([{ what: 'not-entered', reason: { code: 'entry-filter' }, step: 0 }]);
  });

  test('a step taken back leaves no mark', () => {
    const once = walked([checkout, { kind: 'next' }]);
    expect(walked([checkout, { kind: 'next' }, { kind: 'until', at: from + 3 * DAY }].slice(0, 2) as WalkStep[])).toEqual(once);
  });
});

describe('a message that falls due in a quiet time', () => {
  const held = (at: string) => walked([checkout, { kind: 'next' }], { ...dana, from: Date.parse(at) });
  const sent = (at: string) => walked([checkout, { kind: 'next' }, { kind: 'next' }], { ...dana, from: Date.parse(at) }).messages[0]?.at ?? 0;
  const reasonOf = ({ trace }: ReturnType<typeof walked>) => trace.findLast((row) => row.what === 'held')?.reason;

  test('on Friday evening waits for the end of Shabbat and of the night after it, and the reason names the calendar', () => {
    const friday = '2026-12-04T14:10:00Z';
    expect(held(friday).messages).toEqual([]);
    expect(reasonOf(held(friday))).toMatchObject({ code: 'quiet-times', params: { calendar: 'rest-il' } });
    expect(reasonOf(held(friday))?.params).not.toHaveProperty('holiday');
    // Nightfall is at 17:15, the night begins at 20:30.
    expect(new Date(sent(friday)).toISOString()).toBe('2026-12-05T15:15:00.000Z');
  });

  test('on Yom Kippur waits for its end, and the reason names the holiday', () => {
    const eve = '2026-09-20T14:10:00Z';
    expect(held(eve).messages).toEqual([]);
    expect(reasonOf(held(eve))).toMatchObject({ code: 'quiet-times', params: { calendar: 'rest-il', holiday: 'yom-kippur' } });
    expect(new Date(sent(eve)).toISOString()).toBe('2026-09-21T16:14:00.000Z');
  });
});

test('a journey that can’t be made ready says what is missing', () => {
  const [message] = engagement.messages;
  const broken = { ...engagement, messages: engagement.messages.filter((one) => one !== message) };
  const all = walk(broken, { ...dana, journeys: engagement.journeys.map(({ id }) => id) }, []);
  expect(all).toMatchObject({ ok: false, problems: [{ code: 'message-unknown', params: { message: message?.id } }] });
  expect(walk(engagement, { ...dana, journeys: ['nobody'] }, [])).toMatchObject({ ok: false, problems: [{ code: 'journey-unknown' }] });
});
