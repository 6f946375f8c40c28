/** Reads the values of one column for what each may be, and counts. A value is looked at once for all the times it came. */
import type { CountryCode } from 'libphonenumber-js/max';
import { booleanWords } from '../../shared/boolean-words';
import { withoutMarks } from '../../shared/direction-marks';
import { isCardNumber, isIban, isIsraeliId } from '../../shared/sources/check-digits';
import { toPlainSigns } from './digits';
import { currencyCodes, isEmail, isIpAddress, isUrl, isUuid, jsonForm } from './known-values';
import { parseMoney, parseNumber, parsePercent, plainDecimal } from './numbers';
import { type DateOrder, isCompactDate, isTimeOfDay, parseDateForm } from './parse-date';
import { createPhoneChecker } from './phone-checker';
import { createRangeFinder } from './range';
import * as signs from './signs';

/** What a value is; every value is one of these. */
export const valueClasses = [
  'integer',
  'decimal',
  'percent',
  /** Digits only, beginning with 0. */
  'leadingZero',
  /** Digits only, more than a number keeps exactly. */
  'longDigits',
  'money',
  'email',
  'url',
  /** Valid numbers that look like phone numbers: +, leading 0, brackets. */
  'phone',
  'date',
  'time',
  'jsonObject',
  'jsonList',
  'iban',
  'card',
  'uuid',
  'ip',
  'text',
] as const;
export type ValueClass = (typeof valueClasses)[number];

/** What a value may be besides. */
const extras = [
  'israeliId',
  /** Digits that are a valid phone number without looking like one: only the column's name can tell. */
  'barePhone',
  'dateTime',
  'compactDate',
  'epochSeconds',
  'epochMillis',
  'country',
  'currency',
] as const;
export type Counts = Record<ValueClass | (typeof extras)[number], number>;

/** JSON values really parsed. */
const JSON_CHECKS = 200;

export type ValueReader = ReturnType<typeof createValueReader>;

