import { describe, expect, it } from 'vitest';
import { testAttribute, testEngagement, testField, testId, testSource } from '../engagement/engagement.fixture';
import type { Attribute } from '../record/schema';
import type { Field } from '../sources/schema';
import { createRecordReader } from './read-sample-records';

type Column = {
  field: Partial<Field> & { nativeName: string };
  feeds?: Partial<Attribute> & { id: string };
  steps?: Attribute['sources'][number]['transforms'];
};

/** One object of these columns; `feeds` names the attribute a column is mapped to. */
function readerOf(columns: readonly Column[], client: Partial<ReturnType<typeof testEngagement>['client']> = {}, options = {}) {
  const fields = columns.map(({ field }, n) => testField(n + 1, field));
  const attributes = new Map<string, Attribute>();
  for (const [n, { feeds, steps }] of columns.entries()) {
    if (!feeds) continue;
    const known = attributes.get(feeds.id) ?? testAttribute(feeds.id, feeds);
    attributes.set(feeds.id, { ...known, sources: [...known.sources, { field: fields[n]?.id ?? '', ...(steps && { transforms: steps }) }] });
  }
  const base = testEngagement();
  const engagement = testEngagement({
    client: { ...base.client, ...client },
    sources: [testSource(1, fields)],
    record: { groups: base.record.groups, attributes: [...attributes.values()] },
    identity: { rules: [{ attribute: 'email', strength: 'strong', blocked: [] }] },
  });
  return createRecordReader(engagement, options);
}
const object = testId(1, 'C');
const email: Column = { field: { nativeName: 'mail' }, feeds: { id: 'email', type: 'email' } };

