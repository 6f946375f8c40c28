/** What a cheaper tool leaves out, as money: its bill, the workarounds for what it lacks, and what the journeys it can't run would bring. */
import type { CatalogueKpi } from '../catalogue/schema';
import { type CasePlan, type CaseVendors, caseModel } from './case-model';
import { evaluateCase } from './total-case';

export type VendorCase = {
  vendor: string;
  /** Three years of its bill, as in the gap analysis, workarounds included. */
  cost: number;
  fallbacks: number;
  /** The bill lacks prices. */
  isPartial: boolean;
  /** What the journeys it stops would bring in three years, less their messages. */
  lost: number;
  stopped: string[];
  /** Of those, the ones nobody knows the worth of. */
  unknown: string[];
  /** What is left of the case after three years with this vendor. */
  net: number;
};

/** Candidates whose prices are known in part at least, the best result first. */
export function compareVendors(plan: CasePlan, kpis: readonly CatalogueKpi[], vendors: CaseVendors): VendorCase[] {
  const candidates = plan.checklist.vendors.filter(({ role }) => role === 'candidate');
  return candidates
    .flatMap(({ id }): VendorCase[] => {
      const model = caseModel(plan, kpis, vendors, id);
      if (model.platform.kind !== 'vendor' || model.platform.cost.vendor !== id) return [];
      const { cost } = model.platform;
      const stopped = [...(vendors.stopped.get(id) ?? [])];
      const all = caseModel(plan, kpis, { ...vendors, stopped: new Map() }, id);
      const net = evaluateCase(model).total.net;
      const worth = new Map(evaluateCase(all).journeys.map(({ journey, contribution }) => [journey, contribution]));
      return [
        {
          vendor: id,
          cost: cost.total,
          fallbacks: cost.lines.reduce((sum, { part, total }) => (part === 'fallbacks' ? sum + total : sum), 0),
          isPartial: cost.gaps.length > 0,
          // Journeys nobody knows the worth of would only seem to save their messages.
          lost: Math.max(0, evaluateCase(all).total.net - net),
          stopped,
          unknown: stopped.filter((journey) => worth.get(journey) === undefined),
          net,
        },
      ];
    })
    .sort((a, b) => b.net - a.net);
}
