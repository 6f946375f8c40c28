import { expect, test } from 'vitest';
import { shippedCatalogue } from '../../tests/shipped-catalogue';
import { eventSchema } from '../executor/api';
import { fromWire } from '../ids';
import { eventsOf, sampleEvents } from './events';
import { createPerson } from './person';
import { branchPhone, landlinePrefix, mobilePrefix, placeholderPhones } from './phones';
import type { SampleRow } from './row';
import { rowsOf, sampleLinks, sampleRows } from './rows';
import { createTimeline } from './timeline';

const until = '2026-11-22';
const all = [...sampleRows({ until })];
const events = sampleEvents({ until });

const of = (object: string, rows: readonly SampleRow[] = all) => rows.filter((row) => row.object === object).map(({ row }) => row);
const column = (object: string, name: string) => of(object).map((row) => row[name]);
const share = <T>(items: readonly T[], is: (item: T) => boolean) => items.filter(is).length / items.length;
const isEmpty = (value: unknown) => value === null || value === '';
const digits = (value: unknown) => String(value).replace(/\D/g, '');

/** The digits as the country writes them: 0, then nine or eight more. */
function national(value: unknown): string {
  const bare = digits(value).replace(/^972/, '0');
  return bare.startsWith('0') ? bare : `0${bare}`;
}

test('same seed and day, same bytes; another seed or day, another sample', { tags: ['long'] }, () => {
  const small = { customers: 60, until };
  const text = (options: Parameters<typeof sampleRows>[0]) => JSON.stringify([[...sampleRows(options)], sampleEvents(options)]);
  expect(text(small)).toBe(text({ ...small }));
  expect(text(small)).not.toBe(text({ ...small, seed: 1 }));
  expect(text(small)).not.toBe(text({ ...small, until: '2026-11-23' }));
});

test('a customer depends on nobody before: the first of many is the first of few', () => {
  const few = [...sampleRows({ customers: 40, until })];
  expect(all.slice(0, few.length)).toEqual(few);
  const person = createPerson(31, { until });
  const options = { until };
  expect(all).toEqual(expect.arrayContaining(rowsOf(person, createTimeline(person, options), options)));
});

test('every object of the eight systems has rows with exactly its fields and the columns that link it', () => {
  const sources = shippedCatalogue().dataSources.sources.filter((source) => source.inReferenceArchitecture);
  for (const object of sources.flatMap((source) => source.objects)) {
    const columns = [...object.fields.map((field) => field.nativeName), ...Object.keys(sampleLinks[object.id] ?? {})].sort();
    const rows = of(object.id);
    expect(rows.length, object.id).toBeGreaterThan(30);
    expect(new Set(rows.map((row) => Object.keys(row).sort().join())), object.id).toEqual(new Set([columns.join()]));
  }
  expect(new Set(all.map((row) => row.object)).size).toBe(sources.flatMap((source) => source.objects).length);
});

test('links lead somewhere: an order belongs to a customer, a line to an order', () => {
  for (const [object, links] of Object.entries(sampleLinks))
    for (const [name, target] of Object.entries(links)) {
      const known = new Set(column(target.object, target.column));
      // A lead may be somebody whose address the CRM has in another spelling.
      const found = share(
        column(object, name).filter((value) => !isEmpty(value)),
        (value) => known.has(value ?? null),
      );
      expect(found, `${object}.${name}`).toBeGreaterThan(object === 'crm-lead' ? 0.5 : object === 'erp-product' ? 0.9 : 0.999);
    }
});

test('the mess of real data, in the shares a consultant would expect', () => {
  const erpPhones = column('erp-customer', 'PHONE');
  expect(erpPhones.filter((phone) => phone === branchPhone).length).toBeGreaterThanOrEqual(400);
  expect(erpPhones.filter((phone) => phone === branchPhone).length).toBeLessThan(430);
  expect(share(erpPhones, (phone) => national(phone).startsWith(landlinePrefix))).toBeGreaterThan(0.05);
  expect(share(erpPhones, (phone) => national(phone).startsWith(landlinePrefix))).toBeLessThan(0.12);
  expect(share(erpPhones, (phone) => placeholderPhones.some((one) => one === phone))).toBeGreaterThan(0.005);
  expect(share(erpPhones, isEmpty)).toBeGreaterThan(0.03);

  // Families: one number, several people in the shop.
  const people = new Map<string, number>();
  for (const phone of column('web-shop-customer', 'phone')) if (!isEmpty(phone)) people.set(national(phone), (people.get(national(phone)) ?? 0) + 1);
  const shared = [...people.values()].filter((count) => count > 1).length;
  expect(shared / people.size).toBeGreaterThan(0.05);
  expect(shared / people.size).toBeLessThan(0.25);

  const accounts = of('web-shop-customer').filter((row) => Number(row.id) >= 6_900_000_000_000).length;
  expect(accounts / of('web-shop-customer').length).toBeGreaterThan(0.03);
  expect(share(column('web-shop-customer', 'first_name'), (name) => /[א-ת]/.test(String(name)))).toBeGreaterThan(0.4);
  expect(share(column('web-shop-customer', 'first_name'), (name) => /[A-Z]/.test(String(name)))).toBeGreaterThan(0.3);
  expect(share(column('web-shop-customer', 'email_marketing_consent.state'), (state) => state === 'unsubscribed')).toBeGreaterThan(0.1);

  const births = column('crm-contact', 'Birthdate').filter((value) => !isEmpty(value));
  expect(share(births, (value) => /^\d\d\/\d\d\/\d{4}$/.test(String(value)))).toBeGreaterThan(0.08);
  expect(births).toContain('1900-01-01');
  const times = column('digital-receipts-receipt', 'transactionDate');
  expect(share(times, (value) => /^\d\d\/\d\d\/\d{4} /.test(String(value)))).toBeGreaterThan(0.1);
  expect(share(times, (value) => /^\d{4}-\d\d-\d\d /.test(String(value)))).toBeGreaterThan(0.5);

  const mails = column('erp-customer', 'EMAIL').filter((mail) => !isEmpty(mail));
  expect(mails.every((mail) => String(mail).length <= 48)).toBe(true);
  expect(share(mails, (mail) => String(mail).length === 48)).toBeGreaterThan(0.01);
  expect(share(mails, (mail) => !/^[^@\s]+@[^@\s]+\.[a-z.]+$/.test(String(mail)))).toBeGreaterThan(0.03);
  expect(mails.filter((mail) => String(mail).includes('test')).length).toBeGreaterThan(5);
});

