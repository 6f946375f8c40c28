import { getCountries } from 'libphonenumber-js/max';
import { describe, expect, it } from 'vitest';
import { createTranslate } from '../shared/i18n/translator';
import { languages } from '../shared/text';
import { inferType } from './infer-type';
import { createColumnProfiler } from './profile/column-profile';

const countries: ReadonlySet<string> = new Set(getCountries());

function infer(name: string, values: readonly string[]) {
  const profiler = createColumnProfiler(['IL', 'IR'], countries);
  for (const value of values) profiler.add(value);
  return inferType(name, profiler.result());
}

const repeat = (values: readonly string[], times: number) => Array.from({ length: times }, () => values).flat();

describe('inferType', () => {
  it.each([
    ['email', 'mail', ['a@example.com', 'b.c+d@sub.example.co.il'], 'email', 'email'],
    ['a few wrong addresses', 'mail', [...Array.from({ length: 39 }, (_, i) => `u${i}@example.com`), 'none given'], 'email', 'email'],
    ['local mobile numbers', 'x', ['052-555-0101', '0545550102', '(03) 555-0103'], 'phone', 'phone'],
    ['Persian mobile numbers', 'x', ['۰۹۱۲۱۲۳۴۵۶۷', '09121234568'], 'phone', 'phone'],
    ['international numbers', 'x', ['+972 52 555 0101', '+98 912 123 4567', '+1 212 555 0123'], 'phone', 'phone'],
    ['numbers without a sign, by their name', 'טלפון נייד', ['525550101', '525550102'], 'phone', 'phone'],
    ['the same without a name', 'amount', ['525550101', '525550102'], 'integer', 'integer'],
    ['links', 'u', ['https://example.com/a?b=c', 'www.example.org'], 'url', 'url'],
    ['whole numbers', 'n', ['1', '-20', '3,000', '0'], 'integer', 'integer'],
    ['decimals', 'n', ['1.5', '20', '-3,000.25', '12%'], 'decimal', 'decimal'],
    ['decimal comma', 'n', ['1,5', '2,75', '1.234,56'], 'decimal', 'decimal'],
    ['Persian digits', 'n', ['۱۲', '۳۴۵'], 'integer', 'integer'],
    ['money with signs', 'p', ['₪1,250.00', '₪ 99', '12.50 ₪'], 'money', 'money'],
    ['money in words', 'p', ['100 ש"ח', '2,500 ש״ח'], 'money', 'money'],
    ['money with codes', 'p', ['USD 12.50', '13.00 ILS'], 'money', 'money'],
    ['yes and no', 'b', ['Yes', 'no', 'YES'], 'boolean', 'boolean'],
    ['Hebrew yes and no', 'b', ['כן', 'לא', ' כן '], 'boolean', 'boolean'],
    ['Persian yes and no', 'b', ['بله', 'خیر'], 'boolean', 'boolean'],
    ['ones and zeros', 'b', ['1', '0', '1'], 'boolean', 'boolean'],
    ['only ones, asked', 'is_active', ['1', '1'], 'boolean', 'boolean'],
    ['only ones', 'amount', ['1', '1'], 'integer', 'integer'],
    ['Y and N', 'b', ['Y', 'N', 'N'], 'boolean', 'boolean'],
    ['ISO dates', 'd', ['2026-03-01', '2024-02-29'], 'date', 'date'],
    ['ISO times', 'd', ['2026-03-01T10:20:30Z', '2026-03-01 10:20:30.123+02:00'], 'datetime', 'date'],
    ['named months', 'd', ['1 Mar 2026', 'Mar 2, 2026'], 'date', 'date'],
    ['Jalali dates', 'd', ['1404/12/29', '۱۴۰۳/۰۶/۳۱'], 'date', 'date-jalali'],
    ['day first', 'd', ['03/04/2026', '25/04/2026'], 'date', 'date-day-first'],
    ['month first', 'd', ['03/04/2026', '04/25/2026'], 'date', 'date-month-first'],
    ['compact dates', 'created date', ['20260301', '20260302'], 'date', 'date-compact'],
    ['unix times', 'updated_at', ['1767225600', '1767225601'], 'datetime', 'epoch'],
    ['no dates', 'd', ['2026-02-30', '31/04/2026'], 'string', 'free-text'],
    ['countries', 'country', ['IL', 'US'], 'country', 'country'],
    ['currencies', 'x', ['ILS', 'USD'], 'currency', 'currency'],
    ['codes with leading zeros', 'code', ['00123', '45678'], 'string', 'leading-zeros'],
    ['identity numbers', 'תז', ['000000018', '000000026'], 'string', 'israeli-id'],
    ['long codes', 'code', ['12345678901234567890', '5'], 'string', 'long-digits'],
    ['choices', 'status', repeat(['new', 'open', 'closed'], 5), 'enum', 'few-distinct'],
    ['names are not choices', 'first name', repeat(['Dana', 'Reza'], 5), 'string', 'free-text'],
    ['objects', 'j', ['{"a":1}', '[{"b":2}]'], 'json', 'json'],
    ['lists', 'j', ['["a","b"]', '[]'], 'string[]', 'json-list'],
    ['nothing', 'x', ['', 'NULL', 'N/A', ' - '], 'string', 'no-values'],
    ['texts', 'x', ['one thing', 'another'], 'string', 'free-text'],
  ] as const)('%s', (_, name, values, type, reason) => {
    const result = infer(name, values);
    expect({ type: result.type, reason: result.reason.code }).toEqual({ type, reason });
  });

  it('says how many values speak for the type', () => {
    expect(infer('mail', [...Array.from({ length: 99 }, (_, i) => `u${i}@example.com`), 'x', '']).reason).toEqual({
      code: 'email',
      params: { matching: 99, of: 100 },
    });
    expect(infer('when', ['01/02/2026', '30/01/2026', '31/01/2026']).reason.params).toEqual({ matching: 3, of: 3, evidence: 2 });
  });

  it('flags dates that nobody can decide, and those that contradict each other', () => {
    expect(infer('d', ['03/04/2026', '05/06/2026']).doubt?.code).toBe('date-order-unknown');
    expect(infer('d', ['13/04/2026', '04/13/2026']).doubt?.code).toBe('date-order-mixed');
    expect(infer('d', ['2026-03-04']).doubt).toBeUndefined();
  });

  it('writes the form of the values as their native type', () => {
    expect(infer('x', ['abc', 'abcd']).nativeType).toBe('text(4)');
    expect(infer('d', ['25.04.2026']).nativeType).toBe('date (dd.mm.yyyy)');
    expect(infer('b', ['כן', 'לא']).nativeType).toBe('boolean (כן/לא)');
  });

  it.each(languages)('has words for its reasons in %s', (language) => {
    const translate = createTranslate(language);
    for (const values of [['a@example.com'], ['1'], ['x'], ['03/04/2026'], ['13/04/2026', '04/13/2026'], ['0521234567'], []]) {
      const { code, params } = infer('x', values).reason;
      const text = translate(`reason.type.${code}`, params);
      expect(text).not.toContain('reason.type');
      expect(text).not.toContain('{{');
    }
  });
});
