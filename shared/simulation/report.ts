/**
 * What a simulation of all journeys together came to. Counts only; the same engagement, settings and zone data give the same
 * report, byte for byte. `docs/formats/simulation.md` is its contract.
 */
import { z } from 'zod';
import { keySchema, partIdSchema, ulidSchema } from '../ids';
import { channelSchema, messageClassSchema } from '../journey/schema';

export const SIMULATION_FORMAT = 'masa-simulation';
export const SIMULATION_VERSION = 1;

export const MOST_CUSTOMERS = 100_000;
export const MOST_DAYS = 731;

const count = z.number().int().nonnegative();
/** Times by code: of a reason, an exit, a port, an event. */
const counts = z.record(z.string(), count);

export const simulationSettingsSchema = z.strictObject({
  customers: z.number().int().min(1).max(MOST_CUSTOMERS),
  days: z.number().int().min(1).max(MOST_DAYS),
  seed: z.number().int().min(0).max(4_294_967_295),
  /** When all journeys go live. */
  from: z.iso.datetime(),
  /** Ids; absent: all that are not retired. */
  journeys: z.array(ulidSchema).optional(),
});
export type SimulationSettings = z.infer<typeof simulationSettingsSchema>;

/** `entered` = all of `passed` + `waiting` + `exited`; of a send also = `sent` + all of `notSent` + `failed` + `waiting`. */
export const simulatedNodeSchema = z.strictObject({
  node: partIdSchema,
  entered: count,
  /** By port. */
  passed: counts,
  sent: count,
  /** By reason, each passage once. */
  notSent: counts,
  failed: count,
  /** How often a message was put off, by reason: one passage may be held more than once. */
  held: counts,
  /** Standing here when the time was over. */
  waiting: count,
  /** Left the journey here. */
  exited: count,
});
export type SimulatedNode = z.infer<typeof simulatedNodeSchema>;

/** `entered` = `active` + all of `exited`. */
export const simulatedJourneySchema = z.strictObject({
  journey: ulidSchema,
  key: keySchema,
  /** Content hash of what ran. */
  deployment: z.string(),
  entered: count,
  /** Customers who entered at least once. */
  customers: count,
  active: count,
  /** By exit code; `goal` is success. */
  exited: counts,
  /** Whoever was meant and kept out, by reason. */
  notEntered: counts,
  /** In the order of the journey. */
  nodes: z.array(simulatedNodeSchema),
});
export type SimulatedJourney = z.infer<typeof simulatedJourneySchema>;

/** What became of the lines of a recorded file. */
export const replayedSchema = z.strictObject({
  /** Without empty ones. */
  lines: count,
  unreadable: count,
  /** Lines with the uid of an earlier one. */
  duplicates: count,
  /** What journeys and merges of an executor recorded themselves: left out, because they decide anew. */
  own: count,
  /** Before the start: what is known of customers when the journeys go live. */
  before: count,
  happened: count,
  /** After the end: not heard. */
  after: count,
  /** Named somebody by nothing that can be used: no effect. */
  unknown: count,
  /** Tests about customers known by real events: no effect. */
  tests: count,
  /** Customers who turned out to be another one. */
  merges: count,
  /** Identifiers that were not taken as they were sent, by reason. */
  refused: counts,
});
export type Replayed = z.infer<typeof replayedSchema>;

export const simulationReportSchema = z.strictObject({
  format: z.literal(SIMULATION_FORMAT),
  formatVersion: z.literal(SIMULATION_VERSION),
  header: z.strictObject({
    settings: simulationSettingsSchema,
    /** Present: the customers are the people of the sample. `again`: how many customers were drawn from them a second time. */
    sample: z.strictObject({ people: count, again: count }).optional(),
    /** Present: a replay, and what became of the file. */
    replayed: replayedSchema.optional(),
    /** Names the clock changes of all zones of these customers within the time simulated: another one, another trace. */
    zoneData: z.string(),
    /** By event: before the start, in the time simulated by what customers did, and by what the journeys did (`message-sent` …). */
    events: z.strictObject({ before: counts, happened: counts, caused: counts }),
    /** Journeys that were asked for and could not run; the problems say why. */
    leftOut: z.array(z.string()),
  }),
  journeys: z.array(simulatedJourneySchema),
  messages: z.strictObject({
    total: count,
    byChannel: z.array(z.strictObject({ channel: channelSchema, class: messageClassSchema, messages: count })),
    /** Over all customers and all whole weeks (a run of less than a week: the one that began). */
    perCustomerWeek: z.strictObject({
      /** How many weeks of customers had so many messages. */
      histogram: z.array(z.strictObject({ messages: count, customerWeeks: count })),
      mean: z.number().nonnegative(),
      percentile95: count,
      most: count,
    }),
    /** Each week of the run from its start; the last may be shorter. */
    perWeek: z.array(z.strictObject({ from: z.iso.datetime(), days: count, messages: count, byChannel: z.partialRecord(channelSchema, count) })),
  }),
  /** Of all journeys, by reason. */
  notSent: counts,
  held: counts,
  /** Two of journeys and planned sends (ids) whose messages reached the same customer on one day of hers; most customers first. */
  collisions: z.array(z.strictObject({ a: z.string(), b: z.string(), customers: count, days: count })),
  /** How often each cap and calendar put a message off or kept it from going. */
  caps: z.array(z.strictObject({ cap: keySchema, held: count, notSent: count })),
  calendars: z.array(z.strictObject({ calendar: keySchema, held: count, notSent: count })),
  /** One-off campaigns within the time simulated. They go to everybody of the segment with address and consent, and count in caps. */
  plannedSends: z.array(
    z.strictObject({
      id: ulidSchema,
      at: z.iso.datetime(),
      channel: channelSchema,
      /** Customers of the segment, test records and employees apart. */
      audience: count,
      noAddress: count,
      noConsent: count,
      sent: count,
      /** Of those it was sent to: had reached a cap before. */
      atCap: count,
    }),
  ),
  cost: z.strictObject({
    currency: z.string(),
    /** `price` and `cost` absent: nobody has said what a message costs. */
    channels: z.array(
      z.strictObject({ channel: channelSchema, messages: count, price: z.number().nonnegative().optional(), cost: z.number().nonnegative().optional() }),
    ),
    /** Of the channels with a price. */
    total: z.number().nonnegative(),
  }),
  /** Inputs of KPI formulas by their ids, a month of the client's whole list where they are quantities. */
  kpiInputs: z.record(z.string(), z.number()),
  /** Clients' contacts for each simulated customer; 1 where their number is not known. */
  scale: z.number().positive(),
  /** What the customers were made of. `about`: the event, attribute or channel. */
  assumptions: z.array(z.strictObject({ id: keySchema, about: z.string().optional(), value: z.number(), source: z.enum(['volumes', 'sample', 'assumed']) })),
  traceLines: count,
  /** SHA-256 over the header line and every line of the trace, in order. */
  traceHash: z.string().regex(/^[0-9a-f]{64}$/),
});
export type SimulationReport = z.infer<typeof simulationReportSchema>;
export type Assumption = SimulationReport['assumptions'][number];
