/** What was planned of a report's journeys, for as much of its period as each of them could run. */
import type { CatalogueKpi } from '../catalogue/schema';
import type { Engagement } from '../engagement/schema';
import type { DeploymentSummary } from './api';
import { type JourneyPlan, journeyPlan, type PlanNumbers } from './planned';
import type { Summary } from './summary';

export type SummaryPlan = Pick<JourneyPlan, 'entered' | 'goals' | 'goalShare'> & { hasGoal: boolean };
/** By id of the journey. */
export type SummaryPlans = Readonly<Record<string, SummaryPlan>>;

type PlanSources = {
  summary: Pick<Summary, 'from' | 'to' | 'at' | 'journeys'>;
  deployments: readonly Pick<DeploymentSummary, 'journeyId' | 'mode' | 'state' | 'deployedAt'>[];
  /** Of several with the same journey the first counts. */
  engagements: readonly (Pick<Engagement, 'journeys'> & PlanNumbers)[];
  /** The formulas of the catalogue. */
  kpis: readonly CatalogueKpi[];
};

/** Journeys that no engagement holds, or that ran for nobody but testers, are absent. */
export function summaryPlans({ summary, deployments, engagements, kpis }: PlanSources): SummaryPlans {
  const plans: Record<string, SummaryPlan> = {};
  for (const { journeyId } of summary.journeys) {
    const versions = deployments.filter(({ journeyId: id, mode, state }) => id === journeyId && mode === 'live' && state !== 'retired');
    if (versions.length === 0) continue;
    // Before it was published, and after the figures were counted, nobody could come.
    const from = Math.max(Date.parse(summary.from), Math.min(...versions.map(({ deployedAt }) => Date.parse(deployedAt))));
    const to = Math.min(Date.parse(summary.to), Date.parse(summary.at));
    const engagement = engagements.find(({ journeys }) => journeys.some(({ id }) => id === journeyId));
    const journey = engagement?.journeys.find(({ id }) => id === journeyId);
    if (!engagement || !journey || to <= from) continue;
    const { sent: _, ...plan } = journeyPlan(journey, engagement, kpis, (to - from) / 86_400_000);
    plans[journeyId] = { ...plan, hasGoal: journey.policies.goal !== undefined };
  }
  return plans;
}
