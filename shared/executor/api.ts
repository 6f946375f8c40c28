/** The executor's wire format. The HTTP API, its OpenAPI description, the host's proxy and the canvas all use these schemas. */
import { z } from 'zod';
import { refusals } from '../identity/report';
import { identitySchema } from '../identity/schema';
import { keySchema, partIdSchema, ulidSchema } from '../ids';
import { movePlanSchema } from '../journey/move-plan';
import { traceWords } from '../journey/run';
import { calendarSchema, capSchema, channelSchema, journeySchema, messageClassSchema, messageSchema, suppressionSchema, triggerKinds } from '../journey/schema';
import { senderSchema, senderWordsSchema } from '../messages/sender';
import { recordSchema } from '../record/schema';
import { segmentSchema } from '../segments/schema';
import { languageSchema } from '../text';
import { restoredSchema } from './care';
import { deliverySchema, openChannelSchema } from './channels';
import { findingSchema } from './monitor';

/** One thing that happened. Names and properties may come in wire spelling (`order_placed`); they are stored as catalogue ids. */
export const eventSchema = z.object({
  /** The sender's own number; a second event with the same uid is a duplicate and changes nothing. */
  uid: z.string().min(1).max(200),
  name: z.string().min(1).max(100),
  /** When it happened. A moment in the future is taken as now: a sender's clock may run ahead, but what is here has happened. */
  occurred_at: z.iso.datetime({ offset: true }).describe('When it happened. A moment in the future is taken as the moment of arrival'),
  source_system: z.string().max(100).default('unknown'),
  is_test: z.boolean().default(false),
  /** By identifier attribute, e.g. {email: "…"}; may be empty for events without a customer (a restock). */
  identifiers: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  properties: z.record(z.string(), z.json()).default({}),
});
export type EventEnvelope = z.infer<typeof eventSchema>;

/** Attribute values to set on the customer these identifiers name. */
export const profileUpdateSchema = z.object({
  identifiers: z.record(z.string(), z.union([z.string(), z.number()])),
  attributes: z.record(z.string(), z.json()),
  /** When these values were true; in the future is taken as now. Without it they are as of now, and no newer than a withdrawal of consent. */
  occurred_at: z.iso.datetime({ offset: true }).describe('When these values were true. A moment in the future is taken as the moment of arrival').optional(),
});
export type ProfileUpdate = z.infer<typeof profileUpdateSchema>;

/** Everything a journey needs to run; the content hash covers all of it. */
export const deploymentBundleSchema = z.object({
  journey: journeySchema,
  messages: z.array(messageSchema),
  segments: z.array(segmentSchema),
  record: recordSchema,
  identity: identitySchema,
  suppressions: z.array(suppressionSchema),
  caps: z.array(capSchema),
  calendars: z.array(calendarSchema),
  sender: senderSchema
    .describe('Who writes to customers and how advertisements are marked: put before subject or text, and at the foot of mails. Absent: nobody has said')
    .optional(),
  languages: z
    .array(languageSchema)
    .max(3)
    .describe('The languages the client writes in, first the one for customers of whom no language is known. Absent: en, he, fa')
    .optional(),
  /** Which events the client's systems can tell of. It decides nothing and is outside the content hash; absent: nobody has said. */
  events: z
    .array(z.object({ id: keySchema, properties: z.array(keySchema).max(500) }))
    .max(2000)
    .describe('Which events may be sent, with their properties; decides nothing, but senders of others are warned. Absent: nobody has said')
    .optional(),
  /** `test` admits only test customers. */
  mode: z.enum(['live', 'test']).default('live'),
});
export type DeploymentBundle = z.infer<typeof deploymentBundleSchema>;

/** A bundle to publish, and, outside the content hash, what becomes of the people inside other deployments of the journey. */
export const deploySchema = deploymentBundleSchema.extend({
  moves: z
    .array(z.object({ from: z.string().min(1).max(100), plan: movePlanSchema }))
    .max(100)
    .describe(
      'By hash of an earlier deployment: what becomes of the people at each of its steps. Who is not named finishes there. Absent: as the journey itself says (onRepublish)',
    )
    .optional(),
});

