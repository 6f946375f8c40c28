/** What makes a calendar's quiet times: stretches of time, each with what it is. */
import { clockMs, dayBounds } from '../time/duration';
import type { Holiday } from '../time/holiday';
import { holidaysOf } from '../time/holidays';
import { eveningOf } from '../time/sunset';
import { eachWeek, type WeeklyPeriod, weekTime } from '../time/weekly';
import { type Calendar, weekdays } from './schema';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
/** 1970-01-01 was a Thursday. */
const FIRST_MONDAY = -3;
const FRIDAY = weekdays.indexOf('fr');
/** The longest that zones, an eve and its place lie apart, in days. */
const SLACK = 3;

/** Epoch ms; `to` is the first moment that is not quiet. `holiday`: the name of a holiday, or the id of days the client named. */
export type QuietPart = { from: number; to: number; calendar: string; holiday?: string };

export const defaultSun: NonNullable<Calendar['sun']> = { latitude: 31.77, longitude: 35.21, beforeSunset: 40, afterNightfall: 0 };

/** All parts of a calendar that reach into the time from `from` to `to`, for a customer in `zone`; in no order. */
export function quietParts(calendar: Calendar, zone: string, from: number, to: number): QuietPart[] {
  const parts: QuietPart[] = [];
  const add = (start: number, end: number, holiday?: string) => {
    if (start < end && start < to && end > from) parts.push({ from: start, to: end, calendar: calendar.id, ...(holiday !== undefined && { holiday }) });
  };
  const latest = new Map<WeeklyPeriod, QuietPart>();
  // A week further, as a part that begins before `to` may go on behind a change of the clock.
  eachWeek(periodsOf(calendar), zone, from, to + WEEK_MS, (start, end, period) => {
    const before = latest.get(period);
    // A change of the clock in the middle makes no two times of one: else another calendar would seem to last longer.
    if (before?.to === start) before.to = end;
    else {
      const part = { from: start, to: end, calendar: calendar.id };
      latest.set(period, part);
      if (start < to) parts.push(part);
    }
  });
  const [firstDay, lastDay] = [Math.floor(from / DAY_MS) - SLACK, Math.floor(to / DAY_MS) + SLACK];
  const sun = calendar.sun ?? defaultSun;
  const evening = (day: number) => eveningOf(day, sun);
  const addEve = (day: number, days: number, holiday?: string) =>
    add(evening(day - 1).sunset - sun.beforeSunset * MINUTE_MS, evening(day + days - 1).nightfall + sun.afterNightfall * MINUTE_MS, holiday);

  if (calendar.shabbat) for (let day = firstDay; day <= lastDay; day++) if (weekdayIndex(day) === FRIDAY + 1) addEve(day, 1);
  for (const { name, day, days, hours } of holidaysBetween(calendar.holidays, firstDay, lastDay)) {
    if (hours === 'eve') addEve(day, days, name);
    else if (hours === 'day') add(dayBounds(isoOf(day), zone).from, dayBounds(isoOf(day + days - 1), zone).to + 1, name);
    else for (let one = day; one < day + days; one++) add(dayBounds(isoOf(one), zone).from, evening(one).sunset, name);
  }
  for (const days of calendar.days ?? [])
    if (days.from <= days.to && dayOf(days.from) <= lastDay && dayOf(days.to) >= firstDay)
      add(dayBounds(days.from, zone).from, dayBounds(days.to, zone).to + 1, days.id);
  return parts;
}

function weekdayIndex(day: number): number {
  return (((day - FIRST_MONDAY) % 7) + 7) % 7;
}

function dayOf(iso: string): number {
  return Date.parse(`${iso}T00:00:00Z`) / DAY_MS;
}

function isoOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

function holidaysBetween(sets: Calendar['holidays'] = [], firstDay: number, lastDay: number): Holiday[] {
  const found: Holiday[] = [];
  const [firstYear, lastYear] = [firstDay, lastDay].map((day) => new Date(day * DAY_MS).getUTCFullYear()) as [number, number];
  // The holidays of the year before may reach into this one.
  for (const set of sets)
    for (let year = firstYear - 1; year <= lastYear; year++)
      for (const holiday of holidaysOf(set, year)) if (holiday.day <= lastDay && holiday.day + holiday.days > firstDay) found.push(holiday);
  return found;
}

function periodsOf({ nights, rest }: Calendar): WeeklyPeriod[] {
  const periods = rest.map((one) => {
    const from = weekTime(one.fromDay, one.from);
    return { from, length: (weekTime(one.toDay, one.to) - from + WEEK_MS) % WEEK_MS };
  });
  if (nights) {
    const length = (clockMs(nights.to) - clockMs(nights.from) + DAY_MS) % DAY_MS;
    for (const day of weekdays) periods.push({ from: weekTime(day, nights.from), length });
  }
  return periods;
}
