/** Who is whom: the rules by which records of different systems are taken for one person. */
import { z } from 'zod';
import { durationSchema } from '../condition/schema';
import { keySchema } from '../ids';

export const strengths = ['strong', 'medium', 'weak'] as const;
/** How a value is spelled before it is compared. `code`: letters and digits in one case; `digits`: digits only. */
export const normalisers = ['email', 'phone', 'code', 'digits', 'text'] as const;
export type Normaliser = (typeof normalisers)[number];
/** Only a person's identifier joins records. A household's shows who lives together; a device's joins nobody. */
export const identifierOwners = ['person', 'household', 'device'] as const;

export const identityRuleSchema = z.object({
  attribute: keySchema,
  /** strong: joins two people who are both known. medium: never does that by itself. weak: belongs to one known person at most. */
  strength: z.enum(strengths),
  /** Absent: a person's. */
  owner: z.enum(identifierOwners).optional(),
  /** Absent: by the attribute's type. */
  normaliser: z.enum(normalisers).optional(),
  /** Dots and +tags of a Gmail address mean nothing to Gmail. Absent: they count. */
  ignoreGmailDots: z.boolean().optional(),
  /** At most so many values per person. */
  limit: z.number().int().positive().optional(),
  /** The limit counts values first seen within this long. Absent: ever. */
  window: durationSchema.optional(),
  /** Values that never join people, e.g. 000000000; compared in their normalised spelling. */
  blocked: z.array(z.string().max(300)),
  /** Through this identifier a person never comes to more than `values` values of another: an e-mail has one customer number. */
  atMost: z
    .array(z.object({ attribute: keySchema, values: z.number().int().positive() }))
    .max(20)
    .optional(),
});
export type IdentityRule = z.infer<typeof identityRuleSchema>;

/** What happens when a record shows that two people are one. `review`: counted and shown, not done. */
export const mergeChoices = ['merge', 'review', 'keep-apart'] as const;
export type MergeChoice = (typeof mergeChoices)[number];

export const mergePolicySchema = z.object({
  /** One of the two was never more than a device or a cookie. */
  anonymousAndKnown: z.enum(mergeChoices),
  /** Both known, and a strong identifier says that they are one. */
  knownByStrong: z.enum(mergeChoices),
  /** Both known, and only a medium one does. */
  knownByMedium: z.enum(mergeChoices),
});
export type MergePolicy = z.infer<typeof mergePolicySchema>;
export const usualMergePolicy: MergePolicy = { anonymousAndKnown: 'merge', knownByStrong: 'merge', knownByMedium: 'review' };

export const alarmSchema = z.object({ records: z.number().int().positive(), names: z.number().int().positive() });
export type Alarm = z.infer<typeof alarmSchema>;
export const usualAlarm: Alarm = { records: 50, names: 3 };

export const identitySchema = z.object({
  /** Order = priority of the identifier. */
  rules: z.array(identityRuleSchema),
  /** Absent: `usualMergePolicy`. */
  policy: mergePolicySchema.optional(),
  /** People with more records or more different family names than this are shown as suspicious. Absent: `usualAlarm`. */
  alarm: alarmSchema.optional(),
});
export type Identity = z.infer<typeof identitySchema>;
