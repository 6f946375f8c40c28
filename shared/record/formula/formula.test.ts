import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shippedCatalogue } from '../../../tests/shipped-catalogue';
import { compileRecord } from '../../catalogue/compile-attributes';
import type { EventRecord, Json } from '../../condition/facts';
import type { CanonicalType } from '../../sources/schema';
import { checkFormula, type FormulaNames } from './check-formula';
import { createComputation } from './computation';
import { computeAttribute, type FormulaFacts } from './compute-attribute';
import { parseFormula } from './parse-formula';

const now = Date.parse('2026-03-27T10:00:00+03:00');
const catalogue = shippedCatalogue();
const record = compileRecord(catalogue);
const types = new Map(record.attributes.map(({ id, type }) => [id, type]));
const properties = new Map(
  catalogue.events.events.map((event) => [event.id, new Map([...catalogue.events.commonProperties, ...event.properties].map(({ id, type }) => [id, type]))]),
);
const names: FormulaNames = { attribute: (id) => types.get(id), hasEvent: (id) => properties.has(id), property: (event, id) => properties.get(event)?.get(id) };

type Past = [event: string, daysAgo: number, properties?: Record<string, Json>];
const facts = (attributes: Record<string, Json> = {}, past: Past[] = [], imported?: FormulaFacts['imported']): FormulaFacts => {
  const events = past
    .map(([name, ago, values = {}], n): EventRecord => ({ uid: `e${n}`, name, at: now - ago * 86_400_000, properties: values }))
    .sort((a, b) => a.at - b.at);
  return { now, timeZone: 'Asia/Jerusalem', attribute: (id) => attributes[id], events: (name) => events.filter((event) => event.name === name), imported };
};

function parsed(text: string) {
  const result = parseFormula(text);
  if (!result.ok) throw new Error(`${text}: ${JSON.stringify(result.problems)}`);
  return result.value;
}
const compute = (text: string, of = facts(), type: CanonicalType = 'json') => computeAttribute(parsed(text), type, of);

