/** Everything the business case is reckoned from: each number with its span and where it is from, and what nobody has said. */
import type { CatalogueKpi } from '../catalogue/schema';
import { type TotalCost, totalCost } from '../checklist/total-cost';
import type { Engagement } from '../engagement/schema';
import { type Channel, channels } from '../journey/schema';
import { type Figure, figure, type Limits } from './figure';
import { type JourneyModel, journeyModel } from './journey-case';
import { isSaid } from './journey-figures';
import { type KpiInput, kpiValues } from './kpi-values';
import { type PlanVolumes, planVolumes } from './plan-volumes';

export const caseYears = 3;
export const caseMonths = 12 * caseYears;

/** Inputs that are the same for the whole case, by their names in the formulas. */
export const caseInputs = [
  'list_size',
  'sends_per_month',
  'open_rate',
  'click_to_open',
  'conversion',
  'aov',
  'margin',
  'content_monthly',
  'platform_cost',
  'setup_cost',
] as const;
export type CaseInput = (typeof caseInputs)[number];

const measures: Record<CaseInput, Figure['measure']> = {
  list_size: 'count',
  sends_per_month: 'count',
  open_rate: 'share',
  click_to_open: 'share',
  conversion: 'share',
  aov: 'money',
  margin: 'share',
  content_monthly: 'money',
  platform_cost: 'money',
  setup_cost: 'money',
};

/** Sales for each message of a planned send on a channel that the library has no rates for: an input of the client's own. */
export function saleRateInput(channel: Channel): string {
  return `sale_rate_${channel.replaceAll('-', '_')}`;
}

/** How much more of everything there is each year: people, orders, messages. */
export const growthInput = 'growth_per_year';

/** What one message costs on a channel. */
export function messagePriceInput(channel: Channel): string {
  return `message_price_${channel.replaceAll('-', '_')}`;
}

/** How many messages a month the planned sends of a channel come to. */
export function plannedInput(channel: Channel): string {
  return `planned_messages_${channel.replaceAll('-', '_')}`;
}

/** Everything may shrink away to nothing, or be ten times more. */
export const growthLimits: Limits = { least: -1, most: 10 };

export type Campaign = {
  channel: Channel;
  /** Messages a month, at the pace of the months that are planned; of the regular sends the list times how often it is written to. */
  recipients: Figure;
  isRegular: boolean;
};

export type CaseGap =
  | { kind: 'journey'; journey: string; missing: JourneyModel['missing'] }
  | { kind: 'stopped'; journey: string; vendor: string }
  | { kind: 'campaign'; channel: Channel }
  | { kind: 'message-price'; channel: Channel }
  | { kind: 'input'; input: 'margin' | 'aov' | 'content_monthly' | 'platform_cost' | 'setup_cost' }
  | { kind: 'vendor'; vendor: string; gap: TotalCost['gaps'][number] };

/** What the platform and one message cost. */
export type Bill = {
  platform: Platform;
  /** Of one message, by channel and year. */
  prices: Partial<Record<Channel, number[]>>;
};

export type Platform = { kind: 'vendor'; cost: TotalCost } | { kind: 'typed' };

export type CaseModel = Bill & {
  journeys: JourneyModel[];
  /** In which month of the case each journey begins, 0 = the first. */
  starts: ReadonlyMap<string, number>;
  campaigns: Campaign[];
  inputs: { [name in CaseInput]?: Figure };
  saleRates: Partial<Record<Channel, Figure>>;
  /** In the first year. */
  messagePrices: Partial<Record<Channel, Figure>>;
  /** Absent: nobody said, so that all stays as it is. */
  growth: Figure | undefined;
  /** A vendor's steps and minimums go by what there is of everything: what it asks for if that grows otherwise than expected. */
  billAt: (growth: number) => Bill;
  gaps: CaseGap[];
};

export type CasePlan = Pick<Engagement, 'journeys' | 'volumes' | 'kpiInputs' | 'businessCase' | 'plannedSends' | 'phases' | 'measured' | 'checklist'>;

