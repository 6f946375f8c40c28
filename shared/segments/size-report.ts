/** How many people of the sample are in each segment, and how many that would be among the client's. */
import { z } from 'zod';
import { keySchema } from '../ids';
import { problemSchema } from '../problem';

const count = z.number().int().nonnegative();

/** On the client's own list: the share in the sample times the list, with the 95 % interval (Wilson) of the share. */
const projectionSchema = z.object({ people: count, low: count, high: count });

export const segmentSizeSchema = z.object({
  segment: keySchema,
  size: count,
  /** Absent when the client's total is not known or the segment can't be counted. */
  projected: projectionSchema.optional(),
  state: z.enum([
    'counted',
    /** Counted, and nobody is in it. */
    'dead',
    /** Counted, and too few for content of its own, on the client's list or, without one, in the sample. */
    'small',
    /** Something it needs is not there: `missing` says what. */
    'not-computable',
  ]),
  /** Attributes and events without data, and segments that can't be worked out. */
  missing: z.array(z.object({ kind: z.enum(['attribute', 'event', 'segment']), id: keySchema })),
});
export type SegmentSize = z.infer<typeof segmentSizeSchema>;

export const segmentReportSchema = z.object({
  /** People in the sample, and the client's total when it is known (`volumes.customers`, else `volumes.contacts`). */
  people: count,
  total: count.optional(),
  sizes: z.array(segmentSizeSchema),
  /** People in both, for every pair of the segments asked for, each pair once. */
  overlap: z.array(z.object({ a: keySchema, b: keySchema, people: count })),
  /** For up to four segments asked for: people by exactly which of them they are in. */
  regions: z.array(z.object({ segments: z.array(keySchema), people: count })),
  problems: z.array(problemSchema),
});
export type SegmentReport = z.infer<typeof segmentReportSchema>;
