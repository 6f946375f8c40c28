/** Sentences that are often heard, with the client's own numbers: what would have to be true for each of them. */
import type { Catalogue } from '../catalogue/schema';
import type { Engagement } from '../engagement/schema';
import { toStoryboard } from '../journey/storyboard';
import { isSaid } from './journey-figures';
import { type KpiValue, kpiValues } from './kpi-values';

/** A number that would have to be reached, alone, with all others as they are. */
export type Needed = {
  what: 'list_size' | 'open_rate' | 'click_to_open' | 'conversion' | 'income' | 'cost' | 'size' | 'touchpoints';
  now?: number;
  needed: number;
  measure: 'count' | 'share' | 'money';
  /** No rate is above 1. */
  isPossible: boolean;
  /** Of the numbers it is made of, those that are still the library's. */
  ofLibrary?: string[];
};

export type ClaimCheck = {
  claim: string;
  /** What the client's numbers come to. Absent: it can't be said. */
  now?: number;
  measure: 'count' | 'times';
  /** What the sentence says; the second figure where it is a span. */
  from: number;
  to?: number;
  holds?: boolean;
  /** Of the numbers it rests on, some are the library's. */
  isAssumed: boolean;
  needed: Needed[];
  kpis: string[];
};

const sales = { from: 10, to: 20 };
const ratio = 40;
const segmentSize = 2_000;
const touchpoints = { from: 21, to: 27 };

type Plan = Pick<Engagement, 'kpiInputs' | 'volumes' | 'journeys' | 'measured'>;

/** In the catalogue's order; sentences that are not known here are left out. */
export function checkClaims(plan: Plan, { claimsChecked, kpis }: Catalogue['kpi']): ClaimCheck[] {
  const values = kpiValues(plan, kpis);
  return claimsChecked.flatMap(({ id, kpis: of }): ClaimCheck[] => {
    const check = checks[id]?.(values, plan);
    return check ? [{ claim: id, kpis: of, isAssumed: restsOnLibrary(values, of), ...check }] : [];
  });
}

type Check = Omit<ClaimCheck, 'claim' | 'kpis' | 'isAssumed'>;

const checks: Readonly<Record<string, (values: Map<string, KpiValue>, plan: Plan) => Check>> = {
  'ten-to-twenty-sales': (values) => {
    const now = resultOf(values, 'sales-per-send');
    const parts = ['list_size', 'open_rate', 'click_to_open', 'conversion'] as const;
    const needed = parts.flatMap((what): Needed[] => {
      const value = inputOf(values, 'sales-per-send', what);
      if (now === undefined || value === undefined || now <= 0) return [];
      const wanted = value * (sales.from / now);
      const measure = what === 'list_size' ? 'count' : 'share';
      return [{ what, now: value, needed: measure === 'count' ? Math.ceil(wanted - 1e-6) : wanted, measure, isPossible: measure === 'count' || wanted <= 1 }];
    });
    // Ten of ten is ten, whatever the last digit of a product of shares says.
    return { measure: 'count', ...sales, ...(now !== undefined && { now, holds: now >= sales.from - 1e-9 }), needed };
  },
  'one-to-forty': (values) => {
    const now = resultOf(values, 'programme-return');
    const [campaigns, journeys, platform, content] = ['campaign_revenue', 'journey_revenue', 'platform_cost', 'content_monthly'].map((id) =>
      inputOf(values, 'programme-return', id),
    );
    const [income, cost] = [add(campaigns, journeys), add(platform, content)];
    const needed: Needed[] =
      income === undefined || cost === undefined
        ? []
        : [
            {
              what: 'cost',
              now: cost,
              needed: income / ratio,
              measure: 'money',
              isPossible: true,
              ofLibrary: libraryInputs(values, 'programme-return').filter((id) => id === 'platform_cost' || id === 'content_monthly'),
            },
            { what: 'income', now: income, needed: cost * ratio, measure: 'money', isPossible: true },
          ];
    return { measure: 'times', from: ratio, ...(now !== undefined && { now, holds: now >= ratio }), needed };
  },
  'segment-of-a-few-thousand': (values, { measured, volumes }) => {
    const break_even = resultOf(values, 'segment-break-even-average');
    const reused = resultOf(values, 'segment-break-even-reuse');
    const counted = measured?.segments;
    const all = volumes.contacts ?? counted?.total;
    const sizes = counted && all !== undefined && counted.people > 0 ? Object.values(counted.sizes).map((size) => (size / counted.people) * all) : [];
    const enough = sizes.filter((size) => size >= (reused ?? segmentSize)).length;
    const needed = [break_even, reused].flatMap((size): Needed[] =>
      size === undefined ? [] : [{ what: 'size', needed: Math.ceil(size), measure: 'count', isPossible: true }],
    );
    return {
      measure: 'count',
      from: segmentSize,
      ...(sizes.length > 0 && { now: enough, to: sizes.length }),
      ...(reused !== undefined && { holds: reused <= segmentSize }),
      needed,
    };
  },
  'touchpoints-21-27': (_, { journeys }) => {
    const drawn = journeys.filter(({ status }) => status !== 'retired');
    const now = drawn.reduce((sum, journey) => sum + toStoryboard(journey).filter(({ sends }) => sends.length > 0).length, 0);
    return { measure: 'count', ...touchpoints, ...(drawn.length > 0 && { now, holds: now >= touchpoints.from && now <= touchpoints.to }), needed: [] };
  },
};

function restsOnLibrary(values: Map<string, KpiValue>, kpis: readonly string[]): boolean {
  return kpis.some((id) => libraryInputs(values, id).length > 0);
}

function libraryInputs(values: Map<string, KpiValue>, kpi: string): string[] {
  return (values.get(kpi)?.inputs ?? []).filter(({ origin }) => origin.kind !== 'kpi' && !isSaid(origin.kind)).map(({ id }) => id);
}

function resultOf(values: Map<string, KpiValue>, kpi: string): number | undefined {
  const result = values.get(kpi)?.result;
  return result?.ok ? result.value : undefined;
}

function inputOf(values: Map<string, KpiValue>, kpi: string, id: string): number | undefined {
  return values.get(kpi)?.inputs.find((input) => input.id === id)?.value;
}

function add(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a + b;
}
