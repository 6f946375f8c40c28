/** Ways out of the laptop: how each is set up, and whether anything may leave by it. API, app and adapters all use these schemas. */
import { z } from 'zod';
import { keySchema } from '../ids';
import { channels } from '../journey/schema';
import { mailLookSchema } from '../messages/look';
import { senderWordsSchema } from '../messages/sender';
import { languageSchema } from '../text';

/** `webhook`: calls that a journey makes to other systems. Tasks for people stay inside and need no switch. */
export const outChannels = [...channels, 'webhook'] as const;
export const outChannelSchema = z.enum(outChannels);
export type OutChannel = z.infer<typeof outChannelSchema>;

/**
 * off: messages stay in the outbox and never leave, not even later · trial: only to recipients on the list · live: to everybody.
 * Whoever switches it on does not send what was written before.
 */
export const channelModeSchema = z.enum(['off', 'trial', 'live']);
export type ChannelMode = z.infer<typeof channelModeSchema>;

const host = z
  .string()
  .max(253)
  .regex(/^[\w.:-]+$/);
/** Written as a pattern, so that the API's description says what is taken. */
const url = z
  .string()
  .max(500)
  .regex(/^https?:\/\/[\w.-]+(:\d{1,5})?([/?#]\S*)?$/);

/** By which something may leave at this moment. */
export const openChannelSchema = z.object({ channel: outChannelSchema, mode: channelModeSchema.exclude(['off']) });
export type OpenChannel = z.infer<typeof openChannelSchema>;

const perSecond = z.number().min(0.01).max(10_000);
const email = z.email().max(254);

/**
 * A line break in a name would begin another header of a mail; adapters refuse it too, this says so where it is typed.
 */
const oneLine = z
  .string()
  .trim()
  .max(200)
  .regex(/^[^\r\n]*$/);

/** What of the message is put in for {{1}}, {{2}} of a template; none: it stands as it was approved. */
const templateParameters = z
  .array(z.enum(['subject', 'body']))
  .max(2)
  .default([]);
export type TemplateParameters = z.infer<typeof templateParameters>;

/**
 * The mailbox that bounces, replies and wishes to be taken off come back to, read by IMAP. Mails that tell nothing of ours are left as they are, and
 * the others too where nothing else is said.
 */
export const mailboxSchema = z.strictObject({
  /** Goes on while nothing is sent: what was sent before still comes back. */
  reads: z.boolean(),
  /** Of the mailbox: mails come back to it. */
  address: email,
  host,
  port: z.number().int().min(1).max(65_535).default(993),
  /** As of sending: tls 993, starttls 143, none to this machine only. */
  security: z.enum(['tls', 'starttls', 'none']).default('tls'),
  user: oneLine,
  folder: z
    .string()
    .max(200)
    .regex(/^[^\p{Cc}]*\S[^\p{Cc}]*$/u)
    .default('INBOX'),
  everyMinutes: z.number().int().min(1).max(1440).default(5),
  /** It takes address+anything@…: each mail comes back to an address of its own, so that also bounces without a copy of it are known. */
  plus: z.boolean().default(false),
  /** What becomes of mails that told something. */
  after: z.enum(['leave', 'seen', 'move']).default('leave'),
  /** Where they are moved to; without it they stay. */
  moveTo: z
    .string()
    .max(200)
    .regex(/^[^\p{Cc}]*$/u)
    .optional(),
});
export type MailboxSettings = z.infer<typeof mailboxSchema>;

/** What mails that came in have told. */
export const mailTellings = ['bounced', 'replied', 'unsubscribed', 'complained', 'delivered', 'delayed', 'auto-replied'] as const;
export const mailTellingSchema = z.enum(mailTellings);
export type MailTelling = z.infer<typeof mailTellingSchema>;

/** How messages leave by one provider. What is secret is not in here: `providerSecrets` names it. */
export const providerSettingsSchema = z.discriminatedUnion('provider', [
  z.strictObject({
    provider: z.literal('smtp'),
    host,
    port: z.number().int().min(1).max(65_535),
    /** tls: from the first byte (465) · starttls: refused without it (587) · none: only to this machine. */
    security: z.enum(['tls', 'starttls', 'none']),
    user: oneLine.optional(),
    from: z.strictObject({ name: oneLine.default(''), address: email }),
    replyTo: email.optional(),
    connections: z.number().int().min(1).max(20).default(5),
    /** PEM of the authority that signed the certificate of a mail server within a company. */
    certificate: z
      .string()
      .max(20_000)
      .regex(/^\s*-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s-]+-----END CERTIFICATE-----\s*$/)
      .optional(),
    look: mailLookSchema.optional(),
    mailbox: mailboxSchema.optional(),
    perSecond: perSecond.optional(),
  }),
  z.strictObject({
    provider: z.literal('twilio'),
    /** Another address for trials against a stand-in. */
    baseUrl: url.default('https://api.twilio.com'),
    accountSid: z.string().regex(/^AC[0-9a-f]{32}$/),
    /** A number in E.164, a sender's name, or a messaging service (MG…). */
    from: z
      .string()
      .max(200)
      .regex(/^[^\r\n]*\S[^\r\n]*$/),
    /** As with Meta: by message, which template of Twilio's Content API goes by WhatsApp outside an open conversation. */
    templates: z.record(keySchema, z.strictObject({ contentSid: z.string().regex(/^HX[0-9a-fA-F]{32}$/), parameters: templateParameters })).default({}),
    perSecond: perSecond.optional(),
  }),
  z.strictObject({
    provider: z.literal('meta'),
    baseUrl: url.default('https://graph.facebook.com'),
    apiVersion: z
      .string()
      .regex(/^v\d{1,2}\.\d$/)
      .default('v23.0'),
    phoneNumberId: z.string().regex(/^\d{5,25}$/),
    /** Outside an open conversation WhatsApp takes approved templates only: by message, which one. */
    templates: z
      .record(
        keySchema,
        z.strictObject({
          name: z.string().regex(/^[a-z0-9_]{1,512}$/),
          language: z.string().regex(/^[a-z]{2}(_[A-Z]{2})?$/),
          parameters: templateParameters,
        }),
      )
      .default({}),
    perSecond: perSecond.optional(),
  }),
  z.strictObject({
    /** Shaped like Firebase Cloud Messaging v1. */
    provider: z.literal('fcm'),
    baseUrl: url.default('https://fcm.googleapis.com'),
    projectId: z.string().regex(/^[a-z0-9-]{4,40}$/),
    /** Where the customer's device is known by. */
    tokenAttribute: keySchema.default('push-token'),
    perSecond: perSecond.optional(),
  }),
  z.strictObject({
    /** Any provider or system of one's own that takes JSON and honours an Idempotency-Key. */
    provider: z.literal('http'),
    url,
    perSecond: perSecond.optional(),
  }),
  z.strictObject({
    /** Calls of journeys: by the target's name in the journey, its address. */
    provider: z.literal('webhook'),
    targets: z.record(z.string().min(1).max(200), url).default({}),
    perSecond: perSecond.optional(),
  }),
  z.strictObject({
    /** Kept here for an app or a page that asks (`inbox`). */
    provider: z.literal('inbox'),
    expiresAfterDays: z.number().int().min(1).max(365).default(30),
  }),
]);
export type ProviderSettings = z.infer<typeof providerSettingsSchema>;
export type ProviderId = ProviderSettings['provider'];
export type SettingsOf<P extends ProviderId> = Extract<ProviderSettings, { provider: P }>;

/** Where mails that ask to be taken off are read by us; undefined: nowhere. */
export function mailboxRead(settings: ProviderSettings | null): string | undefined {
  return settings?.provider === 'smtp' && settings.mailbox?.reads ? settings.mailbox.address : undefined;
}

export const providersOf: Record<OutChannel, readonly ProviderId[]> = {
  email: ['smtp', 'http'],
  sms: ['twilio', 'http'],
  whatsapp: ['meta', 'twilio', 'http'],
  push: ['fcm', 'http'],
  'in-app': ['inbox'],
  'on-site': ['inbox'],
  webhook: ['webhook'],
};

/** What each provider has to be told in secret, and never is shown again. */
export const providerSecrets = {
  smtp: ['password', 'mailboxPassword'],
  twilio: ['authToken'],
  /** `appSecret` signs what Meta calls us with, `verifyToken` is ours, to prove that the address is. */
  meta: ['accessToken', 'appSecret', 'verifyToken'],
  /** A token, which lasts an hour, or the whole key file of a service account. */
  fcm: ['accessToken'],
  http: ['token', 'signingSecret'],
  webhook: ['signingSecret'],
  inbox: [],
} as const satisfies Record<ProviderId, readonly string[]>;
export type SecretName = (typeof providerSecrets)[ProviderId][number];

const neededSecrets: Partial<Record<ProviderId, readonly SecretName[]>> = {
  twilio: ['authToken'],
  meta: ['accessToken'],
  fcm: ['accessToken'],
  http: ['token', 'signingSecret'],
  webhook: ['signingSecret'],
};

/** Secrets without which nothing can be sent; of a few, any one is enough. What only call-backs need may come later. */
export function missingSecrets(provider: ProviderId, known: readonly string[]): readonly SecretName[] {
  const needed = neededSecrets[provider] ?? [];
  return needed.some((name) => known.includes(name)) ? [] : needed;
}

/**
 * What becomes of a message of which nobody knows whether it left (the connection broke after it was handed over), where the provider
 * can't be asked and does not honour the key: ask = it waits for a person's word · again = it is sent again, and may arrive twice.
 */
export const unknownPolicySchema = z.enum(['ask', 'again']);

/** Where a message that may leave has got to. `stopped`: not let out, with the reason. `failed`: given up, can be tried again by hand. */
export const deliveryStates = ['waiting', 'sending', 'sent', 'delivered', 'bounced', 'failed', 'stopped', 'unknown', 'cancelled'] as const;
export const deliveryStateSchema = z.enum(deliveryStates);
export type DeliveryState = z.infer<typeof deliveryStateSchema>;

/** Whose repeated key is taken once, so that a message in doubt may simply be sent again. The adapters say the same of themselves. */
export const honoursKey: Record<ProviderId, boolean> = { smtp: false, twilio: false, meta: false, fcm: false, http: true, webhook: true, inbox: true };

/** A reason is a code with values; the words are `reason.<code>` in shared/i18n. */
const reasonSchema = z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])) });

