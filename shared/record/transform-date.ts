/** Dates as sources write them, to ISO: what can't be read, or could mean two days, says so instead of guessing. */
import { withoutMarks } from '../direction-marks';
import { toIso } from '../time/moment';
import { type HebrewMonth, isoOfHebrew, isoOfJalali } from './transform-calendars';
import type { dateForms } from './transform-schema';
import { withAsciiDigits } from './transform-text';

export type DateForm = (typeof dateForms)[number];
export type DateReading = { value: string } | { reason: 'date-unreadable' | 'date-ambiguous' };

const unreadable: DateReading = { reason: 'date-unreadable' };
const ambiguous: DateReading = { reason: 'date-ambiguous' };

const clock = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)? ?([ap]m)?(?: ?(z|utc|gmt|[+-]\d{2}(?::?\d{2})?))?$/i;
const yearFirst = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/;
const yearLast = /^(\d{1,2})([-/. ])(\d{1,2})\2(\d{4})$/;
const compact = /^(\d{4})(\d{2})(\d{2})$/;
const seconds = /^-?\d{1,12}(?:\.\d{1,9})?$/;

/**
 * Reads `text` in one form. What is ISO already stays as it is in every form, so that reading twice changes nothing.
 * A time of day is kept; without an offset it stays wall clock. Digits may be Persian or Arabic.
 */
export function readDate(text: string, form: DateForm): DateReading {
  const plain = withAsciiDigits(withoutMarks(text)).replace(/\s+/g, ' ').trim();
  if (plain === '' || plain.length > 60) return unreadable;
  const { day, time } = splitTime(plain);
  if (time === undefined) return unreadable;
  const read = isoDay(day) ?? readers[form](day);
  if (typeof read !== 'string') return read;
  return { value: read.includes('T') ? read : read + time };
}

/** One reader per form: an ISO day (or moment), or why there is none. */
const readers: Readonly<Record<DateForm, (text: string) => string | DateReading>> = {
  auto: readAny,
  'yyyy-mm-dd': (text) => match(yearFirst, text, ([year, , month, day]) => gregorian(year, month, day)),
  'dd/mm/yyyy': (text) => match(yearLast, text, ([day, , month, year]) => gregorian(year, month, day)),
  'mm/dd/yyyy': (text) => match(yearLast, text, ([month, , day, year]) => gregorian(year, month, day)),
  yyyymmdd: (text) => match(compact, text, ([year, month, day]) => gregorian(year, month, day)),
  jalali: readJalali,
  hebrew: readHebrew,
  'epoch-seconds': (text) => (seconds.test(text) ? moment(Number(text) * 1000) : unreadable),
  'epoch-milliseconds': (text) => (/^-?\d{1,15}$/.test(text) ? moment(Number(text)) : unreadable),
};

function readAny(text: string): string | DateReading {
  const first = yearFirst.exec(text);
  if (first) return isJalaliYear(first[1]) ? readJalali(text) : readers['yyyy-mm-dd'](text);
  const last = yearLast.exec(text);
  if (last) {
    const read = isJalaliYear(last[4]) ? isoOfJalali : (year: number, month: number, day: number) => gregorian(`${year}`, `${month}`, `${day}`);
    const [a, b, year] = [Number(last[1]), Number(last[3]), Number(last[4])];
    const [dayFirst, monthFirst] = [read(year, b, a), read(year, a, b)];
    if (dayFirst !== undefined && monthFirst !== undefined && dayFirst !== monthFirst) return ambiguous;
    return dayFirst ?? monthFirst ?? unreadable;
  }
  if (compact.test(text)) return readers.yyyymmdd(text);
  // Whoever counts seconds or milliseconds in ten or thirteen digits means our times.
  if (/^1\d{9}$/.test(text)) return moment(Number(text) * 1000);
  if (/^1\d{12}$/.test(text)) return moment(Number(text));
  return [readNamedMonth, readJalali, readHebrew].map((read) => read(text)).find((read) => read !== unreadable) ?? unreadable;
}

