/** What a vendor costs over the years: the offer's prices over the volumes of the client's own plan. */
import type { Volumes } from '../engagement/schema';
import { type CostGap, gapsOf } from './cost-gaps';
import { type CostPlan, channelsOfPlan, messageShares, messagesOf, type TierVolume, tierVolume, type VolumeShare } from './cost-volumes';
import type { Answer, Point, Vendor } from './schema';
import { tierPrice } from './tier-price';
import type { MessagePrice, VendorCosts } from './vendor-costs-schema';

export const costParts = ['licence', 'volume', 'messages', 'add-ons', 'fallbacks', 'implementation', 'migration', 'training', 'exit'] as const;
export type CostPart = (typeof costParts)[number];

/** One year of a line: what is paid a month, before and after discount and increase, and the volume it was read off for. */
export type YearInputs = { perMonth: number; factor: number; volume?: number };

/**
 * What a line was reckoned from, so that a number can show its inputs. `years[n].perMonth × years[n].factor × 12` is the
 * line's `perYear[n]`, to the rounding of floating point.
 */
export type LineInputs = {
  years: YearInputs[];
  tier?: TierVolume;
  price?: MessagePrice;
  /** A month of today's volume, by what sends it. */
  shares?: VolumeShare[];
};

/** One line of the bill, in the client's currency. `of`: channel, add-on or point it is about. */
export type CostLine = { part: CostPart; of?: string; once: number; perYear: number[]; total: number; inputs: LineInputs };

export type TotalCost = {
  vendor: string;
  years: number;
  lines: CostLine[];
  perYear: number[];
  once: number;
  /** Over all years, what is paid once included. */
  total: number;
  /** What is not in the sum because nobody said it, or is in it on an assumption. Empty: as complete as the offer. */
  gaps: CostGap[];
};

export type CostBasis = {
  volumes: Volumes;
  plan: CostPlan;
  answers: readonly Answer[];
  /** Add-ons and fallbacks of points that are switched off are not needed, and not counted. */
  points: readonly Point[];
};

const monthsOfYear = 12;
const setUpParts = ['implementation', 'migration', 'training', 'exit'] as const;

/**
 * Volumes grow by the client's yearly growth from one year to the next, prices by the offer's increase; within a year both
 * stand still. The discount is on the licence and its steps. Undefined when nothing about this vendor's prices is known at
 * all. Fallbacks are those of answers that apply; somebody else supplies them, so the offer's increase is not theirs.
 */
export function totalCost(vendor: Vendor, basis: CostBasis, years = 3): TotalCost | undefined {
  const { volumes, plan } = basis;
  const costs = vendor.costs ?? {};
  const needed = neededOf(vendor, basis);
  if (!saysAnything(costs) && needed.fallbacks.length === 0) return undefined;
  const lines: CostLine[] = [];
  const reduced = 1 - (costs.discount ?? 0);
  const growth = (year: number) => Math.max(0, 1 + (volumes.growthPerYear ?? 0)) ** year;
  const dearer = (year: number) => (1 + (costs.yearlyIncrease ?? 0)) ** year;

  function add(part: CostPart, of: string | undefined, once: number, year: (n: number) => YearInputs, inputs: Omit<LineInputs, 'years'> = {}) {
    const ofYears = Array.from({ length: years }, (_, n) => year(n));
    const perYear = ofYears.map(({ perMonth, factor }) => perMonth * factor * monthsOfYear);
    const total = perYear.reduce((sum, amount) => sum + amount, once);
    if (total !== 0) lines.push({ part, ...(of === undefined ? {} : { of }), once, perYear, total, inputs: { years: ofYears, ...inputs } });
  }

  add('licence', undefined, 0, (n) => ({ perMonth: costs.perMonth ?? 0, factor: reduced * dearer(n) }));
  const { tiers } = costs;
  const tier = tiers && tierVolume(tiers.by, volumes, plan);
  if (tiers && tier)
    add(
      'volume',
      undefined,
      0,
      (n) => {
        const volume = tier.perMonth * growth(n);
        return { perMonth: tierPrice(tiers, volume)?.perMonth ?? 0, factor: reduced * dearer(n), volume };
      },
      { tier },
    );
  for (const channel of channelsOfPlan(plan)) {
    const price = costs.messages?.[channel];
    if (!price) continue;
    const count = messagesOf(plan, channel);
    add('messages', channel, 0, (n) => ({ perMonth: monthOfMessages(price, count * growth(n)), factor: dearer(n), volume: count * growth(n) }), {
      price,
      shares: messageShares(plan, channel),
    });
  }
  for (const { id, once = 0, perMonth = 0 } of needed.addOns) add('add-ons', id, once, (n) => ({ perMonth, factor: dearer(n) }));
  for (const { point, fallbackCost } of needed.fallbacks)
    add('fallbacks', point, fallbackCost?.once ?? 0, () => ({ perMonth: fallbackCost?.perMonth ?? 0, factor: 1 }));
  for (const part of setUpParts) add(part, undefined, costs[part] ?? 0, () => ({ perMonth: 0, factor: 1 }));

  const perYear = Array.from({ length: years }, (_, n) => lines.reduce((sum, line) => sum + (line.perYear[n] ?? 0), 0));
  const once = lines.reduce((sum, line) => sum + line.once, 0);
  return {
    vendor: vendor.id,
    years,
    lines,
    perYear,
    once,
    total: perYear.reduce((sum, amount) => sum + amount, once),
    gaps: gapsOf(vendor, { ...basis, ...needed, growth: Array.from({ length: years }, (_, n) => growth(n)) }),
  };
}

/** A month of one channel: what is beyond the included messages, at least the minimum. */
export function monthOfMessages({ price, included = 0, minimumPerMonth = 0 }: MessagePrice, count: number): number {
  return Math.max(minimumPerMonth, Math.max(0, count - included) * price);
}

/** Add-ons and fallbacks that the plan needs: of points that are not switched off. */
function neededOf({ id, costs }: Vendor, { answers, points }: CostBasis) {
  const off = new Set(points.filter(({ switchedOff }) => switchedOff !== undefined).map((point) => point.id));
  const own = answers.filter((answer) => answer.vendor === id && answer.applies && !off.has(answer.point));
  return {
    addOns: (costs?.addOns ?? []).filter(({ point }) => point === undefined || !off.has(point)),
    fallbacks: own.filter(({ fallbackCost }) => fallbackCost !== undefined),
    /** A way around is named, and no price. */
    unpriced: own.filter(({ fallback, fallbackCost }) => fallback !== undefined && fallbackCost === undefined),
  };
}

function saysAnything(costs: VendorCosts): boolean {
  return Object.values(costs).some((part) => (Array.isArray(part) ? part.length > 0 : part !== undefined));
}
