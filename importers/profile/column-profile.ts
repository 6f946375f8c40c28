/** One pass over a column: everything type inference needs, in bounded memory, whatever the column holds. */
import type { CountryCode } from 'libphonenumber-js/max';
import { withoutMarks } from '../../shared/direction-marks';
import { toAsciiDigits } from './digits';
import { createDistinctCounter } from './distinct-counter';
import { booleanWords, currencyCodes, emptyWords, isEmail, isIsraeliId, isMoney, isUrl, jsonForm, numberForm } from './known-values';
import { type DateOrder, isCompactDate, parseDateForm } from './parse-date';
import { createPhoneChecker, defaultCountries } from './phone-checker';

/** Different values kept with their counts; beyond it the column is no list of choices. */
const CHOICES = 60;
/** JSON values really parsed. */
const JSON_CHECKS = 200;

export type ColumnProfile = {
  rows: number;
  /** Rows with a value; NULL, N/A and the like are none. */
  filled: number;
  distinct: number;
  minLength: number;
  maxLength: number;
  /** Values and how often they came, most frequent first; undefined when there were too many different ones. */
  choices: readonly (readonly [string, number])[] | undefined;
  /** The first value. */
  first: string;
  counts: Counts;
  /** Rows whose value is a word of the pair with that index (see `booleanPairs`). */
  booleanPair: ReadonlyMap<number, number>;
  dateOrders: Readonly<Record<DateOrder, number>>;
  dateSeparator: string;
  /** Country most numbers belong to. */
  phoneCountry: string;
};

type Counts = {
  integer: number;
  decimal: number;
  /** Digits only, beginning with 0. */
  leadingZero: number;
  /** Digits only, more than a number keeps exactly. */
  longDigits: number;
  israeliId: number;
  money: number;
  email: number;
  url: number;
  /** Valid numbers that look like phone numbers: +, leading 0, brackets. */
  phone: number;
  /** Digits that are a valid number without looking like one: only the column's name can tell. */
  barePhone: number;
  date: number;
  dateTime: number;
  compactDate: number;
  epochSeconds: number;
  epochMillis: number;
  country: number;
  currency: number;
  jsonObject: number;
  jsonList: number;
};

export type ColumnProfiler = { add: (value: string | undefined) => void; result: () => ColumnProfile };

