/** What a vendor costs over the years: the offer's prices over the volumes of the client's own plan. */
import type { PlanVolumes } from '../business-case/plan-volumes';
import type { Volumes } from '../engagement/schema';
import type { Channel } from '../journey/schema';
import type { Answer, Vendor } from './schema';
import type { VendorCosts, VolumeTiers } from './vendor-costs-schema';

export const costParts = ['licence', 'volume', 'messages', 'add-ons', 'fallbacks', 'implementation', 'migration', 'training', 'exit'] as const;
export type CostPart = (typeof costParts)[number];

/** One line of the bill, in the client's currency. `of`: channel, add-on or point it is about. */
export type CostLine = { part: CostPart; of?: string; once: number; perYear: number[]; total: number };

/** What stands between this sum and the true one. */
export type CostGap = { kind: 'no-licence' } | { kind: 'no-message-price'; channel: Channel } | { kind: 'no-volume'; by: VolumeTiers['by'] };

export type TotalCost = {
  vendor: string;
  years: number;
  lines: CostLine[];
  perYear: number[];
  once: number;
  /** Over all years, what is paid once included. */
  total: number;
  /** In words of the interface: what is not in the sum because nobody said it. Empty: as complete as the offer. */
  gaps: CostGap[];
};

export type CostBasis = {
  volumes: Volumes;
  plan: Pick<PlanVolumes, 'journeyMessages' | 'plannedMessages' | 'events'>;
  answers: readonly Answer[];
};

const monthsOfYear = 12;

/**
 * Volumes grow by the client's yearly growth from one year to the next, prices by the offer's increase; within a year both
 * stand still. Undefined when nothing about this vendor's prices is known at all. Fallbacks are those of answers that apply.
 */
export function totalCost(vendor: Vendor, { volumes, plan, answers }: CostBasis, years = 3): TotalCost | undefined {
  const costs = vendor.costs ?? {};
  const fallbacks = answers.filter((answer) => answer.vendor === vendor.id && answer.applies && answer.fallbackCost !== undefined);
  if (!saysAnything(costs) && fallbacks.length === 0) return undefined;
  const gaps: CostGap[] = [];
  const lines: CostLine[] = [];
  const ofYears = (amount: (year: number) => number) => Array.from({ length: years }, (_, year) => amount(year));
  const grown = (amount: number, year: number) => amount * (1 + (volumes.growthPerYear ?? 0)) ** year;
  const dearer = (year: number) => (1 + (costs.yearlyIncrease ?? 0)) ** year;
  const add = (part: CostPart, once: number, perYear: number[], of?: string) => {
    const total = once + perYear.reduce((sum, amount) => sum + amount, 0);
    if (total !== 0) lines.push({ part, ...(of === undefined ? {} : { of }), once, perYear, total });
  };
  const never = ofYears(() => 0);

  const reduced = 1 - (costs.discount ?? 0);
  if (costs.perMonth === undefined && costs.tiers === undefined) gaps.push({ kind: 'no-licence' });
  add(
    'licence',
    0,
    ofYears((year) => (costs.perMonth ?? 0) * monthsOfYear * reduced * dearer(year)),
  );
  if (costs.tiers) {
    const { tiers } = costs;
    const volume = volumeOf(tiers.by, volumes, plan);
    if (volume === undefined) gaps.push({ kind: 'no-volume', by: tiers.by });
    else
      add(
        'volume',
        0,
        ofYears((year) => tierPrice(tiers, grown(volume, year)) * monthsOfYear * reduced * dearer(year)),
      );
  }
  for (const [channel, count] of Object.entries(messagesByChannel(plan)) as [Channel, number][]) {
    const price = costs.messages?.[channel];
    if (price)
      add(
        'messages',
        0,
        ofYears((year) => monthOfMessages(price, grown(count, year)) * monthsOfYear * dearer(year)),
        channel,
      );
    // Mail and what is shown in one's own product is mostly part of the licence; a text message never is.
    else if (isPaidByPiece(channel)) gaps.push({ kind: 'no-message-price', channel });
  }
  for (const { id, once, perMonth } of costs.addOns ?? [])
    add(
      'add-ons',
      once ?? 0,
      ofYears((year) => (perMonth ?? 0) * monthsOfYear * dearer(year)),
      id,
    );
  for (const { point, fallbackCost } of fallbacks)
    add(
      'fallbacks',
      fallbackCost?.once ?? 0,
      ofYears(() => (fallbackCost?.perMonth ?? 0) * monthsOfYear),
      point,
    );
  for (const part of ['implementation', 'migration', 'training', 'exit'] as const) add(part, costs[part] ?? 0, never);

  const perYear = ofYears((year) => lines.reduce((sum, line) => sum + (line.perYear[year] ?? 0), 0));
  const once = lines.reduce((sum, line) => sum + line.once, 0);
  return { vendor: vendor.id, years, lines, perYear, once, total: perYear.reduce((sum, amount) => sum + amount, once), gaps };
}

/** The price of the step that a volume falls into, a month. */
export function tierPrice({ steps, perThousandAbove }: VolumeTiers, volume: number): number {
  const sorted = [...steps].sort((a, b) => (a.upTo ?? Number.POSITIVE_INFINITY) - (b.upTo ?? Number.POSITIVE_INFINITY));
  const step = sorted.find(({ upTo }) => upTo === undefined || volume <= upTo);
  if (step) return step.perMonth;
  const last = sorted.at(-1);
  if (!last) return perThousandAbove === undefined ? 0 : Math.ceil(volume / 1000) * perThousandAbove;
  return last.perMonth + (perThousandAbove ?? 0) * Math.ceil((volume - (last.upTo ?? volume)) / 1000);
}

function monthOfMessages({ price, included = 0, minimumPerMonth = 0 }: NonNullable<NonNullable<VendorCosts['messages']>[Channel]>, count: number): number {
  return Math.max(minimumPerMonth, Math.max(0, count - included) * price);
}

function messagesByChannel({ journeyMessages, plannedMessages }: CostBasis['plan']): Partial<Record<Channel, number>> {
  const all: Partial<Record<Channel, number>> = { ...journeyMessages };
  for (const [channel, count] of Object.entries(plannedMessages) as [Channel, number][]) all[channel] = (all[channel] ?? 0) + count;
  return all;
}

function volumeOf(by: VolumeTiers['by'], { contacts, customers }: Volumes, plan: CostBasis['plan']): number | undefined {
  switch (by) {
    case 'contacts':
      return contacts ?? customers;
    case 'customers':
      return customers;
    case 'events':
      return plan.events > 0 ? plan.events : undefined;
    case 'messages': {
      const sum = Object.values(messagesByChannel(plan)).reduce((all, count) => all + count, 0);
      return sum > 0 ? sum : undefined;
    }
  }
}

function isPaidByPiece(channel: Channel): boolean {
  return channel === 'sms' || channel === 'whatsapp';
}

function saysAnything(costs: VendorCosts): boolean {
  return Object.values(costs).some((part) => (Array.isArray(part) ? part.length > 0 : part !== undefined));
}
