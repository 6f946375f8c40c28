/** A field map that came back from a client, as it was read: texts by column key, before anybody compared them with anything. */
import { z } from 'zod';
import { fromCellText, toCellText } from '../cell-text';
import { languageSchema } from '../text';

/** Texts by column key; empty cells are left out. */
export const returnedCellsSchema = z.record(z.string(), z.string());
export type ReturnedCells = z.infer<typeof returnedCellsSchema>;

export const returnedSheetSchema = z.object({
  /** Its name in the file. */
  name: z.string(),
  /** Titles by key, as they stand in the file; a column that is not there was deleted. */
  columns: z.record(z.string(), z.string()),
  /** `row` as people count. */
  rows: z.array(z.object({ row: z.number().int(), cells: returnedCellsSchema })),
  /** False when rows beyond those given were not read. */
  complete: z.boolean(),
});
export type ReturnedSheet = z.infer<typeof returnedSheetSchema>;
export type ReturnedRow = ReturnedSheet['rows'][number];

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

/** A text as it comes out of a cell again, so that what nobody touched compares as equal. */
export function throughCell(value: unknown): string {
  const text = value === null || value === undefined ? '' : String(value);
  return fromCellText(toCellText(text).text).replace(/\r\n?/g, '\n').trim();
}

/** `Order_x0020_Date` as programs give it back that read the escape of a cell and write none. */
export function withoutEscapes(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
