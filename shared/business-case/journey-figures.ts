/** What is known of a journey without drawing anything: how many people come in, and which share of them gets to the goal. */
import type { CatalogueKpi } from '../catalogue/schema';
import type { Engagement } from '../engagement/schema';
import type { Journey } from '../journey/schema';
import { kpiValues, volumeBehind } from './kpi-values';

/** The formula of the library that counts these journeys' money: under which names it asks how many come, and how many buy. */
const revenueKpi = 'monthly-journey-revenue';
const inRevenue: Readonly<Record<string, { come: string; share: string }>> = {
  'cart-abandonment': { come: 'carts', share: 'cart_rate' },
  welcome: { come: 'new_subs', share: 'welcome_rate' },
  'back-in-stock': { come: 'waiters', share: 'stock_rate' },
  'upsell-cross-sell': { come: 'delivered_orders', share: 'cross_rate' },
};

export type CaseNumbers = Pick<Engagement, 'volumes' | 'kpiInputs'> & Partial<Pick<Engagement, 'businessCase'>>;

/** `by`: the journey's own figure, an input of the formulas, or a whole formula. */
export type GoalShare = {
  share: number;
  from: 'client' | 'assumed';
  by: { kind: 'journey' } | { kind: 'input'; input: string } | { kind: 'kpi'; kpi: string };
};

/** How many come in a month by an input of the formulas that somebody has said; undefined where nobody has. */
export function saidComing({ from }: Pick<Journey, 'from'>, { volumes, kpiInputs }: CaseNumbers): { input: string; perMonth: number } | undefined {
  const input = inRevenue[from ?? '']?.come;
  if (input === undefined) return undefined;
  const behind = volumeBehind(input);
  const perMonth =
    (behind && 'event' in behind ? volumes.eventsPerMonth[behind.event] : undefined) ?? (Object.hasOwn(kpiInputs, input) ? kpiInputs[input] : undefined);
  return perMonth === undefined ? undefined : { input, perMonth };
}

/**
 * What the client said before what the library assumes: 0.08 = eight in a hundred. An example of the library is nobody's
 * figure: it shows how a formula is used.
 * @param kpis the formulas of the catalogue; without them only the journey's own figure is known
 */
export function goalShare(
  journey: Pick<Journey, 'from' | 'kpis'> & { id?: string },
  numbers: CaseNumbers,
  kpis: readonly CatalogueKpi[],
): GoalShare | undefined {
  const own = numbers.businessCase?.journeys.find((one) => one.journey === journey.id)?.conversion?.expected;
  if (own !== undefined) return { share: own, from: 'client', by: { kind: 'journey' } };
  const values = kpiValues(numbers, kpis);
  const input = inRevenue[journey.from ?? '']?.share;
  const inModel = values.get(revenueKpi)?.inputs.find(({ id }) => id === input);
  if (inModel && isSaid(inModel.origin.kind)) return { share: inModel.value, from: 'client', by: { kind: 'input', input: inModel.id } };
  for (const id of journey.kpis) {
    const known = values.get(id);
    // A share of who came in: one number by another, both of them the client's.
    if (!known || known.kpi.category !== 'journey' || known.kpi.better !== 'higher' || !/^\w+\/\w+$/.test(known.kpi.expression)) continue;
    if (known.inputs.every(({ origin }) => isSaid(origin.kind)) && known.result.ok && known.result.value >= 0 && known.result.value <= 1)
      return { share: known.result.value, from: 'client', by: { kind: 'kpi', kpi: id } };
  }
  return inModel && { share: inModel.value, from: 'assumed', by: { kind: 'input', input: inModel.id } };
}

/** Whether somebody of the client said it. */
export function isSaid(origin: string): boolean {
  return origin === 'client' || origin === 'volumes' || origin === 'events';
}