export function createColumnProfiler(countries: readonly CountryCode[] = defaultCountries, countryCodes: ReadonlySet<string> = new Set()): ColumnProfiler {
  const counts: Counts = {
    integer: 0,
    decimal: 0,
    leadingZero: 0,
    longDigits: 0,
    israeliId: 0,
    money: 0,
    email: 0,
    url: 0,
    phone: 0,
    barePhone: 0,
    date: 0,
    dateTime: 0,
    compactDate: 0,
    epochSeconds: 0,
    epochMillis: 0,
    country: 0,
    currency: 0,
    jsonObject: 0,
    jsonList: 0,
  };
  const dateOrders: Record<DateOrder, number> = { 'year-first': 0, 'day-first': 0, 'month-first': 0, ambiguous: 0, jalali: 0, 'named-month': 0 };
  const booleanPair = new Map<number, number>();
  const distinct = createDistinctCounter();
  const phones = createPhoneChecker(countries);
  let choices: Map<string, number> | undefined = new Map();
  let rows = 0;
  let filled = 0;
  let minLength = 0;
  let maxLength = 0;
  let first = '';
  let dateSeparator = '-';
  let jsonChecks = 0;

  function lookAtDigits(text: string): void {
    const { length } = text;
    if (length === 1 && (text === '0' || text === '1')) vote(text);
    if (length > 1 && text.charCodeAt(0) === 48) {
      counts.leadingZero += 1;
      if (length >= 9 && length <= 11 && phones.check(text)) counts.phone += 1;
    } else if (length > 15) {
      counts.longDigits += 1;
    } else {
      counts.integer += 1;
      if (length >= 8 && length <= 15 && phones.check(text)) counts.barePhone += 1;
      if (length === 8 && isCompactDate(text)) counts.compactDate += 1;
      // 2001 to 2065: whoever counts in seconds or milliseconds means our times.
      else if (length === 10 && text < '3000000000') counts.epochSeconds += 1;
      else if (length === 13 && text < '3000000000000') counts.epochMillis += 1;
    }
    if (length === 9 && isIsraeliId(text)) counts.israeliId += 1;
  }

  function lookAtDate(text: string): boolean {
    const date = parseDateForm(text);
    if (!date) return false;
    counts.date += 1;
    if (date.time) counts.dateTime += 1;
    if (counts.date === 1) dateSeparator = date.separator;
    dateOrders[date.order] += 1;
    return true;
  }

  function lookAtSigns(text: string, digits: number): void {
    // The most common form, before the patterns of rarer ones.
    if (/^-?\d{1,15}\.\d{1,15}$/.test(text)) {
      counts.decimal += 1;
      return;
    }
    if (lookAtDate(text)) return;
    const number = numberForm(text);
    if (number && !(text.startsWith('+') && digits >= 8)) {
      counts[number] += 1;
      return;
    }
    if (digits >= 7 && digits <= 15 && text.length <= 25 && /^[+(0*]|[-\s).]/.test(text) && /^[+\d\s().*-]+$/.test(text) && phones.check(text))
      counts.phone += 1;
  }

  function lookAtLetters(text: string): void {
    const { length } = text;
    if (length <= 7) vote(text.toLowerCase());
    if (length === 2 && countryCodes.has(text)) counts.country += 1;
    if (length === 3 && currencyCodes.has(text)) counts.currency += 1;
  }

  function vote(word: string): void {
    const pair = booleanWords.get(word);
    if (pair !== undefined) booleanPair.set(pair, (booleanPair.get(pair) ?? 0) + 1);
  }

  function look(text: string, seen: number): void {
    if (seen & UNUSUAL) {
      const plain = withoutMarks(toAsciiDigits(text));
      // An unusual sign that stays, such as a joiner inside a word, is a letter like others.
      look(plain, signsOf(plain) & ~UNUSUAL);
      return;
    }
    if (seen === DIGIT) {
      lookAtDigits(text);
      return;
    }
    if (seen & BRACE && JSON_START.test(text)) {
      jsonChecks += 1;
      const form = jsonChecks > JSON_CHECKS ? 'object' : jsonForm(text);
      if (form === 'object') counts.jsonObject += 1;
      if (form === 'list') counts.jsonList += 1;
      return;
    }
    if (seen & AT && isEmail(text)) {
      counts.email += 1;
      return;
    }
    if (seen & LETTER && !(seen & (DIGIT | AT | BRACE | COLON)) && text.length <= 7) lookAtLetters(text);
    if (seen & (COLON | DOT) && seen & LETTER && isUrl(text)) {
      counts.url += 1;
      return;
    }
    if (!(seen & DIGIT)) return;
    if (!(seen & (LETTER | CURRENCY | OTHER | AT | BRACE | COLON))) {
      let digits = 0;
      for (let i = 0; i < text.length; i++) {
        const code = text.charCodeAt(i);
        if (code >= 48 && code <= 57) digits += 1;
      }
      lookAtSigns(text, digits);
      return;
    }
    if (seen & (LETTER | COLON) && text.length <= 40 && lookAtDate(text)) return;
    if (seen & (CURRENCY | LETTER) && isMoney(text)) counts.money += 1;
    else if (numberForm(text.endsWith('%') ? text.slice(0, -1).trim() : text)) counts.decimal += 1;
  }

  return {
    add(raw) {
      rows += 1;
      if (raw === undefined || raw === '') return;
      const text = raw.trim();
      if (text.length <= EMPTY_LENGTH && emptyWords.has(text)) return;
      filled += 1;
      const { length } = text;
      if (filled === 1) {
        first = text.slice(0, 1_000);
        minLength = length;
      }
      if (length > maxLength) maxLength = length;
      if (length < minLength) minLength = length;
      const seen = signsOf(text);
      distinct.add(hash);
      if (choices) {
        if (length > 100 || (choices.size >= CHOICES && !choices.has(text))) choices = undefined;
        else choices.set(text, (choices.get(text) ?? 0) + 1);
      }
      look(text, seen);
    },
    result: () => ({
      rows,
      filled,
      distinct: distinct.count,
      minLength,
      maxLength,
      choices: choices && [...choices].sort(([, a], [, b]) => b - a),
      first,
      counts,
      booleanPair,
      dateOrders,
      dateSeparator,
      phoneCountry: phones.country(),
    }),
  };
}

const EMPTY_LENGTH = Math.max(...[...emptyWords].map((word) => word.length));

const DIGIT = 1;
const LETTER = 2;
const AT = 4;
const COLON = 8;
const DOT = 16;
const BRACE = 32;
const CURRENCY = 64;
const PLAIN = 128;
/** Digits of other scripts and direction marks, both to be put right before looking. */
const UNUSUAL = 256;
const OTHER = 512;
const JSON_START = /^[[{]/;

/** Hash of the text last given to `signsOf`; a pair of results would be an object per value, millions of them. */
let hash = 0;

/** Which kinds of characters the text has, and its hash: one look per character instead of a dozen patterns per value. */
function signsOf(text: string): number {
  let seen = 0;
  let a = 0x9e3779b9;
  let b = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
    seen |= code < 128 ? (ascii[code] ?? OTHER) : signOf(code);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  hash = 4_294_967_296 * (b & 0x1fffff) + (a >>> 0);
  return seen;
}

function signOf(code: number): number {
  if ((code >= 0x6f0 && code <= 0x6f9) || (code >= 0x660 && code <= 0x66c)) return UNUSUAL;
  if ((code >= 0x20a0 && code <= 0x20cf) || code === 0xfdfc || code === 0xa3 || code === 0xa5) return CURRENCY;
  if (code === 0x200e || code === 0x200f || (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069)) return UNUSUAL;
  if (code === 0xa0) return PLAIN;
  return code >= 0xaa ? LETTER : OTHER;
}

const ascii = Uint16Array.from({ length: 128 }, (_, code) => {
  const sign = String.fromCharCode(code);
  if (/\d/.test(sign)) return DIGIT;
  if (/[A-Za-z]/.test(sign)) return LETTER;
  if (sign === '@') return AT;
  if (sign === ':') return COLON;
  if (sign === '.') return DOT;
  if (sign === '[' || sign === '{') return BRACE;
  if (sign === '$') return CURRENCY;
  return /[ ,+/()*'-]/.test(sign) ? PLAIN : OTHER;
});
