import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoOfHebrew, isoOfJalali } from './transform-calendars';
import { type DateForm, readDate } from './transform-date';
import { dateForms } from './transform-schema';

const read = (text: string, form: DateForm) => {
  const found = readDate(text, form);
  return 'value' in found ? found.value : found.reason;
};

describe('readDate', () => {
  it.each<[DateForm, string, string]>([
    ['yyyy-mm-dd', '2026-03-07', '2026-03-07'],
    ['yyyy-mm-dd', '2026/3/7', '2026-03-07'],
    ['yyyy-mm-dd', '2026-03-07T09:05:00Z', '2026-03-07T09:05:00Z'],
    ['yyyy-mm-dd', '2026-03-07 9:05', '2026-03-07T09:05'],
    ['yyyy-mm-dd', '2026-03-07 9:05:07 PM +0200', '2026-03-07T21:05:07+02:00'],
    ['yyyy-mm-dd', '1403-01-15', 'date-unreadable'],
    ['yyyy-mm-dd', '2026-02-29', 'date-unreadable'],
    ['yyyy-mm-dd', '2024-02-29', '2024-02-29'],
    ['yyyy-mm-dd', '2026-13-01', 'date-unreadable'],
    ['yyyy-mm-dd', '2026-03-07 25:00', 'date-unreadable'],
    ['yyyy-mm-dd', '', 'date-unreadable'],
    ['dd/mm/yyyy', '07/03/2026', '2026-03-07'],
    ['dd/mm/yyyy', '7.3.2026', '2026-03-07'],
    ['dd/mm/yyyy', '٠٧/٠٣/٢٠٢٦', '2026-03-07'],
    ['dd/mm/yyyy', '\u200f07/03/2026', '2026-03-07'],
    ['dd/mm/yyyy', '03/13/2026', 'date-unreadable'],
    ['dd/mm/yyyy', '07/03/26', 'date-unreadable'],
    ['dd/mm/yyyy', '07/03-2026', 'date-unreadable'],
    ['mm/dd/yyyy', '07/03/2026', '2026-07-03'],
    ['mm/dd/yyyy', '12/31/2026 12:00 am', '2026-12-31T00:00'],
    ['mm/dd/yyyy', '31/12/2026', 'date-unreadable'],
    ['yyyymmdd', '20260307', '2026-03-07'],
    ['yyyymmdd', '20260307 101500', 'date-unreadable'],
    ['yyyymmdd', '20261307', 'date-unreadable'],
    ['jalali', '1403/01/15', '2024-04-03'],
    ['jalali', '۱۴۰۳/۰۱/۱۵', '2024-04-03'],
    ['jalali', '1403-1-15 10:20', '2024-04-03T10:20'],
    ['jalali', '15/01/1403', '2024-04-03'],
    ['jalali', '14030115', '2024-04-03'],
    ['jalali', '۱۵ فروردین ۱۴۰۳', '2024-04-03'],
    ['jalali', '15 فروردین ماه 1403', '2024-04-03'],
    ['jalali', '15 Farvardin 1403', '2024-04-03'],
    ['jalali', '1403/12/30', '2025-03-20'],
    ['jalali', '1402/12/30', 'date-unreadable'],
    ['jalali', '1403/07/31', 'date-unreadable'],
    ['jalali', '2024-04-03', '2024-04-03'],
    ['hebrew', 'ט"ו בתשרי תשפ"ה', '2024-10-17'],
    ['hebrew', 'ט״ו תשרי ה׳תשפ״ה', '2024-10-17'],
    ['hebrew', '15 Tishrei 5785', '2024-10-17'],
    ['hebrew', "י' באדר א' תשפ\"ד", '2024-02-19'],
    ['hebrew', "י' באדר ב' תשפ\"ד", '2024-03-20'],
    ['hebrew', 'י\' באדר תשפ"ד', 'date-ambiguous'],
    ['hebrew', 'י\' באדר תשפ"ה', '2025-03-10'],
    ['hebrew', "י' באדר ב' תשפ\"ה", 'date-unreadable'],
    ['hebrew', 'ל\' חשון תשפ"ד', 'date-unreadable'],
    ['hebrew', '05/07/5785', 'date-unreadable'],
    ['epoch-seconds', '1700000000', '2023-11-14T22:13:20.000Z'],
    ['epoch-seconds', '1700000000.5', '2023-11-14T22:13:20.500Z'],
    ['epoch-seconds', '-86400', '1969-12-31T00:00:00.000Z'],
    ['epoch-seconds', '999999999999', 'date-unreadable'],
    ['epoch-milliseconds', '1700000000000', '2023-11-14T22:13:20.000Z'],
    ['epoch-milliseconds', '1.7e12', 'date-unreadable'],
    ['auto', '2026-03-07', '2026-03-07'],
    ['auto', '27/03/2026', '2026-03-27'],
    ['auto', '03/27/2026', '2026-03-27'],
    ['auto', '03/04/2026', 'date-ambiguous'],
    ['auto', '05/05/2026', '2026-05-05'],
    ['auto', '1403/01/15', '2024-04-03'],
    ['auto', '25/01/1403', '2024-04-13'],
    ['auto', '20260307', '2026-03-07'],
    ['auto', '1700000000', '2023-11-14T22:13:20.000Z'],
    ['auto', '7 Mar 2026', '2026-03-07'],
    ['auto', 'March 7, 2026 14:00', '2026-03-07T14:00'],
    ['auto', '07-MAR-2026', '2026-03-07'],
    ['auto', '15 فروردین 1403', '2024-04-03'],
    ['auto', 'ט"ו בתשרי תשפ"ה', '2024-10-17'],
    ['auto', 'י\' באדר תשפ"ד', 'date-ambiguous'],
    ['auto', 'tomorrow', 'date-unreadable'],
  ])('%s: %s → %s', (form, text, wanted) => {
    expect(read(text, form)).toBe(wanted);
  });

  it('leaves what it has read alone, in every form', () => {
    const day = fc.integer({ min: -120_000_000_000, max: 4_000_000_000 });
    const written = fc.oneof(
      day.map((at) => new Date(at * 1000).toISOString()),
      day.map((at) => new Date(at * 1000).toISOString().slice(0, 10)),
      day.map(String),
      fc.tuple(fc.integer({ min: 1, max: 32 }), fc.integer({ min: 0, max: 13 }), fc.integer({ min: 1200, max: 2100 })).map((parts) => parts.join('/')),
      fc.string(),
    );
    fc.assert(
      fc.property(written, fc.constantFrom(...dateForms), fc.constantFrom(...dateForms), (text, form, other) => {
        const first = readDate(text, form);
        if ('value' in first) expect(readDate(first.value, other)).toEqual(first);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the calendars', () => {
  const dayMs = 86_400_000;
  it('meet every day of three centuries exactly once', () => {
    // Written by the same calendar in the other direction, so a day skipped or counted twice shows.
    const persian = new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', { timeZone: 'UTC', year: 'numeric', month: 'numeric', day: 'numeric' });
    for (let at = Date.UTC(1830, 0, 1); at < Date.UTC(2110, 0, 1); at += 17 * dayMs) {
      const [month = 0, day = 0, year = 0] = persian.format(at).replace(/ AP.*/, '').split('/').map(Number);
      expect(isoOfJalali(year, month, day)).toBe(new Date(at).toISOString().slice(0, 10));
    }
  });

  it('begin the Hebrew year one day after Elul ends, in leap years and common ones', () => {
    for (let year = 5600; year < 5850; year++) {
      const elul = isoOfHebrew(year, 13, 29);
      const next = isoOfHebrew(year + 1, 1, 1);
      expect(Date.parse(next ?? '') - Date.parse(elul ?? ''), `${year}`).toBe(dayMs);
      expect(isoOfHebrew(year, 13, 30)).toBeUndefined();
      for (const month of [2, 3, 4, 5, 8, 9, 10, 11, 12]) expect(isoOfHebrew(year, month, 1), `${year} ${month}`).toBeDefined();
    }
  });
});
