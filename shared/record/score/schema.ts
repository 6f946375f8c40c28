/** A number that was worked out, taken apart: the form in which executor, app and other programs speak of it. */
import { z } from 'zod';
import { textSchema } from '../../text';

const termSchema = z.object({ property: z.string(), op: z.enum(['=', '!=', '<', '<=', '>', '>=', 'contains', 'in']), value: z.json() });
export type WhereTerm = z.infer<typeof termSchema>;

/**
 * events: points for what happened · idle: what a stretch without news takes off (or adds) · attribute: a value of the record · imported: what
 * the sources delivered for this attribute · constant: the same for everybody · other: anything else a formula can say.
 */
export const scorePartSchema = z.object({
  kind: z.enum(['events', 'idle', 'attribute', 'imported', 'constant', 'other']),
  /** What it gives now, with its sign; null: it can't be known. */
  value: z.number().nullable(),
  events: z.array(z.string()),
  attributes: z.array(z.string()),
  /** Only events for which all of this holds; absent when it can't be said so simply, and `narrowed` is set. */
  where: z.array(termSchema).optional(),
  narrowed: z.literal(true).optional(),
  /** Points for each event that counts, or for each stretch of `everyDays`. */
  each: z.number().optional(),
  /** Events that count, and all that happened and would count without `every` and `last`. */
  counted: z.number().int().optional(),
  happened: z.number().int().optional(),
  /** When those that count happened, the newest five first. */
  moments: z.array(z.iso.datetime()).optional(),
  /** At most one in so long counts; only the last so long counts. */
  every: z.string().optional(),
  last: z.string().optional(),
  /** The most (of points taken off: the least) that this part gives. */
  limit: z.number().optional(),
  /** Since when nothing happened, midnights since then. Absent: it never happened. */
  since: z.string().optional(),
  days: z.number().optional(),
  everyDays: z.number().optional(),
});
export type ScorePart = z.infer<typeof scorePartSchema>;

/** Who asks whether the number is over or under some other, and what of it. */
const askerSchema = z.object({ kind: z.enum(['segment', 'journey']), id: z.string(), name: textSchema });

export const scoreSumSchema = z.object({
  /** null: it can't be known. */
  value: z.number().nullable(),
  parts: z.array(scorePartSchema),
  /** What the limits of the whole, or rounding, add to the parts: they and this come to `value`. */
  rest: z.number(),
  range: z.object({ least: z.number().optional(), most: z.number().optional() }),
});
export type ScoreSum = z.infer<typeof scoreSumSchema>;

export const scoreExplanationSchema = scoreSumSchema.extend({
  attribute: z.string(),
  /** When it was looked at. */
  at: z.iso.datetime(),
  /** What it comes to as time goes by while nothing else happens: the next forty changes within 400 days. */
  changes: z.array(z.object({ at: z.iso.datetime(), value: z.number().nullable() })),
  thresholds: z.array(
    z.object({
      op: z.enum(['gt', 'gte', 'lt', 'lte']),
      value: z.number(),
      by: z.array(askerSchema),
      holds: z.boolean(),
      /** When that turns while nothing else happens; absent: not within 400 days. */
      turnsAt: z.iso.datetime().optional(),
    }),
  ),
});
export type ScoreExplanation = z.infer<typeof scoreExplanationSchema>;
export type Threshold = Pick<ScoreExplanation['thresholds'][number], 'op' | 'value' | 'by'>;
