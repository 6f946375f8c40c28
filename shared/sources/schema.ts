import { z } from 'zod';
import { keySchema, ulidSchema } from '../ids';
import { textSchema } from '../text';

/** The canonical types of the catalogue. */
export const canonicalTypes = [
  'string',
  'integer',
  'decimal',
  'boolean',
  'date',
  'datetime',
  'enum',
  'string[]',
  'money',
  'email',
  'phone',
  'url',
  'country',
  'currency',
  'json',
] as const;
export const canonicalTypeSchema = z.enum(canonicalTypes);
export type CanonicalType = z.infer<typeof canonicalTypeSchema>;

export const piiClasses = ['none', 'low', 'medium', 'high', 'sensitive'] as const;
export const piiClassSchema = z.enum(piiClasses);
export type PiiClass = z.infer<typeof piiClassSchema>;

export const fieldStatuses = ['confirmed', 'promised', 'open-question', 'missing'] as const;
export const fieldStatusSchema = z.enum(fieldStatuses);
export type FieldStatus = z.infer<typeof fieldStatusSchema>;

export const transports = ['api', 'webhook', 'sftp-file', 'csv-export', 'plugin', 'sdk', 'warehouse-export'] as const;
export const transportSchema = z.enum(transports);
export type Transport = z.infer<typeof transportSchema>;

/** What becomes of the field: copied, feeds a calculation, event property only, or kept for reference. */
export const fieldUses = ['direct', 'aggregate', 'event', 'reference'] as const;
export const fieldUseSchema = z.enum(fieldUses);
export type FieldUse = z.infer<typeof fieldUseSchema>;

/**
 * What the rows of a sample say about a field: counts and forms, never a person's value. `top`, `min` and `max` are kept
 * only where the values say nothing about a person.
 */
export const fieldProfileSchema = z.object({
  /** Rows looked at, and how many had a value. */
  rows: z.number().int().nonnegative(),
  filled: z.number().int().nonnegative(),
  distinct: z.number().int().nonnegative(),
  /** Characters of the shortest and the longest value. */
  minLength: z.number().int().nonnegative(),
  maxLength: z.number().int().nonnegative(),
  /** Smallest and largest number or date, as written in the file. */
  min: z.string().max(100).optional(),
  max: z.string().max(100).optional(),
  /** The most frequent values with their counts, most frequent first, when there are only a few different ones. */
  top: z
    .array(z.tuple([z.string().max(100), z.number().int()]))
    .max(8)
    .optional(),
  /** The commonest form: `9` a digit, `A` a capital, `a` a small letter, `א` one without case; other signs as they are. */
  pattern: z.string().max(60).optional(),
  /** Values with that form. */
  patternCount: z.number().int().nonnegative().optional(),
  /** Counts in equal steps from `min` to `max` (numbers and dates), or of the most frequent values. */
  bars: z.array(z.number().int().nonnegative()).max(12).optional(),
});
export type FieldProfile = z.infer<typeof fieldProfileSchema>;

/** Why values were taken for a canonical type, in words of `reason.type.<code>`: e.g. {code: 'email', params: {matching: 312, of: 312}}. */
export const typeReasonSchema = z.object({ code: z.string().max(60), params: z.record(z.string(), z.union([z.string().max(300), z.number()])) });

export const fieldSchema = z.object({
  id: ulidSchema,
  from: keySchema.optional(),
  /** As the system spells it; always left to right. */
  nativeName: z.string().min(1).max(1000),
  nativeType: z.string().max(300),
  type: canonicalTypeSchema,
  label: textSchema,
  required: z.boolean(),
  key: z.boolean(),
  /** Masked or made up; never a real person's value. */
  example: z.string().max(1000).optional(),
  pii: piiClassSchema,
  status: fieldStatusSchema,
  use: fieldUseSchema,
  /** `<event>.<property>` this field fills, catalogue ids. */
  eventProperties: z.array(z.string()),
  /** Of the sample accepted last. */
  profile: fieldProfileSchema.optional(),
  /** Of a type that was read off values; gone as soon as somebody chooses another. */
  typeReason: typeReasonSchema.optional(),
  owner: z.string().max(200).optional(),
  note: z.string().max(5000).optional(),
});
export type Field = z.infer<typeof fieldSchema>;

/** Rows of this object point at rows of another of the same source: a foreign key. */
export const linkSchema = z.object({
  fields: z.array(ulidSchema).min(1),
  object: ulidSchema,
  /** In the order of `fields`; absent: the key of the other object. */
  toFields: z.array(ulidSchema).optional(),
});
export type Link = z.infer<typeof linkSchema>;

export const sourceObjectSchema = z.object({
  id: ulidSchema,
  from: keySchema.optional(),
  nativeName: z.string().min(1).max(1000),
  label: textSchema,
  model: textSchema.optional(),
  note: z.string().max(5000).optional(),
  links: z.array(linkSchema).optional(),
  fields: z.array(fieldSchema),
});
export type SourceObject = z.infer<typeof sourceObjectSchema>;

export const sourceSchema = z.object({
  id: ulidSchema,
  from: keySchema.optional(),
  name: textSchema,
  product: z.string().max(200).optional(),
  transports: z.array(transportSchema),
  direction: z.enum(['in', 'out', 'both']),
  frequency: z.string().max(200).optional(),
  owner: z.string().max(200).optional(),
  contact: z.string().max(200).optional(),
  note: z.string().max(5000).optional(),
  objects: z.array(sourceObjectSchema),
});
export type Source = z.infer<typeof sourceSchema>;
