import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testAttribute, testEngagement } from '../engagement/engagement.fixture';
import type { Attribute } from '../record/schema';
import { createEventCollector, noEvents, type PeopleEvents } from './collect-events';
import type { Population, RecordValue, SampleRecord } from './population';
import { createExplainer, eventsOfPerson, type UnifyInput, unify } from './unify';

const now = Date.parse('2026-03-27T10:00:00+03:00');
const at = (day: string) => Date.parse(`${day}T00:00:00Z`);
const attributes: Attribute[] = [
  testAttribute('email', { type: 'email' }),
  testAttribute('city', { survivorship: 'most-trusted' }),
  testAttribute('country', { type: 'country' }),
  testAttribute('time-zone'),
  testAttribute('email-consent', { type: 'enum' }),
  testAttribute('orders-count', { type: 'integer', survivorship: 'sum', formula: 'coalesce(imported, 0) + count(order_placed since import)' }),
  testAttribute('last-order-at', { type: 'datetime', survivorship: 'max', formula: 'greatest(imported, last_at(order_placed))' }),
  testAttribute('is-new', { type: 'boolean', origin: 'computed', formula: 'orders_count = 1' }),
];
const engagement = testEngagement({ record: { groups: [], attributes } });

let rows = 0;
const record = (values: readonly (RecordValue | [string, RecordValue['value'], number?])[], more: Partial<SampleRecord> = {}): SampleRecord => ({
  source: 0,
  object: 0,
  row: ++rows,
  at: undefined,
  identifiers: [],
  values: values.map((one) => (Array.isArray(one) ? { attribute: one[0], value: one[1], rank: one[2] ?? 0 } : one)),
  ...more,
});

type Line = [person: number, name: string, on: string, properties?: Record<string, string | number>, more?: object];
function happened(lines: readonly Line[], people: number): PeopleEvents {
  const collector = createEventCollector({ personOf: ({ n }) => (n === undefined ? undefined : Number(n)), now });
  for (const [n, [person, name, on, properties = {}, more = {}]] of lines.entries())
    collector.add({ uid: `e${n}`, name, occurred_at: on.includes('T') ? on : `${on}T00:00:00Z`, identifiers: { n: person }, properties, ...more });
  return collector.finish(people);
}

const input = (records: readonly SampleRecord[], owners: readonly number[], events: PeopleEvents = noEvents, more: Partial<UnifyInput> = {}): UnifyInput => ({
  engagement,
  records,
  personOf: Int32Array.from(owners),
  people: Math.max(0, ...owners.map((one) => one + 1)),
  events,
  now,
  ...more,
});

const valueIn = (population: Population, attribute: string, person = 0) => {
  const column = population.columns.get(attribute);
  return column?.values[column.codes[person] ?? -1];
};

describe('people of records', () => {
  it('have each a unified identifier of their own, unless a source gives it', () => {
    const of = (origin: Attribute['origin']) =>
      unify({
        ...input(
          [
            record([['email', 'a@x.example']]),
            record([
              ['email', 'b@x.example'],
              ['customer-id', 'u7'],
            ]),
          ],
          [0, 1],
        ),
        engagement: testEngagement({ record: { groups: [], attributes: [...attributes, testAttribute('customer-id', { origin })] } }),
      });
    expect([0, 1].map((person) => valueIn(of('platform'), 'customer-id', person))).toEqual(['c1', 'u7']);
    expect([0, 1].map((person) => valueIn(of('mapped'), 'customer-id', person))).toEqual([undefined, 'u7']);
  });

  it('have one value of each attribute, and nobody has one of another’s', () => {
    const records = [
      record([
        ['email', 'a@b.com'],
        ['city', 'Haifa', 1],
      ]),
      record([
        ['email', 'c@d.com'],
        ['city', 'Akko', 1],
      ]),
      record([['city', 'Nahariya', 0]]),
      record([['city', 'Nowhere', 0]]),
    ];
    const population = unify(input(records, [0, 1, 0, -1]));
    expect(population.size).toBe(2);
    expect([0, 1].map((person) => valueIn(population, 'city', person))).toEqual(['Nahariya', 'Akko']);
    expect([0, 1].map((person) => valueIn(population, 'email', person))).toEqual(['a@b.com', 'c@d.com']);
    expect(population.columns.get('country')).toBeUndefined();
  });

  it('live in their own zone, of their country where nothing better is known, else the client’s', () => {
    const records = [
      record([['country', 'IR']]),
      record([
        ['country', 'IL'],
        ['time-zone', 'Europe/Berlin'],
      ]),
      record([['email', 'x@y.com']]),
    ];
    const { zones, zoneOf, ...population } = unify(input(records, [0, 1, 2]));
    expect([...zoneOf].map((code) => zones[code])).toEqual(['Asia/Tehran', 'Europe/Berlin', 'Asia/Jerusalem']);
    expect(valueIn({ zones, zoneOf, ...population }, 'time-zone')).toBe('Asia/Tehran');
  });

  it('are told only of what is asked for and what that rests on', () => {
    const records = [
      record([
        ['email', 'a@b.com'],
        ['city', 'Haifa'],
        ['orders-count', 1],
      ]),
    ];
    const { columns } = unify(input(records, [0], noEvents, { attributes: new Set(['is-new']) }));
    expect([...columns.keys()]).toEqual(['is-new']);
    expect(columns.get('is-new')?.values).toEqual([true]);
  });

  it('tell how far it is', () => {
    const shares: number[] = [];
    unify(input([record([['email', 'a']]), record([['email', 'b']])], [0, 1], noEvents, { progress: (share) => shares.push(share) }));
    expect(shares).toEqual([0.5, 1]);
  });
});

