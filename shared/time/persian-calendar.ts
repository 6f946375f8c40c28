/**
 * The Persian (solar Hijri) calendar by the 33-year cycle. It agrees with the sun, which decides in Iran, in all years from
 * 1178 to 1501 (1799 to 2123). Days are counted since 1970-01-01.
 */
import type { CalendarDate } from './hebrew-calendar';

const EPOCH = -492_268;

export function isPersianLeapYear(year: number): boolean {
  return (25 * year + 11) % 33 < 8;
}

export function daysInPersianMonth(year: number, month: number): number {
  if (month <= 6) return 31;
  return month < 12 || isPersianLeapYear(year) ? 30 : 29;
}

export function dayOfPersian(year: number, month: number, day: number): number {
  const leapDays = Math.floor((8 * year + 21) / 33);
  const months = month <= 7 ? 31 * (month - 1) : 30 * (month - 1) + 6;
  return EPOCH + 365 * (year - 1) + leapDays + months + day - 1;
}

export function persianOfDay(at: number): CalendarDate {
  let year = Math.floor((at - EPOCH) / 365.2422) + 2;
  while (dayOfPersian(year, 1, 1) > at) year -= 1;
  const since = at - dayOfPersian(year, 1, 1);
  const month = since < 186 ? Math.floor(since / 31) + 1 : Math.floor((since - 6) / 30) + 1;
  return { year, month, day: at - dayOfPersian(year, month, 1) + 1 };
}