describe('a row as a record', () => {
  it('gives identifiers as they stand after the steps, and values of their type with their rank', () => {
    const reader = readerOf([
      email,
      { field: { nativeName: 'mail2' }, feeds: { id: 'email', type: 'email' }, steps: [{ kind: 'case', to: 'lower' }] },
      { field: { nativeName: 'visits' }, feeds: { id: 'visits', type: 'integer' } },
    ]);
    expect(reader.plan).toEqual({ sources: [testId(1, 'S')], objects: [object] });
    expect(reader.read(object, 7, { mail: ' a@example.com ', mail2: 'B@EXAMPLE.COM', visits: '1,250' })).toEqual({
      source: 0,
      object: 0,
      row: 7,
      at: undefined,
      identifiers: [
        ['email', 'a@example.com'],
        ['email', 'b@example.com'],
      ],
      values: [
        { attribute: 'email', value: 'a@example.com', rank: 0 },
        { attribute: 'email', value: 'b@example.com', rank: 1 },
        { attribute: 'visits', value: 1250, rank: 0 },
      ],
    });
    expect(reader.read(testId(9, 'C'), 1, {})).toBeUndefined();
  });

  it('knows only objects that say who it is', () => {
    const reader = readerOf([{ field: { nativeName: 'city' }, feeds: { id: 'city' } }]);
    expect(reader.plan.objects).toEqual([]);
  });

  const consent = {
    id: 'email-consent',
    type: 'enum' as const,
    values: ['granted', 'withdrawn', 'unknown'].map((id) => ({ id, label: { he: id === 'granted' ? 'מאושר' : id } })),
  };
  it.each<[Attribute['type'], unknown, unknown, Partial<Attribute>?]>([
    ['integer', '۱۲۳', 123],
    ['integer', '2.6', 3],
    ['integer', 'many', undefined],
    ['decimal', '1.234,5', 1234.5],
    ['decimal', '12%', 0.12],
    ['decimal', '(7)', -7],
    ['money', '₪1,234.50', 1234.5],
    ['money', '119 ILS', 119],
    ['money', '99.90 USD', undefined],
    ['boolean', 'כן', true],
    ['boolean', 'خیر', false],
    ['boolean', 'TRUE', true],
    ['boolean', '0', false],
    ['boolean', 'maybe', undefined],
    ['date', '31/12/2025', '2025-12-31'],
    ['date', '03/04/2025', undefined],
    ['date', '1403/01/15', '2024-04-03'],
    ['date', '2026-05-16T00:00:00+02:00', '2026-05-16'],
    ['date', '2026-05-16T22:30:00Z', '2026-05-17'],
    ['datetime', '2026-05-16T22:30:00Z', '2026-05-16T22:30:00Z'],
    ['datetime', '2026-05-16 09:56:01', '2026-05-16T09:56:01'],
    ['datetime', '2026-02-30T09:56:01Z', undefined],
    ['string[]', 'a, b; a', ['a', 'b']],
    ['string[]', ['x', '', 'y'], ['x', 'y']],
    ['string[]', '["p","q"]', ['p', 'q']],
    ['country', 'ישראל', 'IL'],
    ['country', 'Iran', 'IR'],
    ['country', 'Atlantis', undefined],
    ['currency', '₪', 'ILS'],
    ['enum', 'Granted', 'granted', consent],
    ['enum', 'מאושר', 'granted', consent],
    ['enum', 'subscribed', undefined, consent],
    ['enum', 'newsletter, Granted', 'granted', consent],
    ['enum', 'gold', 'gold', {}],
    ['string', 'n/a', undefined],
    ['string', 42, '42'],
    ['json', { a: 1 }, { a: 1 }],
  ])('%s: %j is %j', (type, raw, value, attribute = {}) => {
    const reader = readerOf([email, { field: { nativeName: 'x' }, feeds: { ...attribute, id: attribute.id ?? 'own', type } }]);
    const found = reader.read(object, 1, { x: raw as string })?.values.find((one) => one.attribute !== 'email')?.value;
    expect(found).toEqual(value);
  });

  it('takes nothing from the prototype of a row', () => {
    const reader = readerOf([
      email,
      { field: { nativeName: 'constructor' }, feeds: { id: 'own' } },
      { field: { nativeName: '__proto__' }, feeds: { id: 'other' } },
    ]);
    expect(reader.read(object, 1, { mail: 'a@b.com' })?.values.map((one) => one.attribute)).toEqual(['email']);
    expect(reader.problems()).toEqual([]);
  });

  it('counts orders by their numbers instead of adding those up', () => {
    const orders = { id: 'orders-count', type: 'integer' as const, survivorship: 'sum' as const };
    const reader = readerOf([email, { field: { nativeName: 'order', type: 'integer', key: true, use: 'aggregate' }, feeds: orders }]);
    expect(reader.read(object, 1, { mail: 'a@b.com', order: 5400002000 })?.values[1]?.value).toBe(1);
  });

  it('says when it cannot read a value, by count and without the value, and leaves out amounts of another currency', () => {
    const reader = readerOf([
      email,
      { field: { nativeName: 'total', type: 'decimal' }, feeds: { id: 'spent', type: 'money' } },
      { field: { nativeName: 'cur', type: 'currency' } },
      { field: { nativeName: 'born' }, feeds: { id: 'born', type: 'date' } },
    ]);
    const values = [
      { total: '10', cur: 'USD', born: 'spring' },
      { total: '11', cur: 'ILS', born: 'autumn' },
      { total: '12', cur: '', born: '' },
    ].map((row, n) => reader.read(object, n + 1, row)?.values.find((one) => one.attribute === 'spent')?.value);
    expect(values).toEqual([undefined, 11, 12]);
    expect(reader.problems().map(({ severity, code, params }) => [severity, code, params.values, params.of ?? params.currency])).toEqual([
      ['warns', 'amounts-in-other-currency', 1, 'USD'],
      ['warns', 'values-not-read', 2, 2],
    ]);
    expect(JSON.stringify(reader.problems())).not.toContain('spring');
  });

  it('reads only what is asked for, and identifiers always', () => {
    const reader = readerOf([email, { field: { nativeName: 'city' }, feeds: { id: 'city' } }], {}, { attributes: new Set(['city']) });
    expect(reader.read(object, 1, { mail: 'a@b.com', city: 'Haifa' })).toMatchObject({
      identifiers: [['email', 'a@b.com']],
      values: [{ attribute: 'city', value: 'Haifa' }],
    });
  });

  it('reads a column of many different values as it reads one of few', () => {
    const reader = readerOf([email, { field: { nativeName: 'n' }, feeds: { id: 'n', type: 'integer' } }]);
    for (let n = 0; n < 6_000; n++)
      expect(reader.read(object, n, { mail: `p${n}@b.com`, n: `${n}` })?.values.map((one) => one.value)).toEqual([`p${n}@b.com`, n]);
  });
});