describe('what events say', () => {
  it('replaces older news and never newer', () => {
    const records = [record([['city', 'Haifa']], { at: at('2026-01-10') }), record([['city', 'Haifa']], { at: at('2026-01-10') })];
    const events = happened(
      [
        [0, 'profile_updated', '2026-01-09', { city: 'Akko' }],
        [1, 'profile_updated', '2026-01-11', { city: 'Akko' }],
      ],
      2,
    );
    const population = unify(input(records, [0, 1], events));
    expect([0, 1].map((person) => valueIn(population, 'city', person))).toEqual(['Haifa', 'Akko']);
  });

  it('gives and takes consent by the newest', () => {
    const granted = record([{ attribute: 'email-consent', value: 'granted', rank: 0, at: at('2026-01-10') }]);
    const undated = record([['email-consent', 'granted']]);
    const events = happened(
      [
        [0, 'consent_withdrawn', '2026-01-12', { channel: 'email' }],
        [1, 'consent_withdrawn', '2026-01-05', { channel: 'email' }],
        [2, 'consent_withdrawn', '2020-01-05', { channel: 'email' }],
        [3, 'consent_withdrawn', '2026-01-05', { channel: 'sms' }],
      ],
      4,
    );
    const population = unify(input([granted, granted, undated, undated], [0, 1, 2, 3], events));
    expect([0, 1, 2, 3].map((person) => valueIn(population, 'email-consent', person))).toEqual(['withdrawn', 'granted', 'withdrawn', 'granted']);
  });

  it('goes on from what was imported, dated or not', () => {
    const records = [record([['orders-count', 3]], { at: at('2026-01-10') }), record([['orders-count', 3]]), record([['email', 'a']])];
    const order = (person: number, on: string): Line => [person, 'order_placed', on];
    const events = happened([order(0, '2026-01-01'), order(0, '2026-02-01'), order(1, '2026-02-01'), order(2, '2026-02-01')], 3);
    const population = unify(input(records, [0, 1, 2], events));
    expect([0, 1, 2].map((person) => valueIn(population, 'orders-count', person))).toEqual([4, 3, 1]);
    expect([0, 1, 2].map((person) => valueIn(population, 'is-new', person))).toEqual([false, false, true]);
    expect(valueIn(population, 'last-order-at', 0)).toBe('2026-02-01T00:00:00.000Z');
  });
});

describe('people compared with each other', () => {
  const rfm = [
    testAttribute('rfm-recency', { type: 'integer', origin: 'computed', formula: 'coalesce(quintile(last_order_at), imported)' }),
    testAttribute('rfm-frequency', { type: 'integer', origin: 'computed', formula: 'quintile(count(order_placed))' }),
    testAttribute('is-best', { type: 'boolean', origin: 'computed', formula: 'rfm_recency = 5 and rfm_frequency = 5' }),
  ];
  const compared = testEngagement({ record: { groups: [], attributes: [...attributes, ...rfm] } });
  // Person n has n orders, the last on the n-th; the first person has none.
  const lines = [1, 2, 3, 4, 5].flatMap((person) => Array.from({ length: person }, (_, n): Line => [person, 'order_placed', `2026-01-0${n + 1}`]));
  const records = [0, 1, 2, 3, 4, 5].map((n) => record([['email', `p${n}`]]));

  it('are in fifths, and formulas go on from there', () => {
    const population = unify({ ...input(records, [0, 1, 2, 3, 4, 5], happened(lines, 6)), engagement: compared });
    const all = (id: string) => [0, 1, 2, 3, 4, 5].map((person) => valueIn(population, id, person));
    expect(all('rfm-recency')).toEqual([undefined, 1, 2, 3, 4, 5]);
    expect(all('rfm-frequency')).toEqual([undefined, 1, 2, 3, 4, 5]);
    expect(all('is-best')).toEqual([false, false, false, false, false, true]);
  });

  it('are so when only what rests on it is asked for', () => {
    const asked = { ...input(records, [0, 1, 2, 3, 4, 5], happened(lines, 6)), engagement: compared, attributes: new Set(['is-best']) };
    expect(valueIn(unify(asked), 'is-best', 5)).toBe(true);
    expect([...unify(asked).columns.keys()]).toEqual(['is-best']);
  });
});

