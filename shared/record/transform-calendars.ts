/** ISO dates of days that a source wrote in the Persian or the Hebrew calendar. */
import { dayOfHebrew, daysInHebrewMonth, isHebrewLeapYear } from '../time/hebrew-calendar';
import { dayOfPersian, daysInPersianMonth } from '../time/persian-calendar';

const DAY_MS = 86_400_000;
const ADAR_1 = 6;
const ADAR = 7;

/** ISO date of a day of the Persian calendar; undefined when there is no such day (30 Esfand of a common year). */
export function isoOfJalali(year: number, month: number, day: number): string | undefined {
  if (year < 1200 || year > 1500 || month < 1 || month > 12 || day < 1 || day > daysInPersianMonth(year, month)) return undefined;
  return isoOf(dayOfPersian(year, month, day));
}

/** `adar-2` is Adar II of a leap year; plain `adar` of a leap year could be either and gives nothing. */
export type HebrewMonth = number | 'adar-1' | 'adar-2' | 'adar';

/** ISO date of a day of the Hebrew calendar. Months count from Tishri = 1; the Adars have names, Nisan is 8 and Elul 13. */
export function isoOfHebrew(year: number, month: HebrewMonth, day: number): string | 'ambiguous' | undefined {
  if (year < 5300 || year > 6200) return undefined;
  if (month === 'adar' && isHebrewLeapYear(year)) return 'ambiguous';
  if (month === 'adar-2' && !isHebrewLeapYear(year)) return undefined;
  const number = month === 'adar-1' ? ADAR_1 : typeof month === 'string' ? ADAR : month;
  if (day < 1 || day > daysInHebrewMonth(year, number)) return undefined;
  return isoOf(dayOfHebrew(year, number, day));
}

function isoOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}
