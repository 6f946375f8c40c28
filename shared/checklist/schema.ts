import { z } from 'zod';
import { keySchema, ulidSchema } from '../ids';
import { textSchema } from '../text';
import { trialResultSchema, trialTaskSchema } from './trial-schema';
import { vendorCostsSchema } from './vendor-costs-schema';

export const priorities = ['must', 'should', 'could'] as const;
export const prioritySchema = z.enum(priorities);
export type Priority = z.infer<typeof prioritySchema>;

export const topScore = 4;
export const scoreSchema = z.number().int().min(0).max(topScore);

/** In what form a point is answered. `choice`: any number of words of a list. */
export const answerTypes = ['number', 'yes-no', 'choice', 'text', 'money'] as const;
export const answerTypeSchema = z.enum(answerTypes);
export type AnswerType = z.infer<typeof answerTypeSchema>;

/** A point of the client's own carries its words; those of a catalogue point stay in the catalogue. */
export const ownPointSchema = z.object({
  category: keySchema,
  question: textSchema,
  why: textSchema.optional(),
  evidence: textSchema.optional(),
  redFlag: textSchema.optional(),
  costQuestion: textSchema.optional(),
  /** Absent: text. */
  answerType: answerTypeSchema.optional(),
  unit: textSchema.optional(),
  /** Which of the client's own it is, as they were added: people call a point by its number, so moving it changes nothing. */
  ordinal: z.number().int().positive().max(1_000_000).optional(),
});
export type OwnPoint = z.infer<typeof ownPointSchema>;

/** A point as this client weighs it. Their order is the client's own. */
export const pointSchema = z.object({
  id: keySchema,
  weight: z.number().min(0).max(10),
  priority: prioritySchema,
  /** The score that is wanted ("to be"); absent: what its priority asks for. */
  wanted: scoreSchema.optional(),
  /** Why the point does not count for this client. */
  switchedOff: z.string().max(1000).optional(),
  own: ownPointSchema.optional(),
  /** Replaces the computed requirement, with a reason. */
  requirement: z.object({ value: z.string(), reason: z.string() }).optional(),
});
export type Point = z.infer<typeof pointSchema>;

export const vendorSchema = z.object({
  id: ulidSchema,
  name: z.string().min(1).max(200),
  /** `current`: what the client uses today, shown beside and never ranked. */
  role: z.enum(['candidate', 'current']),
  product: z.string().max(200).optional(),
  contact: z.string().max(200).optional(),
  note: z.string().max(5000).optional(),
  costs: vendorCostsSchema.optional(),
});
export type Vendor = z.infer<typeof vendorSchema>;

/** A number in the point's unit, yes or no, or ids and words of a list. */
export const answerValueSchema = z.union([z.number().min(-1e15).max(1e15), z.boolean(), z.array(z.string().min(1).max(200)).max(200)]);
export type AnswerValue = z.infer<typeof answerValueSchema>;

/** A file kept beside the document; `id` is its name there. */
export const attachmentSchema = z.object({
  id: ulidSchema,
  name: z.string().min(1).max(255),
  mediaType: z.string().max(100),
  bytes: z.number().int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Attachment = z.infer<typeof attachmentSchema>;

export const confidences = ['low', 'medium', 'high'] as const;

export const linkSchema = z.url({ protocol: /^https?$/ }).max(2000);

/**
 * "Not answered" is the absence of an answer; "does not apply" and a score of 0 are different things. What the vendor says of
 * itself (`claim…`) never counts; `score` is the consultant's (contracts 26).
 */
export const answerSchema = z.object({
  vendor: ulidSchema,
  point: keySchema,
  applies: z.boolean(),
  score: scoreSchema.optional(),
  claim: z.string().max(5000).optional(),
  claimedScore: scoreSchema.optional(),
  claimedValue: answerValueSchema.optional(),
  /** Somebody saw it proved. */
  verified: z.boolean(),
  verifiedValue: answerValueSchema.optional(),
  evidence: z.string().max(5000).optional(),
  links: z.array(linkSchema).max(20).optional(),
  files: z.array(attachmentSchema).max(20).optional(),
  /** Who said or saw it, and when. */
  by: z.string().max(200).optional(),
  at: z.iso.date().optional(),
  confidence: z.enum(confidences).optional(),
  fallback: z.string().max(2000).optional(),
  /** What the fallback costs, in the client's currency. */
  fallbackCost: z.object({ once: z.number().nonnegative().optional(), perMonth: z.number().nonnegative().optional() }).optional(),
  /** The vendor's words about the price. */
  cost: z.string().max(500).optional(),
});
export type Answer = z.infer<typeof answerSchema>;

export const checklistSchema = z.object({
  points: z.array(pointSchema),
  vendors: z.array(vendorSchema),
  answers: z.array(answerSchema),
  /** What a person tries to do in each product, by a script. */
  trialTasks: z.array(trialTaskSchema).max(50),
  trialResults: z.array(trialResultSchema),
});
export type Checklist = z.infer<typeof checklistSchema>;