describe('collected events', () => {
  it('are each once, oldest first, by catalogue id, and none lies ahead', () => {
    const collector = createEventCollector({ personOf: ({ 'shop-customer-id': id }) => (id === 7 ? 0 : undefined), now });
    const line = (uid: string, occurred_at: string) => ({
      uid,
      name: 'order_placed',
      occurred_at,
      identifiers: { shop_customer_id: 7 },
      properties: { order_total: 5 },
    });
    const answers = [
      line('b', '2026-01-02T00:00:00Z'),
      line('a', '2026-01-01T00:00:00Z'),
      line('b', '2026-01-02T00:00:00Z'),
      line('c', '2036-01-01T00:00:00Z'),
      { ...line('d', '2026-01-01T00:00:00Z'), identifiers: {} },
      { uid: 'e', name: 'x' },
      'nonsense',
      null,
    ].map((one) => collector.add(one));
    expect(answers).toEqual(['taken', 'taken', 'taken', 'taken', 'nobody', 'unreadable', 'unreadable', 'unreadable']);
    const { tables } = collector.finish(2);
    const table = tables.get('order-placed');
    expect(eventsOfPerson(table, 0)).toEqual([
      { uid: 'a', name: 'order-placed', at: at('2026-01-01'), properties: { 'order-total': 5 } },
      { uid: 'b', name: 'order-placed', at: at('2026-01-02'), properties: { 'order-total': 5 } },
      { uid: 'c', name: 'order-placed', at: now, properties: { 'order-total': 5 } },
    ]);
    expect([...(table?.at ?? [])]).toEqual([at('2026-01-01'), at('2026-01-02'), now]);
    expect(eventsOfPerson(table, 1)).toEqual([]);
    expect(collector.problems().map(({ code, params }) => [code, params])).toEqual([
      ['events-not-read', { lines: 3 }],
      ['events-of-nobody', { events: 1, of: 8 }],
    ]);
  });

  it('know test people, and keep tests about real customers apart', () => {
    const test = { is_test: true };
    const events = happened(
      [
        [0, 'order_placed', '2026-01-01', {}, test],
        [1, 'order_placed', '2026-01-01'],
        [1, 'order_placed', '2026-01-02', {}, test],
      ],
      3,
    );
    expect([...events.testPeople]).toEqual([0]);
    expect([0, 1, 2].map((person) => eventsOfPerson(events.tables.get('order-placed'), person).length)).toEqual([1, 1, 0]);
    const population = unify(input([record([['email', 'a']]), record([['email', 'b']])], [0, 1], events));
    expect([0, 1].map((person) => valueIn(population, 'is-test-record', person))).toEqual([true, undefined]);
  });
});

describe('rows in any order', () => {
  const anyRecord = fc.record({
    source: fc.nat(2),
    object: fc.nat(2),
    row: fc.nat(1000),
    at: fc.option(fc.integer({ min: at('2025-01-01'), max: at('2025-01-05') }), { nil: undefined }),
    person: fc.integer({ min: -1, max: 3 }),
    values: fc.array(fc.tuple(fc.constantFrom('city', 'email-consent', 'orders-count', 'email'), fc.nat(2), fc.constantFrom('granted', 'withdrawn', 'x')), {
      maxLength: 4,
    }),
  });
  const all = fc.uniqueArray(anyRecord, { selector: ({ source, object, row }) => `${source} ${object} ${row}`, maxLength: 12 });

  it('make the same people, and what is said of a value’s origin is true', () => {
    fc.assert(
      fc.property(all, fc.infiniteStream(fc.nat()), (drawn, dice) => {
        const made = (list: typeof drawn) => {
          const records = list.map(({ person: _, values, ...place }) => ({
            ...place,
            identifiers: [],
            values: values.map(([attribute, rank, value]) => ({ attribute, rank, value: attribute === 'orders-count' ? rank : value })),
          }));
          return {
            ...input(
              records,
              list.map(({ person }) => person),
            ),
            people: 4,
          };
        };
        const shuffled = drawn.map((one) => [dice.next().value, one] as const).sort(([a], [b]) => a - b);
        const [first, second] = [unify(made(drawn)), unify(made(shuffled.map(([, one]) => one)))];
        const explainer = createExplainer(made(drawn));
        for (const attribute of attributes.map(({ id }) => id))
          for (let person = 0; person < 4; person++) {
            const value = valueIn(first, attribute, person);
            expect(valueIn(second, attribute, person)).toEqual(value);
            const { candidates, survived } = explainer.explain(attribute, person);
            for (const one of survived?.won ?? []) expect(candidates).toContain(one);
            if (!engagement.record.attributes.find(({ id }) => id === attribute)?.formula) expect(survived?.value).toEqual(value);
          }
      }),
      { numRuns: 50 },
    );
  });
});
