/** The calendars of an engagement: added, changed, removed. Ids and times are arguments. */
import type { Engagement } from '../engagement/schema';
import { withoutUndefined } from '../engagement/without-undefined';
import { type Calendar, calendarSchema } from './schema';

/** A change that the schema refuses (a half-typed time) leaves everything as it is. */
export function editCalendar(engagement: Engagement, { id, calendar: patch }: { id: string; calendar: Partial<Omit<Calendar, 'id'>> }): Engagement {
  const calendars = engagement.calendars.map((one) => {
    if (one.id !== id) return one;
    const changed = calendarSchema.safeParse(withoutUndefined({ ...one, ...patch }));
    return changed.success ? changed.data : one;
  });
  return calendars.every((one, i) => one === engagement.calendars[i]) ? engagement : { ...engagement, calendars };
}

/** Adds an empty one, or one the catalogue knows. An id that is taken changes nothing. */
export function addCalendar(engagement: Engagement, { calendar }: { calendar: Calendar }): Engagement {
  if (engagement.calendars.some(({ id }) => id === calendar.id)) return engagement;
  return { ...engagement, calendars: [...engagement.calendars, calendarSchema.parse(calendar)] };
}

export function removeCalendar(engagement: Engagement, { id }: { id: string }): Engagement {
  const calendars = engagement.calendars.filter((one) => one.id !== id);
  return calendars.length === engagement.calendars.length ? engagement : { ...engagement, calendars };
}
