/** What was planned of a journey for so many days: who comes in, what is sent, who reaches the goal. What nobody has said is absent, never 0. */
import { kpiValues } from '../business-case/kpi-values';
import type { CatalogueKpi } from '../catalogue/schema';
import type { Engagement } from '../engagement/schema';
import { type Graph, toGraph } from '../journey/graph';
import type { Journey } from '../journey/schema';
import { startsPerMonth, toStoryboard } from '../journey/storyboard';

/** The mean month. */
const monthDays = 365.25 / 12;

/** The business case counts these journeys' money: how many come in a month, and which share of them reaches the goal. */
const revenueKpi = 'monthly-journey-revenue';
const inRevenue: Readonly<Record<string, { come: string; share: string }>> = {
  'cart-abandonment': { come: 'carts', share: 'cart_rate' },
  welcome: { come: 'new_subs', share: 'welcome_rate' },
  'back-in-stock': { come: 'waiters', share: 'stock_rate' },
  'upsell-cross-sell': { come: 'delivered_orders', share: 'cross_rate' },
};

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

export type PlanNumbers = Pick<Engagement, 'volumes' | 'kpiInputs'>;

/**
 * @param kpis the formulas of the catalogue; without them nothing is planned of the goal
 * @param days the time that is asked about; fractions count
 */
export function journeyPlan(
  journey: Pick<Journey, 'from' | 'kpis' | 'nodes' | 'edges' | 'annotations' | 'policies'>,
  numbers: PlanNumbers,
  kpis: readonly CatalogueKpi[],
  days: number,
  graph: Graph = toGraph(journey),
): JourneyPlan {
  const perMonth = comePerMonth(journey, numbers, kpis);
  const goalShare = journey.policies.goal && plannedGoalShare(journey, numbers, kpis);
  const entered = perMonth === undefined ? undefined : (perMonth * days) / monthDays;
  return {
    ...(entered !== undefined && { entered: Math.round(entered) }),
    sent: typedSends(journey, graph),
    ...(goalShare && { goalShare }),
    ...(entered !== undefined && goalShare && { goals: Math.round(entered * goalShare.share) }),
  };
}

/** What the client said of this journey in the business case; else how often the events that open it happen. */
function comePerMonth(journey: Pick<Journey, 'from' | 'nodes'>, numbers: PlanNumbers, kpis: readonly CatalogueKpi[]): number | undefined {
  const place = inRevenue[journey.from ?? ''];
  const said = place && valueIn(numbers, kpis, revenueKpi, place.come);
  return said?.isSaid ? said.value : startsPerMonth(journey, numbers.volumes);
}

/**
 * What the client said before what the library assumes. An example of the library is nobody's plan: it shows how a formula is used.
 */
function plannedGoalShare(journey: Pick<Journey, 'from' | 'kpis'>, numbers: PlanNumbers, kpis: readonly CatalogueKpi[]): PlannedShare | undefined {
  const place = inRevenue[journey.from ?? ''];
  const inModel = place && valueIn(numbers, kpis, revenueKpi, place.share);
  if (inModel?.isSaid) return { share: inModel.value, from: 'client' };
  const values = kpiValues(numbers, kpis);
  for (const id of journey.kpis) {
    const known = values.get(id);
    // A share of who came in: one number by another, both of them the client's.
    if (!known || known.kpi.category !== 'journey' || known.kpi.better !== 'higher' || !/^\w+\/\w+$/.test(known.kpi.expression)) continue;
    if (known.inputs.every(({ origin }) => isSaid(origin.kind)) && known.result.ok && known.result.value >= 0 && known.result.value <= 1)
      return { share: known.result.value, from: 'client' };
  }
  return inModel && { share: inModel.value, from: 'assumed' };
}

function valueIn(numbers: PlanNumbers, kpis: readonly CatalogueKpi[], kpi: string, input: string): { value: number; isSaid: boolean } | undefined {
  const known = kpiValues(numbers, kpis)
    .get(kpi)
    ?.inputs.find(({ id }) => id === input);
  return known && { value: known.value, isSaid: isSaid(known.origin.kind) };
}

function isSaid(origin: string): boolean {
  return origin === 'client' || origin === 'volumes' || origin === 'events';
}

function typedSends(journey: Pick<Journey, 'nodes' | 'edges' | 'annotations'>, graph: Graph): Map<string, number> {
  const moments = toStoryboard(journey, {}, graph);
  return new Map(moments.flatMap(({ sends, planned }) => (planned?.from === 'typed' && sends[0] ? [[sends[0].id, planned.count] as const] : [])));
}
