/** When reports are made and where they go; and which period is due. */
import { z } from 'zod';
import { weekdays } from '../journey/schema';
import { problemSchema } from '../problem';
import { languageSchema } from '../text';
import { dayBounds, isValidZone, localParts, nextClock } from '../time/duration';
import { reasonSchema } from './api';
import { mostMailRecipients } from './mails';
import { summaryRhythms } from './summary-input';

export const summarySettingsSchema = z.object({
  on: z.boolean().default(false),
  rhythm: z.enum(summaryRhythms).default('weekly'),
  /** Of a weekly one. */
  weekday: z.enum(weekdays).default('su'),
  /** Of a monthly one; every month has it. */
  day: z.number().int().min(1).max(28).default(1),
  time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .default('08:00'),
  timeZone: z.string().refine(isValidZone).default('UTC'),
  language: languageSchema.default('en'),
  folder: z.string().max(1000).optional(),
  mails: z.array(z.email().max(254)).max(mostMailRecipients).default([]),
});
export type SummarySettings = z.infer<typeof summarySettingsSchema>;

/** failed: tried again; refused: not. trying: on its way; after a crash nobody knows whether a mail left, and it is not sent again. */
export const summaryPlaceSchema = z.object({
  kind: z.enum(['folder', 'mail']),
  /** The file, or the address. */
  to: z.string(),
  state: z.enum(['trying', 'done', 'failed', 'refused', 'unknown']),
  problem: problemSchema.optional(),
  reason: reasonSchema.optional(),
});
export const madeReportSchema = z.object({
  /** The moment it was due, or made by hand. */
  due: z.iso.datetime(),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  asked: z.boolean(),
  /** Reports that were due before it and that nobody was there to make: it stands for them. */
  skipped: z.number().int().default(0),
  tries: z.number().int(),
  triedAt: z.iso.datetime(),
  /** Why there is no report at all. */
  problem: problemSchema.optional(),
  places: z.array(summaryPlaceSchema),
});
export type MadeReport = z.infer<typeof madeReportSchema>;
export const summaryStateSchema = z.object({ settings: summarySettingsSchema, next: z.iso.datetime().optional(), made: z.array(madeReportSchema) });
export type SummaryState = z.infer<typeof summaryStateSchema>;

export type Due = { due: number; from: number; to: number };

/** The last one that was due by now. */
export function lastDue(settings: SummarySettings, now: number): Due {
  const { date } = localParts(now, settings.timeZone);
  for (let back = 0; back <= 32; back++) {
    const found = dueOn(settings, dayAfter(date, -back));
    if (found && found.due <= now) return found;
  }
  throw new RangeError('no report is due in any month');
}

/** How many were due within a time, the last moment included. */
export function duesBetween(settings: SummarySettings, after: number, last: number): number {
  let count = 0;
  for (let at = last; count < mostCounted; count++) {
    const { due } = lastDue(settings, at);
    if (due <= after) break;
    at = due - 1;
  }
  return count;
}

/** Of days: more than a year away is away. */
const mostCounted = 400;

/** When the next one is due. */
export function nextDue(settings: SummarySettings, now: number): number {
  const { date } = localParts(now, settings.timeZone);
  for (let ahead = 0; ahead <= 32; ahead++) {
    const found = dueOn(settings, dayAfter(date, ahead));
    if (found && found.due > now) return found.due;
  }
  throw new RangeError('no report is due in any month');
}

/** The last whole period before a moment, whatever the hour. */
export function periodBefore(settings: SummarySettings, now: number): Due {
  const { date } = localParts(now, settings.timeZone);
  const { rhythm, timeZone } = settings;
  return { due: now, ...periodTo(rhythm, date, timeZone) };
}

function dueOn({ rhythm, weekday, day, time, timeZone }: SummarySettings, date: string): Due | undefined {
  const start = dayBounds(date, timeZone).from;
  const parts = localParts(start, timeZone);
  if ((rhythm === 'weekly' && parts.weekday !== weekday) || (rhythm === 'monthly' && parts.day !== day)) return undefined;
  return { due: nextClock(start, time, timeZone), ...periodTo(rhythm, date, timeZone) };
}

/** Whole days in the zone: yesterday, the seven days before, the month before. */
function periodTo(rhythm: SummarySettings['rhythm'], date: string, zone: string): { from: number; to: number } {
  const start = (day: string) => dayBounds(day, zone).from;
  if (rhythm !== 'monthly') return { from: start(dayAfter(date, rhythm === 'daily' ? -1 : -7)), to: start(date) };
  const first = `${date.slice(0, 8)}01`;
  return { from: start(`${dayAfter(first, -1).slice(0, 8)}01`), to: start(first) };
}

function dayAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