describe('a formula', () => {
  const of = facts({ a: 6, b: 4, zero: 0, name: 'Dana', tags: ['x', 'y'], born: '1990-03-28', text: '12.5', yes: true });
  it.each<[string, Json | undefined]>([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['10 - 4 - 3', 3],
    ['24 / 4 / 2', 3],
    ['-a + -(-b)', -2],
    ['0.1 + 0.2', 0.3],
    ['text * 2', 25],
    ['a / zero', undefined],
    ['a + nothing', undefined],
    ['name * 2', undefined],
    ['a > b and not (b > a) or false', true],
    ['not not yes', true],
    ['nothing > 1', false],
    ['nothing != 1', false],
    ['not (nothing > 1)', true],
    ["name = 'Dana'", true],
    ["name in ('Dana', 'Noa')", true],
    ["tags in ('y')", true],
    ["tags contains 'z'", false],
    ["if(a > 10, 'much', 'little')", 'little'],
    ['if(nothing > 10, 1, 2)', 2],
    ['coalesce(nothing, b, a)', 4],
    ['is_set(nothing)', false],
    ['round(2.345, 2)', 2.35],
    ['floor(-1.5)', -2],
    ['least(a, nothing, b)', 4],
    ['greatest(a, nothing, b)', 6],
    ['greatest(nothing)', undefined],
    ['years_since(born)', 35],
    ["years_since('1990-03-27')", 36],
    ["days_since('2026-03-20')", 7],
    ["days_since('2026-04-01')", -5],
    ["add_days('2026-03-26', 1)", '2026-03-27'],
    ["add_days('2026-03-27', 0 - 27)", '2026-02-28'],
    ['size(tags)', 2],
    ['size(nothing)', 0],
    ["'it''s'", "it's"],
  ])('%s is %j', (text, value) => {
    expect(compute(text, of)).toEqual(value);
  });

  const shopped = facts({ 'order-total': 1 }, [
    ['order-placed', 40, { 'order-total': 100, 'category-ids': ['a', 'b'], 'coupon-code': 'X' }],
    ['order-placed', 20, { 'order-total': '50.50', 'category-ids': ['b', 'c'] }],
    ['order-placed', 10, { 'category-ids': [] }],
    ['order-refunded', 9, { 'refund-amount': 20 }],
    ['message-clicked', 5.1],
    ['message-clicked', 5],
    ['message-clicked', 3],
    ['order-placed', -1, { 'order-total': 9999 }],
  ]);
  it.each<[string, Json | undefined]>([
    ['count(order_placed)', 3],
    ['count(order_placed, order_refunded)', 4],
    ['count(order_placed last P30D)', 2],
    ['count(order_placed where (order_total > 60))', 1],
    ['count(order_placed where (is_set(coupon_code) or order_total < 60))', 2],
    ['sum(order_placed.order_total)', 150.5],
    ['sum(order_placed.order_total last P5D)', 0],
    ['average(order_placed.order_total)', 75.25],
    ['average(visit_ended.pages_viewed)', undefined],
    ['max(order_placed.order_total)', 100],
    ['min(order_placed.order_total)', '50.50'],
    ['first(order_placed.order_total)', 100],
    ['last(order_placed.order_total)', '50.50'],
    ['last_at(order_placed, order_refunded)', new Date(now - 9 * 86_400_000).toISOString()],
    ['first_at(visit_started)', undefined],
    ['distinct(order_placed.category_ids)', 3],
    ['list(order_placed.category_ids)', ['a', 'b', 'c']],
    ['gap_days(order_placed)', 15],
    ['gap_days(order_refunded)', undefined],
    ['count(message_clicked every P1D)', 2],
    ['count(message_clicked every P7D)', 1],
  ])('%s over events is %j', (text, value) => {
    expect(compute(text, shopped)).toEqual(value);
  });

  it('goes on from what the sources delivered', () => {
    const at = now - 15 * 86_400_000;
    const of = facts(
      {},
      [
        ['order-placed', 20],
        ['order-placed', 10],
        ['order-placed', 5],
      ],
      { value: 7, at },
    );
    expect(compute('coalesce(imported, 0) + count(order_placed since import)', of)).toBe(9);
    expect(compute('coalesce(imported, 0) + count(order_placed since import)', { ...of, imported: undefined })).toBe(3);
  });

  it('gives a value of the attribute’s type, or none', () => {
    expect(compute('5 / 2', facts(), 'integer')).toBe(3);
    expect(compute('5 / 2', facts(), 'decimal')).toBe(2.5);
    expect(compute('last_at(a)', facts({}, [['a', 0.5]]), 'date')).toBe('2026-03-26');
    expect(compute("'2026-02-30'", facts(), 'date')).toBeUndefined();
    expect(compute("'maybe'", facts(), 'boolean')).toBeUndefined();
    expect(computeAttribute(parsed("'gold'"), 'enum', facts(), ['gold'])).toBe('gold');
    expect(computeAttribute(parsed("'tin'"), 'enum', facts(), ['gold'])).toBeUndefined();
  });
});

