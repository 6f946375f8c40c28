import { describe, expect, it } from 'vitest';
import { testAttribute, testEngagement, testField, testId, testJourney, testSource } from '../engagement/engagement.fixture';
import type { Engagement } from '../engagement/schema';
import { canonicalTypes } from '../sources/schema';
import { checkRecord } from './check-record';
import { clashes, fitOfTypes } from './type-compatibility';

const found = (patch: Partial<Engagement>) => checkRecord(testEngagement(patch)).map(({ severity, code, path }) => [severity, code, path.slice(2).join('/')]);
const fields = [testField(1), testField(2, { status: 'missing' }), testField(3, { type: 'boolean' })];
const [f1, f2, f3] = fields.map(({ id }) => ({ field: id }));
const sources = [testSource(1, fields)];
const record = (...attributes: Engagement['record']['attributes']) => ({ groups: [], attributes });
const journey = (path: string, patch = {}) =>
  testJourney(1, [], { entry: { filter: { op: 'exists', left: { kind: 'customer', path } }, reentry: { mode: 'never' } }, ...patch });

const units = (type: 'integer' | 'decimal' | 'money', list: Parameters<typeof testField>[1][], id = 'x') => {
  const all = list.map((patch, n) => testField(n + 1, { type: 'decimal', ...patch }));
  const attribute = testAttribute(id, { type, sources: all.map((field) => ({ field: field.id })) });
  return checkRecord(testEngagement({ sources: [testSource(1, all)], record: record(attribute) }))
    .filter(({ code }) => code === 'units-clash' || code === 'currency-mixed')
    .map(({ code, params }) => [code, params.currencies ?? params.field]);
};
const profile = (min: string, max: string) => ({ profile: { rows: 100, filled: 100, distinct: 50, minLength: 1, maxLength: 5, min, max } });

describe('units and currencies', () => {
  it.each<[string, unknown, ReturnType<typeof units>]>([
    ['nothing says it', [], units('decimal', [{}, {}])],
    ['names say two', [['units-clash', 'customer.resolution_days']], units('decimal', [{ nativeName: 'resolution_hours' }, { nativeName: 'resolution_days' }])],
    ['names say one', [], units('decimal', [{ nativeName: 'hours_open' }, { nativeName: 'HoursOpen' }])],
    [
      'a share by its type, percent by its values',
      [['units-clash', 'customer.ClickRate']],
      units('decimal', [
        { nativeName: 'avg_rate', nativeType: 'number (0-1)' },
        { nativeName: 'ClickRate', ...profile('0', '87') },
      ]),
    ],
    [
      'a share by its values',
      [['units-clash', 'customer.discount']],
      units('decimal', [{ nativeName: 'discount', ...profile('0', '0.4') }], 'volume-discount-percent'),
    ],
    ['too few values', [], units('decimal', [{ nativeName: 'discount', profile: { ...profile('0', '0.4').profile, filled: 5 } }], 'volume-discount-percent')],
    ['cents beside shekels', [['units-clash', 'customer.total_cents']], units('money', [{ nativeName: 'total' }, { nativeName: 'total_cents' }])],
    ['two currencies by their names', [['currency-mixed', 'ILS, USD']], units('money', [{ nativeName: 'TOTAL_USD' }, { nativeName: 'TOTAL_NIS' }])],
    ['another than the client’s, by an example', [['currency-mixed', 'EUR']], units('money', [{ nativeName: 'a', example: '€12.50' }])],
    ['the client’s own', [], units('money', [{ nativeName: 'a', example: '₪12.50' }, { nativeName: 'b_ils' }])],
    [
      'by the currencies beside it',
      [['currency-mixed', 'ILS, USD']],
      units('money', [
        { nativeName: 'a' },
        {
          nativeName: 'code',
          type: 'currency',
          profile: {
            ...profile('', '').profile,
            top: [
              ['ILS', 90],
              ['USD', 10],
            ],
          },
        },
      ]),
    ],
    ['a word that is no currency', [], units('money', [{ nativeName: 'all_try_top' }])],
  ])('%s', (_, expected, result) => {
    expect(result).toEqual(expected);
  });

  it('are nothing to do with orders that are counted', () => {
    expect(
      units('integer', [
        { nativeName: 'days', use: 'aggregate' },
        { nativeName: 'hours', use: 'aggregate' },
      ]),
    ).toEqual([]);
  });
});

describe('formulas of a record', () => {
  const events = new Map([['order-placed', { properties: new Map([['order-total', { type: 'money' }]]) }]]);
  const of = (formula: string, known?: typeof events) =>
    checkRecord(testEngagement({ record: record(testAttribute('spent', { type: 'money', origin: 'computed', formula })) }), undefined, known).map(
      ({ code, path, params }) => [code, path.join('/'), params.at],
    );
  const place = 'record/attributes/spent/formula';
  it.each<[string, unknown[]]>([
    ['1 + nothing', [['attribute-unknown', place, 5]]],
    ['sum(shoe_tried.price)', [['event-unknown', place, 5]]],
    ['sum(order_placed.price)', [['property-unknown', place, 5]]],
    ['sum(order_placed.order_total) / 0', [['formula-divides-by-zero', place, 31]]],
    ['spent + 1', [['formula-cycle', place, undefined]]],
    ['sum(order_placed.order_total', [['formula-unreadable', place, 29]]],
    ['sum(order_placed.order_total)', []],
  ])('%s', (formula, expected) => {
    expect(of(formula, events)).toEqual(expected);
  });

  it('are not told off for events that nobody has named', () => {
    expect(of('sum(shoe_tried.price)')).toEqual([]);
  });
});

