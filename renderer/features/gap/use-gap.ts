import { useMemo } from 'react';
import type { PlanVolumes } from '../../../shared/business-case/plan-volumes';
import type { Catalogue } from '../../../shared/catalogue/schema';
import { analyseGap, type GapAnalysis, type GapPlan, readPlan, type VendorAnalysis } from '../../../shared/checklist/gap-analysis';
import { groupPoints, type KnownPoint, type PointGroup } from '../../../shared/checklist/point-groups';
import type { Requirement } from '../../../shared/checklist/requirements';
import type { Answer, Priority, Vendor } from '../../../shared/checklist/schema';
import { gapOf } from '../../../shared/checklist/score';
import type { Engagement } from '../../../shared/engagement/schema';
import { useCatalogue } from '../../store/derived';
import { useEngagement } from '../../store/session';

export type GapModel = {
  catalogue: Catalogue;
  groups: PointGroup[];
  /** In the order of the columns: what the client uses today first. */
  vendors: VendorAnalysis[];
  analysis: GapAnalysis;
  requirements: ReadonlyMap<string, Requirement>;
  /** What the plan sends in a month, and what in it does. */
  volumes: PlanVolumes;
  /** The score that closes the gap, by priority. */
  required: Record<Priority, number>;
  answerOf: (vendor: string, point: string) => Answer | undefined;
};

/** Everything the page shows, from the document; undefined until the catalogue is there. */
export function useGap(): GapModel | undefined {
  const catalogue = useCatalogue();
  const engagement = useEngagement();
  const { checklist } = engagement;
  const plan = usePlan(engagement, catalogue);
  const groups = useMemo(() => (catalogue ? groupPoints(checklist.points, catalogue) : []), [checklist.points, catalogue]);
  const { journeys, plannedSends, volumes } = engagement;
  return useMemo(() => {
    if (!catalogue || !plan) return undefined;
    const analysis = analyseGap({ checklist, journeys, plannedSends, volumes }, plan);
    const answers = new Map(checklist.answers.map((answer) => [`${answer.vendor} ${answer.point}`, answer]));
    return {
      catalogue,
      groups,
      vendors: analysis.vendors,
      analysis,
      requirements: plan.requirements,
      volumes: plan.volumes,
      required: catalogue.checklist.scoringMethod.requiredScoreByPriority,
      answerOf: (vendor, point) => answers.get(`${vendor} ${point}`),
    };
  }, [catalogue, checklist, groups, plan, journeys, plannedSends, volumes]);
}

/** All that requirements, volumes and what a journey asks for rest on, beside the points. */
const planParts = [
  'sources',
  'record',
  'segments',
  'journeys',
  'messages',
  'identity',
  'plannedSends',
  'languages',
  'caps',
  'calendars',
  'volumes',
  'kpiInputs',
  'measured',
  'businessCase',
] as const satisfies (keyof Engagement)[];

/** Answers and notes change with every key; the plan and the points do not. */
function usePlan(engagement: Engagement, catalogue: Catalogue | undefined): GapPlan | undefined {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the parts stand for the engagement
  return useMemo(() => catalogue && readPlan(engagement, catalogue), [...planParts.map((part) => engagement[part]), engagement.checklist.points, catalogue]);
}

/** Shades of the heat map: −3 … +1; what is better than needed by more looks the same as by one. */
export function shadeOf(gap: number | undefined): number | undefined {
  return gap === undefined ? undefined : Math.max(-3, Math.min(1, gap));
}

export type PointFilter = 'all' | 'must' | 'unanswered' | 'gaps' | 'unverified';
export const pointFilters: readonly PointFilter[] = ['all', 'must', 'unanswered', 'gaps', 'unverified'];

/** Whether a point is shown: with a filter, because of at least one of these vendors. Switched-off points show only without a filter. */
export function passes({ point }: KnownPoint, filter: PointFilter, vendors: readonly Vendor[], { answerOf, required }: GapModel): boolean {
  if (filter === 'all') return true;
  if (point.switchedOff !== undefined) return false;
  if (filter === 'must') return point.priority === 'must';
  return vendors.some(({ id }) => {
    const answer = answerOf(id, point.id);
    if (filter === 'gaps') return (gapOf(point, answer, required) ?? 0) < 0;
    if (answer && !answer.applies) return false;
    return filter === 'unanswered' ? answer?.score === undefined : answer?.score !== undefined && !answer.verified;
  });
}
