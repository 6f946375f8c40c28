import { describe, expect, it } from 'vitest';
import { builtInFormat, formatNumber, numberText, readFormat } from './number-format';

describe('numbers of a sheet', () => {
  it.each([
    ['0.30000000000000004', '0.3'],
    ['1.1000000000000001E-2', '0.011'],
    ['12345678901234567', '12345678901234600'],
    ['1E+21', '1000000000000000000000'],
    ['972521234567', '972521234567'],
    ['-0', '0'],
    ['abc', 'abc'],
  ])('%s is written %s', (value, text) => {
    expect(numberText(value)).toBe(text);
  });

  it.each([
    ['00000', '123', '00123'],
    ['000-0000000', '521234567', '052-1234567'],
    ['000\\-000', '12345678', '12345-678'],
    ['0.00', '1.5', '1.5'],
    ['0', '7', '7'],
    ['0.0%', '0.075', '7.5%'],
    ['0%', '0.07', '7%'],
    ['"₪"#,##0.00', '12.5', '₪12.5'],
    ['[$₪-40D] #,##0.00;[Red]-[$₪-40D] #,##0.00', '-3', '-₪3'],
    ['dd/mm/yyyy', '45292', '2024-01-01'],
    ['[$-40D]d mmmm yyyy;@', '45292', '2024-01-01'],
    ['m/d/yy h:mm', '45292.5', '2024-01-01T12:00:00'],
    ['yyyy-mm', '45292', '2024-01-01'],
    ['h:mm AM/PM', '0.75', '18:00:00'],
    ['[h]:mm:ss', '1.5', '36:00:00'],
    ['mm:ss', '0.5', '12:00:00'],
    ['General', '45292', '45292'],
    ['#,##0 "days"', '45292', '45292'],
    ['[Red]0.00', '1.25', '1.25'],
    ['@', '45292', '45292'],
    ['dd/mm/yyyy', '-5', '-5'],
    ['dd/mm/yyyy', '9999999', '9999999'],
    ['dd/mm/yyyy', '1', '1900-01-01'],
    ['dd/mm/yyyy', '59', '1900-02-28'],
    ['dd/mm/yyyy', '61', '1900-03-01'],
  ])('with the format %s, %s is %s', (code, value, text) => {
    expect(formatNumber(value, readFormat(code), false)).toBe(text);
  });

  it('knows the formats that have a number only, and both calendars', () => {
    expect(formatNumber('0', builtInFormat(14), true)).toBe('1904-01-01');
    expect(formatNumber('43830', builtInFormat(14), true)).toBe('2024-01-01');
    expect(formatNumber('0.5', builtInFormat(20), false)).toBe('12:00:00');
    expect(formatNumber('45292', builtInFormat(0), false)).toBe('45292');
    expect(formatNumber('45292', builtInFormat(49), false)).toBe('45292');
  });
});