describe('the basis of an attribute', () => {
  it.each<[string, Partial<Engagement['record']['attributes'][number]>, boolean]>([
    ['sensitive and not said', { pii: 'sensitive' }, true],
    ['sensitive, by contract', { pii: 'sensitive', basis: 'contract' }, false],
    ['kept without one', { basis: 'none' }, true],
    ['an ordinary one, not said', {}, false],
    ['sensitive and not fed', { pii: 'sensitive', sources: [] }, false],
  ])('%s', (_, patch, expected) => {
    if (!f1) throw new Error('no field');
    const codes = found({ sources, record: record(testAttribute('x', { sources: [f1], ...patch })) }).map(([, code]) => code);
    expect(codes.includes('attribute-without-basis')).toBe(expected);
  });
});

describe('checkRecord', () => {
  it('blocks where a journey stands still, and only informs for a segment', () => {
    const attribute = testAttribute('city');
    expect(found({ sources, record: record(attribute), journeys: [journey('city')] })).toEqual([['blocks', 'attribute-unfed', 'city']]);
    expect(found({ sources, record: record(attribute), journeys: [journey('city', { status: 'retired' })] })).toEqual([['informs', 'attribute-unfed', 'city']]);
    const segments = [
      {
        id: 's',
        name: {},
        category: 'x',
        administrative: false,
        minimumSize: 0,
        when: { op: 'exists' as const, left: { kind: 'customer' as const, path: 'city' } },
      },
    ];
    expect(found({ sources, record: record(attribute), segments })).toEqual([['informs', 'attribute-unfed', 'city']]);
    expect(found({ sources, record: record(attribute) })).toEqual([]);
  });

  it('tells a field that will not come from no field at all', () => {
    if (!f2) throw new Error('no field');
    expect(found({ sources, record: record(testAttribute('city', { sources: [f2] })), journeys: [journey('city')] })).toEqual([
      ['blocks', 'attribute-only-missing', 'city'],
    ]);
  });

  it('leaves other origins alone', () => {
    for (const origin of ['platform', 'entered'] as const)
      expect(found({ record: record(testAttribute('x', { origin })), journeys: [journey('x')] })).toEqual([]);
  });

  it('finds clashes, dead mappings, unfit rules, lonely identifiers and attributes nobody uses', () => {
    if (!f1 || !f3) throw new Error('no field');
    const dead = { field: testId(99, 'F') };
    expect(
      found({
        sources,
        record: record(
          testAttribute('email', { type: 'email', sources: [f3, dead] }),
          testAttribute('city', { survivorship: 'sum', sources: [f1, f3] }),
          testAttribute('age', { origin: 'computed' }),
        ),
        identity: { rules: [{ attribute: 'email', strength: 'strong', blocked: [] }] },
        journeys: [journey('age')],
      }),
    ).toEqual([
      ['warns', 'mapping-leads-nowhere', `email/sources/${dead.field}`],
      ['warns', 'mapping-type-clash', `email/sources/${f3.field}`],
      ['warns', 'identifier-without-owner', 'email'],
      ['warns', 'survivorship-does-not-fit', 'city/survivorship'],
      ['warns', 'computed-without-formula', 'age/formula'],
      ['informs', 'attribute-unused', 'city'],
    ]);
  });

  it('reports formulas that cannot be read or go round in circles', () => {
    const computed = (id: string, formula: string) => testAttribute(id, { type: 'integer', origin: 'computed', formula });
    expect(found({ record: record(computed('a', 'b + 1'), computed('b', 'a + 1'), computed('c', '1 +')) })).toEqual([
      ['blocks', 'formula-unreadable', 'c/formula'],
      ['blocks', 'formula-cycle', 'a/formula'],
    ]);
  });
});

describe('type compatibility', () => {
  it('every type is the same as itself, and everything can be text', () => {
    for (const type of canonicalTypes) {
      expect(fitOfTypes(type, type)).toBe('same');
      expect(['same', 'fits', 'converts']).toContain(fitOfTypes(type, 'string'));
    }
  });

  it('a yes or no is no date, and a sum does not mind what it counts', () => {
    expect(fitOfTypes('boolean', 'date')).toBe('clash');
    expect(clashes({ type: 'datetime', use: 'aggregate' }, { type: 'integer' })).toBe(false);
    expect(clashes({ type: 'datetime', use: 'direct' }, { type: 'phone' })).toBe(true);
  });
});
