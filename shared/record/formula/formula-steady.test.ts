import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compare } from '../../condition/compare';
import type { EventRecord, Json } from '../../condition/facts';
import { never } from '../../condition/next-boundary';
import type { ComparisonOp } from '../../condition/schema';
import { type ComputationFacts, createComputation } from './computation';

const hour = 3_600_000;
const day = 24 * hour;
const start = Date.parse('2026-03-20T09:00:00Z');

const moment = fc.constantFrom('seen_at', 'born_on', 'last_at(ordered)', 'last_at(ordered, visited)', "'2026-03-01'", 'coalesce(missing, seen_at)');
const number = fc.constantFrom('0', '1', '2', '7', '30', '60', '90.5');
const length = fc.constantFrom('P1D', 'P7D', 'P30D', 'P90D');
const { amount, answer } = fc.letrec<{ amount: string; answer: string }>((tie) => ({
  amount: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    number,
    moment.map((of) => `days_since(${of})`),
    moment.map((of) => `years_since(${of})`),
    length.map((last) => `count(ordered last ${last})`),
    fc.tuple(length, number).map(([last, total]) => `sum(ordered.total where (total > ${total}) last ${last})`),
    fc.constant('count(ordered every P7D last P30D)'),
    fc.tuple(tie('amount'), fc.constantFrom('+', '-', '*'), tie('amount')).map(([a, op, b]) => `(${a} ${op} ${b})`),
    fc.tuple(tie('amount'), tie('amount')).map(([a, b]) => `coalesce(${a}, ${b})`),
    fc.tuple(tie('answer'), tie('amount'), tie('amount')).map(([test, a, b]) => `if(${test}, ${a}, ${b})`),
    fc.tuple(tie('amount'), tie('amount')).map(([a, b]) => `greatest(${a}, ${b})`),
    fc.constantFrom('days_idle', 'tier'),
  ),
  answer: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.tuple(tie('amount'), fc.constantFrom('=', '!=', '<', '<=', '>', '>='), number).map(([a, op, b]) => `${a} ${op} ${b}`),
    fc.tuple(number, fc.constantFrom('<', '>='), tie('amount')).map(([a, op, b]) => `${a} ${op} ${b}`),
    fc.tuple(tie('answer'), fc.constantFrom('and', 'or'), tie('answer')).map(([a, op, b]) => `(${a} ${op} ${b})`),
    tie('answer').map((of) => `not (${of})`),
    fc.constant('is_set(seen_at)'),
  ),
}));

const her = fc.record({
  seen: fc.option(fc.integer({ min: -200, max: 40 })),
  born: fc.constantFrom('1990-03-21', '2000-02-29', null),
  orders: fc.array(fc.tuple(fc.integer({ min: -100 * 24, max: 12 }), fc.integer({ min: 0, max: 40 })), { maxLength: 5 }),
  zone: fc.constantFrom('Asia/Jerusalem', 'Asia/Tehran', 'America/New_York', 'Pacific/Auckland'),
});
type Her = typeof her extends fc.Arbitrary<infer T> ? T : never;

function factsAt(now: number, { seen, born, orders, zone }: Her): ComputationFacts {
  const attributes: Record<string, Json> = { 'seen-at': seen === null ? null : new Date(start + seen * day).toISOString(), 'born-on': born };
  const ordered: EventRecord[] = orders.map(([hours, total], i) => ({ uid: `o${i}`, name: 'ordered', at: start + hours * hour, properties: { total } }));
  ordered.sort((a, b) => a.at - b.at);
  return { now, timeZone: zone, attribute: (id) => attributes[id], events: (name) => (name === 'ordered' ? ordered : []) };
}

const others = [
  { id: 'days-idle', type: 'integer' as const, formula: 'days_since(last_at(ordered))' },
  { id: 'tier', type: 'integer' as const, formula: 'if(days_idle > 60, 2, if(days_idle > 30, 1, 0))' },
];
const moments = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 3, maxLength: 6 });

function heldUntil(until: number, shares: readonly number[]): number[] {
  const end = Math.min(until, start + 400 * day);
  return [...shares, 0.999_999_999].map((share) => start + Math.floor((end - start) * share)).filter((at) => at < until);
}

test('until then a formula comes to the same', { tags: ['long'] }, () => {
  fc.assert(
    fc.property(fc.oneof(amount, answer), her, moments, (formula, one, shares) => {
      const { values, steadiness, problems } = createComputation([{ id: 'asked', type: 'json', formula }, ...others]);
      expect(problems).toEqual([]);
      const value = values(factsAt(start, one))('asked');
      for (const at of heldUntil(steadiness(factsAt(start, one)).until('asked'), shares))
        expect([formula, at, values(factsAt(at, one))('asked')]).toEqual([formula, at, value]);
    }),
    { numRuns: 3000 },
  );
});

test('until then a value compares with a number as it does now', { tags: ['long'] }, () => {
  fc.assert(
    fc.property(amount, fc.constantFrom<ComparisonOp>('eq', 'ne', 'lt', 'lte', 'gt', 'gte'), number, her, moments, (formula, op, right, one, shares) => {
      const { values, steadiness } = createComputation([{ id: 'asked', type: 'decimal', formula }, ...others]);
      const holds = (at: number) => {
        const value = values(factsAt(at, one))('asked');
        return value !== undefined && compare(value, op, Number(right), one.zone);
      };
      for (const at of heldUntil(steadiness(factsAt(start, one)).comparedUntil('asked', Number(right)), shares))
        expect([formula, op, right, at, holds(at)]).toEqual([formula, op, right, at, holds(start)]);
    }),
    { numRuns: 3000 },
  );
});

test('a stage that turns after months need not be asked every day', () => {
  const stage = "if(days_since(last_at(ordered)) > 240, 'lapsed', if(days_since(last_at(ordered)) > 120, 'lapsing', 'active'))";
  const { steadiness } = createComputation([{ id: 'stage', type: 'enum', formula: stage }]);
  const until = (orders: Her['orders']) => steadiness(factsAt(start, { seen: null, born: null, orders, zone: 'Asia/Jerusalem' })).until('stage');
  expect(until([[-24, 10]])).toBeGreaterThan(start + 115 * day);
  expect(until([[-130 * 24, 10]])).toBeGreaterThan(start + 100 * day);
  expect(until([[-300 * 24, 10]])).toBe(never);
  expect(until([])).toBe(never);
});
