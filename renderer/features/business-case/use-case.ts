import { useMemo } from 'react';
import { type CaseModel, type CaseVendors, caseModel } from '../../../shared/business-case/case-model';
import { type CaseRange, caseRange } from '../../../shared/business-case/total-case';
import type { Catalogue } from '../../../shared/catalogue/schema';
import { consequencesOf } from '../../../shared/checklist/consequences';
import { readPlan } from '../../../shared/checklist/gap-analysis';
import { rankVendors } from '../../../shared/checklist/rank-vendors';
import { useCatalogue } from '../../store/derived';
import { useEngagement } from '../../store/session';

export type Case = { catalogue: Catalogue; vendors: CaseVendors; model: CaseModel; range: CaseRange; isEmpty: boolean };

/** The business case of the open engagement; undefined until the catalogue is there. */
export function useCase(): Case | undefined {
  const catalogue = useCatalogue();
  const engagement = useEngagement();
  const vendors = useMemo((): CaseVendors | undefined => {
    if (!catalogue) return undefined;
    const ranked = rankVendors(engagement.checklist);
    const placed = ranked.filter(({ rank }) => rank !== undefined).sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
    const { requirements, context } = readPlan(engagement, catalogue);
    const stopped = engagement.checklist.vendors.map(
      (vendor) =>
        [
          vendor.id,
          consequencesOf(engagement, vendor, requirements, context)
            .journeys.filter(({ fate }) => fate === 'stopped')
            .map(({ journey }) => journey),
        ] as const,
    );
    return { ranked: placed.map(({ vendor }) => vendor), stopped: new Map(stopped) };
  }, [catalogue, engagement]);
  return useMemo(() => {
    if (!catalogue || !vendors) return undefined;
    const model = caseModel(engagement, catalogue.kpi.kpis, vendors);
    const range = caseRange(model);
    const { journeys, campaigns } = range.expected;
    return { catalogue, vendors, model, range, isEmpty: [...journeys, ...campaigns].every(({ contribution }) => contribution === undefined) };
  }, [catalogue, vendors, engagement]);
}
