import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../condition/evaluate';
import { type Condition, conditionSchema } from '../condition/schema';
import { testAttribute, testEngagement, testField, testId } from '../engagement/engagement.fixture';
import { compileIdentity } from '../identity/compile-identity';
import { createPersonFinder } from '../identity/find-person';
import { readRecordTable } from '../identity/record-table';
import { resolve } from '../identity/resolve';
import type { Row } from '../record/transform';
import type { Field, Link, Source, SourceObject } from '../sources/schema';
import { createEventCollector } from './collect-events';
import { createRowCollector, rowEventProblems } from './collect-rows';
import type { EventWords } from './row-events';
import { eventsOfPerson, unify } from './unify';

const now = Date.parse('2026-03-01T00:00:00Z');
const label = (en: string) => ({ en, he: en, fa: en });
const property = (id: string, type: EventWords['commonProperties'][number]['type'], required = false) => ({
  id,
  name: id.replaceAll('-', '_'),
  type,
  required,
  label: label(id),
});
const event = (id: string, properties: EventWords['commonProperties']) => ({
  id,
  name: id.replaceAll('-', '_'),
  category: 'orders',
  label: label(id),
  description: label(id),
  properties,
  usedByJourneys: [],
  usedBySegments: [],
});
const words: EventWords = {
  commonProperties: [property('uid', 'string', true), property('occurred-at', 'datetime', true)],
  events: [
    event('order-placed', [
      property('order-id', 'string', true),
      property('order-total', 'money', true),
      property('store-id', 'string'),
      property('items-count', 'integer'),
    ]),
    event('order-cancelled', [property('order-id', 'string', true), property('reason', 'string')]),
    event('points-earned', [property('points', 'integer', true)]),
    event('consent-withdrawn', [property('channel', 'enum', true)]),
  ],
};

/** Columns by name; `fills` event properties, `feeds` an attribute, `link` the object (by name) whose key it holds. */
type Column = { fills?: string[]; feeds?: string; link?: string } & Partial<Field>;
type Tables = Readonly<Record<string, Readonly<Record<string, Column>>>>;
type Rows = Readonly<Record<string, readonly Row[]>>;

let count = 0;
function sourceOf(tables: Tables, feeding: Map<string, string[]>): Source {
  const ids = new Map(Object.keys(tables).map((name) => [name, testId(++count, 'C')]));
  const objects = Object.entries(tables).map(([name, columns]): SourceObject => {
    const links: Link[] = [];
    const fields = Object.entries(columns).map(([nativeName, { fills = [], feeds, link, ...more }]) => {
      const field = testField(++count, { nativeName, eventProperties: fills, ...more });
      if (feeds) feeding.set(feeds, [...(feeding.get(feeds) ?? []), field.id]);
      if (link) links.push({ fields: [field.id], object: ids.get(link) ?? testId(999, 'C') });
      return field;
    });
    return { id: ids.get(name) ?? '', nativeName: name, label: {}, fields, ...(links.length > 0 && { links }) };
  });
  return { id: testId(++count, 'S'), name: { en: 'system' }, transports: ['api'], direction: 'in', objects };
}

