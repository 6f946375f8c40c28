/** Quiet times and caps as the reference reads them: is it quiet this minute, and which messages still count. */
import type { Calendar, Cap } from '../../shared/journey/schema';
import { eveningOf } from '../../shared/time/sunset';
import { feastsOn } from './holidays';
import { DAY, firstMinute, isOpen, MINUTE, plus, spanOf, wallAt, weekMinute } from './wall-clock';

const everyDay = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'] as const;
/** Where the sun is looked at when a calendar does not say. */
const jerusalem = { latitude: 31.77, longitude: 35.21, beforeSunset: 40, afterNightfall: 0 };

/** No message is held longer: what ends later, or never, comes to the same. */
const daysAhead = 20;

type Reason = { calendar: string; holiday?: string; isQuiet(at: number): boolean };

const dayName = (day: number) => new Date(day * DAY).toISOString().slice(0, 10);
/** Days on the wall, the last one included. */
const wallDays = (first: string, last: string, zone: string) => ({ from: spanOf(first, zone)?.from ?? 0, to: (spanOf(last, zone)?.to ?? 0) + 1 });

/** Each thing a calendar says about this moment and the time after it, as a question to one moment. */
function reasonsOf(calendar: Calendar, zone: string, about: number): Reason[] {
  const reasons: Reason[] = [];
  const { id, nights, rest, shabbat, holidays = [], days = [], sun = jerusalem } = calendar;
  if (nights) reasons.push({ calendar: id, isQuiet: (at) => nights.from !== nights.to && isOpen({ ...nights, days: everyDay }, at, zone) });
  for (const { fromDay, from, toDay, to } of rest) {
    const [first, last] = [weekMinute(fromDay, from), weekMinute(toDay, to)];
    reasons.push({
      calendar: id,
      isQuiet(at) {
        const { weekday, minute } = wallAt(at, zone);
        const now = weekday * 1440 + minute;
        return first < last ? now >= first && now < last : first > last && (now >= first || now < last);
      },
    });
  }
  const add = (holiday: string | undefined, { from, to }: { from: number; to: number }) =>
    reasons.push({ calendar: id, ...(holiday === undefined ? {} : { holiday }), isQuiet: (at) => at >= from && at < to });
  /** From sunset on the eve to nightfall of the last day, wherever the customer is: it goes by the place of the calendar. */
  const eve = (first: number, length: number) => ({
    from: eveningOf(first - 1, sun).sunset - sun.beforeSunset * MINUTE,
    to: eveningOf(first + length - 1, sun).nightfall + sun.afterNightfall * MINUTE,
  });
  for (let day = Math.floor(about / DAY) - 18; day <= Math.floor(about / DAY) + daysAhead + 4; day++) {
    if (shabbat && new Date(day * DAY).getUTCDay() === 6) add(undefined, eve(day, 1));
    for (const { name, first, days: length, hours } of holidays.flatMap((set) => feastsOn(set, day))) {
      const wall = wallDays(dayName(first), dayName(first + length - 1), zone);
      add(name, hours === 'eve' ? eve(first, length) : hours === 'day' ? wall : { ...wall, to: eveningOf(first, sun).sunset });
    }
  }
  for (const one of days) add(one.id, wallDays(one.from, one.to, zone));
  return reasons;
}

/** Whether it is quiet, and if so until when (for ever: longer than anybody waits), and which calendar (and whose day of the client's) lasts longest. */
export function quietAt(
  calendars: readonly Calendar[],
  country: string | undefined,
  at: number,
  zone: string,
): { until: number; calendar: string; holiday?: string } | undefined {
  const mine = calendars.filter(({ countries }) => country === undefined || countries.length === 0 || countries.includes(country));
  const reasons = mine.flatMap((calendar) => reasonsOf(calendar, zone, at));
  const now = reasons.filter((one) => one.isQuiet(at));
  if (now.length === 0) return undefined;
  const endOf = (one: Reason) => firstMinute(at, (later) => !one.isQuiet(later), daysAhead) ?? Number.POSITIVE_INFINITY;
  const beginOf = (one: Reason) => {
    let begin = at;
    while (one.isQuiet(begin - MINUTE)) begin -= MINUTE;
    return begin;
  };
  // Of two that end together the one that began first.
  const isLonger = (one: Reason, other: Reason) => endOf(one) > endOf(other) || (endOf(one) === endOf(other) && beginOf(one) < beginOf(other));
  let longest = now[0];
  if (now.length > 1) for (const one of now) if (longest && isLonger(one, longest)) longest = one;
  const until = firstMinute(at, (later) => !reasons.some((one) => one.isQuiet(later)), daysAhead) ?? Number.POSITIVE_INFINITY;
  return longest && { until, calendar: longest.calendar, ...(longest.holiday === undefined ? {} : { holiday: longest.holiday }) };
}

export type Sent = { at: number; class: string; channel: string };

/** Whether one more would be one too many, and when it no longer is; never, when none is allowed at all. */
export function capReached(cap: Cap, sent: readonly Sent[], now: number, zone: string): { freesAt: number | undefined } | undefined {
  const counts = ({ class: is, channel }: Sent) =>
    cap.classes.some((one) => one === is) && (!cap.channels?.length || cap.channels.some((one) => one === channel));
  const ends = sent.filter(counts).map(({ at }) => plus(at, cap.window, zone));
  const countedAt = (at: number) => ends.filter((end) => end > at).length;
  if (countedAt(now) < cap.limit) return undefined;
  const frees = ends.filter((end) => end > now && countedAt(end) < cap.limit).sort((a, b) => a - b)[0];
  return { freesAt: frees };
}
