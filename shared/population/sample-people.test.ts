import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openEngagement } from '../engagement/open-engagement';
import { eventsOf } from '../sample/events';
import { createPerson } from '../sample/person';
import { rowsOf } from '../sample/rows';
import { createTimeline } from '../sample/timeline';
import { createEventCollector } from './collect-events';
import type { SampleRecord } from './population';
import { createRecordReader } from './read-sample-records';
import { unify } from './unify';

const opened = openEngagement(JSON.parse(readFileSync(new URL('../../assets/samples/karmelon.masa.json', import.meta.url), 'utf8')));
if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
const engagement = opened.value;
const until = '2026-11-22';
const people = 600;

/** Who is whom is known here: every row and event is made for one person. */
function samplePeople() {
  const reader = createRecordReader(engagement);
  const objects = new Map(engagement.sources.flatMap((source) => source.objects.map((object) => [object.from, object.id] as const)));
  const records: SampleRecord[] = [];
  const personOf: number[] = [];
  const collector = createEventCollector({ personOf: ({ n }) => Number(n), now: Date.parse(until) });
  for (let index = 0; index < people; index++) {
    const person = createPerson(index, { until });
    const timeline = createTimeline(person, { until });
    for (const { object, row } of rowsOf(person, timeline, { until })) {
      const record = reader.read(objects.get(object) ?? '', records.length + 1, row);
      if (!record) continue;
      records.push(record);
      personOf.push(index);
    }
    for (const event of eventsOf(person, timeline, { until })) collector.add({ ...event, identifiers: { n: index } });
  }
  const population = unify({ engagement, records, personOf: Int32Array.from(personOf), people, events: collector.finish(people), now: Date.parse(until) });
  return { population, problems: reader.problems() };
}

describe('the people of the shipped sample', () => {
  const { population, problems } = samplePeople();
  const shareOf = (id: string, is: (value: unknown) => boolean = () => true) => {
    const column = population.columns.get(id);
    if (!column) return 0;
    return column.codes.reduce((count, code) => count + (code >= 0 && is(column.values[code]) ? 1 : 0), 0) / people;
  };
  it('are filled as their systems are', () => {
    const shares: [string, number, number][] = [
      ['email', 0.9, 1],
      ['mobile-phone', 0.8, 1],
      ['first-name', 0.8, 1],
      ['city', 0.4, 0.8],
      ['country', 0.8, 1],
      ['time-zone', 0.8, 1],
      ['birth-date', 0.1, 0.4],
      ['age', 0.1, 0.4],
      ['customer-since', 0.8, 1],
      ['lifecycle-stage', 1, 1],
      ['last-order-at', 0.4, 0.65],
      ['expected-next-order-on', 0.03, 0.25],
      ['churn-risk', 0.4, 0.65],
      ['loyalty-member-number', 0, 0],
      ['whatsapp-consent', 0, 0],
    ];
    for (const [id, least, most] of shares) {
      expect(shareOf(id), id).toBeGreaterThanOrEqual(least);
      expect(shareOf(id), id).toBeLessThanOrEqual(most);
    }
  });

  it('have values that can be true', () => {
    // Somebody typed 1900 where no date was known.
    expect(shareOf('age', (age) => Number(age) >= 15 && Number(age) < 90)).toBeGreaterThan(0.85 * shareOf('age'));
    expect(shareOf('orders-count', (count) => Number(count) > 20 || Number(count) < 0)).toBe(0);
    expect(shareOf('orders-count', (count) => Number(count) > 0)).toBeCloseTo(shareOf('last-order-at'), 1);
    expect(shareOf('churn-risk', (risk) => Number(risk) >= 0 && Number(risk) <= 1)).toBe(shareOf('churn-risk'));
    for (const stage of ['prospect', 'new-customer', 'active', 'lapsing'])
      expect(
        shareOf('lifecycle-stage', (is) => is === stage),
        stage,
      ).toBeGreaterThan(0.03);
    for (const fifth of [1, 5]) expect(shareOf('rfm-recency', (is) => is === fifth)).toBeCloseTo(shareOf('last-order-at') / 5, 1);
    expect(shareOf('rfm-segment')).toBeCloseTo(shareOf('last-order-at'), 1);
    for (const name of ['champions', 'hibernating'])
      expect(
        shareOf('rfm-segment', (is) => is === name),
        name,
      ).toBeGreaterThan(0.01);
    expect(shareOf('is-test-record')).toBeGreaterThan(0);
    expect(shareOf('is-test-record')).toBeLessThan(0.02);
  });

  it('have consented or not, as their systems say', () => {
    const [granted, withdrawn] = ['granted', 'withdrawn'].map((state) => shareOf('email-consent', (is) => is === state));
    expect(granted).toBeGreaterThan(0.4);
    expect(granted).toBeLessThan(0.75);
    expect(withdrawn).toBeGreaterThan(0.08);
    expect(withdrawn).toBeLessThan(0.3);
    expect(shareOf('sms-consent', (is) => is === 'granted')).toBeGreaterThan(0.15);
    expect(shareOf('service-priority', (is) => is === 'high')).toBeGreaterThan(0);
    expect(shareOf('vip-status', (is) => is === 'vip')).toBeGreaterThan(0.01);
    expect(shareOf('open-tickets-count', (count) => Number(count) > 0)).toBeLessThan(0.03);
  });

  it('are told of what could not be read, by count', () => {
    expect(problems.every(({ code }) => code === 'values-not-read')).toBe(true);
    expect(problems.find(({ params }) => params.field === 'Contact.Birthdate')?.severity).toBe('informs');
  });
});
