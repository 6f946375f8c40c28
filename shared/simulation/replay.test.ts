import { describe, expect, test } from 'vitest';
import { mappedEngagement } from '../../tests/mapped-engagement';
import type { Result } from '../problem';
import { type ReplaySettings, replay } from './replay';
import { createEventReader, type RecordedEvents } from './replay-events';
import { simulationReportSchema } from './report';

const engagement = mappedEngagement();
const at = (day: number, hour = 9) => new Date(Date.UTC(2026, 5, day, hour)).toISOString();
let uids = 0;
const line = (name: string, when: string, who: Record<string, string> | undefined, properties: Record<string, unknown> = {}, more: object = {}) =>
  JSON.stringify({ uid: `u${uids++}`, name, occurred_at: when, ...(who ? { identifiers: who } : {}), properties, ...more });

function read(lines: readonly string[]): Result<RecordedEvents> {
  const reader = createEventReader();
  for (const one of lines) reader.add(one);
  return reader.finish();
}
function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}
const replayed = (lines: readonly string[], settings: Partial<ReplaySettings> = {}) =>
  unwrap(replay(engagement, unwrap(read(lines)), { seed: 1, ...settings }));

/** Somebody the journeys may write to, who leaves her cart on this day of June. */
const cartOf = (email: string, day = 10) => [
  line('profile_updated', at(day - 9), { email }, { 'email-consent': 'granted', country: 'IL', 'first-name': 'Dana' }),
  line('visit_started', at(day), { email }, {}),
  line('checkout_started', at(day, 10), { email }, { cart_id: `k-${email}`, cart_value: 400 }),
];

describe('a recorded file', () => {
  test('each bad line is named with its number and what is wrong with it; the others count', () => {
    const good = line('visit_started', at(2), { email: 'a@shop.example' });
    const deep = `${'{"a":'.repeat(80)}1${'}'.repeat(80)}`;
    const lines = [good, 'x', '', '[]', deep, '{"uid":"1","name":"a"}', '{"uid":"1","name":"a","occurred_at":"2026-06-01T10:00"}'];
    const result = read([...lines, '{"uid":"1","name":7,"occurred_at":"2026-06-01T10:00:00Z"}', 'y'.repeat(1_000_001)]);
    expect(unwrap(result)).toMatchObject({ lines: 8, unreadable: 7, events: [{ name: 'visit_started' }] });
    expect(result.problems.map(({ code, path, params }) => [code, path[0], params.name])).toEqual([
      ['event-line-not-json', 2, undefined],
      ['event-line-not-object', 4, undefined],
      ['event-line-too-deep', 5, undefined],
      ['event-line-missing', 6, 'occurred_at'],
      ['event-line-time', 7, undefined],
      ['event-line-wrong', 8, 'name'],
      ['event-line-too-long', 9, undefined],
    ]);
  });

  test('a hundred bad lines are named, the rest counted; a file without an event is refused', () => {
    const result = read(Array.from({ length: 250 }, () => 'no'));
    expect(result.ok).toBe(false);
    expect(result.problems[0]).toMatchObject({ code: 'events-none', severity: 'blocks' });
    expect(result.problems.at(-1)).toMatchObject({ code: 'event-lines-more', params: { count: 150 } });
    expect(result.problems).toHaveLength(102);
  });

  test('an event counts once, the first line of it; what an executor wrote itself is left out', () => {
    const first = line('visit_started', at(3), { email: 'a@shop.example' }, {}, { uid: 'same' });
    const again = line('visit_started', at(2), { email: 'a@shop.example' }, {}, { uid: 'same' });
    const own = [`${'0'.repeat(24)}:m1:1`, 'merge:7'].map((uid) =>
      line('message_sent', at(4), { email: 'a@shop.example' }, {}, { uid, source_system: 'masa' }),
    );
    const typed = line('visit_started', at(5), { email: 'a@shop.example' }, {}, { source_system: 'masa' });
    expect(unwrap(read([first, again, ...own, typed]))).toMatchObject({ duplicates: 1, own: 2, events: [{ uid: 'same', occurred_at: at(3) }, {}] });
  });

  test('there is a limit', () => {
    const reader = createEventReader({ most: 3 });
    for (let n = 0; n < 5; n++) reader.add(line('visit_started', at(1), { email: 'a@shop.example' }));
    expect(reader.finish()).toMatchObject({ ok: false, problems: [{ code: 'events-too-many', params: { limit: 3, lines: 5 } }] });
  });
});