/** An address, a number in E.164, or `@domain` for everybody there. */
export const recipientSchema = z.string().max(254).regex(/\S\S/);

export const channelSchema = z.object({
  channel: outChannelSchema,
  mode: channelModeSchema,
  /** null: not set up yet. */
  settings: providerSettingsSchema.nullable(),
  /** Who is written to in trials. */
  allowed: z.array(recipientSchema).max(200),
  unknownPolicy: unknownPolicySchema,
  /** Which secrets are known; never what they are. */
  secrets: z.array(z.string()),
  counts: z.partialRecord(deliveryStateSchema, z.number().int()),
  /** Nothing is tried before, as the provider said or because it was out of reach. */
  onHold: z.object({ until: z.iso.datetime(), reason: reasonSchema }).optional(),
  /** Of the mailbox that is read. */
  mailbox: z
    .object({
      /** When it was last read to its end. */
      readAt: z.iso.datetime().optional(),
      /** What its mails have told so far. */
      told: z.partialRecord(mailTellingSchema, z.number().int()),
      /** It can't be read for the present, and is tried again then. */
      onHold: z.object({ until: z.iso.datetime(), reason: reasonSchema }).optional(),
    })
    .optional(),
});
export type ChannelState = z.infer<typeof channelSchema>;

/** What is to be another than before. */
export const channelChangeSchema = z
  .object({
    mode: channelModeSchema,
    settings: providerSettingsSchema,
    allowed: z.array(recipientSchema).max(200),
    unknownPolicy: unknownPolicySchema,
  })
  .partial();
