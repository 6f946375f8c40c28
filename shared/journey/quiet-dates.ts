/** What somebody has to type into a system that reckons no holidays and knows no sun: the days of a calendar with their hours. */
import { zoneOfCountry } from '../time/zone-of-country';
import { quietStretches, type Stretch } from './quiet-times';
import type { Calendar } from './schema';

type Client = { country: string; timeZone: string };

/** The zone whose clock a calendar's hours are told by: a calendar of other countries is read on their clock. */
export function zoneOfCalendar({ countries }: Pick<Calendar, 'countries'>, client: Client): string {
  const [first] = countries;
  if (first === undefined || countries.includes(client.country)) return client.timeZone;
  return zoneOfCountry(first) ?? client.timeZone;
}

/** Holidays and dates of the client's own between two moments, those that adjoin as one; nights and weekly rest are no dates. */
export function quietDates({ nights: _, shabbat: __, ...calendar }: Calendar, from: number, to: number, zone: string): Stretch[] {
  return quietStretches([{ ...calendar, rest: [] }], from, to, zone);
}

/** The earliest and latest clock time, "15:52", at which Shabbat begins and ends; undefined where the calendar has none. */
export function shabbatHours(calendar: Calendar, from: number, to: number, zone: string): Record<'begins' | 'ends', [first: string, last: string]> | undefined {
  if (!calendar.shabbat) return undefined;
  const { nights: _, holidays: __, days: ___, ...only } = calendar;
  // The first and the last may be cut off by the time asked for.
  const weeks = quietStretches([{ ...only, rest: [] }], from, to, zone).slice(1, -1);
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' });
  const ends = (of: (week: Stretch) => number): [string, string] | undefined => {
    const times = weeks.map((week) => clock.format(of(week))).sort();
    const [first, last] = [times[0], times.at(-1)];
    return first === undefined || last === undefined ? undefined : [first, last];
  };
  const [begins, over] = [ends((week) => week.from), ends((week) => week.to)];
  return begins && over && { begins, ends: over };
}
