import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createPhoneReader, readPhoneNumber } from '../phone-number';
import { compileIdentity } from './compile-identity';
import { createNormalise, plainValue } from './normalise';
import { createIdentifierReader } from './read-identifiers';
import type { IdentityRule, Normaliser } from './schema';

const spell = (kind: Normaliser, raw: string, options: { country?: string; ignoreGmailDots?: boolean } = { country: 'IL' }) =>
  createNormalise(kind, options)(plainValue(raw));

test.each<[Normaliser, string, string | undefined]>([
  ['email', ' Dana.Cohen@Shop.Example ', 'dana.cohen@shop.example'],
  ['email', '\u200fdana@shop.example\u200e', 'dana@shop.example'],
  ['email', 'ｄａｎａ＠shop.example', 'dana@shop.example'],
  ['email', 'dana.cohen+news@gmail.com', 'dana.cohen+news@gmail.com'],
  ['email', 'dana', undefined],
  ['email', 'dana@shop', undefined],
  ['email', 'dana@shop..example', undefined],
  ['email', 'a@b@c.example', undefined],
  ['phone', '050-123 4567', '+972501234567'],
  ['phone', '972501234567', '+972501234567'],
  ['phone', '00972-50-1234567', '+972501234567'],
  ['phone', '+972 (0)50 1234567', '+972501234567'],
  ['phone', '\u202a+972-50-1234567\u202c', '+972501234567'],
  ['phone', '۰۵۰۱۲۳۴۵۶۷', '+972501234567'],
  ['phone', '+98 912 123 4567', '+989121234567'],
  ['phone', '12', undefined],
  ['phone', 'call me', undefined],
  ['code', ' LM-00123 ', 'lm00123'],
  ['code', 'ＬＭ۰۰۱۲۳', 'lm00123'],
  ['code', '-1', undefined],
  ['code', '--', undefined],
  ['digits', 'ID 12-34/5', '12345'],
  ['digits', 'none', undefined],
  ['digits', '−7', undefined],
  ['text', 'Abc  d\u200cef', 'Abc def'],
  ['text', '\u200f \u200c', undefined],
  ['text', 'x'.repeat(301), undefined],
])('%s %j is %j', (kind, raw, expected) => expect(spell(kind, raw)).toBe(expected));

test('Gmail’s dots and tags are left out where the rule says so, and of no other address', () => {
  const options = { ignoreGmailDots: true };
  expect(spell('email', 'Da.na+x@GoogleMail.com', options)).toBe('dana@gmail.com');
  expect(spell('email', 'da.na+x@shop.example', options)).toBe('da.na+x@shop.example');
  expect(spell('email', '..@gmail.com', options)).toBe('..@gmail.com');
});

describe('phones read by their beginnings', () => {
  const digits = (length: number) => fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((all) => all.join(''));
  const written = fc.oneof(
    digits(7).map((rest) => `05${rest[0]}-${rest}`),
    digits(7).map((rest) => `+972 5${rest[0]} ${rest}`),
    digits(9).map((rest) => `09${rest}`),
    digits(9).map((rest) => `+989${rest}`),
    digits(7).map((rest) => `(03) ${rest}`),
    digits(10).map((rest) => `+1${rest}`),
    digits(10).map((rest) => `+49 1${rest}`),
    fc.integer({ min: 5, max: 16 }).chain(digits),
  );

  test('are what a full look at each would say, but for few whose plan looks at the last digits', () => {
    for (const country of ['IL', 'IR', 'US', 'DE', undefined]) {
      const read = createPhoneReader(country);
      let other = 0;
      fc.assert(
        fc.property(written, (text) => {
          const [quick, full] = [read(text), readPhoneNumber(text.replace(/[\s()-]/g, ''), country)?.e164];
          if (quick !== full) other += 1;
        }),
        { numRuns: 200, seed: 7 },
      );
      expect(other).toBeLessThanOrEqual(2);
    }
  });

  test('do not depend on which number came first', () => {
    fc.assert(
      fc.property(fc.array(written, { maxLength: 20 }), fc.constantFrom('IL', 'IR', undefined), (texts, country) => {
        const [forth, back] = [createPhoneReader(country), createPhoneReader(country)];
        const there = texts.map(forth);
        expect(texts.toReversed().map(back).toReversed()).toEqual(there);
      }),
      { numRuns: 50 },
    );
  });
});

const raw = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.tuple(fc.string({ maxLength: 5 }), fc.string({ unit: 'binary', maxLength: 3 })).map(([a, b]) => `${a}@${b}x.example`),
);

test('a normalised value is its own normalised value', () => {
  fc.assert(
    fc.property(fc.constantFrom<Normaliser>('email', 'code', 'digits', 'text'), raw, (kind, text) => {
      const once = spell(kind, text);
      if (once !== undefined) expect(spell(kind, once)).toBe(once);
    }),
    { numRuns: 500 },
  );
});

describe('values that are not used', () => {
  const reader = (rule: Partial<IdentityRule>) =>
    createIdentifierReader(compileIdentity({ rules: [{ attribute: 'a', strength: 'strong', blocked: [], ...rule }] }, { attributes: [] }, 'IL'));
  const refusedOf = (rule: Partial<IdentityRule>, raw: string) => reader(rule).read(0, raw)?.refused;

  test('blocked ones in any spelling of theirs', () => {
    expect(refusedOf({ blocked: ['n/a', 'NULL', '-1'] }, 'N/A ')).toBe('blocked');
    expect(refusedOf({ blocked: ['n/a', 'NULL', '-1'] }, 'null')).toBe('blocked');
    expect(refusedOf({ normaliser: 'code', blocked: ['-1'] }, '-1')).toBe('blocked');
    expect(refusedOf({ normaliser: 'code', blocked: ['-1'] }, '1')).toBeUndefined();
    expect(refusedOf({ normaliser: 'code', blocked: ['12-34'] }, 'no. 1')).toBeUndefined();
    expect(refusedOf({ normaliser: 'digits', blocked: ['12-34'] }, '1 2 3 4')).toBe('blocked');
    expect(refusedOf({ normaliser: 'phone', blocked: ['03-1234567'] }, '+972 3 123 4567')).toBe('blocked');
    expect(refusedOf({ normaliser: 'email', blocked: ['Till@Shop.example'] }, 'till@shop.EXAMPLE')).toBe('blocked');
  });
  test('zeros of any length, whatever the rules say', () => {
    for (const zeros of ['0', '0000000', '000-0000000', '۰۰۰', '-']) expect(refusedOf({}, zeros)).toBe('blocked');
    expect(refusedOf({}, '0001')).toBeUndefined();
  });
  test('nothing is no value, a wrong form an invalid one', () => {
    expect(reader({}).read(0, ' \u200f ')).toBeUndefined();
    expect(refusedOf({ normaliser: 'email' }, 'dana')).toBe('invalid');
  });
});
