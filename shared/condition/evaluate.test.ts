import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conditions, someFacts } from '../../tests/arbitrary-conditions';
import { evaluate } from './evaluate';
import type { EventRecord, Facts, Json } from './facts';
import { type ComparisonOp, type Condition, conditionSchema, type EventWindow, type Operand, type Ref } from './schema';

const now = Date.parse('2026-03-27T10:00:00+03:00'); // a Friday; clocks in Jerusalem went forward this night
const days = (n: number) => now - n * 86_400_000;

function facts(attributes: Record<string, Json>, events: EventRecord[] = [], more: Partial<Facts> = {}): Facts {
  return {
    now,
    timeZone: 'Asia/Jerusalem',
    attribute: (id) => attributes[id],
    events: (name) => events.filter((event) => event.name === name),
    inSegment: () => false,
    ...more,
  };
}

let count = 0;
const happened = (name: string, at: number, properties: Record<string, Json> = {}): EventRecord => ({ uid: `u${count++}`, name, at, properties });
const x: Ref = { kind: 'customer', path: 'x' };
const holds = (condition: Condition, of: Facts) => evaluate(conditionSchema.parse(condition), of);
const compare = (left: Json | undefined, op: ComparisonOp, right: Operand) => holds({ op, left: x, right }, facts(left === undefined ? {} : { x: left }));

describe('comparisons', () => {
  it.each<[Json, ComparisonOp, Operand, boolean]>([
    [3, 'eq', 3, true],
    [3, 'ne', 3, false],
    [3, 'ne', 4, true],
    [3, 'gt', 3, false],
    [3, 'gte', 3, true],
    [2.5, 'lt', 3, true],
    [3, 'lte', 2, false],
    ['granted', 'eq', 'granted', true],
    ['granted', 'eq', 'Granted', false],
    ['granted', 'ne', 'withdrawn', true],
    [0, 'eq', 0, true],
    [false, 'eq', false, true],
    // Numbers and booleans that came as text.
    ['5000.00', 'gte', 5000, true],
    ['5000.00', 'eq', 5000, true],
    ['10', 'gt', '9', true],
    ['1.0', 'eq', '1', false],
    ['true', 'eq', true, true],
    ['False', 'eq', false, true],
    [1, 'eq', true, false],
    ['yes', 'eq', true, false],
    ['about 5', 'gt', 3, false],
    ['1e3', 'gt', 3, false],
    ['b', 'gt', 'a', false],
    // Time.
    ['2026-03-27', 'eq', '2026-03-27', true],
    ['2026-03-27T07:00:00Z', 'eq', '2026-03-27T10:00:00+03:00', true],
    ['2026-03-26T22:30:00Z', 'eq', '2026-03-27', true],
    ['2026-03-26T21:30:00Z', 'eq', '2026-03-27', false],
    ['1990-05-01', 'gte', '1990-05-01', true],
    ['1990-04-30', 'gte', '1990-05-01', false],
    ['1990-04-30', 'lt', '1990-05-01', true],
    ['2026-03-27T07:00:00Z', 'gt', '2026-03-26', true],
    ['2026-03-27T07:00:00Z', 'gt', '2026-03-27', false],
    ['2026-02-30', 'lt', '2026-03-27', false],
    // Lists.
    [['a', 'b'], 'eq', ['b', 'a'], true],
    [['a', 'b'], 'eq', ['a'], false],
    [['a'], 'eq', 'a', false],
    [['a'], 'ne', 'b', true],
  ])('%j %s %j is %s', (left, op, right, expected) => {
    expect(compare(left, op, right)).toBe(expected);
  });

  it('is false with a missing value on either side, for ne and lt too', () => {
    for (const op of ['eq', 'ne', 'gt', 'gte', 'lt', 'lte'] as const) {
      for (const missing of [undefined, null, '', []]) expect(compare(missing, op, 0)).toBe(false);
      expect(compare(0, op, null)).toBe(false);
      expect(compare(0, op, { kind: 'customer', path: 'unknown' })).toBe(false);
    }
    expect(holds({ op: 'not', arg: { op: 'eq', left: x, right: 1 } }, facts({}))).toBe(true);
  });

  it('compares with another attribute, the entry and the event', () => {
    const run = { enteredAt: now, entryUid: 'e', entry: { sku: 'p1' }, journey: { key: 'p1' }, step: { mail: 'sent' } };
    const of = facts({ x: 'p1', y: 'p1' }, [], { run, event: happened('product-viewed', now, { sku: 'p2' }) });
    const equals = (kind: Ref['kind'], path: string) => holds({ op: 'eq', left: x, right: { kind, path } }, of);
    expect([equals('customer', 'y'), equals('entry', 'sku'), equals('journey', 'key'), equals('event', 'sku'), equals('step', 'mail')]).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
    expect(holds({ op: 'exists', left: { kind: 'entry', path: 'sku' } }, facts({}))).toBe(false);
    expect(holds({ op: 'exists', left: { kind: 'entry', path: 'constructor' } }, of)).toBe(false);
  });

  it.each<[Json, (string | number | boolean)[], boolean]>([
    ['a', ['a', 'b'], true],
    ['c', ['a', 'b'], false],
    [['c', 'b'], ['a', 'b'], true],
    ['2', [1, 2], true],
    [[], ['a'], false],
  ])('%j in %j is %s', (left, right, expected) => {
    expect(holds({ op: 'in', left: x, right }, facts({ x: left }))).toBe(expected);
  });

  it.each<[Json, Operand, boolean]>([
    [['shoes', 'hats'], 'hats', true],
    [['shoes', 'hats'], 'hat', false],
    [['shoes', 'hats'], ['hats', 'shoes'], true],
    [['shoes', 'hats'], ['hats', 'bags'], false],
    ['running shoes', 'shoes', true],
    ['SKU-1024', 1024, true],
    [[{ 'product-id': 'p1', quantity: 2 }, { 'product-id': 'p2' }], 'p2', true],
    [[{ 'product-id': 'p1' }], 'p', false],
    [{ 'product-id': 'p1' }, 'p1', true],
    [7, 7, false],
    [null, 'a', false],
    [['a'], { kind: 'customer', path: 'nothing' }, false],
  ])('%j contains %j is %s', (left, right, expected) => {
    expect(holds({ op: 'contains', left: x, right }, facts({ x: left }))).toBe(expected);
  });

  it('starts-with and exists', () => {
    expect(holds({ op: 'starts-with', left: x, right: '+972' }, facts({ x: '+972501234567' }))).toBe(true);
    expect(holds({ op: 'starts-with', left: x, right: '+972' }, facts({ x: 972501234567 }))).toBe(false);
    const exists = (value: Json) => holds({ op: 'exists', left: x }, facts({ x: value }));
    expect([0, false, 'a', ['a']].map(exists)).toEqual([true, true, true, true]);
    expect([null, '', []].map(exists)).toEqual([false, false, false]);
  });
});