test('two systems spell one person in two ways', () => {
  const shop = new Map(of('web-shop-customer').map((row) => [Number(row.id) - 6_300_000_000_000, row.first_name]));
  const both = of('crm-contact').flatMap((row) => {
    const index = Number(String(row.Id).slice(9, 15));
    const name = shop.get(index);
    return isEmpty(name) || name === undefined ? [] : [[String(name).trim(), String(row.FirstName).trim()]];
  });
  expect(both.length).toBeGreaterThan(500);
  expect(share(both, ([a, b]) => a !== b)).toBeGreaterThan(0.3);
});

test('nobody real: addresses of domains made for examples, numbers of blocks nobody was given', { tags: ['long'] }, () => {
  const text = JSON.stringify([all, events]);
  const domains = new Set([...text.matchAll(/@([A-Za-z0-9.-]+)/g)].map((match) => (match[1] ?? '').toLowerCase()));
  // Spoilt on purpose: an ending lost, a cut in the middle. Nothing that could be delivered.
  expect([...domains].filter((domain) => !/(^|\.)example\.(com|org|net|co\.il)$/.test(domain) && !/^[a-z-]*\.?$/.test(domain))).toEqual([]);
  const hosts = new Set([...text.matchAll(/https?:\/\/([^/"]+)/g)].map((match) => match[1] ?? ''));
  expect([...hosts].sort()).toEqual(['receipts.example.com', 'shop.karmelon.example.co.il']);
  const others: string[] = [];
  for (const [object, name] of [
    ['erp-customer', 'PHONE'],
    ['web-shop-customer', 'phone'],
    ['crm-contact', 'MobilePhone'],
    ['legacy-esp-subscriber', 'merge_fields.PHONE'],
    ['customer-service-requester', 'phone'],
    ['digital-receipts-receipt', 'customerPhone'],
    ['bookings-appointment', 'phone'],
  ] as const)
    for (const phone of column(object, name)) {
      if (isEmpty(phone) || placeholderPhones.some((one) => one === phone)) continue;
      if (!national(phone).startsWith(mobilePrefix) && !national(phone).startsWith(landlinePrefix)) others.push(`${object} ${phone}`);
    }
  expect(others).toEqual([]);
});

test('events are envelopes of the executor, each once, in the order of time, within the year', { tags: ['long'] }, () => {
  const catalogue = new Map(shippedCatalogue().events.events.map((event) => [event.id, new Set(event.properties.map((property) => property.id))]));
  const seen = new Set<string>();
  const faults: string[] = [];
  let before = '';
  for (const event of events) {
    // The schema of some thousands is enough; the names of all are looked at.
    if (seen.size % 20 === 0) expect(eventSchema.parse(event)).toEqual(event);
    const known = catalogue.get(fromWire(event.name));
    for (const property of Object.keys(event.properties)) if (!known?.has(fromWire(property))) faults.push(`${event.name}.${property}`);
    if (seen.has(event.uid)) faults.push(`twice ${event.uid}`);
    if (event.occurred_at < before) faults.push(`out of order ${event.uid}`);
    seen.add(event.uid);
    before = event.occurred_at;
  }
  expect(faults).toEqual([]);
  expect(before < until).toBe(true);
  expect(events[0]?.occurred_at.slice(0, 4)).toBe('2025');
  expect(seen.size).toBeGreaterThan(60_000);
  expect(seen.size).toBeLessThan(90_000);
});

test('the orders of the rows are the orders of the events, and an average order is worth what the volumes say', () => {
  const placed = events.filter((event) => event.name === 'order_placed');
  const inShop = new Set(column('web-shop-order', 'id').map(String));
  const inErp = new Set(column('erp-order', 'ORDNAME'));
  expect(placed.filter(({ properties }) => !inShop.has(String(properties.order_id)) && !inErp.has(String(properties.order_id)))).toEqual([]);
  const mean = placed.reduce((sum, { properties }) => sum + Number(properties.order_total), 0) / placed.length;
  expect(mean).toBeGreaterThan(390);
  expect(mean).toBeLessThan(435);
  // 2,950 a month of 31,400 customers: a little over one a year.
  expect(placed.length / 5000).toBeGreaterThan(1);
  expect(placed.length / 5000).toBeLessThan(1.35);
});

test('nothing is known before it happened: what the last days began is still open', () => {
  for (let index = 0; index < 400; index++) {
    const person = createPerson(index, { until });
    const timeline = createTimeline(person, { until });
    expect(eventsOf(person, timeline, { until }).filter((event) => event.occurred_at >= until)).toEqual([]);
    expect(timeline.orders.filter((order) => order.delivered && order.delivered.getTime() >= Date.parse(until))).toEqual([]);
  }
});
