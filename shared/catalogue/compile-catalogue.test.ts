import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { someFacts } from '../../tests/arbitrary-conditions';
import { shippedCatalogue } from '../../tests/shipped-catalogue';
import { compileFieldChange, compileRule, compileWhere } from '../condition/compile-rule';
import { evaluate } from '../condition/evaluate';
import type { EventRecord, Facts, Json } from '../condition/facts';
import { refsOf } from '../condition/refs';
import { type Condition, conditionSchema } from '../condition/schema';
import { identitySchema } from '../identity/schema';
import { calendarSchema, capSchema, suppressionSchema } from '../journey/schema';
import { recordSchema } from '../record/schema';
import { segmentSchema } from '../segments/schema';
import { compileIdentity, compileRecord } from './compile-attributes';
import { compileSegment, compileSegments } from './compile-segments';
import { compileSuppressions } from './compile-suppressions';

const catalogue = shippedCatalogue();
const record = compileRecord(catalogue);
const segments = compileSegments(catalogue);
const contact = compileSuppressions(catalogue);

const now = Date.parse('2026-03-27T10:00:00+03:00');
const daysAgo = (n: number) => new Date(now - n * 86_400_000).toISOString();
function facts(attributes: Record<string, Json>, events: [string, number, Record<string, Json>?][] = []): Facts {
  const history = events.map(([name, ago, properties = {}], n): EventRecord => ({ uid: `e${n}`, name, at: now - ago * 86_400_000, properties }));
  return {
    now,
    timeZone: 'Asia/Jerusalem',
    attribute: (id) => attributes[id],
    events: (name) => history.filter((event) => event.name === name).sort((a, b) => a.at - b.at),
    inSegment: () => false,
  };
}

describe('the record', () => {
  it('has the 90 attributes of the catalogue and the time zone, and fits the schema', () => {
    expect(recordSchema.parse(record)).toEqual(record);
    expect(record.attributes).toHaveLength(91);
    expect(record.groups).toHaveLength(10);
    const ids = record.attributes.map(({ id }) => id);
    expect(new Set(ids).size).toBe(91);
    expect(ids.indexOf('time-zone')).toBe(ids.indexOf('country') + 1);
  });

  it('knows where each value comes from', () => {
    const by = (origin: string) => record.attributes.filter((attribute) => attribute.origin === origin).map(({ id }) => id);
    expect(by('platform').sort()).toEqual(['contact-frequency', 'customer-id', 'email-engagement-status', 'email-status', 'source-systems', 'time-zone']);
    expect(by('entered')).toEqual(['is-employee', 'is-test-record']);
    expect(by('computed')).toHaveLength(26);
    expect(by('computed')).toContain('first-order-at');
    expect(by('mapped')).toContain('whatsapp-consent');
    // Only what somebody outside can deliver may block a journey.
    const unfed = new Set(catalogue.unifiedRecord.fields.filter(({ fedBySources }) => fedBySources.length === 0).map(({ id }) => id));
    expect(by('mapped').filter((id) => unfed.has(id))).toEqual(['whatsapp-consent']);
  });

  it('lists identifiers in matching order', () => {
    const identity = identitySchema.parse(compileIdentity(catalogue));
    expect(identity.rules.map(({ attribute }) => attribute)).toEqual(catalogue.unifiedRecord.matchingOrder.fields);
    expect(identity.rules.map(({ limit }) => limit)).toEqual([1, 5, 5, 5, 5, 5, 5, 1, 5, 5, 100]);
    expect(identity.rules.find(({ attribute }) => attribute === 'email')?.blocked).toContain('test@test.com');
    expect(identity.rules.find(({ attribute }) => attribute === 'mobile-phone')?.blocked).toContain('0000000000');
  });
});