const names = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** `1 Jan 2026`, `1-JAN-2026`, `January 1, 2026`. */
function readNamedMonth(text: string): string | DateReading {
  const found = /^(\d{1,2})[ -]([a-z]{3,9})\.?,?[ -](\d{4})$/i.exec(text);
  const american = /^([a-z]{3,9})\.? (\d{1,2}),? (\d{4})$/i.exec(text);
  const [day, name, year] = found ? [found[1], found[2], found[3]] : [american?.[2], american?.[1], american?.[3]];
  const month = name === undefined ? 0 : names.indexOf(name.slice(0, 3).toLowerCase()) + 1;
  return month === 0 ? unreadable : (gregorian(year, `${month}`, day) ?? unreadable);
}

const jalaliMonths = spelled([
  'فروردین farvardin',
  'اردیبهشت ordibehesht',
  'خرداد khordad',
  'تیر tir',
  'مرداد امرداد mordad',
  'شهریور shahrivar',
  'مهر mehr',
  'آبان aban',
  'آذر azar',
  'دی dey',
  'بهمن bahman',
  'اسفند esfand',
]);

/** `1403/01/15`, `15/01/1403`, `14030115`, `15 فروردین 1403`. */
function readJalali(text: string): string | DateReading {
  const numbers = yearFirst.exec(text);
  if (numbers) return isoOfJalali(Number(numbers[1]), Number(numbers[3]), Number(numbers[4])) ?? unreadable;
  const last = yearLast.exec(text);
  if (last) return isoOfJalali(Number(last[4]), Number(last[3]), Number(last[1])) ?? unreadable;
  const run = compact.exec(text);
  if (run) return isoOfJalali(Number(run[1]), Number(run[2]), Number(run[3])) ?? unreadable;
  const named = /^(\d{1,2}) (\S{2,12}) (?:ماه )?(\d{4})$/.exec(text.replaceAll('ي', 'ی').replaceAll('ك', 'ک'));
  const month = jalaliMonths.get(named?.[2]?.toLowerCase() ?? '');
  return named && month !== undefined ? (isoOfJalali(Number(named[3]), month, Number(named[1])) ?? unreadable) : unreadable;
}

/** The two Adars and the leap month's place are `HebrewMonth`'s. */
const hebrewMonths = new Map<string, HebrewMonth>([
  ...spelled([
    'תשרי tishri tishrei',
    'חשון חשוון מרחשון מרחשוון heshvan cheshvan marheshvan',
    'כסלו כסליו kislev',
    'טבת tevet',
    'שבט shevat shvat',
    '',
    '',
    'ניסן nisan nissan',
    'אייר איר iyar iyyar',
    'סיון סיוון sivan',
    'תמוז tamuz tammuz',
    'אב av',
    'אלול elul',
  ]),
  ...['אדר', 'adar'].map((name) => [name, 'adar'] as const),
  ...['אדרא', 'אדרראשון', 'adari', 'adar1'].map((name) => [name, 'adar-1'] as const),
  ...['אדרב', 'אדרשני', 'adarii', 'adar2'].map((name) => [name, 'adar-2'] as const),
]);

