/** What is sent to a customer, and the reasons not to. */
import { z } from 'zod';
import { conditionSchema, durationSchema } from '../condition/schema';
import { keySchema } from '../ids';
import { textSchema } from '../text';

export const channels = ['email', 'sms', 'whatsapp', 'push', 'in-app', 'on-site'] as const;
export const channelSchema = z.enum(channels);
export type Channel = z.infer<typeof channelSchema>;

export const messageClassSchema = z.enum(['marketing', 'service']);
export type MessageClass = z.infer<typeof messageClassSchema>;

export const messageSchema = z.strictObject({
  id: keySchema,
  name: textSchema,
  channel: channelSchema,
  class: messageClassSchema,
  purpose: textSchema.optional(),
  subject: textSchema,
  /** Of an e-mail: the line that mailboxes show beside the subject. Absent: they take the first words of the text. */
  preheader: textSchema.optional(),
  body: textSchema,
  /** A live channel refuses a draft. */
  status: z.enum(['draft', 'approved']),
});
export type Message = z.infer<typeof messageSchema>;

/** What customers read of a message, in the order they read it. */
export const messageParts = ['subject', 'preheader', 'body'] as const;
export type MessagePart = (typeof messageParts)[number];

/**
 * A reason not to send, or not yet. `consent`: the attribute that holds the channel's consent is not granted.
 * `caps`: a frequency cap is reached. `quiet-times`: a calendar says not now. `condition`: as written.
 */
export const suppressionSchema = z.strictObject({
  id: keySchema,
  name: textSchema,
  classes: z.array(messageClassSchema).min(1),
  channels: z.array(channelSchema).optional(),
  rule: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('consent') }),
    z.strictObject({ kind: z.literal('caps') }),
    z.strictObject({ kind: z.literal('quiet-times') }),
    z.strictObject({ kind: z.literal('condition'), when: conditionSchema }),
    /** Described in words only; a person sees to it. Shown, never evaluated. */
    z.strictObject({ kind: z.literal('manual') }),
  ]),
  action: z.enum(['hold', 'skip', 'exit', 'use-other-channel']),
  /** Only with `hold`: after this long, `afterHold` applies. */
  maxHold: durationSchema.optional(),
  afterHold: z.enum(['send', 'skip', 'exit']).optional(),
});
export type Suppression = z.infer<typeof suppressionSchema>;

/** At most `limit` messages of these classes within `window`, across all journeys. */
export const capSchema = z.strictObject({
  id: keySchema,
  name: textSchema,
  classes: z.array(messageClassSchema).min(1),
  channels: z.array(channelSchema).optional(),
  limit: z.number().int().nonnegative(),
  window: durationSchema,
  /** Applies only to customers for whom this holds. */
  when: conditionSchema.optional(),
});
export type Cap = z.infer<typeof capSchema>;