/** The whole way from rows to people. */
function peopleOf(systems: readonly (readonly [Tables, Rows])[], lines: readonly object[] = [], formulas: Readonly<Record<string, string>> = {}) {
  const feeding = new Map<string, string[]>();
  const sources = systems.map(([tables]) => sourceOf(tables, feeding));
  const types: Readonly<Record<string, 'integer' | 'money'>> = { 'orders-count': 'integer', 'total-spent': 'money', 'pieces-bought': 'integer' };
  const attributes = [...feeding].map(([id, fields]) => {
    const type = types[id] ?? 'string';
    const survivorship = type === 'string' ? 'most-recent' : 'sum';
    return testAttribute(id, { type, survivorship, sources: fields.map((field) => ({ field })), ...(formulas[id] && { formula: formulas[id] }) });
  });
  const asked = testAttribute('orders-since', { type: 'integer', origin: 'computed', formula: 'count(order_placed)' });
  const engagement = testEngagement({
    sources,
    record: { groups: [], attributes: [...attributes, asked] },
    identity: { rules: [{ attribute: 'email', strength: 'strong', blocked: [] }] },
  });
  const rows = createRowCollector(engagement, words);
  for (const [s, [, content]] of systems.entries())
    for (const object of sources[s]?.objects ?? []) for (const [n, row] of (content[object.nativeName] ?? []).entries()) rows.add(object.id, n + 1, row);
  const identity = compileIdentity(engagement.identity, engagement.record, 'IL');
  const table = readRecordTable(rows.records, identity);
  const resolution = resolve(table, identity);
  const collector = createEventCollector({ personOf: createPersonFinder(table, resolution, identity), now });
  for (const line of lines) collector.add(line);
  const personOf = rows.ownersOf(resolution.personOf);
  rows.tellEvents(collector, personOf);
  const { people } = resolution;
  const events = collector.finish(people);
  const population = unify({ engagement, records: rows.records, personOf, people, events, now });
  const emails = population.columns.get('email');
  const of = (email: string) => emails?.codes.findIndex((code) => emails.values[code] === email) ?? -1;
  const attributeOf = (email: string, attribute: string) => {
    const column = population.columns.get(attribute);
    return column?.values[column.codes[of(email)] ?? -1];
  };
  const holds = (email: string, condition: Condition) =>
    evaluate(condition, {
      now,
      timeZone: 'UTC',
      attribute: (id) => attributeOf(email, id),
      events: (name) => eventsOfPerson(population.events.get(name), of(email)),
      inSegment: () => false,
    });
  const eventsOf = (email: string, name = 'order-placed') => eventsOfPerson(population.events.get(name), of(email));
  const all = [...rows.problems(), ...collector.problems(), ...rowEventProblems(events, engagement, words)];
  const problemsOf = (code: string) => all.filter((one) => one.code === code).map(({ params }) => params);
  return { eventsOf, attributeOf, holds, problemsOf, people, population };
}

const customers: Tables[string] = { id: { key: true }, email: { feeds: 'email' } };
const orders: Tables[string] = {
  number: { key: true, fills: ['order-placed.order-id'], use: 'aggregate', feeds: 'orders-count' },
  customer: { link: 'customers' },
  made: { type: 'datetime', fills: ['order-placed.occurred-at'] },
  total: { type: 'decimal', fills: ['order-placed.order-total'] },
  status: { type: 'enum', fills: ['order-cancelled.reason'] },
};
const lines: Tables[string] = {
  order: { link: 'orders' },
  pieces: { type: 'integer', feeds: 'pieces-bought' },
  price: { type: 'decimal', feeds: 'total-spent' },
};
const erp: Tables = { customers, orders, lines };
const people = [
  { id: 1, email: 'dana@example.com' },
  { id: 2, email: 'avi@example.com' },
];
const order = (number: string, customer: unknown, made: string, total: unknown = 100) => ({ number, customer, made, total, status: 'cancelled' });
const rows: Rows = {
  customers: people,
  orders: [order('SO1', 1, '2026-01-10T08:00:00Z', '1,200.50'), order('SO2', '1', '2026-02-20T08:00:00Z', 80), order('SO3', 2, '2025-01-10T08:00:00Z', '₪ 10')],
  lines: [
    { order: 'SO1', pieces: 2, price: 1000 },
    { order: 'SO1', pieces: 1, price: 200.5 },
    { order: 'SO3', pieces: 5, price: 10 },
  ],
};
const performed = (more: object): Condition =>
  conditionSchema.parse({ op: 'performed', event: 'order-placed', measure: 'count', is: { op: 'gte', value: 1 }, ...more });