/** `ט"ו בתשרי תשפ"ה`, `15 Tishri 5785`. Months as numbers are not read: some count from Tishri, some from Nisan. */
function readHebrew(text: string): string | DateReading {
  const words = text
    .replace(/["'״׳]/g, '')
    .replace(/,/g, ' ')
    .split(' ')
    .filter(Boolean);
  if (words.length < 3 || words.length > 4) return unreadable;
  const day = hebrewNumber(words[0]);
  const year = hebrewNumber(words.at(-1));
  const name = words.slice(1, -1).join('').toLowerCase();
  const month = hebrewMonths.get(name) ?? hebrewMonths.get(name.replace(/^[בל]/, ''));
  if (day === undefined || year === undefined || month === undefined) return unreadable;
  // Years are mostly written without their thousands.
  const found = isoOfHebrew(year < 1000 ? year + 5000 : year, month, day);
  return found === 'ambiguous' ? ambiguous : (found ?? unreadable);
}

const letterValues = new Map(
  Object.entries({ א: 1, ב: 2, ג: 3, ד: 4, ה: 5, ו: 6, ז: 7, ח: 8, ט: 9, י: 10, כ: 20, ך: 20, ל: 30, מ: 40, ם: 40, נ: 50, ן: 50, ס: 60, ע: 70, פ: 80 }),
);
for (const [letter, value] of Object.entries({ ף: 80, צ: 90, ץ: 90, ק: 100, ר: 200, ש: 300, ת: 400 })) letterValues.set(letter, value);

/** Digits, or the sum of Hebrew letters; the ה of the thousands before a year is passed over. */
function hebrewNumber(word: string | undefined): number | undefined {
  if (word === undefined || word.length > 8) return undefined;
  if (/^\d+$/.test(word)) return Number(word);
  let sum = 0;
  for (const letter of word.replace(/^ה(?=ת)/, '')) {
    const value = letterValues.get(letter);
    if (value === undefined) return undefined;
    sum += value;
  }
  return sum;
}

/** A day that is ISO already. Years a Persian calendar would write are left to its reader. */
function isoDay(text: string): string | undefined {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return found ? gregorian(found[1], found[2], found[3]) : undefined;
}

function gregorian(year: string | undefined, month: string | undefined, day: string | undefined): string | undefined {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  // Before that it is another calendar's year, or no year at all.
  if (!(y >= 1600 && y <= 9999 && m >= 1 && m <= 12 && d >= 1)) return undefined;
  const last = m === 2 ? ((y % 4 === 0 && y % 100 !== 0) || y % 400 === 0 ? 29 : 28) : [4, 6, 9, 11].includes(m) ? 30 : 31;
  return d <= last ? `${y}-${two(m)}-${two(d)}` : undefined;
}

function moment(at: number): string | DateReading {
  // 1800 to 9999, as far as a date is one.
  return at >= -5_364_662_400_000 && at < 253_402_300_800_000 ? toIso(Math.round(at)) : unreadable;
}

/** `time`: as ISO writes it, '' when there is none, undefined when it is no time. */
function splitTime(text: string): { day: string; time: string | undefined } {
  const at = text.search(/(?<=\d)T\d{1,2}:|[ ,]+\d{1,2}:\d{2}/);
  if (at < 0) return { day: text, time: '' };
  const found = clock.exec(text.slice(at).replace(/^[T ,]+/, ''));
  return { day: text.slice(0, at), time: found ? isoTime(found) : undefined };
}

function isoTime([, hour = '', minute = '', second, fraction, half, zone]: RegExpExecArray): string | undefined {
  let h = Number(hour);
  if (half !== undefined) {
    if (h < 1 || h > 12) return undefined;
    h = (h % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
  }
  if (h > 23 || Number(minute) > 59 || Number(second ?? 0) > 59) return undefined;
  const time = `T${two(h)}:${minute}${second === undefined ? '' : `:${second}`}${fraction === undefined ? '' : `.${fraction}`}`;
  if (zone === undefined) return time;
  if (/^[zug]/i.test(zone)) return `${time}Z`;
  const [, sign = '+', hours = '00', minutes = '00'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? [];
  return Number(hours) > 14 || Number(minutes) > 59 ? undefined : `${time}${sign}${hours}:${minutes}`;
}

function match(form: RegExp, text: string, read: (groups: string[]) => string | undefined): string | DateReading {
  const found = form.exec(text);
  return (found && read(found.slice(1))) ?? unreadable;
}

function isJalaliYear(year: string | undefined): boolean {
  return Number(year) >= 1200 && Number(year) <= 1500;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function spelled(months: readonly string[]): Map<string, number> {
  return new Map(months.flatMap((line, i) => (line === '' ? [] : line.split(' ').map((word) => [word, i + 1] as const))));
}
