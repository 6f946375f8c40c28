/** All that follows from plan, points and answers, in one go: what the page, the command line and the gap report show. */
import { type PlanVolumes, planVolumes } from '../business-case/plan-volumes';
import type { Catalogue } from '../catalogue/schema';
import type { Engagement } from '../engagement/schema';
import { type Consequences, consequencesOf } from './consequences';
import { type AskContext, askContext } from './journey-asks';
import { type OpenAnswer, openAnswers } from './next-question';
import { type RankedVendor, rankVendors } from './rank-vendors';
import { computeRequirements, type Requirement } from './requirements';
import type { Vendor } from './schema';
import { type WeightSensitivity, weightSensitivity } from './sensitivity';
import { type TotalCost, totalCost } from './total-cost';
import { type TrialScore, trialScore } from './trial-score';

export type VendorAnalysis = {
  vendor: Vendor;
  score: RankedVendor;
  consequences: Consequences;
  /** Over three years; absent as long as nothing is known of the price. */
  cost?: TotalCost;
  trial?: TrialScore;
};

/** What the plan says, whatever vendors answer: read again only when the plan changes. */
export type GapPlan = { requirements: ReadonlyMap<string, Requirement>; volumes: PlanVolumes; context: AskContext };

export type GapAnalysis = {
  /** In the order of the columns: what the client uses today first. */
  vendors: VendorAnalysis[];
  /** Candidates that may be ranked, best first; those that are even share a place. */
  places: { rank: number; vendors: string[] }[];
  sensitivity: WeightSensitivity[];
  open: OpenAnswer[];
};

export function readPlan(engagement: Engagement, catalogue: Pick<Catalogue, 'checklist' | 'events'>): GapPlan {
  return { requirements: computeRequirements(engagement, catalogue), volumes: planVolumes(engagement), context: askContext(engagement, catalogue) };
}

export function analyseGap(
  engagement: Pick<Engagement, 'checklist' | 'journeys' | 'plannedSends' | 'volumes'>,
  { requirements, volumes, context }: GapPlan,
): GapAnalysis {
  const { checklist } = engagement;
  const scores = new Map(rankVendors(checklist).map((score) => [score.vendor, score]));
  const vendors = [...checklist.vendors]
    .sort((a, b) => Number(b.role === 'current') - Number(a.role === 'current'))
    .flatMap((vendor): VendorAnalysis[] => {
      const score = scores.get(vendor.id);
      if (!score) return [];
      const cost = totalCost(vendor, { volumes: engagement.volumes, plan: volumes, answers: checklist.answers, points: checklist.points });
      const trial = trialScore(checklist, vendor.id);
      return [{ vendor, score, consequences: consequencesOf(engagement, vendor, requirements, context), ...(cost && { cost }), ...(trial && { trial }) }];
    });
  return { vendors, places: placesOf([...scores.values()]), sensitivity: weightSensitivity(checklist), open: openAnswers(checklist) };
}

function placesOf(scores: readonly RankedVendor[]): GapAnalysis['places'] {
  const places = new Map<number, string[]>();
  for (const { vendor, rank } of scores) if (rank !== undefined) places.set(rank, [...(places.get(rank) ?? []), vendor]);
  return [...places].sort(([a], [b]) => a - b).map(([rank, vendors]) => ({ rank, vendors }));
}
