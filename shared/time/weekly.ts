/** Times that come every week on the wall clock of a zone: nights, weekly rest, windows for writing. */
import { type Weekday, weekdays } from '../journey/schema';
import { clockChanges } from './clock-changes';
import { clockMs } from './duration';

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
/** 1970-01-01 was a Thursday. */
const FIRST_MONDAY_MS = -3 * DAY_MS;
/** Clock changes are looked for over so much at once, so that neighbouring questions share the answer. */
const SPAN_MS = 64 * DAY_MS;

/** In ms; `from` counts from Monday 00:00 on the wall. */
export type WeeklyPeriod = { from: number; length: number };

/** Ms from Monday 00:00 on the wall. */
export function weekTime(day: Weekday, clock: string): number {
  return weekdays.indexOf(day) * DAY_MS + clockMs(clock);
}

/**
 * Gives each stretch (epoch ms, `to` outside) that reaches into the time from `from` to `to`, those of one period in order, cut where the
 * clock is changed. The wall clock decides: what it shows twice comes twice; of what it skips only the rest is left, from the
 * moment of the change.
 */
export function eachWeek(
  periods: readonly WeeklyPeriod[],
  zone: string,
  from: number,
  to: number,
  add: (from: number, to: number, period: WeeklyPeriod) => void,
): void {
  if (periods.length === 0) return;
  const [first, last] = [Math.floor((from - WEEK_MS) / SPAN_MS) * SPAN_MS, Math.ceil((to + WEEK_MS) / SPAN_MS) * SPAN_MS];
  for (const { since, until, offset } of clockChanges(zone, first, last)) {
    const [start, end] = [Math.max(since, from), Math.min(until, to)];
    if (start >= end) continue;
    const firstWeek = Math.floor((start + offset - FIRST_MONDAY_MS) / WEEK_MS) - 1;
    for (let monday = FIRST_MONDAY_MS + firstWeek * WEEK_MS - offset; monday < end; monday += WEEK_MS)
      for (const period of periods) {
        const [begins, ends] = [Math.max(monday + period.from, since), Math.min(monday + period.from + period.length, until)];
        if (begins < ends && begins < end && ends > start) add(begins, ends, period);
      }
  }
}
