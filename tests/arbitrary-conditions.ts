/** Random conditions and facts over a small vocabulary, so that they meet each other often. */
import fc from 'fast-check';
import type { EventRecord, Facts, Json } from '../shared/condition/facts';
import { type Condition, comparisonOps } from '../shared/condition/schema';

const keys = ['orders-count', 'email', 'last-order-at', 'tags', 'city', 'is-test'] as const;
const eventNames = ['order-placed', 'product-viewed', 'checkout-started'] as const;
const segments = ['vip', 'lapsed'] as const;

const key = fc.constantFrom(...keys);
const eventName = fc.constantFrom(...eventNames);
const iso = fc.constantFrom('2026-03-01', '2026-03-27', '2026-03-27T10:00:00+03:00', '2026-03-27T07:00:00Z', '2026-02-30', '2025-10-26T01:30:00');
const scalar = fc.oneof(
  fc.constantFrom('', 'a', 'Tehran', '10', '5000.00', 'true', '"', "it's", 'שלום'),
  fc.integer({ min: -3, max: 12 }),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }),
  fc.boolean(),
  iso,
);
const duration = fc.constantFrom('P1D', 'P30D', 'P2W', 'PT24H', 'P1DT2H', 'PT90M', 'P999999D', `P${'9'.repeat(40)}D`);
const ref = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('customer' as const), path: key }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('entry' as const, 'event' as const, 'journey' as const, 'step' as const), path: key }) },
);
const literal = fc.oneof(scalar, fc.constant(null), fc.array(scalar, { maxLength: 3 }));
const operand = fc.oneof({ weight: 4, arbitrary: literal }, { weight: 1, arbitrary: ref });
const momentValue = fc.oneof(fc.record({ ago: duration }), fc.record({ ahead: duration }), ref, iso, fc.constant('soon'));
const window = fc.record({ last: duration, sinceEntry: fc.constant(true as const), afterLast: eventName, beforeLast: eventName }, { requiredKeys: [] });

export const conditions: fc.Arbitrary<Condition> = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ op: fc.constantFrom(...comparisonOps), left: ref, right: operand }),
    fc.record({ op: fc.constant('in' as const), left: ref, right: fc.array(scalar, { minLength: 1, maxLength: 3 }) }),
    fc.record({ op: fc.constant('contains' as const), left: ref, right: operand }),
    fc.record({ op: fc.constant('starts-with' as const), left: ref, right: fc.constantFrom('T', '5', 'שלום') }),
    fc.record({ op: fc.constant('exists' as const), left: ref }),
    fc.record({ op: fc.constantFrom('before' as const, 'after' as const), left: ref, right: momentValue }),
    fc.record({ op: fc.constant('within' as const), left: ref, past: duration, next: duration }, { requiredKeys: ['op', 'left'] }),
    fc.record({ op: fc.constant('in-segment' as const), segment: fc.constantFrom(...segments) }),
    fc.record(
      {
        op: fc.constant('performed' as const),
        event: eventName,
        measure: fc.constantFrom('count' as const, 'distinct' as const, 'sum' as const),
        property: key,
        groupBy: key,
        is: fc.record({ op: fc.constantFrom(...comparisonOps), value: fc.integer({ min: -1, max: 5 }) }),
        window,
        where: tie('condition'),
      },
      { requiredKeys: ['op', 'event', 'measure', 'is'] },
    ),
    fc.record({ op: fc.constantFrom('and' as const, 'or' as const), args: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ op: fc.constant('not' as const), arg: tie('condition') }),
  ),
})).condition;

const values: fc.Arbitrary<Json> = fc.oneof(
  scalar,
  fc.constant(null),
  fc.array(scalar, { maxLength: 3 }),
  fc.record({ sku: scalar }),
  fc.array(fc.record({ sku: scalar }), { maxLength: 2 }),
);
const properties = fc.dictionary(fc.oneof(key, fc.constantFrom('constructor', '__proto__')), values, { maxKeys: 4 });
const base = Date.parse('2026-03-27T07:00:00Z');

// At the very edge of what a window of the conditions above lets through, and just beyond.
const edges = [base, base + 300_000, base - 86_400_000, base - 30 * 86_400_000, base - 90 * 60_000].flatMap((at) => [at - 1, at, at + 1]);
const at = fc.oneof(fc.integer({ min: base - 40 * 86_400_000, max: base + 86_400_000 }), fc.constantFrom(...edges));

const history = fc
  .array(fc.record({ name: eventName, at, properties }), { maxLength: 8 })
  .map((events) => events.sort((a, b) => a.at - b.at).map((event, n): EventRecord => ({ uid: `e${n}`, ...event })));

const timeZone = fc.constantFrom('Asia/Jerusalem', 'Asia/Tehran', 'UTC');

/** A customer as such, nothing of a run; events oldest first. Many of them make a population. */
export const someCustomer = fc.record({ timeZone, attributes: properties, events: history });
export const someNow = fc.constantFrom(base, base + 1, 0);

export const someFacts: fc.Arbitrary<Facts> = fc
  .record({
    now: someNow,
    timeZone,
    attributes: properties,
    events: history,
    segments: fc.subarray([...segments]),
    inRun: fc.boolean(),
    runValues: properties,
  })
  .map(({ now, timeZone, attributes, events, segments: inside, inRun, runValues }) => ({
    now,
    timeZone,
    attribute: (id) => (Object.hasOwn(attributes, id) ? attributes[id] : undefined),
    events: (name) => events.filter((event) => event.name === name),
    inSegment: (id) => inside.some((one) => one === id),
    event: events[0],
    run: inRun ? { enteredAt: base - 3 * 86_400_000, entryUid: 'e1', entry: runValues, journey: runValues, step: runValues } : undefined,
  }));
