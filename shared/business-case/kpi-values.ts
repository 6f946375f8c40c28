/** KPI formulas with the client's own numbers: where each input comes from, and what follows. */
import type { CatalogueKpi } from '../catalogue/schema';
import type { Engagement } from '../engagement/schema';
import { numberFormat } from '../i18n/number-format';
import type { Result } from '../problem';
import type { Text } from '../text';
import { evaluateExpression } from './evaluate-expression';

/**
 * `client`: typed in for this engagement. `volumes`: the volume `from.volume`, or the events per month of `from.event`.
 * `kpi`: the result of another formula. The rest as the catalogue says.
 */
export type InputOrigin =
  | { kind: 'client' }
  | { kind: 'volumes'; volume: VolumeName }
  | { kind: 'events'; event: string }
  | { kind: 'kpi'; kpi: string }
  | { kind: CatalogueKpi['inputs'][number]['origin'] };

type VolumeName = 'contacts' | 'customers' | 'ordersPerMonth' | 'averageOrderValue' | 'margin';

export type KpiInput = { id: string; label: Text; value: number; origin: InputOrigin };
export type KpiValue = { kpi: CatalogueKpi; inputs: KpiInput[]; result: Result<number> };

/** The same quantity under the name a formula gives it. */
const volumeOf: Readonly<Record<string, VolumeName>> = {
  list_size: 'contacts',
  contacts: 'contacts',
  customers: 'customers',
  aov: 'averageOrderValue',
  margin: 'margin',
};
const eventOf: Readonly<Record<string, string>> = {
  waiters: 'back-in-stock-requested',
  delivered_orders: 'order-delivered',
};
const kpiOf: Readonly<Record<string, string>> = {
  revenue_per_send: 'revenue-per-send',
  campaign_revenue: 'monthly-campaign-revenue',
  journey_revenue: 'monthly-journey-revenue',
};

/** The volume, or event per month, that an input is another name for: there it is changed, so that one quantity has one value. */
export function volumeBehind(input: string): { volume: VolumeName } | { event: string } | undefined {
  const volume = Object.hasOwn(volumeOf, input) ? volumeOf[input] : undefined;
  if (volume) return { volume };
  const event = Object.hasOwn(eventOf, input) ? eventOf[input] : undefined;
  return event === undefined ? undefined : { event };
}

/**
 * Each KPI with its inputs and its value. An input is, in this order: the volume of the same meaning, what the client said
 * (`kpiInputs`), the result of the formula it stands for, the catalogue's own figure.
 */
export function kpiValues({ kpiInputs, volumes }: Pick<Engagement, 'kpiInputs' | 'volumes'>, kpis: readonly CatalogueKpi[]): Map<string, KpiValue> {
  const byId = new Map(kpis.map((kpi) => [kpi.id, kpi]));
  const done = new Map<string, KpiValue>();
  const open = new Set<string>();

  function valued(kpi: CatalogueKpi): KpiValue {
    const known = done.get(kpi.id);
    if (known) return known;
    open.add(kpi.id);
    const inputs = kpi.inputs.map((input) => ({ id: input.id, label: input.label, ...chosen(input) }));
    open.delete(kpi.id);
    const value = { kpi, inputs, result: evaluateExpression(kpi.expression, Object.fromEntries(inputs.map(({ id, value }) => [id, value]))) };
    done.set(kpi.id, value);
    return value;
  }

  function chosen({ id, value, origin }: CatalogueKpi['inputs'][number]): Pick<KpiInput, 'value' | 'origin'> {
    const behind = volumeBehind(id);
    if (behind && 'volume' in behind) {
      const known = volumes[behind.volume];
      if (known !== undefined) return { value: known, origin: { kind: 'volumes', volume: behind.volume } };
    } else if (behind) {
      const perMonth = volumes.eventsPerMonth[behind.event];
      if (perMonth !== undefined) return { value: perMonth, origin: { kind: 'events', event: behind.event } };
    }
    const own = Object.hasOwn(kpiInputs, id) ? kpiInputs[id] : undefined;
    if (own !== undefined) return { value: own, origin: { kind: 'client' } };
    const source = byId.get(kpiOf[id] ?? '');
    if (source && !open.has(source.id)) {
      const { result } = valued(source);
      if (result.ok) return { value: result.value, origin: { kind: 'kpi', kpi: source.id } };
    }
    return { value, origin: { kind: origin } };
  }

  return new Map(kpis.map((kpi) => [kpi.id, valued(kpi)]));
}

/** How a result is written: an amount of the client's money, a share, or a count with its unit in words. */
export function measureOf({ result }: Pick<CatalogueKpi, 'result'>): 'money' | 'share' | 'count' {
  if (result.unit.en === 'client currency') return 'money';
  return result.unit.en === 'ratio (0-1)' ? 'share' : 'count';
}

/** What the business case shows of the library: its own formulas, and what a customer is worth. */
export function isOfCase({ category, id }: Pick<CatalogueKpi, 'category' | 'id'>): boolean {
  return category === 'business-case' || id === 'customer-lifetime-value';
}

/** The expression with the numbers in it, in the digits of the locale, and signs as people write them. */
export function workedExpression(expression: string, inputs: readonly Pick<KpiInput, 'id' | 'value'>[], locale: string): string {
  const values = new Map(inputs.map(({ id, value }) => [id, value]));
  const number = numberFormat(locale, { maximumSignificantDigits: 8 });
  return expression
    .replace(/[A-Za-z_]\w*|\d+(?:\.\d+)?/g, (part) => number.format(/^\d/.test(part) ? Number(part) : (values.get(part) ?? 0)))
    .replace(/\*\*/g, '^')
    .replace(/\*/g, ' × ')
    .replace(/\//g, ' ÷ ')
    .replace(/([+-])/g, ' $1 ');
}