describe('orders and their lines, which carry no identifier', () => {
  const found = peopleOf([[erp, rows]]);

  it('are their customers’: conditions count, add up, tell apart and look back on the same events', () => {
    expect(found.eventsOf('dana@example.com').map(({ at, properties }) => [new Date(at).toISOString().slice(0, 10), properties])).toEqual([
      ['2026-01-10', { 'order-id': 'SO1', 'order-total': 1200.5 }],
      ['2026-02-20', { 'order-id': 'SO2', 'order-total': 80 }],
    ]);
    const who = (condition: Condition) => people.map(({ email }) => email).filter((email) => found.holds(email, condition));
    const [dana, avi] = ['dana@example.com', 'avi@example.com'];
    expect(who(performed({ is: { op: 'gte', value: 2 } }))).toEqual([dana]);
    expect(who(performed({ measure: 'sum', property: 'order-total', is: { op: 'gte', value: 1280.5 } }))).toEqual([dana]);
    expect(who(performed({ measure: 'sum', property: 'order-total', is: { op: 'gte', value: 1281 } }))).toEqual([]);
    expect(who(performed({ measure: 'distinct', property: 'order-id', is: { op: 'eq', value: 1 } }))).toEqual([avi]);
    expect(who(performed({ window: { last: 'P30D' }, is: { op: 'eq', value: 1 } }))).toEqual([dana]);
    expect(who(performed({ where: { op: 'lt', left: { kind: 'event', path: 'order-total' }, right: 50 } }))).toEqual([avi]);
  });

  it('give formulas over events and mapped attributes a value; lines through their order', () => {
    expect(found.attributeOf('dana@example.com', 'orders-since')).toBe(2);
    expect(found.attributeOf('dana@example.com', 'orders-count')).toBe(2);
    expect(found.attributeOf('dana@example.com', 'pieces-bought')).toBe(3);
    expect(found.attributeOf('dana@example.com', 'total-spent')).toBe(1200.5);
    expect(found.attributeOf('avi@example.com', 'pieces-bought')).toBe(5);
  });

  it('do not become what their status says, and it is said where events came from', () => {
    expect(found.eventsOf('dana@example.com', 'order-cancelled')).toEqual([]);
    expect(found.problemsOf('events-from-rows')).toEqual([{ name: label('order-placed'), objects: 'orders', events: 3 }]);
    expect(found.problemsOf('rows-of-nobody')).toEqual([]);
  });
});

describe('an order that several tell of', () => {
  const line = (order_id: unknown, email: string, occurred_at: string, more = {}) => ({
    uid: `${order_id} ${email}`,
    name: 'order_placed',
    occurred_at,
    identifiers: { email },
    properties: { order_id, order_total: 7 },
    ...more,
  });

  it('counts once; the line of events wins, whoever it is about by then', () => {
    const told = peopleOf([[erp, rows]], [line('SO1', 'dana@example.com', '2026-01-10T08:00:05Z'), line('SO3', 'dana@example.com', '2025-01-09T22:00:00Z')]);
    expect(told.eventsOf('dana@example.com').map(({ properties }) => [properties['order-id'], properties['order-total']])).toEqual([
      ['SO3', 7],
      ['SO1', 7],
      ['SO2', 80],
    ]);
    expect(told.eventsOf('avi@example.com')).toEqual([]);
  });

  it('stays what it is where only the number is the same', () => {
    const told = peopleOf([[erp, rows]], [line('SO3', 'dana@example.com', '2025-06-10T00:00:00Z')]);
    expect(told.eventsOf('avi@example.com')).toHaveLength(1);
    expect(told.eventsOf('dana@example.com')).toHaveLength(3);
  });

  it('is not told again by the row of a test', () => {
    const told = peopleOf([[erp, rows]], [line('SO1', 'dana@example.com', '2026-01-10T08:00:00Z', { is_test: true })]);
    expect(told.eventsOf('dana@example.com').map(({ properties }) => properties['order-id'])).toEqual(['SO2']);
  });

  it('counts once in two systems, by any of its numbers, and the first source has it', () => {
    const withWeb = { ...orders, web: { fills: ['order-placed.order-id'] } };
    const shop: Tables = {
      users: { uid: { key: true }, mail: { feeds: 'email' } },
      sales: { id: { key: true, fills: ['order-placed.order-id'] }, user: { link: 'users' }, at: { type: 'datetime', fills: ['order-placed.occurred-at'] } },
    };
    const told = peopleOf([
      [
        { customers, orders: withWeb },
        { customers: people, orders: [{ ...order('SO1', 1, '2026-01-10', 50), web: 9001 }] },
      ],
      [
        shop,
        {
          users: [{ uid: 'u1', mail: 'DANA@example.com' }],
          sales: [
            { id: 9001, user: 'u1', at: '2026-01-10T09:00:00Z' },
            { id: 9002, user: 'u1', at: '2026-01-11T09:00:00Z' },
          ],
        },
      ],
    ]);
    expect(
      told
        .eventsOf('dana@example.com')
        .concat(told.eventsOf('DANA@example.com'))
        .map(({ properties }) => properties['order-id']),
    ).toEqual(['SO1', '9002']);
  });
});