export const deploymentStateSchema = z.enum(['live', 'draining', 'paused', 'failed', 'retired']);

export const nodeCountsSchema = z.object({
  entered: z.number().int(),
  waiting: z.number().int(),
  passed: z.number().int(),
  /** Of those who passed, by the way they took, where there is more than one. */
  ports: z.record(z.string(), z.number().int()),
  sent: z.number().int(),
  /** Messages decided against, by reason code. */
  notSent: z.record(z.string(), z.number().int()),
  /** Customers whom this trigger did not let in, by reason code. */
  notEntered: z.record(z.string(), z.number().int()),
  /** Runs that failed here and have been neither tried again nor let go. */
  failed: z.number().int(),
});
export type NodeCounts = z.infer<typeof nodeCountsSchema>;

const versionNumberSchema = z
  .number()
  .int()
  .describe('Of the versions of this journey that were published here, the first is 1; what the journey says of itself does not count');

export const deploymentSummarySchema = z.object({
  hash: z.string(),
  journeyId: ulidSchema,
  key: keySchema,
  name: z.record(z.string(), z.string()),
  version: versionNumberSchema,
  mode: z.enum(['live', 'test']),
  state: deploymentStateSchema,
  deployedAt: z.iso.datetime(),
  /** What starts it, as it was published. */
  triggers: z.array(z.object({ kind: z.enum(triggerKinds), event: keySchema.optional() })),
  entered: z.number().int(),
  active: z.number().int(),
  exited: z.number().int(),
  goals: z.number().int(),
  sent: z.number().int(),
  notSent: z.number().int(),
  /** Runs that failed and have been neither tried again nor let go. */
  failed: z.number().int(),
  /** While its people are being moved: to which deployment, how many there are to see to, how many have been. */
  moving: z.object({ to: z.string(), people: z.number().int(), done: z.number().int() }).optional(),
  heldByRestore: z.literal(true).describe('Paused by a restore, until somebody lets it go on').optional(),
});
export type DeploymentSummary = z.infer<typeof deploymentSummarySchema>;

/** What was published, and of whom it says nothing yet. */
export const deployReplySchema = deploymentSummarySchema.extend({
  stillHeld: z
    .array(z.object({ deployment: z.string(), people: z.number().int() }))
    .min(1)
    .describe(
      'Earlier deployments of the journey that a restore holds: their people stay where they are, and what was chosen for them happens when they are let go on',
    )
    .optional(),
});
export type DeployReply = z.infer<typeof deployReplySchema>;

/** A published version of a journey, and how many are inside. */
const countedVersionSchema = z.object({
  hash: z.string(),
  version: versionNumberSchema,
  mode: z.enum(['live', 'test']),
  state: deploymentStateSchema,
  deployedAt: z.iso.datetime(),
  active: z.number().int(),
});
export type CountedVersion = z.infer<typeof countedVersionSchema>;

export const countsSchema = z.object({
  journeyId: ulidSchema,
  deployment: z.string(),
  version: versionNumberSchema,
  state: deploymentStateSchema,
  at: z.iso.datetime(),
  entered: z.number().int(),
  active: z.number().int(),
  /** Those in which somebody is or was inside, and this one; the newest first. */
  versions: z.array(countedVersionSchema).describe('Versions of the journey in which somebody is or was inside, and this one; the newest first'),
  exited: z.record(z.string(), z.number().int()),
  /** Runs not started, by reason code. */
  notEntered: z.record(z.string(), z.number().int()),
  nodes: z.record(partIdSchema, nodeCountsSchema),
});
export type Counts = z.infer<typeof countsSchema>;

