import { describe, expect, it } from 'vitest';
import { readNumber } from './read-number';

describe('readNumber', () => {
  it.each([
    ['500', 500, false],
    ['1,500', 1500, false],
    ['1,500.5', 1500.5, false],
    ['1.234,5', 1234.5, false],
    ['12.345.678', 12_345_678, false],
    ['99,95', 99.95, false],
    ["1'200'000", 1_200_000, false],
    ['1 200 000', 1_200_000, false],
    ['۱٬۲۰۰', 1200, false],
    ['٣٫٥', 3.5, false],
    ['~1.5K', 1500, true],
    ['up to 500', 500, true],
    ['500 fields', 500, false],
    ['2 million', 2_000_000, false],
    ['20 אלף', 20_000, false],
    ['۵ میلیون', 5_000_000, false],
    ['500+', 500, true],
    ['-3', -3, false],
    ['0', 0, false],
  ])('%s', (text, value, saysMore) => {
    expect(readNumber(text, ['fields'])).toMatchObject({ value, saysMore });
  });

  it.each([
    ['₪900/month', 900, 'ILS', 'month'],
    ['900 ש״ח לחודש', 900, 'ILS', 'month'],
    ['$1,200 per year', 1200, '$', 'year'],
    ['€0.07', 0.07, 'EUR', undefined],
    ['۹۰۰ تومان ماهانه', 900, 'IRT', 'month'],
  ])('%s', (text, value, currency, period) => {
    expect(readNumber(text)).toMatchObject({ value, currency, saysMore: false, ...(period && { period }) });
  });

  it.each([
    ['unlimited', 'none'],
    ['', 'none'],
    ['300-500', 'several'],
    ['500 (1,000 on Pro)', 'several'],
    ['1.500', 'unclear'],
    ['1,2,3', 'unclear'],
    ['2026-04-03', 'date'],
    ['3/4/2026', 'date'],
  ])('%s is no number one could be sure of: %s', (text, fault) => {
    expect(readNumber(text)).toBe(fault);
  });

  it('reads percents as shares', () => {
    expect(readNumber('4%')).toMatchObject({ value: 0.04, isPercent: true });
    expect(readNumber('۵٪')).toMatchObject({ value: 0.05, isPercent: true });
  });
});