describe('rows are events only where', () => {
  it('they say when; the rest are counted', () => {
    const found = peopleOf([
      [erp, { customers: people, orders: [order('A', 1, ''), order('B', 1, 'soon'), order('', 1, '2026-01-01'), order('C', 1, '2026-01-01')] }],
    ]);
    expect(found.eventsOf('dana@example.com')).toHaveLength(1);
    expect(found.problemsOf('row-events-undated')).toEqual([{ name: label('order-placed'), object: 'orders', source: { en: 'system' }, rows: 2 }]);
  });

  it('without a date for the event, the date on which the row was made serves, not the one of its last change', () => {
    const dated = {
      number: orders.number ?? {},
      customer: { link: 'customers' },
      updated_at: { type: 'datetime' as const },
      created_at: { type: 'datetime' as const },
    };
    const found = peopleOf([
      [
        { customers, orders: dated },
        { customers: people, orders: [{ number: 'A', customer: 1, created_at: '2026-01-05T00:00:00Z', updated_at: '2026-02-05T00:00:00Z' }] },
      ],
    ]);
    expect(found.eventsOf('dana@example.com').map(({ at }) => new Date(at).toISOString())).toEqual(['2026-01-05T00:00:00.000Z']);
  });

  it('what became of them has a date of its own', () => {
    const cancelled = { ...orders, cancelled_at: { type: 'datetime' as const, fills: ['order-cancelled.occurred-at'] } };
    const found = peopleOf([
      [
        { customers, orders: cancelled },
        {
          customers: people,
          orders: [
            { ...order('A', 1, '2026-01-01'), cancelled_at: '2026-01-03', status: 'changed my mind' },
            { ...order('B', 1, '2026-01-02'), cancelled_at: null },
          ],
        },
      ],
    ]);
    expect(found.eventsOf('dana@example.com', 'order-cancelled').map(({ properties }) => properties)).toEqual([{ 'order-id': 'A', reason: 'changed my mind' }]);
    expect(found.problemsOf('row-events-undated')).toEqual([]);
  });

  it('all is there that an event without a number requires; consents never', () => {
    const points = {
      customer: { link: 'customers' },
      at: { type: 'datetime' as const, fills: ['points-earned.occurred-at', 'consent-withdrawn.occurred-at'] },
      points: { type: 'integer' as const, fills: ['points-earned.points'] },
      channel: { fills: ['consent-withdrawn.channel'] },
    };
    const found = peopleOf([
      [
        { customers, points },
        {
          customers: people,
          points: [
            { customer: 1, at: '2026-01-01', points: 5, channel: 'email' },
            { customer: 1, at: '2026-01-01', points: 5, channel: 'email' },
            { customer: 1, at: '2026-01-01', points: null, channel: 'email' },
            { customer: 1, at: '2026-01-01', points: 'many', channel: 'email' },
          ],
        },
      ],
    ]);
    expect(found.eventsOf('dana@example.com', 'points-earned').map(({ properties }) => properties)).toEqual([{ points: 5 }, { points: 5 }, {}]);
    expect(found.problemsOf('event-values-not-read')).toMatchObject([{ field: 'points.points', values: 1, of: 3 }]);
    expect(found.population.events.has('consent-withdrawn')).toBe(false);
  });

  it('amounts are in the client’s currency; of others the event stays without its amount', () => {
    const found = peopleOf([
      [
        { customers, orders: { ...orders, currency: { type: 'currency' } } },
        {
          customers: people,
          orders: [
            { ...order('A', 1, '2026-01-01', 9), currency: 'USD' },
            { ...order('B', 1, '2026-01-02', 9), currency: 'ILS' },
          ],
        },
      ],
    ]);
    expect(found.eventsOf('dana@example.com').map(({ properties }) => properties['order-total'])).toEqual([undefined, 9]);
    expect(found.problemsOf('amounts-in-other-currency')).toMatchObject([{ field: 'orders.total', values: 1, currency: 'USD', own: 'ILS' }]);
  });
});

