/** What an importer found in a file, before anybody accepted it. */
import { z } from 'zod';
import { canonicalTypeSchema, piiClassSchema } from './schema';

export const fieldDraftSchema = z.object({
  nativeName: z.string().min(1).max(1000),
  nativeType: z.string().max(300),
  type: canonicalTypeSchema,
  /** Why this type, in words of `reason.type.<code>`: e.g. {code: 'all-match', params: {matching: 312, of: 312}}. */
  typeReason: z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) }),
  required: z.boolean(),
  key: z.boolean(),
  label: z.string().max(300).optional(),
  /** Masked. */
  example: z.string().max(1000).optional(),
  note: z.string().max(5000).optional(),
  pii: piiClassSchema,
  /** Share of rows with a value, 0–1; absent when the file had no data rows. */
  fill: z.number().min(0).max(1).optional(),
  distinct: z.number().int().optional(),
});
export type FieldDraft = z.infer<typeof fieldDraftSchema>;

export const importedSourceSchema = z.object({
  name: z.string(),
  kind: z.enum(['csv-rows', 'csv-field-list']),
  file: z.string(),
  objects: z.array(z.object({ name: z.string(), rows: z.number().int().optional(), fields: z.array(fieldDraftSchema) })),
});
export type ImportedSource = z.infer<typeof importedSourceSchema>;
