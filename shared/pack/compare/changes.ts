/** What is different between two states of an engagement, in the reader's words. */
import { z } from 'zod';

/** In the order of the workshop. */
export const changeSections = ['settings', 'sources', 'record', 'rules', 'journeys', 'messages', 'vendors', 'figures', 'plan', 'notes', 'documents'] as const;
export type ChangeSectionId = (typeof changeSections)[number];

export const changeLineSchema = z.object({ label: z.string(), before: z.string().optional(), after: z.string().optional() });
export type ChangeLine = z.infer<typeof changeLineSchema>;

/** `kind`: what it is; `lines`: what of it is otherwise. */
export const changeEntrySchema = z.object({
  id: z.string(),
  sign: z.enum(['added', 'removed', 'changed', 'moved']),
  kind: z.string(),
  title: z.string(),
  lines: z.array(changeLineSchema),
});
export type ChangeEntry = z.infer<typeof changeEntrySchema>;

export const changeSectionSchema = z.object({ id: z.enum(changeSections), entries: z.array(changeEntrySchema) });
export type ChangeSection = z.infer<typeof changeSectionSchema>;