describe('links', () => {
  it('that hang, run in circles or lead too far lead to nobody, which is counted', () => {
    const chain: Tables = {
      customers,
      a: { id: { key: true }, to: { link: 'customers' }, note: { feeds: 'note-a' } },
      b: { id: { key: true }, to: { link: 'a' }, note: { feeds: 'note-b' } },
      c: { id: { key: true }, to: { link: 'b' }, note: { feeds: 'note-c' } },
      d: { id: { key: true }, to: { link: 'c' }, note: { feeds: 'note-d' } },
      e: { id: { key: true }, to: { link: 'd' }, note: { feeds: 'note-e' } },
      tree: { id: { key: true }, parent: { link: 'tree' }, customer: { link: 'customers' }, note: { feeds: 'note-tree' } },
    };
    const one = (to: unknown, note: string) => [{ id: 1, to, note }];
    const found = peopleOf([
      [
        chain,
        {
          customers: people,
          a: [...one(1, 'a'), { id: 2, to: 77, note: 'hangs' }, { id: 3, to: null, note: 'none' }],
          b: one(1, 'b'),
          c: one(1, 'c'),
          d: one(1, 'd'),
          e: one(1, 'e'),
          tree: [
            { id: 1, parent: 2, customer: '', note: 'round' },
            { id: 2, parent: 1, customer: null, note: 'and round' },
            { id: 3, parent: 3, customer: null, note: 'self' },
            { id: 4, parent: 5, customer: null, note: 'child' },
            { id: 5, parent: null, customer: 2, note: 'top' },
          ],
        },
      ],
    ]);
    const notes = ['a', 'b', 'c', 'd', 'e', 'tree'].map((name) => found.attributeOf('dana@example.com', `note-${name}`));
    expect(notes).toEqual(['a', 'b', 'c', 'd', undefined, undefined]);
    expect(['child', 'top']).toContain(found.attributeOf('avi@example.com', 'note-tree'));
    // `e` is a step too far for any row of it, so that it isn't read at all.
    expect(found.problemsOf('rows-of-nobody').map(({ object, rows, of }) => [object, rows, of])).toEqual([
      ['a', 2, 3],
      ['tree', 3, 5],
    ]);
  });

  it('to different people are nobody’s; the agent of an order is not its customer', () => {
    const found = peopleOf([
      [
        { customers, orders: { ...orders, agent: { link: 'customers' } } },
        {
          customers: people,
          orders: [
            { ...order('A', 1, '2026-01-01'), agent: 2 },
            { ...order('B', 1, '2026-01-01'), agent: 1 },
            { ...order('C', 1, '2026-01-01'), agent: 99 },
          ],
        },
      ],
    ]);
    expect(found.eventsOf('dana@example.com').map(({ properties }) => properties['order-id'])).toEqual(['B', 'C']);
    expect(found.problemsOf('rows-of-several')).toMatchObject([{ object: 'orders', rows: 1, of: 3 }]);
  });

  it('of people to people of the same table make nobody another', () => {
    const found = peopleOf([
      [
        { customers: { ...customers, parent: { link: 'customers' }, city: { feeds: 'city' } } },
        { customers: [...people, { id: 3, email: '', parent: 1, city: 'Haifa' }] },
      ],
    ]);
    expect(found.attributeOf('dana@example.com', 'city')).toBeUndefined();
  });

  it('serve a row of people that carries no identifier this time', () => {
    const mailed = { ...orders, email: { feeds: 'email' } };
    const found = peopleOf([
      [
        { customers, orders: mailed },
        {
          customers: people,
          orders: [
            { ...order('A', 1, '2026-01-01'), email: null },
            { ...order('B', 1, '2026-01-01'), email: 'avi@example.com' },
          ],
        },
      ],
    ]);
    expect(found.eventsOf('dana@example.com').map(({ properties }) => properties['order-id'])).toEqual(['A']);
    expect(found.eventsOf('avi@example.com').map(({ properties }) => properties['order-id'])).toEqual(['B']);
  });
});

