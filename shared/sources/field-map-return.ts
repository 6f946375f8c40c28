/** A field map that came back from a client, as it was read: texts by column key, before anybody compared them with anything. */
import { z } from 'zod';
import { returnedCellsSchema, returnedSheetSchema } from '../returned-sheet';
import { languageSchema } from '../text';

export const fieldMapSheets = ['fields', 'record', 'questions'] as const;
export type FieldMapSheet = (typeof fieldMapSheets)[number];

export const returnedFieldMapSchema = z.object({
  /** Its name. */
  file: z.string(),
  /** Id of the engagement it was made of, when and in which language, as far as the file still says so. */
  engagement: z.string().optional(),
  language: languageSchema.optional(),
  writtenAt: z.string().optional(),
  /** A sheet that is not there was deleted or is beyond recognition. */
  fields: returnedSheetSchema.optional(),
  record: returnedSheetSchema.optional(),
  questions: returnedSheetSchema.optional(),
  /** The rows as they were written, where the file still has them. */
  written: z.object({ fields: z.array(returnedCellsSchema), record: z.array(returnedCellsSchema), questions: z.array(returnedCellsSchema) }).optional(),
});
export type ReturnedFieldMap = z.infer<typeof returnedFieldMapSchema>;
