import { describe, expect, it } from 'vitest';
import { dayOfHebrew, daysInHebrewMonth, hebrewOfDay, isHebrewLeapYear } from './hebrew-calendar';
import { dayOfIslamic, daysInIslamicMonth } from './islamic-calendar';
import { dayOfPersian, daysInPersianMonth, persianOfDay } from './persian-calendar';

const DAY_MS = 86_400_000;
const dayOf = (iso: string) => Date.parse(iso) / DAY_MS;
const [first, last] = [dayOf('1990-01-01'), dayOf('2060-12-31')];

/** What `Intl` says, as text. */
function intl(calendar: string, month: 'numeric' | 'long') {
  const format = new Intl.DateTimeFormat(`en-u-ca-${calendar}-nu-latn`, { timeZone: 'UTC', year: 'numeric', month, day: 'numeric' });
  return (day: number) => {
    const parts = Object.fromEntries(format.formatToParts(day * DAY_MS).map(({ type, value }) => [type, value]));
    return `${Number.parseInt(parts.year ?? '', 10)} ${parts.month} ${parts.day}`;
  };
}

const hebrewMonths = ['Tishri', 'Heshvan', 'Kislev', 'Tevet', 'Shevat', 'Adar I', 'Adar', 'Nisan', 'Iyar', 'Sivan', 'Tamuz', 'Av', 'Elul'];

describe('day by day from 1990 to 2060, as Intl counts', () => {
  it('the Hebrew calendar', () => {
    const expected = intl('hebrew', 'long');
    const wrong: string[] = [];
    for (let day = first; day <= last; day++) {
      const { year, month, day: date } = hebrewOfDay(day);
      const name = month === 7 && isHebrewLeapYear(year) ? 'Adar II' : hebrewMonths[month - 1];
      if (`${year} ${name} ${date}` !== expected(day) || dayOfHebrew(year, month, date) !== day) wrong.push(expected(day));
    }
    expect(wrong).toEqual([]);
  });

  it('the Persian calendar', () => {
    const expected = intl('persian', 'numeric');
    const wrong: string[] = [];
    for (let day = first; day <= last; day++) {
      const { year, month, day: date } = persianOfDay(day);
      if (`${year} ${month} ${date}` !== expected(day) || dayOfPersian(year, month, date) !== day) wrong.push(expected(day));
    }
    expect(wrong).toEqual([]);
  });

  it('the Islamic calendar of Umm al-Qura', () => {
    const expected = intl('islamic-umalqura', 'numeric');
    const wrong: string[] = [];
    for (let day = first; day <= last; day++) {
      const [year = 0, month = 0, date = 0] = expected(day).split(' ').map(Number);
      if (dayOfIslamic(year, month, date) !== day || date > (daysInIslamicMonth(year, month) ?? 0)) wrong.push(expected(day));
    }
    expect(wrong).toEqual([]);
  });
});

describe('far from today', () => {
  it('New Year falls where Intl has it, in every year that is vouched for', () => {
    const [hebrew, persian, islamic] = [intl('hebrew', 'long'), intl('persian', 'numeric'), intl('islamic-umalqura', 'numeric')];
    for (let year = 5300; year <= 6200; year++) expect(hebrew(dayOfHebrew(year, 1, 1))).toBe(`${year} Tishri 1`);
    for (let year = 1200; year <= 1500; year++) expect(persian(dayOfPersian(year, 1, 1))).toBe(`${year} 1 1`);
    for (let year = 1318; year <= 1500; year++) expect(islamic(dayOfIslamic(year, 1, 1) ?? 0)).toBe(`${year} 1 1`);
  });

  it('the table of the moon ends, and says so', () => {
    expect(dayOfIslamic(1317, 12, 29)).toBeUndefined();
    expect(dayOfIslamic(1501, 1, 1)).toBeUndefined();
    expect(daysInIslamicMonth(1500, 12)).toBeGreaterThan(28);
    expect(daysInIslamicMonth(1501, 1)).toBeUndefined();
  });

  it('months are as long as the way to the next one', () => {
    expect(daysInHebrewMonth(5787, 6)).toBe(30);
    expect(daysInHebrewMonth(5786, 6)).toBe(0);
    for (let month = 1; month < 12; month++) expect(dayOfPersian(1403, month, daysInPersianMonth(1403, month)) + 1).toBe(dayOfPersian(1403, month + 1, 1));
    expect(daysInPersianMonth(1403, 12)).toBe(30);
    expect(daysInPersianMonth(1404, 12)).toBe(29);
  });
});