describe('bad formulas', () => {
  it.each<[string, string, number | undefined]>([
    ['', 'formula-unreadable', 1],
    ['1 +', 'formula-unreadable', 4],
    ['1 + * 2', 'formula-unreadable', 5],
    ['(1', 'formula-unreadable', 3],
    ['1 2', 'formula-unreadable', 3],
    ['a # b', 'formula-unreadable', 3],
    ["'open", 'formula-unreadable', 1],
    ['count(order_placed last 30)', 'formula-unreadable', 25],
    ['count(order_placed last P1Y)', 'formula-unreadable', 25],
    ['count(order_placed last P0D)', 'formula-duration-empty', 25],
    ['count(order_placed every PT0S)', 'formula-duration-empty', 26],
    [`1 + ${'9'.repeat(400)}`, 'formula-number-too-large', 5],
    [`orders_count in (-${'9'.repeat(16)})`, 'formula-number-too-large', 19],
    ['count(order_placed since monday)', 'formula-unreadable', 26],
    ['sqrt(4)', 'formula-function-unknown', 1],
    ['('.repeat(2000), 'formula-too-deep', 101],
    [`${'if(true, 1, '.repeat(400)}1${')'.repeat(400)}`, 'formula-too-deep', undefined],
  ])('%.40s: %s at %s', (text, code, at) => {
    const result = parseFormula(text);
    expect(result.problems[0]?.code).toBe(code);
    if (at !== undefined) expect(result.problems[0]?.params.at).toBe(at);
  });

  it.each<[string, CanonicalType, string]>([
    ['first_name + 1', 'integer', 'formula-type'],
    ['first_name', 'integer', 'formula-type'],
    ['count(order_placed)', 'date', 'formula-type'],
    ['sum(order_placed.order_id)', 'money', 'formula-type'],
    ["if(orders_count, 'a', 'b')", 'string', 'formula-type'],
    ["if(orders_count > 1, 'a', 2)", 'string', 'formula-type'],
    ['orders_count > birth_date', 'boolean', 'formula-type'],
    ['orders_count / 0', 'decimal', 'formula-divides-by-zero'],
    ['1 / -(orders_count - orders_count)', 'decimal', 'formula-divides-by-zero'],
    ['shoe_size', 'integer', 'attribute-unknown'],
    ['count(shoe_tried)', 'integer', 'event-unknown'],
    ['sum(order_placed.shoe)', 'money', 'property-unknown'],
    ['count(order_placed where (shoe = 1))', 'integer', 'property-unknown'],
    ['round()', 'decimal', 'formula-arguments'],
    ['if(true, 1)', 'decimal', 'formula-arguments'],
    ['sum(order_placed)', 'money', 'formula-arguments'],
    ['count(order_placed.order_id)', 'integer', 'formula-arguments'],
  ])('%s for %s: %s', (text, type, code) => {
    expect(checkFormula(parsed(text), type, names).map((one) => one.code)).toContain(code);
  });

  it('what may be zero or is as large as numbers go is no problem', () => {
    for (const text of ['1 / (orders_count - 1)', `${Number.MAX_SAFE_INTEGER}`, 'count(order_placed last PT1S)'])
      expect(checkFormula(parsed(text), 'decimal', names)).toEqual([]);
  });

  it.each<[string, string]>([
    ['1 + nothing * 2', 'nothing'],
    ["if(true, 1, 'a')", "'a'"],
    ['1 + count(no_event)', 'no_event'],
    ['round(1, is_set(email))', 'is_set'],
    ["days_since('a') + 1 / 0", '/'],
    ['(email) and true', 'email'],
  ])('%s has its fault at %s', (text, place) => {
    expect(checkFormula(parsed(text), 'decimal', names).map(({ params }) => params.at)).toContain(text.indexOf(place) + 1);
  });

  it('are never worse than a problem, and what is read can be computed', () => {
    const piece = fc.constantFrom(
      'a',
      'orders_count',
      'count(',
      'last_at(',
      'order_placed',
      '.order_total',
      'where (',
      'last P30D',
      'since import',
      ')',
      '(',
      ',',
      '1',
      '0',
      "'x'",
      '+',
      '-',
      '/',
      '=',
      '>',
      'and',
      'not',
      'in (',
      'if(',
      'add_days(',
      'imported',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece, { maxLength: 12 }).map((all) => all.join(' ')),
        ),
        (text) => {
          const result = parseFormula(text);
          if (!result.ok) {
            expect(result.problems).toHaveLength(1);
            return;
          }
          checkFormula(result.value, 'integer', names);
          computeAttribute(result.value, 'integer', facts({ a: 1 }, [['order-placed', 1, { 'order-total': 5 }]]));
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('the formulas of the catalogue', () => {
  const computation = createComputation(record.attributes);
  const value = (id: string, attributes: Record<string, Json>, past: Past[] = [], imported: Record<string, Json> = {}) =>
    computation.values({
      ...facts(attributes, past),
      imported: (one) => (imported[one] === undefined ? undefined : { value: imported[one], at: now - 15 * 86_400_000 }),
    })(id);

  it('can be read, fit their types and rest on nothing unknown', () => {
    expect(computation.problems).toEqual([]);
    for (const { id, type, formula } of record.attributes) if (formula) expect([id, checkFormula(parsed(formula), type, names)]).toEqual([id, []]);
  });

  it('exist for every computed attribute', () => {
    const without = record.attributes.filter(({ origin, formula }) => origin === 'computed' && formula === undefined).map(({ id }) => id);
    expect(without).toEqual([]);
  });

  it('only give values their attribute allows', () => {
    for (const { id, formula, values } of record.attributes) {
      if (!formula || !values) continue;
      const given = [...formula.matchAll(/'([a-z-]+)'/g)].map((match) => match[1] ?? '');
      const others = new Set(record.attributes.flatMap((attribute) => (attribute.id === id ? [] : (attribute.values ?? []).map((one) => one.id))));
      const allowed = new Set(values.map((one) => one.id));
      expect(given.filter((one) => !allowed.has(one) && !others.has(one))).toEqual([]);
      expect(given.some((one) => allowed.has(one))).toBe(true);
    }
  });

  const order = (ago: number, total = 100): Past => ['order-placed', ago, { 'order-total': total }];
  it.each<[string, Json | undefined, Record<string, Json>, Past[], Record<string, Json>?]>([
    ['age', 35, { 'birth-date': '1990-03-28' }, []],
    ['orders-count', 2, {}, [order(50), order(2)]],
    ['orders-count', 6, {}, [order(50), order(2)], { 'orders-count': 5 }],
    ['orders-count', 1, {}, [order(9), order(2), ['order-cancelled', 1]]],
    ['total-spent', 170, {}, [order(9), order(2), ['order-refunded', 1, { 'refund-amount': 30 }]]],
    ['last-order-at', '2026-03-25T07:00:00.000Z', {}, [order(9), order(2)], { 'last-order-at': '2026-03-20' }],
    ['last-order-at', '2026-03-26', {}, [order(9), order(2)], { 'last-order-at': '2026-03-26' }],
    ['first-order-at', '2026-03-18T07:00:00.000Z', {}, [order(9), order(2)]],
    ['largest-order-value', 700, {}, [order(9, 700), order(2)]],
    ['spend-last-365d', 100, {}, [order(400), order(2)]],
    ['coupon-order-share', 0.5, {}, [order(9), ['order-placed', 1, { 'coupon-code': 'A' }]]],
    [
      'visits-last-30d',
      1,
      {},
      [
        ['visit-started', 31],
        ['visit-started', 29],
      ],
    ],
    [
      'visits-from-email-30d',
      1,
      {},
      [
        ['visit-started', 3, { 'from-email': true }],
        ['visit-started', 29],
      ],
    ],
    [
      'email-open-rate-90d',
      0.5,
      {},
      [
        ['message-delivered', 3, { channel: 'email' }],
        ['message-delivered', 2, { channel: 'email' }],
        ['message-opened', 2, { channel: 'email' }],
        ['message-opened', 1, { channel: 'email', 'is-machine-open': true }],
      ],
    ],
    ['email-open-rate-90d', 0.4, {}, [], { 'email-open-rate-90d': 0.4 }],
    [
      'open-cart-value',
      80,
      {},
      [
        ['added-to-cart', 2, { 'cart-value': 50 }],
        ['checkout-started', 1, { 'cart-value': 80 }],
      ],
    ],
    ['open-cart-value', 0, {}, [['checkout-started', 1, { 'cart-value': 80 }], order(0.5)]],
    ['open-cart-value', 90, {}, [order(20)], { 'open-cart-value': 90 }],
    ['open-cart-value', 0, {}, [order(1)], { 'open-cart-value': 90 }],
    [
      'open-tickets-count',
      1,
      {},
      [
        ['ticket-opened', 3],
        ['ticket-opened', 2],
        ['ticket-solved', 1],
      ],
    ],
    [
      'service-experience',
      'poor',
      {},
      [
        ['service-rated', 3, { rating: 5 }],
        ['service-rated', 2, { rating: 2 }],
      ],
    ],
    ['service-experience', 'none', {}, []],
    ['purchase-cadence', 'monthly', {}, [order(90), order(60), order(31), order(2)]],
    ['purchase-cadence', 'yearly', {}, [order(740), order(370), order(2)]],
    ['purchase-cadence', 'irregular', {}, [order(2), order(1)]],
    ['purchase-cadence', 'none', {}, []],
    ['expected-next-order-on', '2026-04-24', {}, [order(62), order(32), order(2)]],
    ['lifecycle-stage', 'prospect', {}, []],
    ['lifecycle-stage', 'lead', {}, [['form-submitted', 1]]],
    ['lifecycle-stage', 'new-customer', {}, [order(2)]],
    ['lifecycle-stage', 'active', {}, [order(9), order(2)]],
    ['lifecycle-stage', 'loyal', { 'loyalty-tier': 'gold' }, [order(9), order(2)]],
    ['lifecycle-stage', 'lapsing', {}, [order(300), order(130)]],
    ['lifecycle-stage', 'lapsed', {}, [order(300)]],
    ['rfm-segment', 'champions', {}, [], { 'rfm-recency': 5, 'rfm-frequency': 4, 'rfm-monetary': 4 }],
    ['rfm-segment', undefined, {}, []],
    // Nobody to compare with: as imported.
    ['rfm-recency', undefined, {}, [order(2)]],
    ['rfm-frequency', 4, {}, [order(2)], { 'rfm-frequency': 4 }],
    ['rfm-monetary', 2, {}, [order(2)], { 'rfm-monetary': 2 }],
    [
      'lead-score',
      60,
      {},
      [
        ['quote-requested', 3],
        ['quote-requested', 2],
        ['message-clicked', 2],
        ['page-viewed', 1, { 'page-type': 'pricing' }],
        ['page-viewed', 1, { 'page-type': 'home' }],
      ],
    ],
    ['lead-score', 0, {}, [['form-submitted', 60]]],
    [
      'lead-score',
      0,
      {},
      [
        ['message-clicked', 2],
        ['consent-withdrawn', 1],
      ],
    ],
    ['churn-risk', 0.5, {}, [order(135)]],
    ['churn-risk', 1, {}, [order(100), order(90), order(80)]],
    ['predicted-ltv', 200, {}, [order(0)]],
    [
      'eco-affinity',
      0.33,
      {},
      [
        ['product-viewed', 3, { 'is-eco': true }],
        ['product-viewed', 2],
        ['product-viewed', 1, { 'is-eco': false }],
      ],
    ],
    ['last-engaged-at', '2026-03-26T07:00:00.000Z', {}, [['message-opened', 0.5], ['visit-started', 1], order(5)]],
  ])('%s is %j', (id, expected, attributes, past, imported) => {
    expect(value(id, attributes, past, imported)).toEqual(expected);
  });

  it('tell what they rest on, through other formulas too', () => {
    expect(computation.needs.get('lifecycle-stage')?.events).toEqual(expect.arrayContaining(['order-placed', 'form-submitted', 'quote-requested']));
    expect(computation.needs.get('predicted-ltv')?.attributes).toEqual(['churn-risk', 'last-order-at', 'spend-last-365d']);
    expect(computation.needs.get('largest-order-value')?.usesNow).toBe(false);
    expect(computation.needs.get('age')?.usesNow).toBe(true);
  });

  it('never go round in circles', () => {
    const own = (id: string, formula: string) => ({ id, type: 'integer' as const, formula });
    const { problems, values } = createComputation([
      own('a', 'b + 1'),
      own('b', 'c + 1'),
      own('c', 'a + 1'),
      own('d', 'a + 1'),
      own('e', '1 + 1'),
      own('f', 'f'),
      own('g', '1 +'),
    ]);
    expect(problems.map(({ code, path, params }) => [code, path[2], params.attributes])).toEqual([
      ['formula-unreadable', 'g', undefined],
      ['formula-cycle', 'a', 'a → b → c → a'],
      ['formula-cycle', 'f', 'f → f'],
    ]);
    expect(['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(values({ ...facts(), imported: () => undefined }))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      2,
      undefined,
      undefined,
    ]);
  });
});