export type ChannelChange = z.infer<typeof channelChangeSchema>;

export const secretsSchema = z.partialRecord(
  z.enum(['password', 'mailboxPassword', 'authToken', 'accessToken', 'appSecret', 'verifyToken', 'token', 'signingSecret']),
  z.string().max(4000).nullable(),
);

export const switchSchema = z.object({
  at: z.iso.datetime(),
  channel: outChannelSchema,
  before: channelModeSchema,
  after: channelModeSchema,
  /** asked: by somebody · restored: off, as what left since the backup is not known any more. */
  why: z.enum(['asked', 'restored']),
});
export type ChannelSwitch = z.infer<typeof switchSchema>;

export const deliverySchema = z.object({
  n: z.number().int(),
  state: deliveryStateSchema,
  target: z.string().optional(),
  tries: z.number().int(),
  at: z.iso.datetime(),
  /** When it is tried next. */
  due: z.iso.datetime().optional(),
  reason: reasonSchema.optional(),
});
export type Delivery = z.infer<typeof deliverySchema>;

/** A delivery with what it is of. */
export const deliveryRowSchema = deliverySchema.extend({
  channel: outChannelSchema,
  /** `run:node:visit`: the same for every try. */
  key: z.string(),
  journeyId: z.string(),
  /** Hash of the deployment it was decided in. */
  deployment: z.string(),
  node: z.string(),
  customer: z.string(),
  decidedAt: z.iso.datetime(),
  /** Of a call to another system it is absent, and so are subject, language and address. */
  message: z.string().optional(),
  subject: z.string().optional(),
  preheader: z.string().optional().describe('Of an e-mail: the line that mailboxes show beside the subject'),
  language: languageSchema.optional(),
  to: z.string().optional(),
  sender: senderWordsSchema.optional().describe('Of an advertisement by mail: who stands at its foot'),
  /** Merged for this customer; of a call what it carries, as JSON. */
  body: z.string(),
});
export type DeliveryRow = z.infer<typeof deliveryRowSchema>;

