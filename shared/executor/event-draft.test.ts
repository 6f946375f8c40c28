import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shippedCatalogue } from '../../tests/shipped-catalogue';
import { eventSchema } from './api';
import { parseEnvelopes, parseTyped, toEnvelope } from './event-draft';

const typed = (value: string | number | boolean | undefined, type: string) => {
  const result = parseTyped(value, { id: 'p', type });
  return result.ok ? result.value : result.problems[0]?.code;
};

describe('parseTyped', () => {
  test.each([
    ['12', 'integer', 12],
    ['12.5', 'money', 12.5],
    [7, 'decimal', 7],
    ['', 'integer', undefined],
    ['  ', 'string', undefined],
    [false, 'boolean', false],
    ['true', 'boolean', true],
    ['2026-02-28', 'date', '2026-02-28'],
    ['2026-02-28T10:00', 'datetime', '2026-02-28T10:00'],
    ['2026-02-28T10:00:00+02:00', 'datetime', '2026-02-28T10:00:00+02:00'],
    ['a, b,, c', 'string[]', ['a', 'b', 'c']],
    ['{"a":[1]}', 'json', { a: [1] }],
    [' IL ', 'country', 'IL'],
  ])('%j as %s', (value, type, expected) => expect(typed(value, type)).toEqual(expected));

  test.each([
    ['12.5', 'integer'],
    ['99999999999999999999', 'integer'],
    ['twelve', 'money'],
    ['1e999', 'decimal'],
    ['2026-02-30', 'date'],
    ['yesterday', 'datetime'],
    ['{"a"', 'json'],
    ['perhaps', 'boolean'],
  ])('refuses %s as %s', (value, type) => expect(typed(value, type)).toBe('value-not-of-type'));

  test('whatever is typed, what comes out is JSON or a problem', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom('string', 'integer', 'decimal', 'money', 'date', 'datetime', 'boolean', 'json', 'string[]', 'email'),
        (text, type) => {
          const result = parseTyped(text, { id: 'p', type });
          if (result.ok && result.value !== undefined) expect(JSON.parse(JSON.stringify(result.value))).toEqual(result.value);
        },
      ),
    );
  });
});

describe('toEnvelope', () => {
  const event = shippedCatalogue().events.events.find((one) => one.id === 'checkout-started');
  const with_ = { uid: 'u1', occurredAt: '2026-11-21T10:00:00+02:00', properties: event?.properties ?? [] };
  const form = {
    name: 'checkout-started',
    identifiers: { email: ' Dana@example.test ', 'mobile-phone': '' },
    properties: { 'cart-value': '1284' },
    isTest: true,
  };

  test('what is filled in goes out typed, the rest stays out', () => {
    const made = toEnvelope(form, with_);
    expect(made.ok && made.value).toEqual({
      uid: 'u1',
      name: 'checkout-started',
      occurred_at: '2026-11-21T10:00:00+02:00',
      source_system: 'masa',
      is_test: true,
      identifiers: { email: 'Dana@example.test' },
      properties: { 'cart-value': 1284 },
    });
  });

  test('names the required properties that are empty, and refuses what is not of its type', () => {
    const required = event?.properties.filter((p) => p.required && p.id !== 'cart-value').map((p) => p.label);
    expect(toEnvelope(form, with_).problems.map((p) => p.params.property)).toEqual(required);
    expect(toEnvelope({ ...form, properties: { 'cart-value': 'much' } }, with_)).toMatchObject({ ok: false, problems: [{ code: 'value-not-of-type' }] });
  });
});

describe('parseEnvelopes', () => {
  const one = { uid: 'u', name: 'order_placed', occurred_at: '2026-11-21T10:00:00Z' };
  test('takes one, a list, or one per line', () => {
    expect(parseEnvelopes(JSON.stringify(one))).toMatchObject({ ok: true, value: [{ uid: 'u', is_test: false, properties: {} }] });
    expect(parseEnvelopes(JSON.stringify([one, one]))).toMatchObject({ ok: true, value: { length: 2 } });
    expect(parseEnvelopes(`${JSON.stringify(one)}\n\n${JSON.stringify(one)}\n`)).toMatchObject({ ok: true, value: { length: 2 } });
  });

  test.each([
    ['', 'body-not-json'],
    ['{"uid":', 'body-not-json'],
    ['[]', 'invalid-value'],
    ['7', 'invalid-value'],
    [JSON.stringify({ ...one, occurred_at: 'yesterday' }), 'invalid-value'],
    [JSON.stringify(Array(1001).fill(one)), 'too-many-events'],
  ])('refuses %.40s', (text, code) => expect(parseEnvelopes(text)).toMatchObject({ ok: false, problems: [{ code }] }));

  test('whatever it takes is an envelope', () => {
    fc.assert(fc.property(fc.json(), (text) => parseEnvelopes(text).ok === false || eventSchema.array().safeParse(JSON.parse(text)).success));
  });
});
