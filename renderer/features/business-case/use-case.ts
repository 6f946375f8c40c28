import { useMemo } from 'react';
import { type PlanCase, planCase } from '../../../shared/business-case/plan-case';
import type { Catalogue } from '../../../shared/catalogue/schema';
import { useCatalogue } from '../../store/derived';
import { useEngagement } from '../../store/session';

export type Case = PlanCase & { catalogue: Catalogue };

/** The business case of the open engagement; undefined until the catalogue is there. */
export function useCase(): Case | undefined {
  const catalogue = useCatalogue();
  const engagement = useEngagement();
  return useMemo(() => catalogue && { catalogue, ...planCase(engagement, catalogue) }, [catalogue, engagement]);
}
