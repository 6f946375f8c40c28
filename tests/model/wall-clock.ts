/** Time as the reference reads it: by Temporal and by looking at the wall minute by minute, with no short cut. */
import { Temporal } from 'temporal-polyfill';
import type { Weekday } from '../../shared/journey/schema';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const names: readonly Weekday[] = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'];

/** What the wall shows: days since Monday, minutes since midnight. */
export type Wall = { weekday: number; minute: number };

const offsets = new Map<string, Map<number, number>>();

/** Clocks are changed on full quarters of an hour, so one question for each quarter is enough. */
function offsetAt(at: number, zone: string): number {
  const quarter = Math.floor(at / (15 * MINUTE));
  let ofZone = offsets.get(zone);
  if (!ofZone || ofZone.size > 500_000) {
    ofZone = new Map();
    offsets.set(zone, ofZone);
  }
  let offset = ofZone.get(quarter);
  if (offset === undefined) {
    offset = zoned(quarter * 15 * MINUTE, zone).offsetNanoseconds / 1e6;
    ofZone.set(quarter, offset);
  }
  return offset;
}

function zoned(at: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
}

export function wallAt(at: number, zone: string): Wall {
  const shown = new Date(at + offsetAt(at, zone));
  return { weekday: (shown.getUTCDay() + 6) % 7, minute: shown.getUTCHours() * 60 + shown.getUTCMinutes() };
}

export function dateAt(at: number, zone: string): string {
  return new Date(at + offsetAt(at, zone)).toISOString().slice(0, 10);
}

/** Calendar days keep the clock on the wall, hours are elapsed time. `times`: so often, days and hours each. */
export function plus(at: number, duration: string, zone: string, times = 1): number {
  const { weeks, days, hours, minutes, seconds } = Temporal.Duration.from(duration);
  return zoned(at, zone)
    .add({ days: (weeks * 7 + days) * times })
    .add({ hours: hours * times, minutes: minutes * times, seconds: seconds * times }).epochMilliseconds;
}

export function minutesOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
}

/** When the wall shows `clock` on this date: the first time of two, and as much later as is skipped where it is skipped. */
export function clockOn(date: string, clock: string, zone: string): number {
  return Temporal.PlainDate.from(date).toPlainDateTime(Temporal.PlainTime.from(clock)).toZonedDateTime(zone).epochMilliseconds;
}

/** The first day on which `clock` is not over yet, and is one of `days`. */
export function nextAt(from: number, clock: string, zone: string, days: readonly Weekday[] = names): number {
  for (let date = Temporal.PlainDate.from(dateAt(from, zone)); ; date = date.add({ days: 1 })) {
    const at = clockOn(date.toString(), clock, zone);
    const weekday = names[wallAt(at, zone).weekday];
    if (at >= from && weekday && (days.length === 0 || days.includes(weekday))) return at;
  }
}

/** The first moment from `from` on, itself or a full minute after it, of which it is true; undefined when none comes within `days`. */
export function firstMinute(from: number, isTrue: (at: number) => boolean, days: number): number | undefined {
  if (isTrue(from)) return from;
  for (let at = Math.floor(from / MINUTE) * MINUTE + MINUTE; at <= from + days * DAY; at += MINUTE) if (isTrue(at)) return at;
  return undefined;
}

/** Whether the wall shows a time from `from` (included) to `to` (not included) of a night or day that began on one of `days`. */
export function isOpen({ days, from, to }: { days: readonly Weekday[]; from: string; to: string }, at: number, zone: string): boolean {
  const { weekday, minute } = wallAt(at, zone);
  const began = (day: number) => days.includes(names[(day + 7) % 7] as Weekday);
  const [first, last] = [minutesOf(from), minutesOf(to)];
  if (first === last) return began(weekday);
  if (first < last) return began(weekday) && minute >= first && minute < last;
  return (began(weekday) && minute >= first) || (began(weekday - 1) && minute < last);
}

/** Minutes since Monday 00:00 of a weekday and clock. */
export function weekMinute(day: Weekday, clock: string): number {
  return names.indexOf(day) * 1440 + minutesOf(clock);
}

/** A date is its whole day, a moment itself; undefined when a value is neither. */
export function spanOf(value: unknown, zone: string): { from: number; to: number } | undefined {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}/.test(value)) return undefined;
  if (value.length === 10) {
    const day = Temporal.PlainDate.from(value);
    return { from: day.toZonedDateTime(zone).epochMilliseconds, to: day.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds - 1 };
  }
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : { from: at, to: at };
}

export function iso(at: number): string {
  return new Date(at).toISOString();
}
