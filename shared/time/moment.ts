/** Dates and times as they stand in records and events. */
import { Temporal } from 'temporal-polyfill';
import { dayBounds } from './duration';

/** First and last millisecond that a value stands for: a whole day for a date, one moment for a date-time. */
export type Span = { from: number; to: number };

const date = /^\d{4}-\d{2}-\d{2}$/;
const dateTime = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}(?::?\d{2})?)?$/i;

const known = new Map<string, Span | null>();

/**
 * The span of an ISO date or date-time. A date is the whole day in `zone`; a date-time without offset is wall clock in
 * `zone`. Undefined when it is neither, or no such day exists (30 February). Years 0001–9999.
 */
export function spanOf(value: string, zone: string): Span | undefined {
  // Tells an id or a name from a date without parsing it.
  if (value.length < 10 || value.charCodeAt(4) !== 45) return undefined;
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
    const at = match[1]
      ? (plainUtc(value) ?? Temporal.Instant.from(value).epochMilliseconds)
      : Temporal.PlainDateTime.from(value).toZonedDateTime(zone).epochMilliseconds;
    return { from: at, to: at };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** What most values look like, read without the calendar's help: `2026-03-27T07:00:00.000Z`. */
function plainUtc(value: string): number | undefined {
  if (!value.endsWith('Z') || value.charCodeAt(10) !== 84) return undefined;
  const at = Date.parse(value);
  // JavaScript takes 30 February for 2 March: only what it writes the same way is what was meant.
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(value.slice(0, 16)) ? at : undefined;
}

/** Epoch milliseconds as an ISO date-time in UTC, the form records and events carry. */
export function toIso(at: number): string {
  return new Date(at).toISOString();
}
