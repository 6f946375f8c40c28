/** What is found out about a pack that came back. */
import { z } from 'zod';
import { changeSectionSchema } from './compare/changes';
import { aboutSchema, manifestSchema } from './manifest';

/** Where it came in: the zip as it was made, one that was packed anew, or a folder. Its contents may be unchanged in all three. */
export const packForms = ['as-made', 'packed-anew', 'folder'] as const;
export type PackForm = (typeof packForms)[number];

export const fileStates = ['same', 'changed', 'damaged', 'missing', 'added'] as const;
/** `damaged`: it can't be unpacked. `added`: not in the manifest. */
export const checkedFileSchema = z.object({
  path: z.string(),
  state: z.enum(fileStates),
  /** Of one that was added: the missing file whose content it has. */
  was: z.string().optional(),
  kind: z.string().optional(),
  about: aboutSchema.optional(),
});
export type CheckedFile = z.infer<typeof checkedFileSchema>;

export const pageStates = ['sealed', 'not-sealed', 'unreadable'] as const;
/** What carries the seal for people to see, read back: pages of a PDF, sheets of a workbook, a text; `sealed` counts those that show it. */
export const checkedPagesSchema = z.object({ path: z.string(), state: z.enum(pageStates), pages: z.number().int(), sealed: z.number().int() });
export type CheckedPages = z.infer<typeof checkedPagesSchema>;

export const packCheckSchema = z.object({
  /** Nothing is missing, changed or added, and the seal is that of the data and stands on every page. */
  whole: z.boolean(),
  form: z.enum(packForms),
  /** What an operating system laid down beside the files, as macOS and Windows do. */
  systemFiles: z.array(z.string()),
  manifest: manifestSchema.omit({ files: true }),
  /** SHA-256 of the manifest. */
  fingerprint: z.string(),
  files: z.array(checkedFileSchema),
  /** `data`: what the engagement's data comes to now; null: it is not there or can't be read. */
  seal: z.object({ manifest: z.string(), data: z.string().nullable(), holds: z.boolean() }),
  /** What the manifest says of the engagement and the data does not. */
  contradictions: z.array(z.enum(['id', 'name', 'client', 'format-version', 'printed'])),
  pages: z.array(checkedPagesSchema),
  /** Definitions of journeys that are not those of the data. */
  foreign: z.array(z.string()),
});
export type PackCheck = z.infer<typeof packCheckSchema>;

/** From one state to another. `files`: only those that differ; absent where the earlier state is no pack. */
export const comparisonSchema = z.object({
  same: z.boolean(),
  sections: z.array(changeSectionSchema),
  files: z.array(z.object({ path: z.string(), state: z.enum(['added', 'removed', 'changed']) })).optional(),
});
export type Comparison = z.infer<typeof comparisonSchema>;
