/** What an importer found in a file, before anybody accepted it. */
import { z } from 'zod';
import { canonicalTypeSchema, fieldProfileSchema, piiClassSchema, typeReasonSchema } from './schema';

export const fieldDraftSchema = z.object({
  nativeName: z.string().min(1).max(1000),
  nativeType: z.string().max(300),
  type: canonicalTypeSchema,
  typeReason: typeReasonSchema,
  required: z.boolean(),
  key: z.boolean(),
  label: z.string().max(300).optional(),
  /** Masked. */
  example: z.string().max(1000).optional(),
  note: z.string().max(5000).optional(),
  pii: piiClassSchema,
  /** Absent when the file had no data rows. */
  profile: fieldProfileSchema.optional(),
});
export type FieldDraft = z.infer<typeof fieldDraftSchema>;

/** A foreign key, or the tie between a nested list and what it lies in. Names as in the file. */
export const linkDraftSchema = z.object({
  fields: z.array(z.string().min(1)).min(1),
  object: z.string().min(1),
  /** As many as `fields`; absent when the file does not say. */
  toFields: z.array(z.string().min(1)).optional(),
});
export type LinkDraft = z.infer<typeof linkDraftSchema>;

export const objectDraftSchema = z.object({
  name: z.string().min(1).max(1000),
  label: z.string().max(300).optional(),
  note: z.string().max(5000).optional(),
  /** `stated`: the file names the types (a schema, a field list). `inferred`: they were read off its values. */
  types: z.enum(['stated', 'inferred']),
  /** Data rows read. */
  rows: z.number().int().nonnegative().optional(),
  /** Its fields are what happens rather than what is: a webhook's payload. */
  isEvent: z.boolean().optional(),
  links: z.array(linkDraftSchema).optional(),
  fields: z.array(fieldDraftSchema),
});
export type ObjectDraft = z.infer<typeof objectDraftSchema>;

export const fileKindIds = ['csv', 'xlsx', 'json', 'json-schema', 'openapi', 'sql', 'odata', 'dbt', 'form'] as const;

export const importedSourceSchema = z.object({
  /** What the file calls itself, else its name without the ending. */
  name: z.string(),
  kind: z.enum(fileKindIds),
  file: z.string(),
  objects: z.array(objectDraftSchema),
});
export type ImportedSource = z.infer<typeof importedSourceSchema>;

/** Kinds whose rows can be kept as a sample. */
export const kindsWithRows: ReadonlySet<ImportedSource['kind']> = new Set(['csv', 'xlsx', 'json']);