/** try-again: as if it had never been tried · it-arrived: somebody knows that it has · cancel: it is not to leave. */
export const deliveryDecisionSchema = z.enum(['try-again', 'it-arrived', 'cancel']);
export type DeliveryDecision = z.infer<typeof deliveryDecisionSchema>;

/** From which states each decision leads on. What is under way at this moment can't be called back. */
export const decidableFrom: Record<DeliveryDecision, readonly DeliveryState[]> = {
  'try-again': ['failed', 'stopped', 'unknown', 'bounced'],
  'it-arrived': ['unknown'],
  cancel: ['waiting', 'failed', 'unknown'],
};

export const publicSettingsSchema = z.object({
  /** Whether the public address listens on this machine: unsubscribing, call-backs of providers, the in-app inbox and the on-site script. */
  listens: z.boolean(),
  /** Any free one when absent; which one it was is kept, so that whatever leads there still does after a restart. */
  port: z.number().int().min(1).max(65_535).optional(),
  /** By which others reach it, through a tunnel or a proxy of one's own. */
  url: url.optional(),
  /** Where mails that ask to be taken off go to, read by a person. */
  mailto: email.optional(),
  /** Sites and apps in browsers that may ask for a visitor's messages, as browsers name them: `https://shop.example`. */
  origins: z
    .array(z.string().regex(/^https?:\/\/[a-z0-9.:[\]-]{1,253}$/))
    .max(20)
    .optional(),
});
export type PublicSettings = z.infer<typeof publicSettingsSchema>;

/** `at`: where this machine itself reaches it. */
export const publicStateSchema = publicSettingsSchema.extend({ at: z.string().nullable() });
export type PublicState = z.infer<typeof publicStateSchema>;