/** Whose price is reckoned with, and which journeys it can't run. `ranked`: vendors, best first. */
export type CaseVendors = { ranked: readonly string[]; stopped: ReadonlyMap<string, readonly string[]> };

export const noVendors: CaseVendors = { ranked: [], stopped: new Map() };

/** @param vendor another one than the engagement says, to compare. */
export function caseModel(plan: CasePlan, kpis: readonly CatalogueKpi[], vendors: CaseVendors = noVendors, vendor?: string): CaseModel {
  const { ranges, sources } = plan.businessCase;
  const inputs = inputFigures(plan, kpis);
  const volumes = planVolumes(plan);
  const billAt = (growthPerYear: number | undefined): Bill => {
    const grown = { ...plan, volumes: { ...plan.volumes, growthPerYear } };
    const platform = platformOf(grown, volumes, vendors, vendor);
    return { platform, prices: pricesOf(grown, volumes, platform) };
  };
  const { platform, prices } = billAt(plan.volumes.growthPerYear);
  const stopped = new Set(platform.kind === 'vendor' ? vendors.stopped.get(platform.cost.vendor) : []);
  const all = plan.journeys.filter(({ status }) => status !== 'retired').map((journey) => journeyModel(journey, plan, kpis));
  const journeys = all.filter(({ journey }) => !stopped.has(journey));
  const isRegular = plan.kpiInputs.sends_per_month !== undefined && inputs.list_size !== undefined;
  const campaigns = channels.flatMap((channel): Campaign[] => {
    const recipients = volumes.plannedMessages[channel];
    if (!recipients) return [];
    const said = { origin: { kind: 'planned' }, measure: 'count', span: ranges[plannedInput(channel)], source: sources[plannedInput(channel)] } as const;
    return [{ channel, recipients: figure({ ...said, expected: recipients }), isRegular: isRegular && channel === 'email' }];
  });
  const saleRates = Object.fromEntries(campaigns.flatMap(({ channel }) => saleRateOf(plan, channel)));
  const used = new Set([...campaigns.map(({ channel }) => channel), ...journeys.flatMap(({ perRun }) => Object.keys(perRun) as Channel[])]);
  const gaps: CaseGap[] = [
    ...(['aov', 'margin', 'content_monthly'] as const).flatMap((input): CaseGap[] => (inputs[input] ? [] : [{ kind: 'input', input }])),
    ...(platform.kind === 'typed'
      ? (['platform_cost', 'setup_cost'] as const).flatMap((input): CaseGap[] => (inputs[input] ? [] : [{ kind: 'input', input }]))
      : []),
    ...journeys.flatMap(({ journey, missing }): CaseGap[] => (missing.length > 0 ? [{ kind: 'journey', journey, missing }] : [])),
    ...(platform.kind === 'vendor' ? [...stopped].map((journey): CaseGap => ({ kind: 'stopped', journey, vendor: platform.cost.vendor })) : []),
    ...campaigns.flatMap(({ channel }): CaseGap[] => (channel === 'email' || saleRates[channel] ? [] : [{ kind: 'campaign', channel }])),
    ...[...used].flatMap((channel): CaseGap[] =>
      (channel === 'sms' || channel === 'whatsapp') && !prices[channel] ? [{ kind: 'message-price', channel }] : [],
    ),
    ...(platform.kind === 'vendor'
      ? platform.cost.gaps.flatMap((gap): CaseGap[] => (gap.kind === 'no-message-price' ? [] : [{ kind: 'vendor', vendor: platform.cost.vendor, gap }]))
      : []),
  ];
  const messagePrices = Object.fromEntries(
    channels.flatMap((channel) => {
      const expected = prices[channel]?.[0];
      if (expected === undefined) return [];
      const id = messagePriceInput(channel);
      const origin = isOffered(platform, channel) ? ({ kind: 'offer' } as const) : ({ kind: 'client' } as const);
      return [[channel, figure({ expected, origin, measure: 'money', span: ranges[id], source: sources[id] })]];
    }),
  );
  return { journeys, starts: startsOf(plan), campaigns, inputs, saleRates, platform, prices, messagePrices, growth: growthOf(plan), billAt, gaps };
}