describe('a replay', () => {
  test('says what the journeys would have done, and the same each time, whatever order the lines are in', { tags: ['long'] }, () => {
    const lines = [...cartOf('a@shop.example'), ...cartOf('b@shop.example', 11)];
    const report = replayed(lines);
    expect(simulationReportSchema.parse(report)).toEqual(report);
    const cart = report.journeys.find(({ key }) => key === 'cart-abandonment');
    expect([cart?.entered, report.header.settings.customers]).toEqual([2, 2]);
    expect(report.messages.total).toBeGreaterThan(0);
    expect(report.header.replayed).toMatchObject({ lines: 6, happened: 6, before: 0, after: 0, merges: 0 });
    expect(report.assumptions).toEqual([]);
    expect(replayed(lines.toReversed()).traceHash).toBe(report.traceHash);
    expect(replayed(lines, { seed: 2 }).traceHash).not.toBe(report.traceHash);
  });

  test('what lies before the start is known, what lies after the end is not heard', () => {
    const lines = cartOf('a@shop.example');
    const late = replayed(lines, { from: at(5, 0) });
    expect([late.header.replayed?.before, late.header.replayed?.happened]).toEqual([1, 2]);
    expect(late.journeys.find(({ key }) => key === 'cart-abandonment')?.entered).toBe(1);
    const early = replay(engagement, unwrap(read(lines)), { seed: 1, until: at(9, 0) });
    expect(unwrap(early).header.replayed).toMatchObject({ happened: 1, after: 2 });
    expect(early.problems.map(({ code }) => code)).toEqual(['replay-after']);
  });

  test('customers who turn out to be one are one, and an unusable identifier has no effect', () => {
    const email = 'a@shop.example';
    const lines = [
      ...cartOf(email),
      line('visit_started', at(11), { shop_customer_id: 'S1' }),
      line('visit_started', at(12), { shop_customer_id: 'S1', email }),
      line('visit_started', at(13), { nickname: 'D' }),
    ];
    const result = replay(engagement, unwrap(read(lines)), { seed: 1 });
    expect(unwrap(result).header.replayed).toMatchObject({ merges: 1, unknown: 1, happened: 6 });
    expect(result.problems.map(({ code }) => code)).toEqual(['replay-unknown']);
  });

  test('customers answer what they are sent only when asked to, by the seed', { tags: ['long'] }, () => {
    const lines = Array.from({ length: 20 }, (_, n) => cartOf(`p${n}@shop.example`)).flat();
    const answered = replayed(lines, { answers: true });
    expect(replayed(lines).header.events.happened['message-delivered']).toBeUndefined();
    expect(answered.header.events.happened['message-delivered']).toBeGreaterThan(10);
    expect(answered.assumptions.some(({ id, source }) => id === 'messages-opened' && source === 'assumed')).toBe(true);
    expect(replayed(lines, { answers: true }).traceHash).toBe(answered.traceHash);
    expect(replayed(lines, { answers: true, seed: 2 }).header.events.happened).not.toEqual(answered.header.events.happened);
  });

  test('dates that can not be are refused in words', () => {
    const lines = [...cartOf('a@shop.example'), line('visit_started', '1970-01-01T00:00:00Z', { email: 'a@shop.example' })];
    const codes = (settings: Partial<ReplaySettings>) => replay(engagement, unwrap(read(lines)), { seed: 1, ...settings }).problems.map(({ code }) => code);
    expect(codes({})).toEqual(['replay-span']);
    expect(codes({ from: at(1, 0) })).toEqual([]);
    expect(codes({ from: at(9, 0), until: at(8, 0) })).toEqual(['replay-ends-before']);
    expect(replay(engagement, unwrap(read([line('product_restocked', at(2), undefined)])), { seed: 1 }).problems[0]?.code).toBe('replay-nobody');
  });
});
