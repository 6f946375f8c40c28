/** Quiet times and caps as the reference reads them: is it quiet this minute, and which messages still count. */
import type { Calendar, Cap } from '../../shared/journey/schema';
import { eveningOf } from '../../shared/time/sunset';
import { DAY, dateAt, firstMinute, isOpen, MINUTE, plus, wallAt, weekMinute } from './wall-clock';

const everyDay = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'] as const;
/** Where the sun is looked at when a calendar does not say. */
const jerusalem = { latitude: 31.77, longitude: 35.21, beforeSunset: 40, afterNightfall: 0 };

type Reason = { calendar: string; holiday?: string; isQuiet(at: number): boolean };

/** Each thing a calendar says, as a question to one moment. */
function reasonsOf(calendar: Calendar, zone: string): Reason[] {
  const reasons: Reason[] = [];
  const { id, nights, rest, shabbat, days = [], sun = jerusalem } = calendar;
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
  if (shabbat)
    reasons.push({
      calendar: id,
      isQuiet(at) {
        // From Friday's sunset to Saturday's nightfall, wherever the customer is: it goes by the place of the calendar.
        for (let day = Math.floor(at / DAY) - 3; day <= Math.floor(at / DAY) + 3; day++) {
          if (new Date(day * DAY).getUTCDay() !== 5) continue;
          const begins = eveningOf(day, sun).sunset - sun.beforeSunset * MINUTE;
          const ends = eveningOf(day + 1, sun).nightfall + sun.afterNightfall * MINUTE;
          if (at >= begins && at < ends) return true;
        }
        return false;
      },
    });
  for (const one of days) reasons.push({ calendar: id, holiday: one.id, isQuiet: (at) => dateAt(at, zone) >= one.from && dateAt(at, zone) <= one.to });
  return reasons;
}

/** Whether it is quiet, and if so until when, and which calendar (and whose day of the client's) lasts longest. */
export function quietAt(
  calendars: readonly Calendar[],
  country: string | undefined,
  at: number,
  zone: string,
): { until: number; calendar: string; holiday?: string } | undefined {
  const mine = calendars.filter(({ countries }) => country === undefined || countries.length === 0 || countries.includes(country));
  const reasons = mine.flatMap((calendar) => reasonsOf(calendar, zone));
  const now = reasons.filter((one) => one.isQuiet(at));
  if (now.length === 0) return undefined;
  const endOf = (one: Reason) => firstMinute(at, (later) => !one.isQuiet(later), 60) ?? at;
  let longest = now[0];
  if (now.length > 1) for (const one of now) if (longest && endOf(one) > endOf(longest)) longest = one;
  const until = firstMinute(at, (later) => !reasons.some((one) => one.isQuiet(later)), 60);
  if (!longest || until === undefined) throw new Error('the reference looks no further than sixty days');
  return { until, calendar: longest.calendar, ...(longest.holiday === undefined ? {} : { holiday: longest.holiday }) };
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