function growthOf({ volumes: { growthPerYear: expected }, businessCase: { ranges, sources } }: CasePlan): Figure | undefined {
  if (expected === undefined) return undefined;
  const said = { origin: { kind: 'client' }, measure: 'share', span: ranges[growthInput], source: sources[growthInput] } as const;
  return figure({ ...said, expected, limits: growthLimits });
}

function isOffered(platform: Platform, channel: Channel): boolean {
  return platform.kind === 'vendor' && platform.cost.lines.some(({ part, of }) => part === 'messages' && of === channel);
}

/** Shares of the library stand in, amounts and counts only when somebody said them. */
function inputFigures(plan: CasePlan, kpis: readonly CatalogueKpi[]): CaseModel['inputs'] {
  const known = new Map<string, KpiInput>();
  for (const { inputs } of kpiValues(plan, kpis).values()) for (const input of inputs) if (!known.has(input.id)) known.set(input.id, input);
  const { ranges, sources } = plan.businessCase;
  return Object.fromEntries(
    caseInputs.flatMap((id) => {
      const input = known.get(id);
      const measure = measures[id];
      if (!input || (measure !== 'share' && !isSaid(input.origin.kind))) return [];
      return [[id, figure({ expected: input.value, origin: input.origin, measure, span: ranges[id], source: sources[id] })]];
    }),
  );
}

function saleRateOf({ kpiInputs, businessCase }: CasePlan, channel: Channel): [Channel, Figure][] {
  const id = saleRateInput(channel);
  const expected = kpiInputs[id];
  if (channel === 'email' || expected === undefined) return [];
  return [[channel, figure({ expected, origin: { kind: 'client' }, measure: 'share', span: businessCase.ranges[id], source: businessCase.sources[id] })]];
}

function platformOf(plan: CasePlan, volumes: PlanVolumes, { ranked }: CaseVendors, vendor: string | undefined): Platform {
  const wanted = vendor ?? plan.businessCase.platform;
  if (wanted === 'typed') return { kind: 'typed' };
  const { checklist } = plan;
  const costOf = (id: string | undefined) => {
    const found = checklist.vendors.find((one) => one.id === id);
    return found && totalCost(found, { volumes: plan.volumes, plan: volumes, answers: checklist.answers, points: checklist.points }, caseYears);
  };
  const own = costOf(wanted);
  if (own) return { kind: 'vendor', cost: own };
  for (const id of ranked) {
    const cost = costOf(id);
    // A vendor that only a fallback is known of has no price yet.
    if (cost && cost.total > 0 && !cost.gaps.some(({ kind }) => kind === 'no-licence')) return { kind: 'vendor', cost };
  }
  return { kind: 'typed' };
}

/** What a vendor's bill comes to for each message, so that its minimum and included messages are counted; else the client's price. */
function pricesOf({ volumes }: CasePlan, plan: PlanVolumes, platform: Platform): CaseModel['prices'] {
  const growth = 1 + (volumes.growthPerYear ?? 0);
  return Object.fromEntries(
    channels.flatMap((channel) => {
      const count = (plan.journeyMessages[channel] ?? 0) + (plan.plannedMessages[channel] ?? 0);
      const line = platform.kind === 'vendor' ? platform.cost.lines.find(({ part, of }) => part === 'messages' && of === channel) : undefined;
      if (line && count > 0 && growth > 0) return [[channel, line.perYear.map((amount, year) => amount / (12 * count * growth ** year))]];
      const price = volumes.messagePrices[channel];
      return price === undefined ? [] : [[channel, Array.from({ length: caseYears }, () => price)]];
    }),
  );
}

/** By the phases' first days; whatever has none begins at once. */
function startsOf({ phases }: CasePlan): Map<string, number> {
  const monthOf = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
  const dated = phases.flatMap(({ start, journeys }) => (start === undefined ? [] : [{ month: monthOf(start), journeys }]));
  const first = Math.min(...dated.map(({ month }) => month));
  return new Map(dated.flatMap(({ month, journeys }) => journeys.map((journey) => [journey, month - first] as const)));
}