describe('the segments', () => {
  it('all compile and fit the schema', () => {
    expect(z.array(segmentSchema).parse(segments)).toEqual(segments);
    expect(segments).toHaveLength(57);
    expect(segments.filter(({ administrative }) => administrative).map(({ id }) => id)).toEqual(['test-records', 'employees']);
  });

  it('refer only to attributes of the record and events of the catalogue', () => {
    const refs = refsOf(...segments.map(({ when }) => when));
    const attributes = new Set(record.attributes.map(({ id }) => id));
    const events = new Set(catalogue.events.events.map(({ id }) => id));
    expect(refs.attributes.filter((id) => !attributes.has(id))).toEqual([]);
    expect(Object.keys(refs.events).filter((id) => !events.has(id))).toEqual([]);
    expect([refs.event, refs.entry, refs.journey, refs.step, refs.segments]).toEqual([[], [], [], [], []]);
  });

  it('answer for any customer', () => {
    fc.assert(
      fc.property(someFacts, (of) => {
        for (const { when } of segments) expect(typeof evaluate(when, of)).toBe('boolean');
      }),
      { numRuns: 50 },
    );
  });

  const isIn = (id: string, of: Facts) => {
    const segment = segments.find((one) => one.id === id);
    if (!segment) throw new Error(id);
    return evaluate(segment.when, of);
  };

  it.each<[string, boolean, Facts]>([
    ['age-band', true, facts({ 'birth-date': '1995-01-01', age: 31 })],
    ['age-band', false, facts({ age: 31 })],
    ['age-band', false, facts({ 'birth-date': '1985-01-01', age: 41 })],
    [
      'abandoned-carts',
      true,
      facts({}, [
        ['order-placed', 9],
        ['checkout-started', 2],
      ]),
    ],
    [
      'abandoned-carts',
      false,
      facts({}, [
        ['checkout-started', 2],
        ['order-placed', 1],
      ]),
    ],
    ['abandoned-carts', false, facts({}, [['checkout-started', 8]])],
    ['all-in-shoppers', true, facts({}, [...views(8, 100), ...visits(3, 100), ['order-placed', 95]])],
    ['all-in-shoppers', false, facts({}, [...views(8, 100), ...visits(3, 100)])],
    ['repeat-product-viewers', true, facts({}, [view('a', 3), view('b', 2), view('a', 2), view('a', 1)])],
    ['repeat-product-viewers', false, facts({}, [view('a', 3), view('b', 2), view('c', 2), view('a', 1)])],
    ['repeat-product-viewers', false, facts({}, [view('a', 3), view('a', 2), view('a', 1), ['order-placed', 1]])],
    ['potential-customers', true, facts({ 'last-seen-at': daysAgo(5) })],
    ['potential-customers', true, facts({ 'orders-count': 0, 'last-engaged-at': daysAgo(59) })],
    ['potential-customers', false, facts({ 'orders-count': 1, 'last-seen-at': daysAgo(5) })],
    ['lapsed', true, facts({ 'orders-count': 2, 'last-order-at': daysAgo(121) })],
    ['lapsed', false, facts({ 'orders-count': 2, 'last-order-at': daysAgo(119) })],
    ['low-spend-tehran-14d', true, facts({ city: 'تهران' }, [['order-placed', 3, { 'order-total': 900_000, currency: 'IRR' }]])],
    [
      'low-spend-tehran-14d',
      false,
      facts({ city: 'تهران' }, [
        ['order-placed', 3, { 'order-total': 900_000, currency: 'IRR' }],
        ['order-placed', 2, { 'order-total': '100000', currency: 'IRR' }],
      ]),
    ],
    ['low-spend-tehran-14d', false, facts({ city: 'تهران' })],
    ['sms-only', true, facts({ 'sms-consent': 'granted', 'email-consent': 'withdrawn' })],
    ['sms-only', false, facts({ 'sms-consent': 'granted', 'whatsapp-consent': 'granted' })],
    ['similar-launch-audience', true, facts({ 'purchased-categories': ['CATEGORY-ID'], 'last-order-at': daysAgo(400), 'email-consent': 'granted' })],
    ['renewal-due', true, facts({ 'next-policy-expiry-on': '2026-03-27' })],
    ['renewal-due', false, facts({ 'next-policy-expiry-on': '2026-03-26' })],
    ['vip-customers', true, facts({}, [['order-placed', 0.5, { 'order-total': 5000 }]])],
    [
      'registered-not-attended',
      false,
      facts({}, [
        ['registration-completed', 20],
        ['attendee-checked-in', 10],
      ]),
    ],
    ['test-records', true, facts({ 'source-systems': ['erp', 'test'] })],
  ])('%s: %s', (id, expected, of) => {
    expect(isIn(id, of)).toBe(expected);
  });

  it('take the client’s own values', () => {
    const template = catalogue.segments.segments.find(({ id }) => id === 'low-spend-tehran-14d');
    if (!template) throw new Error('no template');
    const windows = template.parameters.find(({ alsoPointers }) => alsoPointers)?.id ?? '';
    const city = template.parameters[0]?.id ?? '';
    const own = compileSegment(template, { [windows]: 30, [city]: ['Haifa'] }, catalogue);
    if (!own.ok) throw new Error(JSON.stringify(own.problems));
    const text = JSON.stringify(own.value.when);
    expect(text.match(/"P30D"/g)).toHaveLength(2);
    expect(text).toContain('["Haifa"]');
    expect(compileSegment(template, { [windows]: 'thirty' }, catalogue).problems[0]?.code).toBe('rule-parameter-wrong');
    const lost = { ...template, parameters: template.parameters.map((parameter) => ({ ...parameter, pointer: '/all/9/value' })) };
    expect(compileSegment(lost, {}, catalogue).problems[0]?.code).toBe('rule-parameter-lost');
  });
});

