/** Segments that the executor keeps up for somebody to look at: who is in one now, who came and who went. */
import { z } from 'zod';
import type { Engagement } from '../engagement/schema';
import { keySchema } from '../ids';
import { segmentsBehind } from '../journey/segment-needs';
import { recordSchema } from '../record/schema';
import { segmentSchema } from '../segments/schema';
import type { DeploymentBundle } from './api';

/** More are not watched at once: each is asked about everybody of whom there is news. */
export const mostAudiences = 20;
/** Days of coming and going that are told. */
export const audienceDays = 7;

/** What it takes to say who is in a segment: itself, those it looks at, those that keep test records and employees apart, and the formulas. */
export const audienceSchema = z.object({
  segment: keySchema,
  segments: z.array(segmentSchema).min(1).max(300),
  record: recordSchema,
  /** For customers of whom no other is known. */
  timeZone: z.string().min(1).max(60),
});
export type Audience = z.infer<typeof audienceSchema>;

export const audienceRowSchema = z.object({
  segment: z.string(),
  since: z.iso.datetime(),
  size: z.number().int(),
  /** The first look: how many of those who were there have been looked at. Absent: done. */
  looking: z.object({ done: z.number().int(), of: z.number().int() }).optional(),
  /** By day in UTC, the oldest first; whoever was in it at the first look did not come. */
  days: z.array(z.object({ day: z.iso.date(), entered: z.number().int(), left: z.number().int() })),
});
export type AudienceRow = z.infer<typeof audienceRowSchema>;

export const audienceMembersSchema = z.array(z.object({ customer: z.string(), since: z.iso.datetime(), label: z.string().optional() }));

type Watchable = Pick<Engagement, 'segments' | 'record'> & { client: Pick<Engagement['client'], 'timeZone'> };

/** An engagement's segment as the executor can watch it; undefined when it is not there. */
export function toAudience({ segments, record, client }: Watchable, segment: string): Audience | undefined {
  if (!segments.some(({ id }) => id === segment)) return undefined;
  const needed = segmentsBehind([segment], segments);
  return { segment, segments: segments.filter(({ id, administrative }) => needed.has(id) || administrative), record, timeZone: client.timeZone };
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
