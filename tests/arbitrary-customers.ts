/** Random customers over the shipped catalogue: values of the attributes' types, and events its segments look at. */
import fc from 'fast-check';
import { compileRecord } from '../shared/catalogue/compile-attributes';
import type { Catalogue } from '../shared/catalogue/schema';
import type { EventRecord, Json } from '../shared/condition/facts';
import type { Attribute } from '../shared/record/schema';

const DAY = 86_400_000;

export type SomeCustomer = { timeZone: string; attributes: Record<string, Json>; events: EventRecord[] };

/** @param now the moment they are looked at, epoch ms; about a third of every attribute is missing */
export function catalogueCustomers(catalogue: Catalogue, now: number): fc.Arbitrary<SomeCustomer> {
  const attributes = compileRecord(catalogue).attributes.map((attribute) =>
    fc.option(valuesOf(attribute, now), { freq: 2, nil: undefined }).map((value): [string, Json][] => (value === undefined ? [] : [[attribute.id, value]])),
  );
  const properties = fc.record(
    {
      'product-id': fc.integer({ min: 1, max: 12 }).map((n) => `p${n % 10}`),
      'category-id': fc.constantFrom('c1', 'c1', 'c2'),
      'recovered-cart': fc.boolean(),
      'contains-spare-part': fc.boolean(),
      'is-eco': fc.boolean(),
      'in-stock': fc.boolean(),
      'order-total': fc.constantFrom(12.5, 40, 4999.99, 5000, 600_000),
      currency: fc.constantFrom('IRR', 'ILS'),
    },
    { requiredKeys: [] },
  );
  const event = fc.record({
    name: fc.constantFrom(...eventsLookedAt, ...often, ...often),
    at: fc.oneof(
      fc.integer({ min: -100 * DAY, max: DAY }).map((ms) => now + ms),
      fc.integer({ min: -20, max: 1 }).map((days) => now + days * DAY),
      fc.constantFrom(now, now + 300_000, now + 300_001),
    ),
    properties: properties.map((given) => Object.fromEntries(Object.entries(given).flatMap(([id, value]) => (value === undefined ? [] : [[id, value]])))),
  });
  return fc.record({
    timeZone: fc.constantFrom('Asia/Jerusalem', 'Asia/Tehran', 'America/New_York'),
    attributes: fc.tuple(...attributes).map((entries) => Object.fromEntries(entries.flat())),
    events: fc
      .tuple(fc.array(event, { maxLength: 30 }), fc.constantFrom([], wholeShopAndOrder(now), oneThingAgain(now)))
      .map(([events, more]) => [...events, ...more].sort((a, b) => a.at - b.at).map((one, n) => ({ uid: `e${n}`, ...one }))),
  });
}

const eventsLookedAt = [
  'checkout-started',
  'order-placed',
  'product-viewed',
  'visit-started',
  'warranty-activated',
  'ticket-opened',
  'ticket-solved',
  'inbox-message-read',
  'registration-completed',
  'attendee-checked-in',
] as const;

type Deed = Omit<EventRecord, 'uid'>;

// What nobody does by chance.
function wholeShopAndOrder(now: number): Deed[] {
  return [
    ...[12, 8, 5].map((days) => deed('visit-started', now - days * DAY)),
    ...Array.from({ length: 9 }, (_, n) => deed('product-viewed', now - (13 - n) * DAY, { 'product-id': `p${n}`, 'category-id': 'c1' })),
    deed('order-placed', now - 4 * DAY, { 'order-total': 40, currency: 'ILS' }),
  ];
}

function oneThingAgain(now: number): Deed[] {
  return [9, 6, 2].map((days) => deed('product-viewed', now - days * DAY, { 'product-id': 'p1' }));
}

function deed(name: string, at: number, properties: Deed['properties'] = {}): Deed {
  return { name, at, properties };
}

/** Counted per product and per visit: a few are not enough. */
const often = ['product-viewed', 'product-viewed', 'product-viewed', 'visit-started'] as const;

function valuesOf({ type, values }: Attribute, now: number): fc.Arbitrary<Json> {
  const day = fc.integer({ min: -800, max: 40 }).map((days) => new Date(now + days * DAY).toISOString());
  switch (type) {
    case 'boolean':
      return fc.boolean();
    case 'date':
      return fc.oneof(
        day.map((iso) => iso.slice(0, 10)),
        fc.integer({ min: 1985, max: 2005 }).map((year) => `${year}-03-27`),
      );
    case 'datetime':
      return day;
    case 'string[]':
      return fc.subarray(['CATEGORY-ID', 'a', 'test']);
    case 'integer':
      return fc.oneof(fc.integer({ min: 0, max: 12 }), fc.constantFrom(30, 60, 1000));
    case 'decimal':
      return fc.constantFrom(0, 0, 0, 0.25, 0.5, 0.6, 0.8, 0.85, 0.99, 1);
    case 'money':
      return fc.constantFrom(0, 99.9, 4999.99, 5000, 10_000);
    case 'country':
      return fc.constantFrom('IL', 'IR');
    case 'enum':
      return fc.constantFrom(...(values ?? []).map(({ id }) => id), 'other');
    default:
      return fc.constantFrom('Tehran', 'תהרן', 'טהרן', 'חיפה', '10');
  }
}
