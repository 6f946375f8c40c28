/** Segments that the executor keeps up for somebody to look at: who is in one now, who came and who went. */
import { z } from 'zod';
import { refsOf } from '../condition/refs';
import { conditionSchema } from '../condition/schema';
import type { Engagement } from '../engagement/schema';
import { keySchema, ulidSchema } from '../ids';
import { bundleHash } from '../journey/content-hash';
import { runtimeAttributes } from '../journey/deployment-attributes';
import { segmentsBehind } from '../journey/segment-needs';
import { createComputation } from '../record/formula/computation';
import { type CustomerRecord, recordSchema } from '../record/schema';
import { segmentSchema } from '../segments/schema';
import { type DeploymentBundle, deploymentStateSchema } from './api';

/** More are not watched at once: each is asked about everybody of whom there is news. */
export const mostAudiences = 50;
/** Days of coming and going that are told, today among them. Who it was is let go after as many. */
export const audienceDays = 30;

/** What it takes to say who is in a segment: itself, those it looks at, those that keep test records and employees apart, and the formulas. */
export const audienceSchema = z.object({
  segment: keySchema,
  segments: z.array(segmentSchema).min(1).max(300),
  record: recordSchema,
  /** For customers of whom no other is known, and the one whose days are counted. */
  timeZone: z.string().min(1).max(60),
});
export type Audience = z.infer<typeof audienceSchema>;

const daySchema = z.object({
  day: z.iso.date(),
  entered: z.number().int(),
  left: z.number().int(),
  merged: z.number().int().describe('Members who turned out to be somebody who was in it as well: fewer records, nobody left'),
  erased: z.number().int().describe('Members who were forgotten for ever'),
  size: z.number().int().optional().describe('At the end of the day. Absent: it was not watched yet'),
});
export type AudienceDay = z.infer<typeof daySchema>;

export const audienceRowSchema = z.object({
  segment: z.string(),
  since: z.iso.datetime(),
  size: z.number().int(),
  definition: z.string().describe('Another one as soon as something changes that may put somebody in or out'),
  /** The first look: how many of those who were there have been looked at. Absent: done. */
  looking: z.object({ done: z.number().int(), of: z.number().int() }).optional(),
  /** In the time zone it is watched in, the oldest first, today last; whoever was in it at the first look did not come. */
  days: z.array(daySchema),
});
export type AudienceRow = z.infer<typeof audienceRowSchema>;

const memberSchema = z.object({
  customer: z.string(),
  since: z.iso.datetime(),
  label: z.string().optional(),
  identifiers: z.record(z.string(), z.array(z.string())).describe('By which she is known').optional(),
});
export type AudienceMember = z.infer<typeof memberSchema>;
export const audienceMembersSchema = z.array(memberSchema);

/** A part of the segment's rule and whether it holds. */
const partSchema = z.object({ when: conditionSchema, holds: z.boolean() });
export type AudiencePart = z.infer<typeof partSchema>;

/** What news it was that brought somebody in or took her out. */
const newsSchema = z.discriminatedUnion('by', [
  z.object({ by: z.literal('event'), event: z.string(), attributes: z.array(z.string()) }),
  z.object({ by: z.literal('attributes'), attributes: z.array(z.string()) }),
  z.object({ by: z.literal('time') }),
  z.object({ by: z.literal('merge') }),
]);
export type AudienceNews = z.infer<typeof newsSchema>;

export const audienceMoveSchema = z.object({
  n: z.number().int(),
  customer: z.string(),
  at: z.iso.datetime(),
  kind: z.enum(['entered', 'left', 'merged']).describe('merged: two members turned out to be this one'),
  /** Of a merge: who she was. */
  other: z.string().optional(),
  because: newsSchema.optional(),
  /** Parts of the rule that turned. */
  turned: z.array(partSchema),
  /** She is kept apart as a test record or an employee since then, or no longer: the segment that says so. */
  apart: z.string().optional(),
  label: z.string().optional(),
});
export type AudienceMove = z.infer<typeof audienceMoveSchema>;
export const audienceMovesSchema = z.array(audienceMoveSchema);

/** A deployment that starts with this segment. */
const startedSchema = z.object({
  deployment: z.string(),
  journeyId: ulidSchema,
  name: z.record(z.string(), z.string()),
  version: z.number().int(),
  mode: z.enum(['live', 'test']),
  state: deploymentStateSchema,
  starts: z.enum(['enter', 'exit']),
  isSame: z.boolean().describe('Whether it knows the segment by the rule that is watched'),
  inside: z.number().int().describe('Members who are in the journey now'),
  never: z.number().int().describe('Members who have never been in it'),
});
export type AudienceJourney = z.infer<typeof startedSchema>;

