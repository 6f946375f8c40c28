/** What the client expects of the journeys: figures of its own in place of the catalogue's, each with how far it may be off. */
import { z } from 'zod';
import { ulidSchema } from '../ids';

/** An expected figure stands elsewhere (volumes, KPI inputs) or here; absent: the rule's own. */
export const spanSchema = z.object({ low: z.number().optional(), expected: z.number().optional(), high: z.number().optional() });
export type Span = z.infer<typeof spanSchema>;

/** One journey, all year round. Shares are 0–1; `perMonth` people who enter it, `value` what one conversion brings in. */
export const journeyCaseSchema = z.object({
  journey: ulidSchema,
  perMonth: spanSchema.optional(),
  /** Of those who enter, how many may and can be written to; absent: the conversion is one of all who enter. */
  reach: spanSchema.optional(),
  conversion: spanSchema.optional(),
  value: spanSchema.optional(),
  /** Of the conversions, those that would not have happened anyway. */
  incremental: spanSchema.optional(),
  /** Where the figures come from, in the consultant's words. */
  source: z.string().max(1000).optional(),
});
export type JourneyCase = z.infer<typeof journeyCaseSchema>;

export const businessCaseSchema = z.object({
  /** How low and how high a KPI input may turn out, by input id. */
  ranges: z.record(z.string(), spanSchema),
  /** Where a KPI input of the client's own comes from, by input id. */
  sources: z.record(z.string(), z.string().max(1000)),
  journeys: z.array(journeyCaseSchema),
  /** Whose price is reckoned with: a vendor's, or the amounts that were typed. Absent: the first of the ranking that has a price. */
  platform: z.union([z.literal('typed'), ulidSchema]).optional(),
});
export type BusinessCase = z.infer<typeof businessCaseSchema>;