function view(product: string, ago: number): [string, number, Record<string, Json>] {
  return ['product-viewed', ago, { 'product-id': product }];
}
function views(count: number, ago: number): [string, number, Record<string, Json>][] {
  return Array.from({ length: count }, (_, n) => view(`p${n}`, ago));
}
function visits(count: number, ago: number): [string, number][] {
  return Array.from({ length: count }, () => ['visit-started', ago]);
}

describe('the contact rules', () => {
  it('fit the schemas', () => {
    expect(z.array(suppressionSchema).parse(contact.suppressions)).toEqual(contact.suppressions);
    expect(z.array(capSchema).parse(contact.caps)).toEqual(contact.caps);
    expect(z.array(calendarSchema).parse(contact.calendars)).toEqual(contact.calendars);
  });

  it('say the same as the catalogue', () => {
    const rules = Object.fromEntries(contact.suppressions.map(({ id, rule, action, maxHold }) => [id, [rule.kind, action, maxHold]]));
    expect(rules).toEqual({
      'no-channel-consent': ['consent', 'use-other-channel', undefined],
      'do-not-contact': ['condition', 'exit', undefined],
      'test-or-employee': ['condition', 'exit', undefined],
      'bad-address': ['condition', 'use-other-channel', undefined],
      'list-cleaning': ['condition', 'skip', undefined],
      'frequency-cap': ['caps', 'hold', 'P2D'],
      'quiet-hours': ['quiet-times', 'hold', 'P2D'],
      'open-ticket': ['condition', 'hold', 'P14D'],
    });
    expect(contact.suppressions.find(({ id }) => id === 'list-cleaning')?.channels).toEqual(['email']);
    const caps = contact.caps.map(({ id, limit, window, when, classes }) => [
      id,
      limit,
      window,
      when && 'right' in when ? when.right : undefined,
      classes.join(),
    ]);
    expect(caps).toEqual([
      ['marketing-per-1d', 1, 'P1D', undefined, 'marketing'],
      ['marketing-per-7d', 3, 'P7D', undefined, 'marketing'],
      ['chosen-weekly', 1, 'P7D', 'weekly', 'marketing'],
      ['chosen-essential', 0, 'P1D', 'essential', 'marketing'],
      ['chosen-monthly', 1, 'P30D', 'monthly', 'marketing'],
    ]);
    expect(contact.calendars.map(({ id, countries, nights, rest }) => ({ id, countries, nights, rest }))).toEqual([
      { id: 'nights', countries: [], nights: { from: '20:30', to: '08:30' }, rest: [] },
      { id: 'rest-il', countries: ['IL'], nights: undefined, rest: [] },
      { id: 'rest-ir', countries: ['IR'], nights: undefined, rest: [{ fromDay: 'fr', from: '00:00', toDay: 'sa', to: '00:00' }] },
    ]);
    expect(contact.calendars.map(({ shabbat, holidays }) => [shabbat, holidays])).toEqual([
      [undefined, undefined],
      [true, ['israel-jewish']],
      [undefined, ['iran-official']],
    ]);
  });

  it('have names in three languages', () => {
    for (const { name } of [...contact.suppressions, ...contact.caps, ...contact.calendars]) expect(Object.values(name).filter(Boolean)).toHaveLength(3);
  });
});

