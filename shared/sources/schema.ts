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
  owner: z.string().max(200).optional(),
  note: z.string().max(5000).optional(),
});
export type Field = z.infer<typeof fieldSchema>;

export const sourceObjectSchema = z.object({
  id: ulidSchema,
  from: keySchema.optional(),
  nativeName: z.string().min(1).max(1000),
  label: textSchema,
  model: textSchema.optional(),
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