export const audienceDetailSchema = z.object({ when: conditionSchema, timeZone: z.string(), journeys: z.array(startedSchema) });
export type AudienceDetail = z.infer<typeof audienceDetailSchema>;

export const audienceCustomerSchema = z.object({
  inside: z.boolean(),
  since: z.iso.datetime().optional(),
  /** Parts of the rule that make it so. */
  decides: z.array(partSchema),
  apart: z.string().optional(),
});
export type AudienceCustomer = z.infer<typeof audienceCustomerSchema>;

/** What a definition would come to for the people there are. */
export const audienceTrialSchema = z.object({
  looked: z.number().int(),
  of: z.number().int().describe('How many people there are; more than were looked at when that took too long'),
  stay: z.number().int(),
  come: z.number().int().describe('Who is not in it as it is watched; everybody in it when it is not watched'),
  go: z.number().int(),
});
export type AudienceTrial = z.infer<typeof audienceTrialSchema>;

type Watchable = Pick<Engagement, 'segments' | 'record'> & { client: Pick<Engagement['client'], 'timeZone'> };

/** An engagement's segment as the executor can watch it, without anything that makes no difference to who is in it; undefined when it is not there. */
export function toAudience({ segments, record, client }: Watchable, segment: string): Audience | undefined {
  if (!segments.some(({ id }) => id === segment)) return undefined;
  const apart = segments.filter(({ administrative }) => administrative).map(({ id }) => id);
  const needed = segmentsBehind([segment, ...apart], segments);
  const those = segments.filter(({ id }) => needed.has(id)).map(({ purpose, ...one }) => one);
  return { segment, segments: those, record: formulasFor(refsOf(...those.map(({ when }) => when)).attributes, record), timeZone: client.timeZone };
}

/** What is delivered is read as it comes: of the record only formulas matter. */
function formulasFor(asked: readonly string[], { attributes }: CustomerRecord): CustomerRecord {
  const { needs } = createComputation(attributes);
  const needed = new Set([...asked, runtimeAttributes.timeZone, runtimeAttributes.country].flatMap((id) => [id, ...(needs.get(id)?.attributes ?? [])]));
  return {
    groups: [],
    attributes: attributes
      .filter(({ id, formula }) => formula !== undefined && needed.has(id))
      .map(({ note, description, basis, ...one }) => ({
        ...one,
        label: {},
        values: one.values?.map(({ id }) => ({ id, label: {} })),
        sources: [],
        refused: [],
      })),
  };
}

/** Names a definition: changes with whatever may put somebody in or out. 64 hex digits. */
export function audienceHash(audience: Audience): string {
  return bundleHash(audienceBundle(audience));
}

/** The same as a deployment that lets nobody in: one trigger, which says what has to be known about everybody. */
export function audienceBundle({ segment, segments, record, timeZone }: Audience): DeploymentBundle {
  return {
    journey: {
      schemaVersion: '1.0',
      id: '00000000000000000000000000',
      key: 'audience',
      name: {},
      version: 1,
      status: 'published',
      entry: { reentry: { mode: 'never' } },
      policies: {
        timeZone: { source: 'customer', fallback: timeZone },
        priority: 0,
        exits: [],
        suppressions: [],
        own: [],
        onRepublish: { default: 'finish-on-old' },
      },
      nodes: [{ id: 'audience', kind: 'trigger', trigger: { kind: 'segment-enter', segment } }],
      edges: [],
      kpis: [],
      layout: {},
      annotations: { storyboard: [], touchpoints: {}, optional: [] },
    },
    messages: [],
    segments,
    record,
    identity: { rules: [] },
    suppressions: [],
    caps: [],
    calendars: [],
    mode: 'live',
  };
}

type Moved = { entered: number; left: number };

/** How many came and went today, in the last seven days and in the last thirty, today among them. */
export function comingAndGoing(days: readonly AudienceDay[]): { today: Moved; week: Moved; month: Moved } {
  const last = (count: number) =>
    days.slice(-count).reduce<Moved>((sum, { entered, left }) => ({ entered: sum.entered + entered, left: sum.left + left }), { entered: 0, left: 0 });
  return { today: last(1), week: last(7), month: last(audienceDays) };
}
