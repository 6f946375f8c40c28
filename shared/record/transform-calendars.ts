/** Days of the Persian and the Hebrew calendar, counted by the calendars every browser and Node bring along (`Intl`). */

const DAY_MS = 86_400_000;
/** Slots of a year: the leap month of the Hebrew one has a place of its own. */
const SLOTS = 13;

type Moment = { year: number; month: number; day: number };
type Calendar = { partsAt(dayNumber: number): Moment; guess(day: Moment): number };

const jalaliFormat = formatOf('persian', 'numeric');
const hebrewFormat = formatOf('hebrew', 'long');
/** As `Intl` names them in English. "Adar" is the only Adar of a common year and stands where Adar II stands. */
const hebrewMonths = new Map(
  ['Tishri', 'Heshvan', 'Kislev', 'Tevet', 'Shevat', 'Adar I', 'Adar', 'Nisan', 'Iyar', 'Sivan', 'Tamuz', 'Av', 'Elul'].map((name, i) => [name, i + 1]),
);
const ADAR_1 = 6;
const ADAR = 7;

const jalali: Calendar = {
  partsAt: (dayNumber) => partsOf(jalaliFormat, dayNumber, (month) => Number(month)),
  // 1 Farvardin 1403 was 20 March 2024.
  guess: ({ year, month, day }) => 19_802 + Math.round((year - 1403) * 365.2422 + (month - 1) * 30.4) + day - 1,
};
const hebrew: Calendar = {
  partsAt: (dayNumber) => partsOf(hebrewFormat, dayNumber, (month) => (month === 'Adar II' ? ADAR : (hebrewMonths.get(month) ?? 0))),
  // 1 Tishri 5784 was 16 September 2023.
  guess: ({ year, month, day }) => 19_616 + Math.round((year - 5784) * 365.2468 + (month - 1) * 28.1) + day - 1,
};

/** ISO date of a day of the Persian calendar; undefined when there is no such day (30 Esfand of a common year). */
export function isoOfJalali(year: number, month: number, day: number): string | undefined {
  if (year < 1200 || year > 1500 || month < 1 || month > 12) return undefined;
  return isoOf(jalali, { year, month, day });
}

/** `adar-2` is Adar II of a leap year; plain `adar` of a leap year could be either and gives nothing. */
export type HebrewMonth = number | 'adar-1' | 'adar-2' | 'adar';

/** ISO date of a day of the Hebrew calendar. Months count from Tishri = 1; the Adars have names, Nisan is 8 and Elul 13. */
export function isoOfHebrew(year: number, month: HebrewMonth, day: number): string | 'ambiguous' | undefined {
  if (year < 5300 || year > 6200) return undefined;
  const isLeap = (year * 7 + 1) % 19 < 7;
  if (month === 'adar' && isLeap) return 'ambiguous';
  if (month === 'adar-2' && !isLeap) return undefined;
  return isoOf(hebrew, { year, month: month === 'adar-1' ? ADAR_1 : typeof month === 'string' ? ADAR : month, day });
}

function isoOf(calendar: Calendar, wanted: Moment): string | undefined {
  if (wanted.day < 1 || wanted.day > 31) return undefined;
  let at = calendar.guess(wanted);
  // The guess is at most a month off; each turn goes by whole months until the month is right.
  for (let turn = 0; turn < 8; turn++) {
    const found = calendar.partsAt(at);
    const months = (wanted.year - found.year) * SLOTS + wanted.month - found.month;
    if (months === 0) {
      at += wanted.day - found.day;
      const there = calendar.partsAt(at);
      const isThere = there.year === wanted.year && there.month === wanted.month && there.day === wanted.day;
      return isThere ? new Date(at * DAY_MS).toISOString().slice(0, 10) : undefined;
    }
    // From the middle of the month, so that a step of 29.5 days can't jump over a short one.
    at += 15 - found.day + Math.round(months * (Math.abs(months) > 6 ? 28.1 : 29.5));
  }
  return undefined;
}

function formatOf(calendar: 'persian' | 'hebrew', month: 'numeric' | 'long'): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(`en-u-ca-${calendar}-nu-latn`, { timeZone: 'UTC', year: 'numeric', month, day: 'numeric' });
}

function partsOf(format: Intl.DateTimeFormat, dayNumber: number, monthOf: (text: string) => number): Moment {
  const found: Moment = { year: 0, month: 0, day: 0 };
  for (const { type, value } of format.formatToParts(dayNumber * DAY_MS)) {
    if (type === 'year') found.year = Number.parseInt(value, 10);
    else if (type === 'month') found.month = monthOf(value);
    else if (type === 'day') found.day = Number(value);
  }
  return found;
}
