import { describe, expect, it } from 'vitest';
import { type HolidayName, type HolidaySet, holidaySets, holidaysOf } from './holidays';

const iso = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);
const dates = (set: HolidaySet, name: HolidayName, year: number) =>
  holidaysOf(set, year)
    .filter((one) => one.name === name)
    .map(({ day }) => iso(day));

/** The first day of each, as the calendars of those years have it. */
it.each<[HolidayName, string[]]>([
  ['rosh-hashana', ['2025-09-23', '2026-09-12', '2027-10-02', '2028-09-21', '2029-09-10', '2030-09-28']],
  ['yom-kippur', ['2025-10-02', '2026-09-21', '2027-10-11', '2028-09-30', '2029-09-19', '2030-10-07']],
  ['sukkot', ['2025-10-07', '2026-09-26', '2027-10-16', '2028-10-05', '2029-09-24', '2030-10-12']],
  ['simchat-torah', ['2025-10-14', '2026-10-03', '2027-10-23', '2028-10-12', '2029-10-01', '2030-10-19']],
  ['pesach', ['2025-04-13', '2026-04-02', '2027-04-22', '2028-04-11', '2029-03-31', '2030-04-18']],
  ['pesach-seventh', ['2025-04-19', '2026-04-08', '2027-04-28', '2028-04-17', '2029-04-06', '2030-04-24']],
  ['shavuot', ['2025-06-02', '2026-05-22', '2027-06-11', '2028-05-31', '2029-05-20', '2030-06-07']],
  // Moved off Shabbat: 2025 (from Saturday to Thursday), 2026 stays on a Wednesday, 2028 moved from Monday to Tuesday.
  ['holocaust-day', ['2025-04-24', '2026-04-14', '2027-05-04', '2028-04-24', '2029-04-12', '2030-04-30']],
  ['memorial-day', ['2025-04-30', '2026-04-21', '2027-05-11', '2028-05-01', '2029-04-18', '2030-05-07']],
  ['independence-day', ['2025-05-01', '2026-04-22', '2027-05-12', '2028-05-02', '2029-04-19', '2030-05-08']],
  ['tisha-beav', ['2025-08-03', '2026-07-23', '2027-08-12', '2028-08-01', '2029-07-22', '2030-08-08']],
])('%s', (name, expected) => {
  expect([2025, 2026, 2027, 2028, 2029, 2030].flatMap((year) => dates('israel-jewish', name, year))).toEqual(expected);
});

it('Independence Day stayed on a Monday until 2004', () => {
  expect(dates('israel-jewish', 'independence-day', 2001)).toEqual(['2001-04-26']);
  expect(dates('israel-jewish', 'independence-day', 1998)).toEqual(['1998-04-30']);
  expect(dates('israel-jewish', 'independence-day', 2004)).toEqual(['2004-04-27']);
});

it.each<[number, string]>([
  [2024, '2024-03-20'],
  [2025, '2025-03-21'],
  [2026, '2026-03-21'],
  [2027, '2027-03-21'],
  [2028, '2028-03-20'],
  [2029, '2029-03-20'],
  [2030, '2030-03-21'],
])('Nowruz and Sizdah Bedar of %i', (year, nowruz) => {
  expect(dates('iran-nowruz', 'nowruz', year)).toEqual([nowruz]);
  expect(dates('iran-nowruz', 'sizdah-bedar', year)).toEqual([iso(Date.parse(nowruz) / 86_400_000 + 12)]);
});

it.each<[HolidayName, string[]]>([
  ['tasua', ['2024-07-15', '2025-07-04', '2026-06-24']],
  ['ashura', ['2024-07-16', '2025-07-05', '2026-06-25']],
  ['fitr', ['2024-04-10', '2025-03-30', '2026-03-20']],
  ['adha', ['2024-06-16', '2025-06-06', '2026-05-27']],
  ['revolution-day', ['2024-02-11', '2025-02-10', '2026-02-11']],
  ['khomeini-death', ['2024-06-03', '2025-06-04', '2026-06-04']],
  ['oil-day', ['2024-03-19', '2025-03-19', '2026-03-20']],
  // The leap year 1403 ended on 30 Esfand.
  ['last-of-esfand', ['2025-03-20']],
])('%s in Iran', (name, expected) => {
  expect([2024, 2025, 2026].flatMap((year) => dates('iran-official', name, year))).toEqual(expected);
});

it('a holiday of the moon is kept on the calculated day and the next: Iran had Ashura on 16 July 2024 and 6 July 2025', () => {
  const ashura = [2024, 2025].flatMap((year) => holidaysOf('iran-official', year).filter(({ name }) => name === 'ashura'));
  expect(ashura.map(({ day, days }) => [iso(day), iso(day + days - 1)])).toEqual([
    ['2024-07-16', '2024-07-17'],
    ['2025-07-05', '2025-07-06'],
  ]);
});

it.each<[number, string[]]>([
  [2024, ['2024-03-11']],
  [2025, ['2025-03-01']],
  [2026, ['2026-02-18']],
  [2027, ['2027-02-08']],
  // The year of the moon is shorter: two in one.
  [2030, ['2030-01-05', '2030-12-26']],
])('Ramadan begins by Umm al-Qura in %i', (year, expected) => {
  expect(dates('ramadan-days', 'ramadan', year)).toEqual(expected);
});

describe('any year', () => {
  it('Jewish feasts keep off the days they never fall on', () => {
    for (let year = 1990; year <= 2060; year++) {
      const weekdays = (name: HolidayName) =>
        holidaysOf('israel-jewish', year)
          .filter((one) => one.name === name)
          .map(({ day }) => new Date(day * 86_400_000).getUTCDay());
      expect([0, 3, 5]).not.toContain(weekdays('rosh-hashana')[0]);
      expect([0, 2, 5]).not.toContain(weekdays('yom-kippur')[0]);
      expect([5, 6]).not.toContain(weekdays('memorial-day')[0]);
    }
  });

  it('has each once, in order, and none where nobody vouches for the rules', () => {
    for (const set of holidaySets) {
      for (let year = 1990; year <= 2060; year++) {
        const days = holidaysOf(set, year).map(({ day }) => day);
        expect(days).toEqual(days.toSorted((a, b) => a - b));
        expect(days.every((day) => iso(day).startsWith(String(year)))).toBe(true);
        const keys = holidaysOf(set, year).map(({ name, day }) => `${name} ${day}`);
        expect(new Set(keys).size).toBe(keys.length);
      }
      expect(holidaysOf(set, 1899)).toEqual([]);
      expect(holidaysOf(set, 2101)).toEqual([]);
    }
    expect(holidaysOf('ramadan-days', 2090)).toEqual([]);
  });
});
