/** The moment a date in a record or event stands for, moved as a journey asks. */
import type { Json } from '../condition/facts';
import { addDuration, dayBounds, localParts, nextClock } from '../time/duration';
import { spanOf } from '../time/moment';

/** Calendar days and as many days of 24 hours never drift further apart than this. */
export const CLOCK_CHANGES_MS = 26 * 3_600_000;

/**
 * Epoch ms of an ISO date (its first moment) or date-time in `zone`, plus a signed offset, then moved to a clock time on the
 * day it falls on. Undefined when the value is no date.
 */
export function momentOfDate(value: Json | undefined, move: { offset?: string | undefined; at?: string | undefined }, zone: string): number | undefined {
  const date = typeof value === 'string' ? spanOf(value, zone)?.from : undefined;
  if (date === undefined) return undefined;
  const moved = move.offset ? addDuration(date, move.offset, zone) : date;
  return move.at ? onThatDay(moved, move.at, zone) : moved;
}

/** When the clock shows `clock` on the day `at` falls on. */
export function onThatDay(at: number, clock: string, zone: string): number {
  return nextClock(dayBounds(localParts(at, zone).date, zone).from, clock, zone);
}
