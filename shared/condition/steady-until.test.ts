import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate } from './evaluate';
import type { EventRecord, Facts, Json } from './facts';
import { never } from './next-boundary';
import type { Condition, Ref } from './schema';
import { steadyUntil } from './steady-until';

const hour = 3_600_000;
const day = 24 * hour;
const start = Date.parse('2026-03-20T09:00:00Z');
const zones = ['Asia/Jerusalem', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Tehran'];
const attribute = (path: string): Ref => ({ kind: 'customer', path });

const duration = fc.constantFrom('PT2H', 'P1D', 'P3D', 'P1W', 'P30D', 'P90D');
const date = fc.integer({ min: -120, max: 60 }).map((days) => new Date(start + days * day).toISOString().slice(0, 10));
const moment = fc.integer({ min: -120 * 24, max: 60 * 24 }).map((hours) => new Date(start + hours * hour).toISOString());
const { condition } = fc.letrec<{ condition: Condition; leaf: Condition }>((tie) => ({
  leaf: fc.oneof(
    fc.record({
      op: fc.constantFrom('eq' as const, 'ne' as const, 'gt' as const),
      left: fc.constant(attribute('count')),
      right: fc.integer({ min: 0, max: 3 }),
    }),
    fc.record({ op: fc.constant('exists' as const), left: fc.constantFrom(attribute('when'), attribute('nothing')) }),
    fc.record({ op: fc.constantFrom('before' as const, 'after' as const), left: fc.constant(attribute('when')), right: duration.map((ago) => ({ ago })) }),
    fc.record({ op: fc.constantFrom('before' as const, 'after' as const), left: fc.constant(attribute('when')), right: duration.map((ahead) => ({ ahead })) }),
    fc.record({ op: fc.constant('within' as const), left: fc.constant(attribute('when')), past: duration }),
    fc.record({ op: fc.constant('within' as const), left: fc.constant(attribute('when')), next: duration }),
    fc.record(
      {
        op: fc.constant('performed' as const),
        event: fc.constantFrom('order', 'visit'),
        measure: fc.constant('count' as const),
        is: fc.record({ op: fc.constantFrom('gte' as const, 'lt' as const, 'eq' as const), value: fc.integer({ min: 0, max: 2 }) }),
        window: fc.oneof(
          duration.map((last) => ({ last })),
          fc.constant({ sinceEntry: true as const }),
          fc.constantFrom({ afterLast: 'visit' }, { beforeLast: 'visit', last: 'P3D' }),
        ),
        where: fc.constant<Condition>({ op: 'gte', left: { kind: 'event', path: 'total' }, right: 50 }),
      },
      { requiredKeys: ['op', 'event', 'measure', 'is'] },
    ),
  ) as fc.Arbitrary<Condition>,
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('leaf'),
    fc.record({ op: fc.constantFrom('and' as const, 'or' as const), args: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ op: fc.constant('not' as const), arg: tie('condition') }),
  ),
}));
const life = fc.record({
  when: fc.oneof(date, moment, fc.constant(null)),
  count: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constant(null)),
  orders: fc.array(fc.tuple(fc.integer({ min: -100 * 24, max: 24 }), fc.integer({ min: 0, max: 100 })), { maxLength: 4 }),
  visits: fc.array(fc.tuple(fc.integer({ min: -100 * 24, max: 24 }), fc.integer({ min: 0, max: 100 })), { maxLength: 4 }),
  zone: fc.constantFrom(...zones),
});
type Life = typeof life extends fc.Arbitrary<infer T> ? T : never;

/** The facts of somebody who asks to enter now, as a schedule asks every day. */
function factsAt(now: number, { when, count, orders, visits, zone }: Life): Facts {
  const attributes: Record<string, Json> = { when, count };
  const history = (name: string, list: readonly (readonly [number, number])[]): EventRecord[] =>
    list.map(([hours, total], i) => ({ uid: `${name}-${i}`, name, at: start + hours * hour, properties: { total } })).sort((a, b) => a.at - b.at);
  const all: Record<string, EventRecord[]> = { order: history('order', orders), visit: history('visit', visits) };
  return {
    now,
    timeZone: zone,
    attribute: (id) => attributes[id],
    events: (name) => all[name] ?? [],
    inSegment: () => false,
    run: { enteredAt: now, entryUid: '', entry: {}, journey: {}, step: {} },
  };
}

const delivered = { until: () => never, comparedUntil: () => never, segmentUntil: () => never };

describe('steadyUntil', () => {
  test('until then the answer is the same, over changes of the clock', { tags: ['long'] }, () => {
    fc.assert(
      fc.property(condition, life, fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 4, maxLength: 8 }), (asked, her, shares) => {
        const now = factsAt(start, her);
        const until = Math.min(steadyUntil(asked, now, delivered), start + 200 * day);
        const answer = evaluate(asked, now);
        for (const share of [...shares, 0.999_999]) {
          const later = start + Math.floor((until - start) * share);
          if (later < until) expect([asked, evaluate(asked, factsAt(later, her))]).toEqual([asked, answer]);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('who bought long ago need not be asked every day', () => {
    const lapsed: Condition = { op: 'before', left: attribute('when'), right: { ago: 'P90D' } };
    const her: Life = { when: '2026-03-10', count: 1, orders: [], visits: [], zone: 'Asia/Jerusalem' };
    const until = steadyUntil(lapsed, factsAt(start, her), delivered);
    expect(until).toBeGreaterThan(start + 70 * day);
    expect(evaluate(lapsed, factsAt(start + 90 * day, her))).toBe(true);
    expect(steadyUntil(lapsed, factsAt(start, her), { ...delivered, until: () => start })).toBe(start);
  });

  test('an event leaves its window one day, and nothing else changes it', () => {
    const recent: Condition = { op: 'performed', event: 'order', measure: 'count', is: { op: 'gte', value: 1 }, window: { last: 'P30D' } };
    const her: Life = { when: null, count: null, orders: [[-24, 10]], visits: [], zone: 'Asia/Jerusalem' };
    expect(steadyUntil(recent, factsAt(start, her), delivered)).toBe(start + 27 * day);
    expect(steadyUntil(recent, factsAt(start, { ...her, orders: [] }), delivered)).toBe(Number.POSITIVE_INFINITY);
  });
});