describe('the time of a row', () => {
  const at = (columns: readonly Column[], row: Record<string, unknown>) => readerOf([email, ...columns]).read(object, 1, row)?.at;
  const date = (nativeName: string, more: Partial<Field> = {}): Column => ({ field: { nativeName, type: 'datetime', ...more } });
  it.each<[string, Column[], Record<string, unknown>, string | undefined]>([
    ['nothing says it', [date('birth_date')], { birth_date: '1980-01-01' }, undefined],
    ['made', [date('created_at')], { created_at: '2020-03-26T00:00:00Z' }, '2020-03-26T00:00:00Z'],
    [
      'changed after it was made',
      [date('CREATEDDATE'), date('updated_at')],
      { CREATEDDATE: '2020-01-01T00:00:00Z', updated_at: '2025-02-01T00:00:00Z' },
      '2025-02-01T00:00:00Z',
    ],
    [
      'consented after it was made',
      [date('created'), date('timestamp_opt')],
      { created: '2020-01-01', timestamp_opt: '2024-01-01T00:00:00Z' },
      '2024-01-01T00:00:00Z',
    ],
    ['in Hebrew, wall clock of the client', [date('תאריך עדכון')], { 'תאריך עדכון': '2026-01-05' }, '2026-01-04T22:00:00Z'],
    ['a deed', [date('transactionDate')], { transactionDate: '2026-05-16 09:56:01' }, '2026-05-16T06:56:01Z'],
    ['what is to come says nothing', [date('expiry_date'), date('next_order_date')], { expiry_date: '2027-01-01', next_order_date: '2027-01-01' }, undefined],
    ['a cell that is no date', [date('created_at')], { created_at: 'yesterday' }, undefined],
  ])('%s', (_, columns, row, expected) => {
    const found = at(columns, row);
    expect(found === undefined ? undefined : new Date(found).toISOString()).toBe(expected && new Date(expected).toISOString());
  });

  const consents = (columns: readonly Column[], row: Record<string, unknown>) =>
    readerOf([email, ...columns])
      .read(object, 1, row)
      ?.values.filter((one) => one.attribute.endsWith('-consent'))
      .map((one) => [one.attribute, one.at === undefined ? undefined : new Date(one.at).toISOString().slice(0, 10)]);
  const state = (channel: string): Column => ({ field: { nativeName: `${channel}_state` }, feeds: { id: `${channel}-consent` } });
  it.each<[string, Column[], Record<string, unknown>, unknown]>([
    [
      'undated in a row that only says when it was made',
      [state('sms'), date('created_at')],
      { sms_state: 'granted', created_at: '2025-01-01' },
      [['sms-consent', undefined]],
    ],
    ['dated by the change of the row', [state('sms'), date('updated_at')], { sms_state: 'granted', updated_at: '2025-01-02' }, [['sms-consent', '2025-01-01']]],
    [
      'each by the date of its channel',
      [state('sms'), state('email'), date('sms_consent_date'), date('email_consent_date'), date('updated_at')],
      { sms_state: 'granted', email_state: 'withdrawn', sms_consent_date: '2025-01-02', email_consent_date: '2024-01-02', updated_at: '2026-01-02' },
      [
        ['sms-consent', '2025-01-01'],
        ['email-consent', '2024-01-01'],
      ],
    ],
  ])('a consent is %s', (_, columns, row, expected) => {
    expect(consents(columns, row)).toEqual(expected);
  });
});
