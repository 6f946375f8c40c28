/** Times of the day and the week, and when not to write. */
import { z } from 'zod';
import { keySchema } from '../ids';
import { textSchema } from '../text';
import { holidaySets } from '../time/holidays';

export const clockSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
export const weekdays = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'] as const;
export const weekdaySchema = z.enum(weekdays);
export type Weekday = z.infer<typeof weekdaySchema>;

/** Where the sun sets that Shabbat and feasts go by, and how many minutes sooner than sunset and later than nightfall the quiet begins and ends. */
const sunSchema = z.strictObject({
  latitude: z.number().min(-65).max(65),
  longitude: z.number().min(-180).max(180),
  beforeSunset: z.number().int().min(0).max(180),
  afterNightfall: z.number().int().min(0).max(180),
});

/** Days the client names; the last one is quiet too. */
const ownDaysSchema = z.strictObject({ id: keySchema, name: textSchema, from: z.iso.date(), to: z.iso.date() });
export type OwnDays = z.infer<typeof ownDaysSchema>;

/** When not to write, in the customer's own zone. */
export const calendarSchema = z.strictObject({
  id: keySchema,
  name: textSchema,
  /** Empty: every country. ISO 3166 codes otherwise. */
  countries: z.array(z.string().length(2)),
  nights: z.strictObject({ from: clockSchema, to: clockSchema }).optional(),
  /** Weekly rest, from a weekday and time to a weekday and time. */
  rest: z.array(z.strictObject({ fromDay: weekdaySchema, from: clockSchema, toDay: weekdaySchema, to: clockSchema })),
  /** Weekly rest by the sun: from Friday's sunset to Saturday's nightfall. */
  shabbat: z.boolean().optional(),
  holidays: z.array(z.enum(holidaySets)).optional(),
  /** Absent: Jerusalem, with candles forty minutes before sunset. */
  sun: sunSchema.optional(),
  days: z.array(ownDaysSchema).optional(),
});
export type Calendar = z.infer<typeof calendarSchema>;
