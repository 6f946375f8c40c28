/** Where a report learns what was planned of its journeys. */
import type { CatalogueKpi } from '../../shared/catalogue/schema';
import { openEngagement } from '../../shared/engagement/open-engagement';
import type { Engagement } from '../../shared/engagement/schema';
import type { SummaryFacts } from '../../shared/executor/summary';
import { type SummaryPlans, summaryPlans } from '../../shared/executor/summary-plans';
import type { createCatalogueReader } from '../catalogue';
import type { EngagementFiles } from '../engagement-files';

/** Undefined: nothing could be asked. */
export type PlanSource = (facts: Pick<SummaryFacts, 'summary' | 'deployments'>) => Promise<SummaryPlans | undefined>;

type Planning = Pick<Engagement, 'journeys' | 'volumes' | 'kpiInputs' | 'businessCase' | 'measured'>;

/** The engagements of this install, the one last changed first. */
export function planSourceOf(files: Pick<EngagementFiles, 'list' | 'read'>, readCatalogue: ReturnType<typeof createCatalogueReader>): PlanSource {
  return async (facts) => {
    const catalogue = await readCatalogue();
    const listed = await files.list();
    if (!catalogue.ok || !listed.ok) return undefined;
    const wanted = new Set(facts.summary.journeys.map(({ journeyId }) => journeyId));
    const engagements: Planning[] = [];
    for (const { id } of listed.value) {
      if (wanted.size === 0) break;
      const read = await files.read(id);
      const opened = read.ok && openEngagement(read.value.document);
      // One that can't be opened plans nothing; its own page says what is wrong with it.
      if (!opened || !opened.ok) continue;
      const { journeys } = opened.value;
      if (!journeys.some((journey) => wanted.has(journey.id))) continue;
      engagements.push(opened.value);
      for (const journey of journeys) wanted.delete(journey.id);
    }
    return plansIn(engagements, catalogue.value.kpi.kpis)(facts);
  };
}

export function plansIn(engagements: readonly Planning[], kpis: readonly CatalogueKpi[]): (facts: Parameters<PlanSource>[0]) => SummaryPlans {
  return ({ summary, deployments }) => summaryPlans({ summary, deployments, engagements, kpis });
}