export const outboxRowSchema = z.object({
  /** `run:node:visit`: the same for every retry. */
  key: z.string(),
  at: z.iso.datetime(),
  journeyId: ulidSchema,
  /** Hash of the deployment it was sent by. */
  deployment: z.string(),
  node: partIdSchema,
  customer: z.string(),
  channel: channelSchema,
  class: messageClassSchema,
  message: keySchema,
  state: z.enum(['accepted', 'held', 'cancelled', 'failed']),
  notBefore: z.iso.datetime().optional(),
  /** Rendered for this customer; shown only when asked for. */
  subject: z.string(),
  preheader: z.string().optional().describe('Of an e-mail: the line that mailboxes show beside the subject'),
  body: z.string(),
  language: languageSchema,
  to: z.string().optional(),
  sender: senderWordsSchema.optional().describe('Of an advertisement by mail: who stands at its foot'),
  /** Absent: its channel was off, it never leaves. */
  delivery: deliverySchema.optional(),
});
export type OutboxRow = z.infer<typeof outboxRowSchema>;

/** Why, as a code with values. */
export const reasonSchema = z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])) });

/** One line of a customer's trace: what happened, where, and why. */
export const traceRowSchema = z.object({
  at: z.iso.datetime(),
  run: z.string(),
  journeyId: ulidSchema,
  /** Hash of the deployment it happened in. */
  deployment: z.string(),
  node: partIdSchema.optional(),
  what: z.enum(traceWords),
  port: z.string().optional(),
  /** Why, as a code with values; the words are `reason.<code>` in shared/i18n. */
  reason: reasonSchema.optional(),
  /** Of a message that was sent by a channel that is open: where it has got to. */
  delivery: deliverySchema.optional(),
});
export type TraceRow = z.infer<typeof traceRowSchema>;
/** The same where nothing need be deployed: in a simulation. */
export type TraceLine = Omit<TraceRow, 'deployment'> & { deployment?: string | undefined };

export const customerTraceSchema = z.object({
  customer: z.string(),
  /** Customers who turned out to be her: how many, and the newest hundred with the identifier attribute that showed it. */
  merged: z.object({
    count: z.number().int(),
    shown: z.array(z.object({ customer: z.string(), at: z.iso.datetime(), identifier: z.string() })),
  }),
  identifiers: z.record(z.string(), z.array(z.string())),
  attributes: z.record(z.string(), z.json()),
  kept: z
    .array(z.object({ about: z.string(), value: z.json(), at: z.iso.datetime(), backup: z.string() }))
    .describe(
      'What she said, or her address turned out to be, after a backup was made, and holds though the store was put back from it: about which attribute or event, the value, when. backup: empty where the store was begun anew',
    )
    .optional(),
  /** The newest lines, oldest first. */
  trace: z.array(traceRowSchema),
  /** There are older lines: `before` in the call for those. */
  earlier: z.number().int().optional(),
});
export type CustomerTrace = z.infer<typeof customerTraceSchema>;

/** Lines of one customer's trace, oldest first, and where the older ones begin. */
export const tracePageSchema = z.object({ trace: z.array(traceRowSchema), earlier: z.number().int().optional() });
export type TracePage = z.infer<typeof tracePageSchema>;

/** What may be asked of a node: who stands there, whom it refused and whose run failed there. */
export const whoSchema = z.enum(['waiting', 'not-sent', 'not-entered', 'failed']);
export type Who = z.infer<typeof whoSchema>;

/** Some of the customers behind a count of a node: who has waited longest, else who was refused last, first. */
export const nodeCustomersSchema = z.object({
  /** null when the journey is not deployed. */
  deployment: z.string().nullable(),
  customers: z.array(
    z.object({
      customer: z.string(),
      /** Her name and address, as in the search; shown only when asked for. */
      label: z.string(),
      /** Absent for somebody who was not let in. */
      run: z.string().optional(),
      /** Since when she waits, or when it was refused. */
      at: z.iso.datetime(),
      /** When she is woken at the latest. */
      until: z.iso.datetime().optional(),
      reason: reasonSchema,
      /** Of a run that failed: nothing had been done in the step that broke, so that it can be taken again. */
      repeatable: z.boolean().optional(),
    }),
  ),
  /** There are more: `after` in the next call. */
  next: z.number().int().optional(),
});
export type NodeCustomers = z.infer<typeof nodeCustomersSchema>;

