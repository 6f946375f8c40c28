/** Dates and times as they stand in records and events. */
import { Temporal } from 'temporal-polyfill';
import { dayBounds } from './duration';

/** First and last millisecond that a value stands for: a whole day for a date, one moment for a date-time. */
export type Span = { from: number; to: number };

const date = /^\d{4}-\d{2}-\d{2}$/;
const dateTime = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}(?::?\d{2})?)?$/i;

const DAY_MS = 86_400_000;
const known = new Map<string, Span | null>();

/**
 * The span of an ISO date or date-time. A date is the whole day in `zone`; a date-time without offset is wall clock in
 * `zone`. Undefined when it is neither, or no such day exists (30 February). Years 0001–9999.
 */
export function spanOf(value: string, zone: string): Span | undefined {
  // Tells an id or a name from a date without parsing it.
  if (value.length < 10 || value.charCodeAt(4) !== 45) return undefined;
  const plain = plainUtc(value);
  if (plain !== undefined) return { from: plain, to: plain };
  const day = zone === 'UTC' && value.length === 10 ? plainDay(value) : undefined;
  if (day !== undefined) return { from: day, to: day + DAY_MS - 1 };
  const key = `${value} ${zone}`;
  let span = known.get(key);
  if (span === undefined) {
    span = read(value, zone);
    if (known.size >= 5000) known.clear();
    known.set(key, span);
  }
  return span ?? undefined;
}

function read(value: string, zone: string): Span | null {
  try {
    if (date.test(value)) return dayBounds(value, zone);
    const match = dateTime.exec(value);
    if (!match) return null;
    const at = match[1] ? Temporal.Instant.from(value).epochMilliseconds : Temporal.PlainDateTime.from(value).toZonedDateTime(zone).epochMilliseconds;
    return { from: at, to: at };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/**
 * What most values look like, read without the calendar's help: `2026-03-27T07:00:00.000Z`. Undefined for everything else,
 * and where the calendar must say whether there is such a moment.
 */
function plainUtc(value: string): number | undefined {
  const { length } = value;
  if ((length !== 24 && length !== 20) || value.charCodeAt(length - 1) !== 90 || value.charCodeAt(10) !== 84) return undefined;
  if (value.charCodeAt(13) !== 58 || value.charCodeAt(16) !== 58) return undefined;
  if (length === 24 && value.charCodeAt(19) !== 46) return undefined;
  const day = plainDay(value);
  const hour = digits(value, 11, 13);
  const minute = digits(value, 14, 16);
  const second = digits(value, 17, 19);
  const ms = length === 24 ? digits(value, 20, 23) : 0;
  // What has another sign than a digit in it has become NaN, for which no comparison holds.
  if (day === undefined || !(hour <= 23 && minute <= 59 && second <= 59 && ms >= 0)) return undefined;
  return day + ((hour * 60 + minute) * 60 + second) * 1000 + ms;
}

/** When a day that begins the text began in UTC; undefined also where only the calendar knows whether there is such a day. */
function plainDay(value: string): number | undefined {
  if (value.charCodeAt(4) !== 45 || value.charCodeAt(7) !== 45) return undefined;
  const year = digits(value, 0, 4);
  const month = digits(value, 5, 7);
  const day = digits(value, 8, 10);
  // Date.UTC takes the year 99 for 1999.
  return year >= 100 && day >= 1 && day <= (sureDays[month] ?? 0) ? Date.UTC(year, month - 1, day) : undefined;
}

/** Days every such month has, from January at 1. */
const sureDays = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function digits(value: string, from: number, to: number): number {
  let number = 0;
  for (let i = from; i < to; i++) {
    const digit = value.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    number = number * 10 + digit;
  }
  return number;
}

/** Epoch milliseconds as an ISO date-time in UTC, the form records and events carry. */
export function toIso(at: number): string {
  if (at !== lastAt) {
    lastIso = new Date(at).toISOString();
    lastAt = at;
  }
  return lastIso;
}

/** Those who come together begin to wait together. */
let lastAt = Number.NaN;
let lastIso = '';
