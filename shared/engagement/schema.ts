/**
 * One JSON document per client project: database row, file on disk, export, backup and undo unit are the same thing.
 * Never sample rows: personal data lives beside it, in `samples/`.
 */
import { z } from 'zod';
import { businessCaseSchema } from '../business-case/schema';
import { decisionSchema } from '../checklist/decision-schema';
import { checklistSchema } from '../checklist/schema';
import { documentStyleSchema } from '../documents/style-schema';
import { identitySchema } from '../identity/schema';
import { keySchema, ulidSchema } from '../ids';
import { calendarSchema, capSchema, channelSchema, journeySchema, messageSchema, suppressionSchema } from '../journey/schema';
import { senderSchema } from '../messages/sender';
import { recordSchema } from '../record/schema';
import { segmentSchema } from '../segments/schema';
import { sourceSchema } from '../sources/schema';
import { languageSchema, textSchema } from '../text';
import { measuredSchema } from './measured';

export const FORMAT = 'masa-engagement';
export const FORMAT_VERSION = 6;

export const noteSchema = z.object({
  id: ulidSchema,
  kind: z.enum(['question', 'decision', 'comment']),
  text: z.string().min(1).max(5000),
  /** A role or a name: "IT", "Legal". */
  owner: z.string().max(200).optional(),
  /** ISO date. */
  due: z.iso.date().optional(),
  state: z.enum(['open', 'answered', 'dropped']),
  answer: z.string().max(5000).optional(),
  evidence: z.string().max(5000).optional(),
  /** What it is about; absent: the whole engagement. */
  about: z
    .object({
      kind: z.enum(['source', 'object', 'field', 'attribute', 'segment', 'journey', 'node', 'message', 'point', 'vendor']),
      id: z.string(),
      /** The journey, when `kind` is `node`; the vendor that is asked, when it is `point`. */
      within: z.string().optional(),
    })
    .optional(),
  /** Only of a choice of vendor: what it was taken on. */
  decision: decisionSchema.optional(),
  createdAt: z.iso.datetime(),
});
export type Note = z.infer<typeof noteSchema>;

export const volumesSchema = z.object({
  contacts: z.number().nonnegative().optional(),
  customers: z.number().nonnegative().optional(),
  ordersPerMonth: z.number().nonnegative().optional(),
  /** By catalogue event id. */
  eventsPerMonth: z.record(keySchema, z.number().nonnegative()),
  /** 0.1 = ten percent a year. */
  growthPerYear: z.number().optional(),
  averageOrderValue: z.number().nonnegative().optional(),
  margin: z.number().min(0).max(1).optional(),
  /** Price of one message, in the client's currency. */
  messagePrices: z.partialRecord(channelSchema, z.number().nonnegative()),
});
export type Volumes = z.infer<typeof volumesSchema>;

export const plannedSendSchema = z.object({
  id: ulidSchema,
  name: z.string().min(1).max(200),
  date: z.iso.date(),
  channel: channelSchema,
  segment: keySchema.optional(),
  recipients: z.number().int().nonnegative().optional(),
});
export type PlannedSend = z.infer<typeof plannedSendSchema>;

export const phaseSchema = z.object({
  id: ulidSchema,
  name: textSchema,
  journeys: z.array(ulidSchema),
  start: z.iso.date().optional(),
  note: z.string().max(5000).optional(),
});
export type Phase = z.infer<typeof phaseSchema>;

export const engagementSchema = z.object({
  format: z.literal(FORMAT),
  formatVersion: z.literal(FORMAT_VERSION),
  id: ulidSchema,
  /** Grows by one with every change; of two valid copies the higher one is newer. */
  revision: z.number().int().nonnegative(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  name: z.string().min(1).max(200),
  client: z.object({
    name: z.string().min(1).max(200),
    industry: z.string().max(200).optional(),
    /** ISO 3166. */
    country: z.string().length(2),
    timeZone: z.string().min(1),
    /** ISO 4217. */
    currency: z.string().length(3),
  }),
  /** Who writes to customers, and how advertisements are marked. Absent: nobody has said. */
  sender: senderSchema.optional(),
  consultant: z.string().max(200).optional(),
  languages: z.object({
    /** Language of the documents handed over. */
    document: languageSchema,
    /** Languages the client writes to customers in. */
    customers: z.array(languageSchema).min(1),
  }),
  sources: z.array(sourceSchema),
  record: recordSchema,
  identity: identitySchema,
  segments: z.array(segmentSchema),
  journeys: z.array(journeySchema),
  messages: z.array(messageSchema),
  suppressions: z.array(suppressionSchema),
  caps: z.array(capSchema),
  calendars: z.array(calendarSchema),
  checklist: checklistSchema,
  volumes: volumesSchema,
  /** Inputs of the KPI formulas the client changed, by input id. */
  kpiInputs: z.record(z.string(), z.number()),
  businessCase: businessCaseSchema,
  plannedSends: z.array(plannedSendSchema),
  phases: z.array(phaseSchema),
  notes: z.array(noteSchema),
  /** How the documents handed over look, and which chapters they have. */
  documents: documentStyleSchema,
  /** Absent: nothing was counted on sample rows yet. */
  measured: measuredSchema.optional(),
});
export type Engagement = z.infer<typeof engagementSchema>;
