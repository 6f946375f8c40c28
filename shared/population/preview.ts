/** What an attribute comes to for some people of the sample, and where each value is from. */
import { z } from 'zod';
import { ulidSchema } from '../ids';
import { problemSchema } from '../problem';

const count = z.number().int().nonnegative();

export const attributePreviewSchema = z.object({
  people: count,
  /** People with a value. */
  filled: count,
  /** People whose sources disagree. */
  disagreeing: count,
  /** The most frequent values with their counts; masked when they say something about a person. */
  top: z.array(z.object({ value: z.string(), people: count })).max(10),
  examples: z
    .array(
      z.object({
        /** Masked unless values were asked for; empty = missing. */
        value: z.string(),
        /** What each source says, in rank order; the one that won is marked. Empty for a formula. */
        candidates: z.array(z.object({ source: ulidSchema, object: ulidSchema, value: z.string(), at: z.number().optional(), won: z.boolean() })),
      }),
    )
    .max(20),
  problems: z.array(problemSchema),
});
export type AttributePreview = z.infer<typeof attributePreviewSchema>;
