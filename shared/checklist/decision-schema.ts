/** What a choice of vendor was taken on: the standing as it was that minute, kept with the note that records the choice. */
import { z } from 'zod';
import { keySchema, ulidSchema } from '../ids';

/** `current`: the system of today stays. `none`: nobody was chosen, for now. */
export const choices = ['vendor', 'current', 'none'] as const;

export const frozenStandingSchema = z.object({
  vendor: ulidSchema,
  /** As it was called then; the vendor may be gone since. */
  name: z.string().min(1).max(200),
  role: z.enum(['candidate', 'current']),
  /** 0–1; absent: nothing to score by. */
  share: z.number().min(0).max(1).optional(),
  rank: z.number().int().positive().optional(),
  /** Points whose gate it failed. */
  gates: z.array(keySchema).max(1000),
  /** In how many of the draws it led. */
  leads: z.number().nonnegative().optional(),
  /** Over three years, in the client's currency. */
  cost: z.number().optional(),
  /** Points that count and had no score. */
  unanswered: z.number().int().nonnegative(),
});
export type FrozenStanding = z.infer<typeof frozenStandingSchema>;

export const decisionSchema = z.object({
  choice: z.enum(choices),
  /** The vendor that was chosen or kept; it stays here when the vendor is removed. */
  vendor: ulidSchema.optional(),
  on: z.iso.date(),
  conditions: z.string().max(2000).optional(),
  next: z.string().max(2000).optional(),
  /** Of the engagement it was taken on. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  draws: z.number().int().positive(),
  standing: z.array(frozenStandingSchema).max(1000),
});
export type Decision = z.infer<typeof decisionSchema>;
