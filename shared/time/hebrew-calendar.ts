/**
 * The Hebrew calendar by its fixed arithmetic (in force since the fourth century), so that every machine counts the same.
 * Months run from Tishri = 1; Adar I of a leap year is 6, the only Adar of a common year and Adar II are 7, Nisan 8, Elul 13.
 * Days are counted since 1970-01-01.
 */
export type CalendarDate = { year: number; month: number; day: number };

/** The day before 1 Tishri of the year 1, less the days `daysBefore` begins with. */
const EPOCH = -2_092_590;
const PARTS_OF_A_DAY = 25_920;

export function isHebrewLeapYear(year: number): boolean {
  return (year * 7 + 1) % 19 < 7;
}

/** Days from the epoch to the mean new moon of Tishri, moved off Sunday, Wednesday and Friday. */
function daysBefore(year: number): number {
  const months = Math.floor((235 * year - 234) / 19);
  const parts = 12_084 + 13_753 * months;
  const day = 29 * months + Math.floor(parts / PARTS_OF_A_DAY);
  return (3 * (day + 1)) % 7 < 3 ? day + 1 : day;
}

/** 1 Tishri. No year may have 356 or 382 days: its beginning or the one after it moves. */
function newYear(year: number): number {
  const [before, now, after] = [daysBefore(year - 1), daysBefore(year), daysBefore(year + 1)];
  const delay = after - now === 356 ? 2 : now - before === 382 ? 1 : 0;
  return EPOCH + now + delay;
}

const usualLengths = [30, 29, 30, 29, 30, 30, 29, 30, 29, 30, 29, 30, 29];

/** 0 for the month that a common year lacks. */
export function daysInHebrewMonth(year: number, month: number): number {
  const yearLength = newYear(year + 1) - newYear(year);
  if (month === 2) return yearLength % 10 === 5 ? 30 : 29;
  if (month === 3) return yearLength % 10 === 3 ? 29 : 30;
  if (month === 6 && !isHebrewLeapYear(year)) return 0;
  return usualLengths[month - 1] ?? 0;
}

export function dayOfHebrew(year: number, month: number, day: number): number {
  let at = newYear(year) + day - 1;
  for (let before = 1; before < month; before++) at += daysInHebrewMonth(year, before);
  return at;
}

export function hebrewOfDay(at: number): CalendarDate {
  let year = Math.floor((at - EPOCH) / 365.2468) + 2;
  while (newYear(year) > at) year -= 1;
  let day = at - newYear(year) + 1;
  let month = 1;
  for (let length = daysInHebrewMonth(year, month); day > length; length = daysInHebrewMonth(year, month)) {
    day -= length;
    month += 1;
  }
  return { year, month, day };
}