describe('the rules of the journeys', () => {
  it('all compile to conditions', () => {
    let compiled = 0;
    const check = (condition: Condition | undefined) => {
      if (!condition) return;
      expect(conditionSchema.parse(condition)).toEqual(condition);
      compiled += 1;
    };
    for (const journey of catalogue.journeys.journeys) {
      check(compileRule(journey.entry.rule));
      check(compileRule(journey.exit.goalRule));
      for (const exit of journey.exit.otherExits) check(compileRule(exit.rule));
      for (const own of journey.suppression.own) if (own.rule) check(compileRule(own.rule));
      for (const step of journey.steps) {
        if (step.type === 'condition') check(compileRule(step.rule));
        if (step.type === 'wait-for-event') check(compileWhere(step.where ?? []));
      }
      if (journey.trigger.type === 'event') check(compileWhere(journey.trigger.where ?? []));
      if ('fieldChange' in journey.trigger && journey.trigger.fieldChange) check(compileFieldChange(journey.trigger.fieldChange).where);
    }
    // 17 entries, 17 goals, 26 exits, 11 own suppressions, 72 decisions, 1 wait, 7 triggers, 4 field changes.
    expect(compiled).toBe(155);
  });

  it.each<[Parameters<typeof compileRule>[0], Condition]>([
    [{ segment: 'vip-customers' }, { op: 'in-segment', segment: 'vip-customers' }],
    [
      { all: [{ field: 'waitlist-product-ids', op: 'contains', value: { trigger: 'product-id' } }] },
      { op: 'contains', left: { kind: 'customer', path: 'waitlist-product-ids' }, right: { kind: 'entry', path: 'product-id' } },
    ],
    [
      {
        not: [
          { field: 'vip-status', op: 'eq', value: 'vip' },
          { field: 'city', op: 'is-set', value: false },
        ],
      },
      {
        op: 'not',
        arg: {
          op: 'or',
          args: [
            { op: 'eq', left: { kind: 'customer', path: 'vip-status' }, right: 'vip' },
            { op: 'not', arg: { op: 'exists', left: { kind: 'customer', path: 'city' } } },
          ],
        },
      },
    ],
    [
      { field: 'customer-type', op: 'neq', value: 'b2b' },
      { op: 'ne', left: { kind: 'customer', path: 'customer-type' }, right: 'b2b' },
    ],
    [
      { field: 'last-order-at', op: 'older-than-days', value: 120 },
      { op: 'before', left: { kind: 'customer', path: 'last-order-at' }, right: { ago: 'P120D' } },
    ],
    [
      { field: 'expiry', op: 'within-next-days', value: 45 },
      { op: 'within', left: { kind: 'customer', path: 'expiry' }, next: 'P45D' },
    ],
    [
      { event: 'product-viewed', op: 'distinct-gt', value: 3, property: 'product-id', groupBy: 'category-id', windowDays: 14, beforeLast: 'order-placed' },
      {
        op: 'performed',
        event: 'product-viewed',
        measure: 'distinct',
        property: 'product-id',
        groupBy: 'category-id',
        is: { op: 'gt', value: 3 },
        window: { last: 'P14D', beforeLast: 'order-placed' },
      },
    ],
    [
      {
        event: 'product-viewed',
        op: 'count-gte',
        value: 1,
        sinceEntry: true,
        where: [
          { property: 'product-id', op: 'eq', value: { trigger: 'product-id' } },
          { property: 'in-stock', op: 'eq', value: false },
        ],
      },
      {
        op: 'performed',
        event: 'product-viewed',
        measure: 'count',
        is: { op: 'gte', value: 1 },
        window: { sinceEntry: true },
        where: {
          op: 'and',
          args: [
            { op: 'eq', left: { kind: 'event', path: 'product-id' }, right: { kind: 'entry', path: 'product-id' } },
            { op: 'eq', left: { kind: 'event', path: 'in-stock' }, right: false },
          ],
        },
      },
    ],
  ])('%j', (rule, condition) => {
    expect(compileRule(rule)).toEqual(condition);
  });
});
