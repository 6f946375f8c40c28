/** A questionnaire that came back from a vendor, as it was read: nobody has compared it with anything yet. */
import { z } from 'zod';
import { returnedCellsSchema, returnedSheetSchema } from '../../returned-sheet';
import { languageSchema } from '../../text';

const sheetsSchema = z.object({
  questions: returnedSheetSchema.optional(),
  asked: returnedSheetSchema.optional(),
  lists: returnedSheetSchema.optional(),
  prices: returnedSheetSchema.optional(),
  facts: returnedSheetSchema.optional(),
});

export const returnedQuestionnaireSchema = sheetsSchema.extend({
  /** Its name. */
  file: z.string(),
  /** Ids of the engagement and the vendor it was made for, when and in which language, as far as the file still says so. */
  engagement: z.string().optional(),
  vendor: z.string().optional(),
  language: languageSchema.optional(),
  writtenAt: z.string().optional(),
  /** The rows as they were written, where the file still has them. */
  written: z
    .object({
      questions: z.array(returnedCellsSchema),
      asked: z.array(returnedCellsSchema),
      lists: z.array(returnedCellsSchema),
      prices: z.array(returnedCellsSchema),
      facts: z.array(returnedCellsSchema),
    })
    .optional(),
});
export type ReturnedQuestionnaire = z.infer<typeof returnedQuestionnaireSchema>;

export const questionnaireOptionsSchema = z.object({
  /** Shows how important each point is to the client. */
  weights: z.boolean().optional(),
  /** Fills in what the vendor has said and offered before; evidence and fallbacks may be the consultant's own and stay here. */
  filled: z.boolean().optional(),
  /** The client is not named. */
  anonymous: z.boolean().optional(),
  /** ISO date by which it should be back. */
  due: z.iso.date().optional(),
});
export type QuestionnaireOptions = z.infer<typeof questionnaireOptionsSchema>;

/** What a workbook remembers of the vendor it is for. */
export function aboutVendor(vendor: string): string {
  return `questionnaire:${vendor}`;
}

/** Undefined: it is no questionnaire. */
export function vendorOfAbout(about: string | undefined): string | undefined {
  return /^questionnaire:([0-9A-Z]{26})$/.exec(about ?? '')?.[1];
}
