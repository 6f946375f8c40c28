/** The business case of an engagement as it is reckoned everywhere: on screen and in documents. */
import type { Catalogue } from '../catalogue/schema';
import { consequencesOf } from '../checklist/consequences';
import { type GapPlan, readPlan } from '../checklist/gap-analysis';
import { rankVendors } from '../checklist/rank-vendors';
import type { Engagement } from '../engagement/schema';
import { type CaseModel, type CaseVendors, caseModel } from './case-model';
import { type CaseRange, caseRange } from './total-case';

/** `isEmpty`: of no journey and no campaign is it known what it brings. */
export type PlanCase = { vendors: CaseVendors; model: CaseModel; range: CaseRange; isEmpty: boolean };

type CaseCatalogue = Pick<Catalogue, 'checklist' | 'events' | 'kpi'>;

/** @param plan what the plan asks of vendors, where it has been read already */
export function planCase(engagement: Engagement, catalogue: CaseCatalogue, plan?: GapPlan): PlanCase {
  const vendors = caseVendors(engagement, catalogue, plan);
  const model = caseModel(engagement, catalogue.kpi.kpis, vendors);
  const range = caseRange(model);
  const { journeys, campaigns } = range.expected;
  return { vendors, model, range, isEmpty: [...journeys, ...campaigns].every(({ contribution }) => contribution === undefined) };
}

/** Vendors by their place, and the journeys that each of them would stop. */
export function caseVendors(
  engagement: Engagement,
  catalogue: CaseCatalogue,
  { requirements, context }: GapPlan = readPlan(engagement, catalogue),
): CaseVendors {
  const placed = rankVendors(engagement.checklist)
    .filter(({ rank }) => rank !== undefined)
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
  const stopped = engagement.checklist.vendors.map((vendor) => {
    const { journeys } = consequencesOf(engagement, vendor, requirements, context);
    return [vendor.id, journeys.filter(({ fate }) => fate === 'stopped').map(({ journey }) => journey)] as const;
  });
  return { ranked: placed.map(({ vendor }) => vendor), stopped: new Map(stopped) };
}
