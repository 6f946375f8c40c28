import { z } from 'zod';
import { conditionSchema } from '../condition/schema';
import { keySchema } from '../ids';
import { textSchema } from '../text';

export const segmentSchema = z.object({
  id: keySchema,
  name: textSchema,
  category: keySchema,
  purpose: textSchema.optional(),
  when: conditionSchema,
  /** `test-records` and `employees`: always present, excluded from every other segment and from journeys. */
  administrative: z.boolean(),
  /** Below this a segment is not worth its own content. */
  minimumSize: z.number().int().nonnegative(),
});
export type Segment = z.infer<typeof segmentSchema>;
