/** What whoever runs the executor looks at: what is wrong with it, what the last hours brought, and what was stopped on its way out. */
import { z } from 'zod';
import { channelSchema } from '../journey/schema';
import { deliveryStateSchema, outChannelSchema } from './channels';

/** A reason is a code with values; the words are `reason.<code>` in shared/i18n. */
const reasonSchema = z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])) });

/** What can be wrong. The words are `finding.<code>`, what to do about it `finding-way.<code>` in shared/i18n. */
export const findingCodes = [
  'waits-overdue',
  'store-full',
  'store-unwritable',
  'store-torn',
  'work-failing',
  'disk-nearly-full',
  'backup-failing',
  'backup-old',
  'channel-on-hold',
  'mailbox-on-hold',
  'deliveries-in-doubt',
  'deliveries-failed',
  'runs-failed',
  'restored-held',
  'writes-piling-up',
  'clock-went-back',
  'clock-went-ahead',
] as const;
export const findingCodeSchema = z.enum(findingCodes);
export type FindingCode = z.infer<typeof findingCodeSchema>;

export const findingSchema = z.object({
  /** blocks: something is not done that should be · warns: somebody should look · informs: good to know. */
  severity: z.enum(['blocks', 'warns', 'informs']),
  code: findingCodeSchema,
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  /** What somebody else said: a provider whose channel is on hold. */
  reason: reasonSchema.optional(),
});
export type Finding = z.infer<typeof findingSchema>;

const severities: readonly Finding['severity'][] = ['blocks', 'warns', 'informs'];

/** What blocks first. */
export function bySeverity(findings: readonly Finding[]): Finding[] {
  return findings.toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
}

/** The worst of them; undefined: nothing is wrong. */
export function worstOf(findings: readonly Finding[]): Finding['severity'] | undefined {
  return severities.find((severity) => findings.some((one) => one.severity === severity));
}

/** So long the figures of an hour are kept. */
export const historyDays = 90;

const latenessSchema = z.object({
  /** Waits that ended. */
  count: z.number().int(),
  /** So late or less were 99 of 100, within a fifth. */
  p99Ms: z.number().int(),
  maxMs: z.number().int(),
});
export type Lateness = z.infer<typeof latenessSchema>;

export const hourSchema = z.object({
  /** When it began. */
  at: z.iso.datetime(),
  events: z.number().int(),
  outbox: z.number().int(),
  notSent: z.number().int(),
  /** Runs that stood somewhere when it ended; in the last hour now. */
  waiting: z.number().int(),
  /** Absent: no wait ended. */
  lateness: latenessSchema.optional(),
});
export type Hour = z.infer<typeof hourSchema>;

/** By hour, the last of them not over yet; of a deployment the same hours. */
export const historySchema = z.object({
  now: z.iso.datetime(),
  hours: z.array(hourSchema),
  /** Of all these hours together; absent: no wait ended. */
  lateness: latenessSchema.optional(),
  deployments: z
    .record(z.string(), z.object({ entered: z.array(z.number().int()), sent: z.array(z.number().int()), notSent: z.array(z.number().int()) }))
    .describe('By hash, those of which there is something to tell'),
});
export type History = z.infer<typeof historySchema>;

/** Messages that were to leave and did not, or of which nobody knows, by reason: the newest twenty thousand of each state and channel are counted. */
export const undeliveredSchema = z.object({
  channel: outChannelSchema,
  state: deliveryStateSchema,
  /** Code of the reason. */
  reason: z.string(),
  count: z.number().int(),
});
export type Undelivered = z.infer<typeof undeliveredSchema>;

/** Of those who got any, how many got so many messages; the fewest first. Who got none is in no line. */
const spreadSchema = z.array(z.object({ messages: z.number().int().positive(), customers: z.number().int() }));
export type Spread = z.infer<typeof spreadSchema>;

export const pressureWeekSchema = z.object({
  from: z.iso.datetime(),
  /** The last one ends with the hour that goes on. */
  to: z.iso.datetime(),
  messages: z.number().int(),
  spread: spreadSchema,
  channels: z.array(z.object({ channel: channelSchema, messages: z.number().int(), spread: spreadSchema })),
});
export type PressureWeek = z.infer<typeof pressureWeekSchema>;

/** How many messages people get. What journeys sent and what other programs tell of theirs, as caps count it; test records are left out. */
export const pressureSchema = z.object({
  at: z.iso.datetime(),
  customers: z.number().int(),
  looked: z.number().int().describe('So many customers were looked at: all, or as many as there was time for, spread evenly over their numbers'),
  weeks: z.array(pressureWeekSchema).describe('Stretches of seven days, the last of them going on now'),
  most: z
    .array(
      z.object({
        customer: z.string(),
        /** Who she is, as in the search. */
        label: z.string(),
        messages: z.number().int(),
        channels: z.partialRecord(channelSchema, z.number().int()),
      }),
    )
    .describe('Who got most in the last seven days, of those who were looked at'),
  caps: z
    .array(
      z.object({
        cap: z.string(),
        limit: z.number().int(),
        window: z.string(),
        /** Of those who were looked at and have got at least one message that counts. */
        reached: z.number().int(),
        oneLeft: z.number().int(),
        below: z.number().int(),
        weeks: z
          .array(z.object({ held: z.number().int(), notSent: z.number().int() }))
          .describe('How often it put a message off, or kept it from going, in the same weeks; of everybody'),
      }),
    )
    .describe('Caps of what runs, as published last'),
});
export type Pressure = z.infer<typeof pressureSchema>;

export const mostPressureWeeks = 12;