describe('counting by a number that belongs to another row', () => {
  const numbered = (feedsOrders: boolean): Tables => ({
    customers,
    orders: { number: { key: true, ...(feedsOrders && { use: 'aggregate' as const, feeds: 'orders-count' }) }, customer: { link: 'customers' } },
    lines: { order: { link: 'orders', use: 'aggregate', feeds: 'orders-count' } },
  });
  const content: Rows = {
    customers: people,
    orders: [
      { number: 'A', customer: 1 },
      { number: 'B', customer: 1 },
    ],
    lines: [{ order: 'A' }, { order: 'A' }, { order: 'A' }, { order: 'B' }],
  };

  it('counts the orders, not their lines, and once where both are mapped', () => {
    expect(peopleOf([[numbered(false), content]]).attributeOf('dana@example.com', 'orders-count')).toBe(2);
    expect(peopleOf([[numbered(true), content]]).attributeOf('dana@example.com', 'orders-count')).toBe(2);
  });
});

describe('a number of orders that goes on from what was imported', () => {
  const formulas = { 'orders-count': 'coalesce(imported, 0) + count(order_placed since import)' };
  const line = {
    uid: 'w1',
    name: 'order_placed',
    occurred_at: '2026-02-25T00:00:00Z',
    identifiers: { email: 'dana@example.com' },
    properties: { order_id: 'W1' },
  };

  it('counts no order twice, as a row and as the event of that row', () => {
    expect(peopleOf([[erp, rows]], [], formulas).attributeOf('dana@example.com', 'orders-count')).toBe(2);
    expect(peopleOf([[erp, rows]], [line], formulas).attributeOf('dana@example.com', 'orders-count')).toBe(3);
  });

  it('and an outcome that the row knows of is not taken off again', () => {
    const { made = {}, ...others } = orders;
    const tickets = { ...others, created_at: made, done: { type: 'datetime' as const, fills: ['order-cancelled.occurred-at'] } };
    const open = [
      { number: 'A', customer: 1, created_at: '2026-01-10', done: null },
      { number: 'B', customer: 1, created_at: '2026-01-09', done: '2026-01-11' },
    ];
    const stillOpen = { 'orders-count': 'coalesce(imported, 0) - count(order_cancelled since import)' };
    const found = peopleOf(
      [
        [
          { customers, orders: tickets },
          { customers: people, orders: open },
        ],
      ],
      [],
      stillOpen,
    );
    expect(found.eventsOf('dana@example.com', 'order-cancelled')).toHaveLength(1);
    expect(found.attributeOf('dana@example.com', 'orders-count')).toBe(2);
  });

  it('nor where the name of the time does not say that it is one', () => {
    const { made = {}, ...others } = orders;
    const renamed = (rows.orders ?? []).map(({ made: at, ...row }) => ({ ...row, delivery_end: at ?? null }));
    const receipts: Tables[string] = { no: { use: 'aggregate', feeds: 'orders-count' }, customer: { link: 'customers' }, created_at: { type: 'datetime' } };
    const found = peopleOf(
      [
        [
          { customers, receipts, orders: { ...others, delivery_end: made } },
          { ...rows, orders: renamed, receipts: [{ no: 'R1', customer: 1, created_at: '2025-12-01T00:00:00Z' }] },
        ],
      ],
      [],
      formulas,
    );
    expect(found.attributeOf('dana@example.com', 'orders-count')).toBe(3);
  });
});

describe('hostile rows', () => {
  it('never throw, and each order counts for one person at most', { tags: ['long'] }, () => {
    const odd = fc.oneof(fc.constantFrom(1, '1', 2, ' 1 ', '', null, '__proto__', 'constructor', 'x'.repeat(400)), fc.jsonValue());
    const anyRow = fc.record({ number: odd, customer: odd, made: odd, total: odd, order: odd, pieces: odd, price: odd }, { requiredKeys: [] });
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 12 }), fc.array(anyRow, { maxLength: 12 }), (some, more) => {
        const found = peopleOf([[erp, { customers: people, orders: some as Row[], lines: more as Row[] }]]);
        const placed = people.flatMap(({ email }) => found.eventsOf(email));
        expect(placed.length).toBeLessThanOrEqual(some.length);
        const mine = (email: string) => found.eventsOf(email).map(({ properties }) => properties['order-id']);
        for (const { email } of people) expect(new Set(mine(email)).size).toBe(mine(email).length);
      }),
      { numRuns: 150 },
    );
  });
});
