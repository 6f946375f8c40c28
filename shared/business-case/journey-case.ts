/** What one journey brings in a month: people × reach × conversion × what would not have happened anyway × value × margin − messages. */
import type { CatalogueKpi } from '../catalogue/schema';
import type { Condition } from '../condition/schema';
import type { Channel, Journey } from '../journey/schema';
import { type Figure, type FigureOrigin, figure } from './figure';
import { type CaseNumbers, goalShare, isSaid } from './journey-figures';
import { kpiValues } from './kpi-values';
import { type MonthlyEntries, messagesPerRun, monthlyEntries } from './plan-volumes';
import type { JourneyCase } from './schema';

export const journeyFigureNames = ['perMonth', 'reach', 'conversion', 'incremental', 'value'] as const;
export type JourneyFigureName = (typeof journeyFigureNames)[number];

export type JourneyModel = {
  journey: string;
  /** Absent: nobody knows it, and no assumption may stand for it. */
  figures: { [name in JourneyFigureName]?: Figure };
  /** What has to be said before the journey's money can be counted. */
  missing: JourneyFigureName[];
  perRun: Partial<Record<Channel, number>>;
  /** Its value is that of an order, and moves with it. */
  worthAnOrder: boolean;
};

type Numbers = CaseNumbers & Parameters<typeof monthlyEntries>[1];

/**
 * Shares of the library stand in until the client has its own, and say so. People and money are never assumed: an order's value
 * is the client's, and only where the goal is an order.
 */
export function journeyModel(journey: Journey, numbers: Numbers, kpis: readonly CatalogueKpi[]): JourneyModel {
  const own = numbers.businessCase?.journeys.find((one) => one.journey === journey.id);
  const figures: JourneyModel['figures'] = {};
  const put = (name: JourneyFigureName, measure: Figure['measure'], known: { expected: number; origin: FigureOrigin } | undefined) => {
    if (known)
      figures[name] = figure({
        ...known,
        measure,
        span: own?.[name] ?? (known.origin.kind === 'order-value' ? numbers.businessCase?.ranges.aov : undefined),
        source: own?.source,
      });
  };
  put('perMonth', 'count', comingOf(monthlyEntries(journey, numbers)));
  // Without a figure of its own the conversion is one of all who enter, so nothing is taken off.
  put('reach', 'share', saidOf(own, 'reach') ?? { expected: 1, origin: { kind: 'all' } });
  put('conversion', 'share', conversionOf(journey, numbers, kpis));
  put('incremental', 'share', saidOf(own, 'incremental') ?? measuredLift(numbers, kpis) ?? { expected: 1, origin: { kind: 'all' } });
  const order = isOrder(journey.policies.goal?.when) ? orderValue(numbers, kpis) : undefined;
  put('value', 'money', saidOf(own, 'value') ?? order);
  return {
    journey: journey.id,
    figures,
    missing: journeyFigureNames.filter((name) => !figures[name]),
    perRun: messagesPerRun(journey),
    worthAnOrder: order !== undefined && own?.value === undefined,
  };
}

function saidOf(own: JourneyCase | undefined, name: JourneyFigureName): { expected: number; origin: FigureOrigin } | undefined {
  const expected = own?.[name]?.expected;
  return expected === undefined ? undefined : { expected, origin: { kind: 'journey' } };
}

function comingOf(entries: MonthlyEntries): { expected: number; origin: FigureOrigin } | undefined {
  switch (entries.from) {
    case 'unknown':
      return undefined;
    case 'client':
      return { expected: entries.perMonth, origin: entries.input === undefined ? { kind: 'journey' } : { kind: 'input', input: entries.input } };
    default:
      return { expected: entries.perMonth, origin: { kind: 'triggers', from: entries.from, ...(entries.atMost && { atMost: true }) } };
  }
}

function conversionOf(journey: Journey, numbers: Numbers, kpis: readonly CatalogueKpi[]): { expected: number; origin: FigureOrigin } | undefined {
  const known = goalShare(journey, numbers, kpis);
  if (!known) return undefined;
  if (known.from === 'assumed') return { expected: known.share, origin: { kind: 'assumption' } };
  return { expected: known.share, origin: known.by };
}

/** Of the goals of those who were written to, the part that a group without messages did not reach; only when the client measured both. */
function measuredLift(numbers: Numbers, kpis: readonly CatalogueKpi[]): { expected: number; origin: FigureOrigin } | undefined {
  const inputs = kpiValues(numbers, kpis).get('incremental-lift')?.inputs;
  const [treated, control] = ['treated_rate', 'control_rate'].map((id) => inputs?.find((input) => input.id === id && isSaid(input.origin.kind))?.value);
  if (treated === undefined || control === undefined || treated <= 0) return undefined;
  return { expected: Math.min(1, Math.max(0, (treated - control) / treated)), origin: { kind: 'kpi', kpi: 'incremental-lift' } };
}

function orderValue(numbers: Numbers, kpis: readonly CatalogueKpi[]): { expected: number; origin: FigureOrigin } | undefined {
  const aov = kpiValues(numbers, kpis)
    .get('revenue-per-send')
    ?.inputs.find(({ id }) => id === 'aov');
  return aov && isSaid(aov.origin.kind) ? { expected: aov.value, origin: { kind: 'order-value' } } : undefined;
}

/** Every way to the goal is an order: a goal that a visit reaches as well is not worth one. */
function isOrder(goal: Condition | undefined): boolean {
  if (!goal) return false;
  if (goal.op === 'performed') return goal.event === 'order-placed';
  if (goal.op === 'or') return goal.args.length > 0 && goal.args.every(isOrder);
  return goal.op === 'and' && goal.args.some(isOrder);
}
