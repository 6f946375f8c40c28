/**
 * Time arithmetic in a customer's own zone. Moments are epoch milliseconds, zones IANA names that `isValidZone` accepts
 * (any other zone is a bug of the caller and throws). The machine's clock and zone are never read.
 */
import { Temporal } from 'temporal-polyfill';
import type { Weekday } from '../journey/schema';

const DAY_MS = 86_400_000;
/** The last moment a JavaScript date can hold. Sums beyond it stay there, so that a mistyped duration never throws. */
const END_OF_TIME = 8.64e15;

type Parts = { sign: 1 | -1; days: number; ms: number };

const form = /^(-?)P(?=.)(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/** Small bounded memory: emptied when full, so that strange input can't make it grow. */
function remember<T>(limit: number, compute: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    const hit = known.get(key);
    if (hit !== undefined) return hit;
    if (known.size >= limit) known.clear();
    const value = compute(key);
    known.set(key, value);
    return value;
  };
}

const partsOf = remember(1000, (duration): Parts => {
  const match = form.exec(duration);
  if (!match) throw new RangeError(`Not a duration: ${duration}`);
  const [, minus, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match;
  return {
    sign: minus ? -1 : 1,
    days: Number(weeks) * 7 + Number(days),
    ms: (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000,
  };
});

/** The elapsed part (after the `T`) of a duration in milliseconds, signed. `P1DT2H` → 7,200,000. */
export function durationMs(duration: string): number {
  const { sign, ms } = partsOf(duration);
  return ms === 0 ? 0 : sign * ms;
}

/** The calendar part of a duration in days, signed. `-P2W` → −14. */
export function durationDays(duration: string): number {
  const { sign, days } = partsOf(duration);
  return days === 0 ? 0 : sign * days;
}

/** How long it is roughly, in milliseconds, a day counted as 24 hours: for comparing durations, never for finding a moment. */
export function approximateMs(duration: string): number {
  return durationDays(duration) * DAY_MS + durationMs(duration);
}

const zones = remember(1000, (zone): { valid: boolean } => {
  // Offsets (`+02:00`) know nothing of summer time, and whether Intl takes them depends on the engine.
  if (!/^[A-Za-z]/.test(zone)) return { valid: false };
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return { valid: true };
  } catch {
    return { valid: false };
  }
});

/** Whether `zone` is an IANA time zone this engine knows, e.g. `Asia/Jerusalem`, `UTC`. */
export function isValidZone(zone: string): boolean {
  return zones(zone).valid;
}

function zoned(at: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
}

const offsets = remember(50, (_zone) => new Map<number, number>());

/** Since 1970 no clock anywhere has changed twice within six days (in the north of Brazil, in 2000, within seven). */
const STEADY_DAYS = 6;

/** Offset from UTC in milliseconds at the start of a UTC day (days since 1970). */
function offsetAtDay(day: number, zone: string, known: Map<number, number>): number {
  const offset = known.get(day);
  if (offset !== undefined) return offset;
  if (known.size >= 20_000) known.clear();
  const first = Math.floor(day / STEADY_DAYS) * STEADY_DAYS;
  if (first < 0) return lookUp(day, zone, known);
  // Each question to the calendar takes tens of microseconds: the same answer at both ends is the answer for all days between.
  const from = lookUp(first, zone, known);
  if (from !== lookUp(first + STEADY_DAYS, zone, known)) return lookUp(day, zone, known);
  for (let between = first + 1; between < first + STEADY_DAYS; between++) known.set(between, from);
  return from;
}

function lookUp(day: number, zone: string, known: Map<number, number>): number {
  const offset = known.get(day) ?? zoned(day * DAY_MS, zone).offsetNanoseconds / 1e6;
  known.set(day, offset);
  return offset;
}

/**
 * The offset from UTC if it stays the same from a day before `at` until a day after it, else undefined. Away from clock
 * changes everything can then be calculated with plain numbers, fifty times as fast as with `Temporal`; near one it is
 * `Temporal`'s business.
 */
function steadyOffset(at: number, zone: string): number | undefined {
  if (zone === 'UTC') return 0;
  const day = Math.floor(at / DAY_MS);
  const known = offsets(zone);
  const offset = offsetAtDay(day, zone, known);
  for (const other of [day - 1, day + 1, day + 2]) if (offsetAtDay(other, zone, known) !== offset) return undefined;
  return offset;
}

/** Within these a calendar sum can't leave the range of dates. */
const SAFE_DAYS = 1_000_000;
const SAFE_AT = END_OF_TIME / 2;

/**
 * `at` plus an ISO 8601 duration of weeks, days and time, with an optional leading minus. Days and weeks keep the wall
 * clock in `zone`; a clock time that the day skips moves forward by the gap, one that occurs twice is the first. Time
 * parts are elapsed time and are added after the days: `PT24H` is not `P1D` when clocks change.
 * @param times so often; the seventh day from now keeps today's wall clock, seven days one after the other may not
 */
export function addDuration(at: number, duration: string, zone: string, times = 1): number {
  const parts = partsOf(duration);
  const { sign, days, ms } = times === 1 ? parts : { ...parts, days: parts.days * times, ms: parts.ms * times };
  if (days === 0) return saturate(at + sign * ms);
  if (days > SAFE_DAYS || Math.abs(at) > SAFE_AT) return saturate(at + sign * (days * DAY_MS + ms));
  return saturate(addDays(at, sign * days, zone) + sign * ms);
}

function addDays(at: number, days: number, zone: string): number {
  const [before, after] = [steadyOffset(at, zone), steadyOffset(at + days * DAY_MS, zone)];
  if (before !== undefined && after !== undefined) return at + days * DAY_MS + before - after;
  return slowSum(`${at} ${days} ${zone}`);
}

/** Segments ask the same sum for every customer; on the days around a clock change each takes twenty microseconds. */
const slowSum = remember(5000, (key) => {
  const [at = '', days = '', zone = ''] = key.split(' ');
  return zoned(Number(at), zone).add({ days: Number(days) }).epochMilliseconds;
});

const slowOffset = remember(5000, (key) => {
  const [at = '', zone = ''] = key.split(' ');
  return zoned(Number(at), zone).offsetNanoseconds / 1e6;
});

function saturate(at: number): number {
  return Math.max(-END_OF_TIME, Math.min(END_OF_TIME, at));
}

const weekdayNames = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'] as const satisfies readonly Weekday[];

function weekdayOf(dayOfWeek: number): Weekday {
  return weekdayNames[dayOfWeek - 1] ?? 'mo';
}

export type LocalParts = {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  weekday: Weekday;
  /** `YYYY-MM-DD` */
  date: string;
  /** Wall clock as minutes since midnight, 0–1439. */
  minuteOfDay: number;
};

/** What calendar and clock on the wall show in `zone` at that moment. */
export function localParts(at: number, zone: string): LocalParts {
  const offset = steadyOffset(at, zone) ?? slowOffset(`${at} ${zone}`);
  // Read as UTC, the shifted moment shows what the wall shows.
  const wall = new Date(at + offset);
  const [year, month, day] = [wall.getUTCFullYear(), wall.getUTCMonth() + 1, wall.getUTCDate()];
  const [hour, minute] = [wall.getUTCHours(), wall.getUTCMinutes()];
  return {
    year,
    month,
    day,
    hour,
    minute,
    second: wall.getUTCSeconds(),
    weekday: weekdayOf(wall.getUTCDay() || 7),
    date: wall.toISOString().split('T')[0] ?? '',
    minuteOfDay: hour * 60 + minute,
  };
}

/**
 * The first moment, `at` itself included, when the clock in `zone` shows `clock` (`HH:MM`) on one of `days` (absent or
 * empty: any day). Each day has each clock time once: where clocks go back the first of the two counts, where they
 * skip it, the moment moves forward by the gap.
 */
export function nextClock(at: number, clock: string, zone: string, days?: readonly Weekday[]): number {
  const { date } = localParts(at, zone);
  let midnight = Date.parse(`${date}T00:00:00Z`);
  // Fifteen: a zone that crossed the date line has once left a whole weekday out.
  for (let n = 0; n < 15; n++, midnight += DAY_MS) {
    const moment = clockOnDay(midnight, clock, zone);
    if (moment < at) continue;
    if (days && days.length > 0 && !days.includes(localParts(moment, zone).weekday)) continue;
    return moment;
  }
  throw new RangeError(`No ${clock} on ${days?.join(', ')} after ${at} in ${zone}`);
}

/** @param midnight of the day, read as UTC */
function clockOnDay(midnight: number, clock: string, zone: string): number {
  const wall = midnight + clockMs(clock);
  const offset = steadyOffset(wall, zone);
  return offset === undefined ? slowClock(`${wall} ${zone}`) : wall - offset;
}

const slowClock = remember(5000, (key) => {
  const [wall = '', zone = ''] = key.split(' ');
  return zoned(Number(wall), 'UTC').toPlainDateTime().toZonedDateTime(zone).epochMilliseconds;
});

/** `HH:MM` as milliseconds since midnight on the wall. */
export function clockMs(clock: string): number {
  return (Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))) * 60_000;
}

/** First and last millisecond of a calendar day in `zone`. A skipped midnight begins when the clock resumes. */
export function dayBounds(date: string, zone: string): { from: number; to: number } {
  const midnight = Date.parse(`${date}T00:00:00Z`);
  const offset = Number.isNaN(midnight) ? undefined : steadyOffset(midnight, zone);
  // JavaScript takes 30 February for 2 March.
  if (offset !== undefined && new Date(midnight).toISOString().startsWith(date)) return { from: midnight - offset, to: midnight - offset + DAY_MS - 1 };
  const day = Temporal.PlainDate.from(date);
  return {
    from: day.toZonedDateTime(zone).epochMilliseconds,
    to: day.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds - 1,
  };
}