describe('time', () => {
  it.each<[string, Condition, boolean]>([
    // now is 10:00 on the 27th.
    ['2026-02-25T10:00:00+02:00', { op: 'within', left: x, past: 'P30D' }, true],
    ['2026-02-25T09:59:59+02:00', { op: 'within', left: x, past: 'P30D' }, false],
    ['2026-03-27T10:00:00+03:00', { op: 'within', left: x, past: 'P30D' }, true],
    ['2026-03-27T10:00:01+03:00', { op: 'within', left: x, past: 'P30D' }, false],
    // One calendar day over the clock change is 23 hours; PT24H is not.
    ['2026-03-26T10:00:00+02:00', { op: 'within', left: x, past: 'P1D' }, true],
    ['2026-03-26T09:30:00+02:00', { op: 'within', left: x, past: 'P1D' }, false],
    ['2026-03-26T09:30:00+02:00', { op: 'within', left: x, past: 'PT24H' }, true],
    // Dates are whole days: 30 days ago counts, today counts both ways.
    ['2026-02-25', { op: 'within', left: x, past: 'P30D' }, true],
    ['2026-02-24', { op: 'within', left: x, past: 'P30D' }, false],
    ['2026-03-27', { op: 'within', left: x, past: 'P1D' }, true],
    ['2026-03-27', { op: 'within', left: x, next: 'P1D' }, true],
    ['2026-03-28', { op: 'within', left: x, next: 'P1D' }, true],
    ['2026-03-29', { op: 'within', left: x, next: 'P1D' }, false],
    ['2026-03-26', { op: 'within', left: x, next: 'P1D' }, false],
    ['2026-03-20', { op: 'within', left: x, past: 'P10D', next: 'P10D' }, true],
    ['2026-03-20', { op: 'within', left: x }, false],
    // Older than 120 days, and not exactly 120.
    ['2025-11-27', { op: 'before', left: x, right: { ago: 'P120D' } }, false],
    ['2025-11-26', { op: 'before', left: x, right: { ago: 'P120D' } }, true],
    ['2025-11-27T09:59:59+02:00', { op: 'before', left: x, right: { ago: 'P120D' } }, true],
    ['2025-11-27T10:00:00+02:00', { op: 'before', left: x, right: { ago: 'P120D' } }, false],
    ['2026-04-01', { op: 'after', left: x, right: { ahead: 'P3D' } }, true],
    ['2026-03-30', { op: 'after', left: x, right: { ahead: 'P3D' } }, false],
    ['2026-03-28', { op: 'after', left: x, right: '2026-03-27' }, true],
    ['2026-03-27T23:00:00+03:00', { op: 'after', left: x, right: '2026-03-27' }, false],
    ['2026-03-27T23:00:00+03:00', { op: 'before', left: x, right: '2026-03-28' }, true],
    ['2026-03-27', { op: 'before', left: x, right: { kind: 'customer', path: 'x' } }, false],
    ['soon', { op: 'before', left: x, right: '2026-03-28' }, false],
    ['2026-03-27', { op: 'before', left: x, right: 'tomorrow' }, false],
    ['2026-03-27T10:00', { op: 'before', left: x, right: '2026-03-27T07:00:00.001Z' }, true],
  ])('%s: %j is %s', (value, condition, expected) => {
    expect(holds(condition, facts({ x: value }))).toBe(expected);
  });

  it('takes the day from the customer, not from the machine', () => {
    const condition: Condition = { op: 'eq', left: x, right: '2026-03-27' };
    const late = { x: '2026-03-26T20:45:00Z' };
    expect(holds(condition, facts(late, [], { timeZone: 'Asia/Tehran' }))).toBe(true);
    expect(holds(condition, facts(late, [], { timeZone: 'Asia/Jerusalem' }))).toBe(false);
  });
});

