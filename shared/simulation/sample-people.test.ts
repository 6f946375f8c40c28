import { expect, test } from 'vitest';
import { mappedEngagement } from '../../tests/mapped-engagement';
import { createEventCollector, noEvents } from '../population/collect-events';
import type { SampleRecord } from '../population/population';
import { createRates } from './rates';
import { createSamplePeople } from './sample-people';
import { createSamplePopulation } from './sample-population';
import { simulate } from './simulate';

const engagement = mappedEngagement();
const from = Date.UTC(2026, 5, 1);
const day = 86_400_000;
const emails = ['a@shop.example', 'b@shop.example', 'c@shop.example'];

const records = emails.map((email, n): SampleRecord => {
  const values = [
    { attribute: 'email', value: email, rank: 0 },
    { attribute: 'country', value: n === 2 ? 'DE' : 'IL', rank: 0 },
  ];
  const consent = { attribute: 'email-consent', value: n === 1 ? 'withdrawn' : 'granted', rank: 0, at: from - 50 * day };
  return { source: 0, object: 0, row: n + 1, at: from - 100 * day, identifiers: [], values: [...values, consent] };
});

/** The first visits each day, the second once a week; the third never. One visit lies ahead. */
function events() {
  const collector = createEventCollector({ personOf: ({ email }) => emails.indexOf(String(email)), now: from + 10 * day });
  const visit = (n: number, at: number) =>
    collector.add({ uid: `${n} ${at}`, name: 'visit_started', occurred_at: new Date(at).toISOString(), identifiers: { email: emails[n] ?? '' } });
  for (let i = 0; i <= 70; i++) visit(0, from - day - i * day);
  for (let i = 0; i < 10; i++) visit(1, from - 2 * day - i * 7 * day);
  visit(0, from + day);
  return collector.finish(3);
}
const input = { engagement, records, personOf: Int32Array.from([0, 1, 2]), people: 3, now: from };

test('people have their own values and past, and act as often as they did', () => {
  const people = createSamplePeople({ ...input, events: events() }, from);
  expect(people.person(0).attributes).toMatchObject({ email: 'a@shop.example', 'email-consent': 'granted', country: 'IL' });
  expect(people.person(0).changed).toMatchObject({ 'email-consent': from - 50 * day, country: from - 100 * day });
  expect(people.person(1).attributes['email-consent']).toBe('withdrawn');
  expect(people.person(0).history).toHaveLength(71);
  // 81 visits of three people in seventy days.
  expect(people.rates?.perMonth.get('visit-started')).toBeCloseTo((81 / 3 / 70) * 30.4375);
  const activity = [...(people.activity ?? [])];
  expect(activity[0]).toBeGreaterThan(2);
  expect(activity[1]).toBeLessThan(0.5);
  expect(activity[2]).toBeGreaterThan(0);
  expect(activity.reduce((sum, one) => sum + one, 0) / 3).toBeCloseTo(1);
});

test('each person once, in an order the seed draws; beyond that they are drawn again', () => {
  const people = createSamplePeople({ ...input, events: noEvents }, from);
  const drawn = (seed: number) => {
    const population = createSamplePopulation(engagement, createRates(engagement), people, seed);
    return Array.from({ length: 40 }, (_, n) => String(population.make(n + 1).starting.attributes.email));
  };
  expect(drawn(1).slice(0, 3).sort()).toEqual(emails);
  expect(drawn(1)).toEqual(drawn(1));
  expect(new Set(Array.from({ length: 20 }, (_, seed) => drawn(seed).slice(0, 3).join(' '))).size).toBeGreaterThan(3);
  expect([...new Set(drawn(1).slice(3))].sort()).toEqual(emails);
});

test('a simulation of the sample says who its customers are', { tags: ['long'] }, () => {
  const people = createSamplePeople({ ...input, events: events() }, from);
  const settings = { days: 30, seed: 1, from: new Date(from).toISOString() };
  const all = simulate(engagement, { ...settings, customers: 3 }, {}, people);
  const more = simulate(engagement, { ...settings, customers: 10 }, {}, people);
  expect([all.ok && all.value.header.sample, all.problems]).toEqual([{ people: 3, again: 0 }, []]);
  expect(more.ok && more.value.header.sample).toEqual({ people: 3, again: 7 });
  expect(more.problems).toMatchObject([{ code: 'simulation-drawn-again', params: { people: 3, customers: 10, again: 7 } }]);
  expect(all.ok && all.value.header.events.before).toMatchObject({ 'visit-started': 81 });
  expect(all.ok && all.value.assumptions.find(({ about }) => about === 'visit-started')?.source).toBe('sample');
});
