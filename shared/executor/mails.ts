/** Mails to people of one's own, reports above all. No customer is written to in this way. */
import { z } from 'zod';
import { languageSchema } from '../text';
import { reasonSchema } from './api';

/** What an attachment weighs at most, before it is written in letters for its way. */
export const mostAttachmentBytes = 5 * 1024 * 1024;
export const mostMailRecipients = 20;

const address = z.email().max(254);
const oneLine = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^\r\n]*$/);

export const mailSchema = z.object({
  to: z.array(address).min(1).max(mostMailRecipients),
  subject: oneLine,
  text: z.string().min(1).max(20_000),
  language: languageSchema.default('en'),
  /** A PDF, in base64. */
  attachment: z
    .object({ name: z.string().regex(/^[^/\\\p{C}"]{1,120}\.pdf$/u), base64: z.base64().max(Math.ceil(mostAttachmentBytes / 3) * 4) })
    .describe('A PDF of at most 5 MB, in base64')
    .optional(),
});
export type Mail = z.infer<typeof mailSchema>;

/** later: the server takes none just now; whoever asked may ask again. unknown: it may have been taken. */
export const sentMailSchema = z.object({ to: z.string(), state: z.enum(['sent', 'failed', 'later', 'unknown']), reason: reasonSchema.optional() });
export type SentMail = z.infer<typeof sentMailSchema>;

export const mailLogSchema = sentMailSchema.extend({ at: z.iso.datetime(), subject: z.string(), attachment: z.string().optional(), bytes: z.number().int() });
export type LoggedMail = z.infer<typeof mailLogSchema>;