describe('performed', () => {
  const view = (daysAgo: number, sku: Json, price: Json = 10) => happened('product-viewed', days(daysAgo), { sku, price });
  const performed = (
    is: [ComparisonOp, number],
    of: Facts,
    more: { measure?: 'distinct' | 'sum'; property?: string; groupBy?: string; window?: EventWindow; where?: Condition; event?: string } = {},
  ) => holds({ op: 'performed', event: 'product-viewed', measure: 'count', is: { op: is[0], value: is[1] }, ...more }, of);

  it('counts, counts distinct values, and sums', () => {
    const of = facts({}, [view(3, 'a', 0.1), view(2, 'b', '0.2'), view(1, 'a', null), view(0, ['c', 'a'], 'free')]);
    expect(performed(['eq', 4], of)).toBe(true);
    expect(performed(['eq', 3], of, { measure: 'distinct', property: 'sku' })).toBe(true);
    expect(performed(['eq', 0.3], of, { measure: 'sum', property: 'price' })).toBe(true);
    expect(performed(['eq', 0], of, { event: 'order-placed' })).toBe(true);
    expect(performed(['lt', 1], of, { event: 'order-placed', measure: 'sum', property: 'price' })).toBe(true);
  });

  it('is reached by one group, not by all together', () => {
    const of = facts({}, [view(3, 'a'), view(2, 'b'), view(1, 'a'), view(1, undefined as never), view(0, ['b', 'c'])]);
    expect(performed(['gte', 2], of, { groupBy: 'sku' })).toBe(true);
    expect(performed(['gte', 3], of, { groupBy: 'sku' })).toBe(false);
    expect(performed(['lt', 1], of, { groupBy: 'nothing' })).toBe(false);
  });

  it('looks at the last days only, clock change included', () => {
    const of = facts({}, [happened('product-viewed', Date.parse('2026-03-26T09:30:00+02:00'))]);
    expect(performed(['eq', 0], of, { window: { last: 'P1D' } })).toBe(true);
    expect(performed(['eq', 1], of, { window: { last: 'PT24H' } })).toBe(true);
  });

  it('does not count what is dated in the future, except by a few minutes', () => {
    const of = facts({}, [happened('product-viewed', now + 60_000), happened('product-viewed', now + 3_600_000)]);
    expect(performed(['eq', 1], of)).toBe(true);
  });

  it('filters by the properties of each event, not of the event that started it', () => {
    const where: Condition = { op: 'eq', left: { kind: 'event', path: 'sku' }, right: { kind: 'entry', path: 'sku' } };
    const run = { enteredAt: days(9), entryUid: 'none', entry: { sku: 'a' }, journey: {}, step: {} };
    const of = facts({}, [view(3, 'a'), view(2, 'b'), view(1, 'a')], { run, event: view(0, 'b') });
    expect(performed(['eq', 2], of, { where })).toBe(true);
    expect(performed(['eq', 0], of, { where: { op: 'gt', left: { kind: 'event', path: 'occurred-at' }, right: '2026-03-27' } })).toBe(true);
  });

  it('since entry leaves out the event that started the run', () => {
    const entry = view(2, 'a');
    const run = { enteredAt: entry.at, entryUid: entry.uid, entry: {}, journey: {}, step: {} };
    const events = [view(3, 'a'), entry, happened('product-viewed', entry.at), view(1, 'a')];
    expect(performed(['eq', 2], facts({}, events, { run }), { window: { sinceEntry: true } })).toBe(true);
    expect(performed(['eq', 0], facts({}, events), { window: { sinceEntry: true } })).toBe(true);
  });

  it('after and before the latest event of another kind', () => {
    const order = (daysAgo: number) => happened('order-placed', days(daysAgo));
    const of = facts({}, [view(40, 'z'), view(6, 'a'), order(5), view(4, 'b'), order(3), view(3, 'c'), view(1, 'd')]);
    expect(performed(['eq', 2], of, { window: { afterLast: 'order-placed' } })).toBe(true);
    expect(performed(['eq', 4], of, { window: { beforeLast: 'order-placed' } })).toBe(true);
    // 38 days before the last order reach back further than 38 days from now.
    expect(performed(['eq', 4], of, { window: { beforeLast: 'order-placed', last: 'P38D' } })).toBe(true);
    expect(performed(['eq', 3], of, { window: { last: 'P38D', afterLast: 'product-viewed', beforeLast: 'order-placed' } })).toBe(false);
    expect(performed(['eq', 0], of, { window: { afterLast: 'checkout-started' } })).toBe(true);
    expect(performed(['eq', 0], of, { window: { beforeLast: 'checkout-started' } })).toBe(true);
    expect(performed(['eq', 0], of, { window: { afterLast: 'product-viewed' } })).toBe(true);
  });
});