/** Why a customer is not in a journey, as things are now: each of its triggers with what it would say. */
export const whyOutsideSchema = z.object({
  /** Hash and state of the deployment asked; absent when the journey is not deployed. */
  deployment: z.string().optional(),
  state: deploymentStateSchema.optional(),
  /** She is inside now. */
  inside: z.boolean(),
  doors: z.array(z.object({ node: partIdSchema, reason: reasonSchema })),
});
export type WhyOutside = z.infer<typeof whyOutsideSchema>;

/** What the rules of identity have come to since the store began. */
export const identityTotalsSchema = z.object({
  /** Customers who turned out to be another one. */
  merges: z.number().int(),
  /** Identifiers that were not taken as they were sent, by reason. */
  refused: z.partialRecord(z.enum(refusals), z.number().int()),
});
export type IdentityTotals = z.infer<typeof identityTotalsSchema>;

/** Asks for a run of a journey that is started by hand or by another program. */
export const startSchema = z.object({
  /** Of a customer who is known already. */
  identifiers: z.record(z.string(), z.union([z.string(), z.number()])),
  /** The sender's own number: the same one again starts nothing new. */
  uid: z.string().min(1).max(200).optional(),
});
export type StartRequest = z.infer<typeof startSchema>;

/** `run` is absent when the customer may not enter; `refused` says why. */
export const startReplySchema = z.object({ customer: z.string(), run: z.string().optional(), refused: reasonSchema.optional() });
export type StartReply = z.infer<typeof startReplySchema>;

/** More different ones are not told of. */
export const mostWarnings = 20;

/** Something that was kept and that nobody understands: no running deployment knows the name, or the rules of identity don't. */
export const ingestWarningSchema = z.object({
  kind: z.enum(['event-unknown', 'property-unknown', 'attribute-unknown', 'identifier-unknown']),
  /** As it was sent. */
  name: z.string(),
  /** Of a property: the event it came with. */
  event: z.string().optional(),
  count: z.number().int().min(1).describe('How many times in this call'),
  first: z.number().int().min(0).describe('Place of the first in what was sent, from 0'),
});
export type IngestWarning = z.infer<typeof ingestWarningSchema>;

export const ingestReplySchema = z.object({
  accepted: z.number().int(),
  duplicates: z.number().int(),
  warnings: z
    .array(ingestWarningSchema)
    .min(1)
    .max(mostWarnings)
    .describe(`Kept all the same, but understood by nobody: often a misspelt name. The first ${mostWarnings} different ones`)
    .optional(),
});
export type IngestReply = z.infer<typeof ingestReplySchema>;

export const healthSchema = z.object({
  state: z.enum(['starting', 'ready', 'failed']),
  /** The executor's time. In a sandbox it has been moved and is not real. */
  clock: z.object({ now: z.iso.datetime(), sandbox: z.boolean() }),
  version: z.string(),
  events: z.number().int(),
  customers: z.number().int(),
  waiting: z.number().int(),
  outbox: z.number().int(),
  notSent: z.number().int(),
  /** Age of the oldest wait that should have ended, in ms; 0 when none is late. */
  oldestOverdueMs: z.number(),
  /** When something happens next by itself: a wait that ends, a date, a schedule. */
  nextWakeAt: z.iso.datetime().optional(),
  /** The store was put back and what ran in it still waits for the word to go on. */
  restored: restoredSchema.optional(),
  /** What is wrong, what blocks first; empty: all is well. */
  findings: z.array(findingSchema),
  openChannels: z.array(openChannelSchema).min(1).describe('Channels by which something may leave this machine; absent: none').optional(),
});
export type Health = z.infer<typeof healthSchema>;