export function createValueReader(countries: readonly CountryCode[], countryCodes: ReadonlySet<string>) {
  const counts = Object.fromEntries([...valueClasses, ...extras].map((name) => [name, 0])) as Counts;
  /** Where the first value of a class stands. */
  const firsts: Partial<Record<ValueClass, number>> = {};
  const dateOrders: Record<DateOrder, number> = { 'year-first': 0, 'day-first': 0, 'month-first': 0, ambiguous: 0, jalali: 0, hebrew: 0, 'named-month': 0 };
  const separators = new Map<string, number>();
  const booleanPair = new Map<number, number>();
  const phones = createPhoneChecker(countries);
  const ranges = { numbers: createRangeFinder(), dates: createRangeFinder(), monthFirst: createRangeFinder() };
  let jsonChecks = 0;
  /** Of the value that is being looked at. */
  let times = 1;
  let written = '';

  /** `text` without blanks around; `signs.lookAt(text)` has looked at it. */
  function look(text: string, howOften: number, place: number): void {
    times = howOften;
    written = text;
    const found = classOf(text, signs.seen);
    counts[found] += times;
    const first = firsts[found];
    if (first === undefined || place < first) firsts[found] = place;
  }

  function classOf(text: string, seen: number): ValueClass {
    if (seen & signs.UNUSUAL) {
      const plain = withoutMarks(toPlainSigns(text));
      signs.lookAt(plain);
      // An unusual sign that stays, such as a joiner inside a word, is a letter like others.
      return classOf(plain, signs.seen & ~signs.UNUSUAL);
    }
    if (seen === signs.DIGIT) return classOfDigits(text);
    if (seen & signs.BRACE && /^[[{]/.test(text)) {
      const form = ++jsonChecks > JSON_CHECKS ? 'object' : jsonForm(text);
      if (form) return form === 'object' ? 'jsonObject' : 'jsonList';
    }
    if (seen & signs.AT && isEmail(text)) return 'email';
    if (seen & signs.LETTER && !(seen & (signs.DIGIT | signs.AT | signs.BRACE | signs.COLON)) && text.length <= 7) lookAtWord(text);
    if (seen & (signs.COLON | signs.DOT) && seen & signs.LETTER && isUrl(text)) return 'url';
    if (!(seen & signs.DIGIT)) return isHebrewDate(text) && lookAtDate(text) ? 'date' : 'text';
    if (seen & (signs.LETTER | signs.CURRENCY | signs.OTHER | signs.AT | signs.BRACE | signs.COLON | signs.PERCENT)) return classOfMixed(text, seen);
    return classOfSigns(text);
  }

  function classOfDigits(text: string): ValueClass {
    const { length } = text;
    if (length === 1 && (text === '0' || text === '1')) vote(text);
    if (length === 9 && isIsraeliId(text)) counts.israeliId += times;
    if (length > 1 && text.charCodeAt(0) === 48) {
      if (!(length >= 9 && length <= 11 && phones.check(text, times))) return 'leadingZero';
      counts.leadingZero += times;
      return 'phone';
    }
    if (length >= 13 && isCardNumber(text)) return 'card';
    if (length > 15) return 'longDigits';
    if (length >= 8 && phones.check(text, times)) counts.barePhone += times;
    if (length === 8 && isCompactDate(text)) counts.compactDate += times;
    // 2001 to 2065: whoever counts in seconds or milliseconds means our times.
    else if (length === 10 && text < '3000000000') counts.epochSeconds += times;
    else if (length === 13 && text < '3000000000000') counts.epochMillis += times;
    ranges.numbers.add(Number(text), written, times);
    return 'integer';
  }

  /** Digits and the signs of numbers, dates and phones between them. */
  function classOfSigns(text: string): ValueClass {
    const decimal = plainDecimal(text);
    if (!Number.isNaN(decimal)) return numberClass('decimal', decimal);
    if (lookAtDate(text)) return 'date';
    const { digits } = signs;
    if (digits >= 13 && isCardNumber(text)) return 'card';
    if (digits === 32 && isUuid(text)) return 'uuid';
    if (digits >= 4 && isIpAddress(text)) return 'ip';
    const number = text.startsWith('+') && digits >= 8 ? undefined : parseNumber(text);
    if (number) return numberClass(number.form, number.value);
    return digits >= 7 && digits <= 15 && text.length <= 25 && /^[+(0*]|[-\s).]/.test(text) && /^[+\d\s().*-]+$/.test(text) && phones.check(text, times)
      ? 'phone'
      : 'text';
  }

  function classOfMixed(text: string, seen: number): ValueClass {
    if (seen & signs.PERCENT) {
      const share = parsePercent(text);
      if (share !== undefined) return numberClass('percent', share);
    }
    if (seen & (signs.LETTER | signs.COLON | signs.OTHER) && lookAtDate(text)) return 'date';
    if (seen & signs.COLON) {
      if (isTimeOfDay(text)) return 'time';
      if (isIpAddress(text)) return 'ip';
    }
    if (seen & (signs.CURRENCY | signs.LETTER)) {
      const amount = parseMoney(text);
      if (amount !== undefined) return numberClass('money', amount);
    }
    if (isIban(text)) return 'iban';
    if (isUuid(text)) return 'uuid';
    const number = parseNumber(text);
    return number ? numberClass(number.form, number.value) : 'text';
  }

  function numberClass(found: 'integer' | 'decimal' | 'percent' | 'money', value: number): ValueClass {
    ranges.numbers.add(value, written, times);
    return found;
  }

  function lookAtDate(text: string): boolean {
    const date = parseDateForm(text);
    if (!date) return false;
    if (date.time) counts.dateTime += times;
    separators.set(date.separator, (separators.get(date.separator) ?? 0) + times);
    dateOrders[date.order] += times;
    ranges.dates.add(date.value, written, times);
    if (date.order === 'ambiguous' || date.order === 'month-first') ranges.monthFirst.add(date.monthFirst ?? date.value, written, times);
    return true;
  }

  function lookAtWord(text: string): void {
    vote(text.toLowerCase());
    if (text.length === 2 && countryCodes.has(text)) counts.country += times;
    if (text.length === 3 && currencyCodes.has(text)) counts.currency += times;
  }

  function vote(word: string): void {
    const pair = booleanWords.get(word);
    if (pair !== undefined) booleanPair.set(pair, (booleanPair.get(pair) ?? 0) + times);
  }

  return {
    look,
    result: () => ({
      counts: { ...counts },
      firsts: { ...firsts },
      booleanPair: new Map(booleanPair) as ReadonlyMap<number, number>,
      dateOrders: { ...dateOrders } as Readonly<Record<DateOrder, number>>,
      dateSeparator: [...separators].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0]?.[0] ?? '-',
      phoneCountry: phones.country(),
      phonesUnchecked: phones.unchecked(),
      ranges: { numbers: ranges.numbers.result(), dates: ranges.dates.result(), monthFirst: ranges.monthFirst.result() },
    }),
  };
}

/** Its day in letters, as in כ"ה בתשרי: the sign of a numeral is the second or third. */
function isHebrewDate(text: string): boolean {
  return text.length >= 8 && text.length <= 40 && (isNumeralSign(text.charCodeAt(1)) || isNumeralSign(text.charCodeAt(2)));
}

function isNumeralSign(code: number): boolean {
  return code === 34 || code === 39 || code === 0x5f3 || code === 0x5f4;
}
