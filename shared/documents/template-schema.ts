/** How a consultant's documents look and which chapters they have, kept for the next client. Nothing of the client's is in it. */
import type { z } from 'zod';
import { typed } from '../engagement/typed-text';
import { templateForm, templateHead } from '../template-file';
import { type DocumentStyle, templatePartsSchema } from './style-schema';

export const DOCUMENT_TEMPLATE_FORMAT = 'masa-document-template';
export const DOCUMENT_TEMPLATE_VERSION = 1;

export const documentTemplateSchema = templateHead(DOCUMENT_TEMPLATE_FORMAT, DOCUMENT_TEMPLATE_VERSION).extend({ parts: templatePartsSchema });
export type DocumentTemplate = z.infer<typeof documentTemplateSchema>;

/** A logo at its largest, and room for the rest. */
export const documentTemplateForm = templateForm<DocumentTemplate>({
  format: DOCUMENT_TEMPLATE_FORMAT,
  version: DOCUMENT_TEMPLATE_VERSION,
  mostBytes: 500_000,
  schema: documentTemplateSchema,
});

/** @param savedAt ISO 8601 */
export function toDocumentTemplate(
  { clientLogo: _, colors: __, ...parts }: DocumentStyle,
  { id, name, savedAt }: { id: string; name: string; savedAt: string },
): DocumentTemplate {
  return {
    format: DOCUMENT_TEMPLATE_FORMAT,
    formatVersion: DOCUMENT_TEMPLATE_VERSION,
    id,
    name: typed(name, 200),
    savedAt,
    parts,
  };
}
