import { z } from 'zod';
import { keySchema, ulidSchema } from '../ids';
import { canonicalTypeSchema, piiClassSchema } from '../sources/schema';
import { textSchema } from '../text';
import { transformSchema } from './transform-schema';

/** Where an attribute's value comes from. Only a `mapped` attribute without a mapped field blocks a journey. */
export const originSchema = z.enum(['mapped', 'computed', 'platform', 'entered']);
export type Origin = z.infer<typeof originSchema>;

/** Which value wins when sources disagree. `most-trusted` follows the order of `sources`. */
export const survivorships = ['most-recent', 'most-trusted', 'max', 'min', 'sum', 'union', 'first-non-empty', 'any-true', 'longest'] as const;
export const survivorshipSchema = z.enum(survivorships);
export type Survivorship = z.infer<typeof survivorshipSchema>;

/** On what ground the client may keep the attribute and use it. */
export const consentBases = ['consent', 'contract', 'legitimate-interest', 'legal-obligation', 'none'] as const;
export type ConsentBasis = (typeof consentBases)[number];

/** One field feeding the attribute; the position in `Attribute.sources` is its rank. */
export const mappingSchema = z.object({ field: ulidSchema, transforms: z.array(transformSchema).max(20).optional() });
export type Mapping = z.infer<typeof mappingSchema>;

export const attributeSchema = z.object({
  id: keySchema,
  group: keySchema,
  label: textSchema,
  description: textSchema.optional(),
  type: canonicalTypeSchema,
  /** Allowed values of an enum. */
  values: z.array(z.object({ id: z.string(), label: textSchema })).optional(),
  pii: piiClassSchema,
  /** Absent: nobody has said. */
  basis: z.enum(consentBases).optional(),
  origin: originSchema,
  identifier: z.object({ strength: z.enum(['strong', 'medium', 'weak']) }).optional(),
  survivorship: survivorshipSchema,
  sources: z.array(mappingSchema),
  /** Written formula of a computed attribute (names in wire spelling). */
  formula: z.string().max(5000).optional(),
  /** Suggestions the consultant refused; not offered again. */
  refused: z.array(ulidSchema),
  note: z.string().max(5000).optional(),
});
export type Attribute = z.infer<typeof attributeSchema>;

export const recordSchema = z.object({
  groups: z.array(z.object({ id: keySchema, label: textSchema })),
  attributes: z.array(attributeSchema),
});
export type CustomerRecord = z.infer<typeof recordSchema>;
