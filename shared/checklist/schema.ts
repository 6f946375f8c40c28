import { z } from 'zod';
import { keySchema, ulidSchema } from '../ids';
import { textSchema } from '../text';

export const priorities = ['must', 'should', 'could'] as const;
export const prioritySchema = z.enum(priorities);
export type Priority = z.infer<typeof prioritySchema>;

/** A point as this client weighs it. Catalogue points keep their words in the catalogue; own points carry them here. */
export const pointSchema = z.object({
  id: keySchema,
  weight: z.number().min(0).max(10),
  priority: prioritySchema,
  /** Why the point does not count for this client. */
  switchedOff: z.string().max(1000).optional(),
  own: z.object({ category: keySchema, question: textSchema, why: textSchema.optional() }).optional(),
  /** Replaces the computed requirement, with a reason. */
  requirement: z.object({ value: z.string(), reason: z.string() }).optional(),
});
export type Point = z.infer<typeof pointSchema>;

export const vendorSchema = z.object({
  id: ulidSchema,
  name: z.string().min(1).max(200),
  role: z.enum(['candidate', 'current']),
  product: z.string().max(200).optional(),
  contact: z.string().max(200).optional(),
  note: z.string().max(5000).optional(),
});
export type Vendor = z.infer<typeof vendorSchema>;

/** "Not answered" is the absence of an answer; "does not apply" and a score of 0 are different things. */
export const answerSchema = z.object({
  vendor: ulidSchema,
  point: keySchema,
  applies: z.boolean(),
  score: z.number().int().min(0).max(4).optional(),
  claim: z.string().max(5000).optional(),
  verified: z.boolean(),
  evidence: z.string().max(5000).optional(),
  cost: z.string().max(500).optional(),
});
export type Answer = z.infer<typeof answerSchema>;

export const checklistSchema = z.object({ points: z.array(pointSchema), vendors: z.array(vendorSchema), answers: z.array(answerSchema) });
export type Checklist = z.infer<typeof checklistSchema>;
