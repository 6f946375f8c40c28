/** A scripted trial: the same tasks by hand in each product, so that ease of use is seen and not believed. */
import { z } from 'zod';
import { ulidSchema } from '../ids';

export const trialTaskSchema = z.object({
  id: ulidSchema,
  /** What the person is to do, as it is read out to her. */
  task: z.string().min(1).max(1000),
  /** How much it counts beside the others. */
  weight: z.number().min(0).max(10),
  /** How long somebody who knows the product should need. */
  minutes: z.number().positive().max(10_000).optional(),
});
export type TrialTask = z.infer<typeof trialTaskSchema>;

export const trialOutcomes = ['alone', 'with-help', 'not-done'] as const;

export const trialResultSchema = z.object({
  vendor: ulidSchema,
  task: ulidSchema,
  outcome: z.enum(trialOutcomes),
  minutes: z.number().positive().max(10_000).optional(),
  /** 1 = very hard … 5 = very easy, as the person who did it says. */
  ease: z.number().int().min(1).max(5).optional(),
  by: z.string().max(200).optional(),
  note: z.string().max(2000).optional(),
});
export type TrialResult = z.infer<typeof trialResultSchema>;
