/** The pieces every file of the catalogue is made of. */
import { z } from 'zod';
import { keySchema } from '../ids';

const words = z.string().trim().min(1);

/** Text of the catalogue: always all three languages (text that a person types may lack some, see `Text`). */
export const fullTextSchema = z.strictObject({ en: words, he: words, fa: words });
export type FullText = z.infer<typeof fullTextSchema>;

/** A value with a name: an enum value, a category, a scale step. */
export const namedSchema = z.strictObject({ id: keySchema, label: fullTextSchema });
export const explainedSchema = namedSchema.extend({ description: fullTextSchema });

/** What stands at the head of each of the seven files. */
export const fileHead = { schemaVersion: z.literal('1.0'), title: fullTextSchema, description: fullTextSchema };
