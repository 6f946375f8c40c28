/** The sample's workshop was on a certain Sunday; whoever opens it later should not find everything overdue. */
import type { Engagement } from '../engagement/schema';
import { dayOfHebrew, daysInHebrewMonth, hebrewOfDay } from '../time/hebrew-calendar';

/** The day of the sample's second workshop. */
export const SAMPLE_DAY = '2026-11-22';
const DAY = 86_400_000;

/**
 * Moves what hangs on the workshop (notes, due dates, phases, the days people were counted and segments were) by whole weeks to `today` (ISO date), and planned sends to the
 * next year's day in the Hebrew calendar, where holidays stay holidays. A day before the workshop changes nothing.
 */
export function freshenSample(engagement: Engagement, today: string): Engagement {
  const weeks = Math.floor((Date.parse(today) - Date.parse(SAMPLE_DAY)) / (7 * DAY));
  if (!(weeks > 0)) return engagement;
  const moved = (date: string) => new Date(Date.parse(date) + weeks * 7 * DAY).toISOString();
  const movedDay = (date: string) => moved(date).slice(0, 10);
  return {
    ...engagement,
    notes: engagement.notes.map((note) => ({ ...note, createdAt: moved(note.createdAt), ...(note.due && { due: movedDay(note.due) }) })),
    phases: engagement.phases.map((phase) => ({ ...phase, ...(phase.start && { start: movedDay(phase.start) }) })),
    journeys: engagement.journeys.map((journey) => ({
      ...journey,
      annotations: {
        ...journey.annotations,
        storyboard: journey.annotations.storyboard.map(({ actual, ...frame }) => ({
          ...frame,
          ...(actual && { actual: { ...actual, on: movedDay(actual.on) } }),
        })),
      },
    })),
    ...(engagement.measured?.segments && {
      measured: { ...engagement.measured, segments: { ...engagement.measured.segments, at: moved(engagement.measured.segments.at) } },
    }),
    plannedSends: engagement.plannedSends
      .map((send) => ({ ...send, date: send.date > today ? send.date : nextHebrewYear(send.date, today) }))
      .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)),
  };
}

/** The next day after `today` that has the same day and month in the Hebrew calendar; the same weekday a year on if there is none. */
function nextHebrewYear(date: string, today: string): string {
  const wanted = hebrewOfDay(dayOf(date));
  const { year } = hebrewOfDay(dayOf(today));
  // A leap month may be missing from the next year, never from three in a row.
  for (let next = year; next <= year + 3; next++) {
    const at = dayOfHebrew(next, wanted.month, wanted.day);
    if (at > dayOf(today) && wanted.day <= daysInHebrewMonth(next, wanted.month)) return isoOf(at);
  }
  return isoOf(dayOf(today) + 364);
}

function dayOf(date: string): number {
  return Date.parse(date) / DAY;
}

function isoOf(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}
