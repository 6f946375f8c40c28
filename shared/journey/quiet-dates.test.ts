import { describe, expect, it } from 'vitest';
import { quietDates, shabbatHours, zoneOfCalendar } from './quiet-dates';
import type { Calendar } from './schema';

const israel: Calendar = {
  id: 'il',
  name: { en: 'Israel' },
  countries: ['IL'],
  nights: { from: '20:30', to: '08:30' },
  rest: [],
  shabbat: true,
  holidays: ['israel-jewish'],
};
const zone = 'Asia/Jerusalem';
const year = [Date.parse('2026-12-01T00:00:00Z'), Date.parse('2027-12-01T00:00:00Z')] as const;

describe('the dates of a calendar', () => {
  it('are its holidays, without nights and weeks', () => {
    const dates = quietDates(israel, ...year, zone);
    // Two days of New Year, Yom Kippur, Sukkot and its end, Passover and its seventh day, Shavuot at least.
    expect(dates.length).toBeGreaterThanOrEqual(7);
    expect(dates.length).toBeLessThan(30);
    expect(dates.every(({ parts }) => parts.every(({ holiday }) => holiday !== undefined))).toBe(true);
  });

  it('have one widest Shabbat that every week of the year lies within', () => {
    const hours = shabbatHours(israel, ...year, zone);
    // The earliest sunset at Jerusalem is about 16:35 early in December, the latest nightfall half past eight in June.
    expect(hours?.begins[0]).toMatch(/^15:5\d$/);
    expect(hours?.ends[1]).toMatch(/^20:[23]\d$/);
    expect(shabbatHours({ ...israel, shabbat: false }, ...year, zone)).toBeUndefined();
  });

  it('are told by the clock of the country they hold in', () => {
    const client = { country: 'IL', timeZone: zone };
    expect(zoneOfCalendar({ countries: [] }, client)).toBe(zone);
    expect(zoneOfCalendar({ countries: ['IR'] }, client)).toBe('Asia/Tehran');
  });
});
