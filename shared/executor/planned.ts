/** What was planned of a journey for so many days: who comes in, what is sent, who reaches the goal. What nobody has said is absent, never 0. */
import { type CaseNumbers, goalShare } from '../business-case/journey-figures';
import { monthlyEntries } from '../business-case/plan-volumes';
import type { CatalogueKpi } from '../catalogue/schema';
import type { Engagement } from '../engagement/schema';
import { type Graph, toGraph } from '../journey/graph';
import type { Journey } from '../journey/schema';
import { toStoryboard } from '../journey/storyboard';

/** The mean month. */
const monthDays = 365.25 / 12;

/** `assumed`: the library's figure, which the business case reckons with as long as the client has not said another. */
export type PlannedShare = { share: number; from: 'client' | 'assumed' };

export type JourneyPlan = {
  /** How many come in within the time. */
  entered?: number;
  /** By id of a send: as typed in the storyboard, whatever time it was meant for. */
  sent: ReadonlyMap<string, number>;
  /** Of those who come in, how many reach the goal: 0.08 = eight in a hundred. */
  goalShare?: PlannedShare;
  /** Within the time; only where both of the above are known. */
  goals?: number;
};

export type PlanNumbers = CaseNumbers & Pick<Engagement, 'measured'>;

/**
 * @param kpis the formulas of the catalogue; without them nothing is planned of the goal
 * @param days the time that is asked about; fractions count
 */
export function journeyPlan(
  journey: Pick<Journey, 'id' | 'from' | 'kpis' | 'nodes' | 'edges' | 'annotations' | 'policies'>,
  numbers: PlanNumbers,
  kpis: readonly CatalogueKpi[],
  days: number,
  graph: Graph = toGraph(journey),
): JourneyPlan {
  const coming = monthlyEntries(journey, numbers);
  const planned = journey.policies.goal && goalShare(journey, numbers, kpis);
  const entered = coming.from === 'unknown' ? undefined : (coming.perMonth * days) / monthDays;
  return {
    ...(entered !== undefined && { entered: Math.round(entered) }),
    sent: typedSends(journey, graph),
    ...(planned && { goalShare: { share: planned.share, from: planned.from } }),
    ...(entered !== undefined && planned && { goals: Math.round(entered * planned.share) }),
  };
}

function typedSends(journey: Pick<Journey, 'nodes' | 'edges' | 'annotations'>, graph: Graph): Map<string, number> {
  const moments = toStoryboard(journey, {}, graph);
  return new Map(moments.flatMap(({ sends, planned }) => (planned?.from === 'typed' && sends[0] ? [[sends[0].id, planned.count] as const] : [])));
}
