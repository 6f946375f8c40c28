/** 100,000 invented people with every attribute of the catalogue and a million events: the load the segments are measured under. */
import { compileRecord } from '../shared/catalogue/compile-attributes';
import type { Catalogue } from '../shared/catalogue/schema';
import type { EventRecord, Json } from '../shared/condition/facts';
import type { Column, EventTable, Population } from '../shared/population/population';
import type { Attribute } from '../shared/record/schema';
import { createRandom, type Random } from '../shared/sample/random';

const DAY = 86_400_000;
const zones = ['Asia/Jerusalem', 'Asia/Tehran', 'Europe/Berlin'] as const;

/** How many of 1,000 events have each name. */
const shares: readonly (readonly [share: number, name: string])[] = [
  [500, 'product-viewed'],
  [200, 'visit-started'],
  [120, 'order-placed'],
  [60, 'checkout-started'],
  [30, 'ticket-opened'],
  [28, 'ticket-solved'],
  [30, 'inbox-message-read'],
  [16, 'registration-completed'],
  [10, 'attendee-checked-in'],
  [6, 'warranty-activated'],
];

/** The same people for the same numbers. @param now epoch ms; events lie in the two years before it */
export function largePopulation(catalogue: Catalogue, { people, events, now }: { people: number; events: number; now: number }): Population {
  return {
    size: people,
    columns: new Map(compileRecord(catalogue).attributes.map((attribute, n) => [attribute.id, columnOf(attribute, people, now, createRandom(1, n))])),
    events: new Map(shares.map(([share, name], n) => [name, tableOf(name, people, Math.round((events * share) / 1000), now, createRandom(2, n))])),
    zones,
    zoneOf: Uint16Array.from({ length: people }, (_, i) => (i % 10 === 9 ? 2 : i % 10 > 6 ? 1 : 0)),
  };
}

function columnOf(attribute: Attribute, people: number, now: number, random: Random): Column {
  const known = new Map<string, number>();
  const values: Json[] = [];
  const codes = Int32Array.from({ length: people }, () => {
    if (random.chance(0.25)) return -1;
    const value = randomValue(attribute, now, random);
    const key = JSON.stringify(value);
    const code = known.get(key) ?? values.push(value) - 1;
    known.set(key, code);
    return code;
  });
  return { codes, values };
}

function randomValue({ id, type, values }: Attribute, now: number, random: Random): Json {
  // Few, as everywhere; most people must be left to count.
  if (id === 'is-employee' || id === 'is-test-record') return random.chance(0.01);
  switch (type) {
    case 'boolean':
      return random.chance(0.3);
    case 'date':
      return new Date(now - random.int(-60, 20_000) * DAY).toISOString().slice(0, 10);
    case 'datetime':
      return new Date(now - random.int(0, 800 * 86_400) * 1000).toISOString();
    case 'string[]':
      return Array.from({ length: random.int(1, 3) }, () => random.pick(['CATEGORY-ID', 'garden', 'kitchen', 'bath', 'light', 'tools']));
    case 'integer':
      return random.weighted([
        [8, random.int(0, 12)],
        [2, random.int(13, 2000)],
      ]);
    case 'decimal':
      return random.int(0, 100) / 100;
    case 'money':
      return random.int(0, 1_500_000) / 100;
    case 'country':
      return random.pick(['IL', 'IL', 'IR', 'DE']);
    case 'enum':
      return random.pick((values ?? [{ id: 'other' }]).map(({ id: value }) => value));
    case 'email':
      return `p${random.int(0, 9_999_999)}@example.com`;
    default:
      return id === 'city' ? random.pick(['Tehran', 'תל אביב', 'חיפה', 'تهران', 'Berlin']) : `${id}-${random.int(0, 9_999_999)}`;
  }
}

function tableOf(name: string, people: number, count: number, now: number, random: Random): EventTable {
  const from = new Int32Array(people + 1);
  for (let n = 0; n < count; n++) {
    // Some do a lot, most a little.
    const person = Math.floor(random.next() ** 2 * people);
    from[person + 1] = (from[person + 1] ?? 0) + 1;
  }
  for (let person = 0; person < people; person++) from[person + 1] = (from[person + 1] ?? 0) + (from[person] ?? 0);
  const at = Float64Array.from({ length: count }, () => now - random.int(0, 730 * 86_400) * 1000);
  for (let person = 0; person < people; person++) at.subarray(from[person], from[person + 1]).sort();
  const events = Array.from(at, (time, n): EventRecord => ({ uid: `${name}-${n}`, name, at: time, properties: propertiesOf(name, random) }));
  return { from, at, events };
}

function propertiesOf(name: string, random: Random): EventRecord['properties'] {
  switch (name) {
    case 'product-viewed':
      return {
        'product-id': `p${random.int(1, 400)}`,
        'category-id': `c${random.int(1, 12)}`,
        price: random.int(10, 5000),
        'in-stock': random.chance(0.9),
        'is-eco': random.chance(0.2),
      };
    case 'order-placed':
      return {
        'order-id': String(random.int(1, 9_999_999)),
        'order-total': random.int(1000, 800_000) / 100,
        currency: random.pick(['ILS', 'IRR']),
        'recovered-cart': random.chance(0.1),
        'contains-spare-part': random.chance(0.1),
      };
    case 'visit-started':
      return { 'device-type': random.pick(['mobile', 'desktop']), 'from-email': random.chance(0.2) };
    default:
      return {};
  }
}
