/** Holidays by rule, in sets that a calendar names. Days are counted since 1970-01-01. */
import type { Holiday } from './holiday';
import { type IranHoliday, iranNowruz, iranOfficial, ramadan } from './holidays-iran';
import { type IsraelHoliday, israelCholHamoed, israelJewish } from './holidays-israel';

export const holidaySets = ['israel-jewish', 'israel-chol-hamoed', 'iran-official', 'iran-nowruz', 'ramadan-days'] as const;
export type HolidaySet = (typeof holidaySets)[number];

export type HolidayName = IsraelHoliday | IranHoliday;

const DAY_MS = 86_400_000;
const rules: Record<HolidaySet, (gregorianYear: number) => readonly Holiday[]> = {
  'israel-jewish': israelJewish,
  'israel-chol-hamoed': israelCholHamoed,
  'iran-official': iranOfficial,
  'iran-nowruz': iranNowruz,
  'ramadan-days': ramadan,
};

const known = new Map<string, readonly Holiday[]>();

/** Those that begin in a Gregorian year, in order. Years outside 1900–2100 have none: nobody vouches for the rules there. */
export function holidaysOf(set: HolidaySet, year: number): readonly Holiday[] {
  const key = `${set} ${year}`;
  let holidays = known.get(key);
  if (!holidays) {
    holidays = year >= 1900 && year <= 2100 ? inYear(rules[set](year), year) : [];
    known.set(key, holidays);
  }
  return holidays;
}

function inYear(holidays: readonly Holiday[], year: number): readonly Holiday[] {
  return holidays.filter(({ day }) => new Date(day * DAY_MS).getUTCFullYear() === year).sort((a, b) => a.day - b.day);
}
