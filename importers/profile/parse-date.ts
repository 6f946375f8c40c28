/** How a date is written. `ambiguous`: day and month could be swapped, like 03/04/2026. */
export type DateOrder = 'year-first' | 'day-first' | 'month-first' | 'ambiguous' | 'jalali' | 'named-month';
export type DateReading = { order: DateOrder; time: boolean; separator: string };

const time = String.raw`(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s?(?:[ap]m)?\s?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?`;
const yearFirst = new RegExp(String.raw`^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})${time}$`, 'i');
const yearLast = new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})${time}$`, 'i');
const dayMonthName = new RegExp(String.raw`^(\d{1,2})[ -]([a-z]{3,9})[ ,-]+(\d{4})${time}$`, 'i');
const monthNameDay = new RegExp(String.raw`^([a-z]{3,9}) (\d{1,2}),? (\d{4})${time}$`, 'i');
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Reads the form of a date or date-time written in ASCII digits; undefined when the text is none. Times of day are checked too. */
export function parseDateForm(text: string): DateReading | undefined {
  if (text.length < 6 || text.length > 40) return undefined;
  const first = yearFirst.exec(text);
  if (first) {
    const [year, month, day] = [Number(first[1]), Number(first[3]), Number(first[4])];
    if (!timeFits(first, 5)) return undefined;
    // Months 1–6 of the Persian calendar have 31 days, the others 30.
    if (year >= 1250 && year <= 1450 && fits(month, 12) && fits(day, month <= 6 ? 31 : 30)) return reading('jalali', first, 5, first[2]);
    return year >= 1800 && year <= 2200 && dayFits(day, month) ? reading('year-first', first, 5, first[2]) : undefined;
  }
  const last = yearLast.exec(text);
  if (last) {
    const [a, b, year] = [Number(last[1]), Number(last[3]), Number(last[4])];
    if (!timeFits(last, 5) || ((last[4] ?? '').length === 4 && (year < 1800 || year > 2200))) return undefined;
    const dayFirst = dayFits(a, b);
    const monthFirst = dayFits(b, a);
    if (!dayFirst && !monthFirst) return undefined;
    // 05/05 says nothing about the order, whichever it is.
    return reading(dayFirst && monthFirst ? 'ambiguous' : dayFirst ? 'day-first' : 'month-first', last, 5, last[2]);
  }
  const named = dayMonthName.exec(text);
  if (named)
    return monthOf(named[2]) > 0 && dayFits(Number(named[1]), monthOf(named[2])) && timeFits(named, 4) ? reading('named-month', named, 4, ' ') : undefined;
  const american = monthNameDay.exec(text);
  if (american)
    return monthOf(american[1]) > 0 && dayFits(Number(american[2]), monthOf(american[1])) && timeFits(american, 4)
      ? reading('named-month', american, 4, ' ')
      : undefined;
  return undefined;
}

/** `20260301`. */
export function isCompactDate(digits: string): boolean {
  const year = Number(digits.slice(0, 4));
  return digits.length === 8 && year >= 1900 && year <= 2100 && dayFits(Number(digits.slice(6)), Number(digits.slice(4, 6)));
}

function reading(order: DateOrder, found: RegExpExecArray, hour: number, separator = '-'): DateReading {
  return { order, time: found[hour] !== undefined, separator };
}

function timeFits(found: RegExpExecArray, hour: number): boolean {
  return found[hour] === undefined || (Number(found[hour]) < 24 && Number(found[hour + 1]) < 60 && Number(found[hour + 2] ?? 0) < 61);
}

function fits(value: number, most: number): boolean {
  return value >= 1 && value <= most;
}

function dayFits(day: number, month: number): boolean {
  return fits(month, 12) && fits(day, month === 2 ? 29 : [4, 6, 9, 11].includes(month) ? 30 : 31);
}

function monthOf(name: string | undefined): number {
  return months.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1;
}
