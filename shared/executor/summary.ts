/** What became of everything within a period: the figures of the executor's report. Nothing in it names a customer. */
import { z } from 'zod';
import { ulidSchema } from '../ids';
import { movedFrom } from '../journey/move-run';
import type { TraceEntry } from '../journey/run';
import { deploymentBundleSchema, deploymentStateSchema, deploymentSummarySchema, reasonSchema } from './api';
import { deliveryStateSchema, outChannelSchema, switchSchema } from './channels';

/** A period is no longer: its lines are read one by one. */
export const mostPeriodDays = 400;

const count = z.number().int();
const versionFields = {
  journeyId: ulidSchema,
  name: z.record(z.string(), z.string()),
  version: count,
  mode: z.enum(['live', 'test']),
  state: deploymentStateSchema,
};

/** All versions of a journey together: who went on in another one neither left nor entered. */
export const journeySummarySchema = z.object({
  journeyId: ulidSchema,
  name: z.record(z.string(), z.string()),
  /** Of the version whose words these are: the newest. */
  deployment: z.string(),
  entered: count,
  left: z.record(z.string(), count).describe('By exit code. A run that failed and was tried again counts less than nothing here'),
  goals: count,
  sent: count,
  notSent: z.array(z.object({ reason: reasonSchema, count })).describe('By reason, the most frequent first'),
  failed: count.describe('Steps that failed for good, whatever was decided of them later'),
  insideAtEnd: count,
});
export type JourneySummary = z.infer<typeof journeySummarySchema>;

export const summarySchema = z.object({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  /** The executor's time when this was counted; what is open, and what is ahead, is as of then. */
  at: z.iso.datetime(),
  isWhole: z.boolean().describe('False: some of what happened then is not kept any more, and the figures are the least there were'),
  events: count,
  newCustomers: count.describe('Whose earliest sign is of this time'),
  journeys: z.array(journeySummarySchema),
  deliveries: z.array(z.object({ channel: outChannelSchema, state: deliveryStateSchema, reason: reasonSchema.optional(), count })),
  published: z.array(z.object({ ...versionFields, at: z.iso.datetime() })),
  switches: z.array(switchSchema),
  open: z.object({
    inDoubt: z.array(z.object({ channel: outChannelSchema, count })),
    failed: z.array(z.object({ channel: outChannelSchema, count })),
    failedRuns: count,
    paused: z.array(z.object({ journeyId: ulidSchema, name: z.record(z.string(), z.string()), version: count, people: count })),
    overdueMs: z.number(),
  }),
  ahead: z.object({
    /** Waits that end by themselves. */
    waits: z.array(z.object({ from: z.iso.datetime(), to: z.iso.datetime(), count })),
    later: count,
    inside: count,
  }),
});
export type Summary = z.infer<typeof summarySchema>;

/** What a report is made of. */
export const summaryFactsSchema = z.object({
  summary: summarySchema,
  /** As long a time before; absent where not all of it is known any more. */
  before: summarySchema.optional(),
  /** By hash: versions whose words the reasons need. */
  bundles: z.record(z.string(), deploymentBundleSchema),
  deployments: z.array(deploymentSummarySchema),
});
export type SummaryFacts = z.infer<typeof summaryFactsSchema>;

export type SummaryQuery = z.infer<typeof summaryQuerySchema>;

/** As long a time, ending where this one begins. */
export function periodBefore({ from, to }: SummaryQuery): SummaryQuery {
  return { from: new Date(2 * Date.parse(from) - Date.parse(to)).toISOString(), to: from };
}

export const summaryQuerySchema = z.object({ from: z.iso.datetime({ offset: true }), to: z.iso.datetime({ offset: true }) });

/** A step's lines, without the values that differ from run to run, and how often it was taken. */
export type Taken = { deployment: number; lines: readonly TraceEntry[]; times: number };
export type CountedDeployment = { n: number; hash: string; journey: string; name: Record<string, string>; inside: number };

/**
 * What the steps of a period come to, by journey in the order of their newest deployment.
 * @param after steps that came after the period: they lead from who is inside now back to who was at its end
 * @param deployments all there are, the newest first
 */
export function journeysIn(taken: readonly Taken[], after: readonly Taken[], deployments: readonly CountedDeployment[]): JourneySummary[] {
  const journeys = new Map<string, JourneySummary & { reasons: Map<string, number> }>();
  const journeyOf = new Map<number, string>();
  for (const { n, hash, journey, name, inside } of deployments) {
    journeyOf.set(n, journey);
    const known = journeys.get(journey);
    if (known) known.insideAtEnd += inside;
    else
      journeys.set(journey, {
        ...{ journeyId: journey, name, deployment: hash, entered: 0, left: {}, goals: 0, sent: 0, notSent: [], failed: 0 },
        insideAtEnd: inside,
        reasons: new Map(),
      });
  }
  const each = (those: readonly Taken[], tell: (journey: JourneySummary & { reasons: Map<string, number> }, line: TraceEntry, times: number) => void) => {
    for (const { deployment, lines, times } of those) {
      const journey = journeys.get(journeyOf.get(deployment) ?? '');
      if (journey) for (const line of lines) tell(journey, line, times);
    }
  };
  each(after, (journey, line, times) => {
    journey.insideAtEnd -= times * cameIn(line);
  });
  each(taken, (journey, line, times) => {
    tally(journey, line, times);
    if (line.what !== 'not-sent' || !line.reason) return;
    const key = JSON.stringify(line.reason);
    journey.reasons.set(key, (journey.reasons.get(key) ?? 0) + times);
  });
  return [...journeys.values()].map(({ reasons, ...journey }) => ({
    ...journey,
    goals: journey.left.goal ?? 0,
    notSent: [...reasons].map(([reason, count]) => ({ reason: JSON.parse(reason), count })).sort((a, b) => b.count - a.count),
  }));
}

/** How many more are inside after a line than before it; the executor's counts say the same (executor/engine/metrics.ts). */
function cameIn({ what, reason }: TraceEntry): number {
  if (what === 'entered' || what === 'tried-again') return 1;
  if (what === 'exited') return -1;
  // Leaves the one version and enters the other.
  if (what === 'moved') return reason?.code === movedFrom ? 1 : -1;
  return 0;
}

function tally(journey: JourneySummary, { what, port }: TraceEntry, times: number): void {
  const left = (code: string, by: number) => {
    journey.left[code] = (journey.left[code] ?? 0) + by;
    if (journey.left[code] === 0) delete journey.left[code];
  };
  switch (what) {
    case 'entered':
      journey.entered += times;
      return;
    case 'sent':
      journey.sent += times;
      return;
    case 'failed':
      journey.failed += times;
      return;
    case 'exited':
      left(port ?? 'completed', times);
      return;
    case 'tried-again':
      left('failed', -times);
      return;
    case 'let-go':
      left('failed', -times);
      left('stopped', times);
      return;
    default:
      return;
  }
}
