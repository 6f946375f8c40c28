/** What the journeys bring in a month by the KPI formula, with the quantities a simulation counted. */
import { evaluateExpression } from '../business-case/evaluate-expression';
import { type InputOrigin, type KpiInput, kpiValues } from '../business-case/kpi-values';
import type { CatalogueKpi } from '../catalogue/schema';
import type { Engagement } from '../engagement/schema';
import type { Result } from '../problem';
import type { SimulationReport } from './report';

const KPI = 'monthly-journey-revenue';

/** `counted`: by the simulation, and scaled to a month of the client's whole list. */
export type RevenueInput = Omit<KpiInput, 'origin'> & { origin: InputOrigin | { kind: 'counted' } };
export type ExpectedRevenue = { kpi: CatalogueKpi; inputs: readonly RevenueInput[]; value(bent?: { input: string; factor: number }): Result<number> };

/** Undefined when the catalogue has no such formula. What was counted comes before what was typed: it is what these journeys do. */
export function expectedRevenue(
  { kpiInputs }: Pick<SimulationReport, 'kpiInputs'>,
  engagement: Pick<Engagement, 'kpiInputs' | 'volumes'>,
  kpis: readonly CatalogueKpi[],
): ExpectedRevenue | undefined {
  const plain = kpiValues(engagement, kpis).get(KPI);
  if (!plain) return undefined;
  const { kpi } = plain;
  const inputs = plain.inputs.map((input): RevenueInput => {
    const counted = Object.hasOwn(kpiInputs, input.id) ? kpiInputs[input.id] : undefined;
    return counted === undefined ? input : { ...input, value: counted, origin: { kind: 'counted' } };
  });
  return {
    kpi,
    inputs,
    value: (bent) =>
      evaluateExpression(kpi.expression, Object.fromEntries(inputs.map(({ id, value }) => [id, id === bent?.input ? value * bent.factor : value]))),
  };
}