describe('logic', () => {
  it('asks the segment', () => {
    const of = facts({}, [], { inSegment: (id) => id === 'vip' });
    expect([holds({ op: 'in-segment', segment: 'vip' }, of), holds({ op: 'in-segment', segment: 'lapsed' }, of)]).toEqual([true, false]);
  });

  it('answers every condition, `not` says the opposite, order does not matter', () => {
    fc.assert(
      fc.property(conditions, conditions, someFacts, (a, b, of) => {
        const [one, other] = [evaluate(a, of), evaluate(b, of)];
        expect(evaluate({ op: 'not', arg: a }, of)).toBe(!one);
        expect(evaluate({ op: 'and', args: [a, b] }, of)).toBe(one && other);
        expect(evaluate({ op: 'and', args: [b, a] }, of)).toBe(one && other);
        expect(evaluate({ op: 'or', args: [b, a] }, of)).toBe(one || other);
        expect(evaluate({ op: 'not', arg: { op: 'or', args: [a, b] } }, of)).toBe(!one && !other);
      }),
      { numRuns: 1000 },
    );
  });

  it('random conditions are conditions', () => {
    fc.assert(fc.property(conditions, (condition) => conditionSchema.safeParse(condition).success));
  });

  it('of two ordered values, exactly one of lt, eq, gt holds, and lte, gte, ne follow', () => {
    const value = fc.oneof(fc.integer(), fc.constantFrom('2026-03-27', '2026-03-28', '2026-03-27T07:00:00Z', '2026-03-27T10:00:00+03:00', '12.5'));
    fc.assert(
      fc.property(value, value, (left, right) => {
        const is = (op: ComparisonOp) => compare(left, op, right);
        const [lt, eq, gt] = [is('lt'), is('eq'), is('gt')];
        expect(is('ne')).toBe(!eq);
        const ordered = typeof left === typeof right || [left, right].every((one) => typeof one === 'number' || one === '12.5');
        if (ordered && (left === '12.5') === (right === '12.5')) {
          expect([lt, eq, gt].filter(Boolean)).toHaveLength(1);
          expect(is('lte')).toBe(lt || eq);
          expect(is('gte')).toBe(gt || eq);
        }
      }),
    );
  });
});
