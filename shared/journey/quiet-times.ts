/** When not to write: nights and weekly rest, on the wall clock of the customer's zone. */
import { localParts } from '../time/duration';
import { type Calendar, type Weekday, weekdays } from './schema';

const MINUTE = 60_000;
const DAY = 1440;
const WEEK = 7 * DAY;
/** Calendars that leave no minute of the week open would be followed for ever. */
const MOST_HOPS = 60;

/** A stretch of the week that is quiet, in minutes since Monday 00:00; `to` is the first minute that is not. */
type Period = { from: number; to: number };

function minuteOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
}

function weekMinute(day: Weekday, minuteOfDay: number): number {
  return weekdays.indexOf(day) * DAY + minuteOfDay;
}

const periods = new WeakMap<Calendar, Period[]>();

function periodsOf(calendar: Calendar): Period[] {
  let known = periods.get(calendar);
  if (!known) {
    known = calendar.rest.map((rest) => ({ from: weekMinute(rest.fromDay, minuteOf(rest.from)), to: weekMinute(rest.toDay, minuteOf(rest.to)) }));
    if (calendar.nights) {
      const from = minuteOf(calendar.nights.from);
      const length = (minuteOf(calendar.nights.to) - from + DAY) % DAY;
      for (let day = 0; day < 7; day++) known.push({ from: day * DAY + from, to: (day * DAY + from + length) % WEEK });
    }
    periods.set(calendar, known);
  }
  return known;
}

/** Minutes until the period ends; 0 when it does not hold now. A period that ends where it begins never holds. */
function minutesLeft(period: Period, minute: number): number {
  const length = (period.to - period.from + WEEK) % WEEK;
  const since = (minute - period.from + WEEK) % WEEK;
  return since < length ? length - since : 0;
}

function wallMinute(at: number, zone: string): number {
  const { weekday, minuteOfDay } = localParts(at, zone);
  return weekMinute(weekday, minuteOfDay);
}

/** Calendars that count for a customer of this country. Country unknown: all of them, because a late message hurts less than one on a holy day. */
function calendarsFor(calendars: readonly Calendar[], country: string | undefined): readonly Calendar[] {
  return country === undefined ? calendars : calendars.filter((c) => c.countries.length === 0 || c.countries.includes(country));
}

function leftAt(calendars: readonly Calendar[], minute: number): { calendar: Calendar; left: number } | undefined {
  let longest: { calendar: Calendar; left: number } | undefined;
  for (const calendar of calendars)
    for (const period of periodsOf(calendar)) {
      const left = minutesLeft(period, minute);
      if (left > (longest?.left ?? 0)) longest = { calendar, left };
    }
  return longest;
}

/** The first minute after `from` at which the wall clock has jumped; the two moments are known to differ in offset. */
function clockChange(from: number, to: number, zone: string): number {
  const start = wallMinute(from, zone);
  let [before, after] = [from, to];
  while (after - before > MINUTE) {
    const middle = before + Math.floor((after - before) / MINUTE / 2) * MINUTE;
    const steady = (start + (middle - from) / MINUTE) % WEEK === wallMinute(middle, zone);
    if (steady) before = middle;
    else after = middle;
  }
  return after;
}

export type Quiet = { until: number; calendar: string };

/**
 * Whether it is quiet at `at`, until when (epoch ms, the first minute that is not quiet), and the calendar that says so.
 * Overlapping and adjoining periods are followed to the end. Calendars that never leave a minute open give a moment that
 * is still quiet, weeks away; the sender's longest hold ends such a wait.
 */
export function quietAt(calendars: readonly Calendar[], country: string | undefined, at: number, zone: string): Quiet | undefined {
  const mine = calendarsFor(calendars, country);
  if (mine.length === 0) return undefined;
  const first = leftAt(mine, wallMinute(at, zone));
  if (!first) return undefined;
  let until = Math.floor(at / MINUTE) * MINUTE;
  let minute = wallMinute(until, zone);
  let left = first.left;
  for (let hops = 0; left > 0 && hops < MOST_HOPS; hops++) {
    let next = until + left * MINUTE;
    // Where the clock changes on the way the wall does not show what was counted: stop there and look again.
    if (wallMinute(next, zone) !== (minute + left) % WEEK) next = clockChange(until, next, zone);
    until = next;
    minute = wallMinute(until, zone);
    left = leftAt(mine, minute)?.left ?? 0;
  }
  return { until, calendar: first.calendar.id };
}

/** The first moment (epoch ms) after `at` that is not quiet; undefined when it is not quiet at `at`. */
export function quietUntil(calendars: readonly Calendar[], country: string | undefined, at: number, zone: string): number | undefined {
  return quietAt(calendars, country, at, zone)?.until;
}
