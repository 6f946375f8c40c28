/** What an app or a page of the client's may ask of the public address for the customer who looks at it (docs/formats/visitors.md). */
import { z } from 'zod';
import { languageSchema } from '../text';

/** Channels whose messages wait until they are asked for. */
export type VisitorChannel = 'in-app' | 'on-site';

export const keptMessageSchema = z.object({
  n: z.number().int(),
  at: z.iso.datetime(),
  subject: z.string(),
  /** Plain text; addresses in it may be shown as links. */
  body: z.string(),
  language: languageSchema,
  read: z.boolean(),
  /** She has followed a link of it. */
  followed: z.boolean(),
});
export type KeptMessage = z.infer<typeof keptMessageSchema>;

export const visitorTokenSchema = z.object({ token: z.string(), customer: z.string(), expiresAt: z.iso.datetime() });

/** `GET /inbox`: the newest first. */
export const inboxSchema = z.object({ unread: z.number().int(), messages: z.array(keptMessageSchema) });

/** `GET /on-site/next`: at most one at a time; `close` is the word for its button. */
export const onSiteSchema = z.object({ message: keptMessageSchema.extend({ close: z.string() }).nullable() });
