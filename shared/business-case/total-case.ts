/** The business case in total: what a month brings and costs, three years of it, when it has paid for itself, and what that hangs on. */
import type { Channel } from '../journey/schema';
import { type Bill, type Campaign, type CaseInput, type CaseModel, caseMonths, caseYears, growthInput, messagePriceInput, plannedInput } from './case-model';
import type { Figure } from './figure';
import type { JourneyFigureName, JourneyModel } from './journey-case';

/** A figure of the case: `input:aov`, `sale-rate:sms`, `journey:<id>:conversion`. */
export type FigureId = `input:${string}` | `sale-rate:${Channel}` | `journey:${string}:${JourneyFigureName}`;

/** Which value of a figure is reckoned with. */
export type Choose = (id: FigureId, figure: Figure) => number;

/** A month at full run in the first year, in the client's currency. Absent: something it is made of is not known. */
export type Flow = { messages: number; conversions?: number; revenue?: number; margin?: number; contribution?: number };
export type JourneyMonth = Flow & { journey: string; people?: number };
export type CampaignMonth = Flow & { channel: Channel; recipients: number };
/** What journeys and campaigns of a channel bring; a journey's money is shared out by its messages. */
export type ChannelMonth = { channel: Channel; count: number; messages: number; margin: number };

export type CaseResult = {
  journeys: JourneyMonth[];
  campaigns: CampaignMonth[];
  channels: ChannelMonth[];
  month: { revenue: number; margin: number; messages: number; content: number; platform: number; net: number };
  /** Paid before the first month. */
  once: number;
  /** What is left after each month, from the start on: 37 figures, the first −`once`. */
  cumulated: number[];
  years: { margin: number; cost: number; net: number }[];
  total: { margin: number; cost: number; net: number; roi?: number };
  /** How many times as much as planned would pay the running costs; absent: no volume would, or nothing has to be paid. */
  breakEven: { people?: number; conversion?: number };
  /** The first month at whose end everything is paid back and stays so; absent: not within three years. 0: nothing was to be paid back. */
  paybackMonth?: number;
};

export type CaseRange = { low: CaseResult; expected: CaseResult; high: CaseResult };

export const expected: Choose = (_, { expected: value }) => value;

/** As each figure is chosen. */
export function evaluateCase(model: CaseModel, choose: Choose = expected): CaseResult {
  const input = (name: CaseInput): number | undefined => {
    const found = model.inputs[name];
    return found && choose(`input:${name}`, found);
  };
  const growth = model.growth ? choose(`input:${growthInput}`, model.growth) : 0;
  const bill = model.growth === undefined || growth === model.growth.expected ? model : model.billAt(growth);
  const prices = chosenPrices(model, bill, choose);
  const journeys = model.journeys.map((journey) => monthOfJourney(journey, prices, choose, input));
  const campaigns = model.campaigns.map((campaign) => monthOfCampaign(campaign, model, prices, choose, input));
  const content = input('content_monthly') ?? 0;
  const { once, exit, running } = platformCost(bill, input);

  const cumulated = [-once];
  const years = Array.from({ length: caseYears }, () => ({ margin: 0, cost: 0, net: 0 }));
  for (let month = 0; month < caseMonths; month++) {
    const year = Math.floor(month / 12);
    const grown = (1 + growth) ** year;
    const runs = (journey: string) => (model.starts.get(journey) ?? 0) <= month;
    let margin = 0;
    let cost = content + (running[year] ?? 0) / 12 + (month === 0 ? once : 0) + (month === caseMonths - 1 ? exit : 0);
    for (const [i, journey] of journeys.entries()) {
      if (!runs(journey.journey)) continue;
      margin += (journey.margin ?? 0) * grown;
      cost += messageCost(scaled(model.journeys[i]?.perRun ?? {}, journey.people ?? 0), prices, year) * grown;
    }
    for (const campaign of campaigns) {
      margin += (campaign.margin ?? 0) * grown;
      cost += messageCost({ [campaign.channel]: campaign.recipients }, prices, year) * grown;
    }
    const sums = years[year];
    if (sums) {
      sums.margin += margin;
      sums.cost += cost;
      sums.net += margin - cost;
    }
    cumulated.push((cumulated[month] ?? 0) + margin - cost + (month === 0 ? once : 0));
  }

  const flows = [...journeys, ...campaigns];
  const margin = sum(flows.map((flow) => flow.margin ?? 0));
  const messages = sum(flows.map((flow) => flow.messages));
  const platform = (running[0] ?? 0) / 12;
  const total = { margin: sum(years.map((year) => year.margin)), cost: sum(years.map((year) => year.cost)) };
  const fixed = content + platform;
  const payback = paybackMonth(cumulated);
  return {
    journeys,
    campaigns,
    channels: channelMonths(model, prices, journeys, campaigns),
    month: { revenue: sum(flows.map((flow) => flow.revenue ?? 0)), margin, messages, content, platform, net: margin - messages - fixed },
    once,
    cumulated,
    years,
    total: { ...total, net: total.margin - total.cost, ...(total.cost > 0 && { roi: (total.margin - total.cost) / total.cost }) },
    breakEven: {
      ...(fixed > 0 && margin > messages && { people: fixed / (margin - messages) }),
      ...(fixed + messages > 0 && margin > 0 && { conversion: (fixed + messages) / margin }),
    },
    ...(payback !== undefined && { paybackMonth: payback }),
  };
}

/** Everything at its worst together, as expected, at its best together: the true result lies between the ends. */
export function caseRange(model: CaseModel): CaseRange {
  const chosen = evaluateCase(model);
  const end = (side: 'low' | 'high') => {
    const other = side === 'low' ? 'high' : 'low';
    const plain: Choose = (id, figure) => figure[isCost(id) ? other : side];
    // More people are worse where a message costs more than it brings.
    const base = evaluateCase(model, plain);
    const turned = new Set([
      ...base.journeys.flatMap(({ journey, contribution = 0 }): FigureId[] => (contribution < 0 ? [`journey:${journey}:perMonth`] : [])),
      ...base.campaigns.flatMap(({ channel, contribution = 0 }, i): FigureId[] => {
        if (contribution >= 0) return [];
        return model.campaigns[i]?.isRegular ? ['input:list_size', 'input:sends_per_month'] : [`input:${plannedInput(channel)}`];
      }),
      // So is growth, where all of it together does.
      ...(base.month.margin < base.month.messages ? [`input:${growthInput}` as const] : []),
    ]);
    return turned.size === 0 ? base : evaluateCase(model, (id, figure) => (turned.has(id) ? figure[other] : plain(id, figure)));
  };
  return { low: end('low'), expected: chosen, high: end('high') };
}

export type Swing = { id: FigureId; figure: Figure; from: number; to: number; low: number; high: number };

/** Where nobody said how far a figure may be off: a fifth less, a fifth more. */
export const usualSwing = 0.2;

/** What three years come to when one figure alone is at its low and at its high end; what matters most first. */
export function swings(model: CaseModel): Swing[] {
  return (
    figuresOf(model)
      // That everybody is reached is how a rate is read, no number that somebody put in.
      .filter(([id, { isRanged, origin }]) => isRanged || origin.kind !== 'all' || !id.endsWith(':reach'))
      .map(([id, figure]): Swing => {
        const from = figure.isRanged ? figure.low : figure.expected * (1 - usualSwing);
        const to = figure.isRanged ? figure.high : upTo(figure, figure.expected * (1 + usualSwing));
        const net = (value: number) => evaluateCase(model, (other, one) => (other === id ? value : one.expected)).total.net;
        return { id, figure, from, to, low: net(from), high: net(to) };
      })
      .filter(({ low, high }) => low !== high)
      .sort((a, b) => Math.abs(b.high - b.low) - Math.abs(a.high - a.low))
  );
}

/** Every figure the result hangs on, each once. */
export function figuresOf(model: CaseModel): [FigureId, Figure][] {
  const found = new Map<FigureId, Figure>();
  evaluateCase(model, (id, figure) => {
    found.set(id, figure);
    return figure.expected;
  });
  return [...found];
}

function upTo({ measure, expected: value }: Figure, end: number): number {
  return measure === 'share' ? Math.max(value, Math.min(1, end)) : end;
}

function isCost(id: FigureId): boolean {
  return id === 'input:content_monthly' || id === 'input:platform_cost' || id === 'input:setup_cost' || id.startsWith('input:message_price_');
}

type Prices = Bill['prices'];
type InputOf = (name: CaseInput) => number | undefined;

function monthOfJourney({ journey, figures, perRun, worthAnOrder }: JourneyModel, prices: Prices, choose: Choose, input: InputOf): JourneyMonth {
  const at = (name: JourneyFigureName) => {
    const found = figures[name];
    return found && choose(`journey:${journey}:${name}`, found);
  };
  const people = at('perMonth');
  const messages = messageCost(scaled(perRun, people ?? 0), prices);
  const [reach, conversion, incremental] = [at('reach'), at('conversion'), at('incremental')];
  const value = worthAnOrder ? input('aov') : at('value');
  return {
    journey,
    ...(people !== undefined && { people }),
    ...flowOf(people, times(reach, conversion, incremental), value, input('margin'), messages),
  };
}

function monthOfCampaign({ channel, recipients, isRegular }: Campaign, model: CaseModel, prices: Prices, choose: Choose, input: InputOf): CampaignMonth {
  const regular = isRegular ? times(input('list_size'), input('sends_per_month')) : undefined;
  const sent = regular ?? choose(`input:${plannedInput(channel)}`, recipients);
  const rate = model.saleRates[channel];
  const response = channel === 'email' ? times(input('open_rate'), input('click_to_open'), input('conversion')) : rate && choose(`sale-rate:${channel}`, rate);
  return { channel, recipients: sent, ...flowOf(sent, response, input('aov'), input('margin'), messageCost({ [channel]: sent }, prices)) };
}

function flowOf(people: number | undefined, share: number | undefined, value: number | undefined, margin: number | undefined, messages: number): Flow {
  const conversions = times(people, share);
  const revenue = times(conversions, value);
  const earned = times(revenue, margin);
  return {
    messages,
    ...(conversions !== undefined && { conversions }),
    ...(revenue !== undefined && { revenue }),
    ...(earned !== undefined && { margin: earned, contribution: earned - messages }),
  };
}

function messageCost(count: Partial<Record<Channel, number>>, prices: Prices, year = 0): number {
  return sum(Object.entries(count).map(([channel, n]) => n * (prices[channel as Channel]?.[year] ?? 0)));
}

/** A price that turns out higher or lower does so in every year. */
function chosenPrices({ messagePrices }: CaseModel, { prices }: Bill, choose: Choose): Prices {
  return Object.fromEntries(
    Object.entries(prices).map(([name, years]) => {
      const channel = name as Channel;
      const found = messagePrices[channel];
      const more = found ? choose(`input:${messagePriceInput(channel)}`, found) - found.expected : 0;
      return [channel, more === 0 ? years : years.map((price) => Math.max(0, price + more))];
    }),
  );
}

/** A vendor's bill without its messages, which are counted with what sends them. */
function platformCost({ platform }: Bill, input: InputOf): { once: number; exit: number; running: number[] } {
  if (platform.kind === 'typed')
    return { once: input('setup_cost') ?? 0, exit: 0, running: Array.from({ length: caseYears }, () => 12 * (input('platform_cost') ?? 0)) };
  const { cost } = platform;
  const lines = cost.lines.filter(({ part }) => part !== 'messages');
  const exit = sum(lines.filter(({ part }) => part === 'exit').map(({ once }) => once));
  return {
    once: sum(lines.map(({ once }) => once)) - exit,
    exit,
    running: Array.from({ length: caseYears }, (_, year) => sum(lines.map(({ perYear }) => perYear[year] ?? 0))),
  };
}

function channelMonths(model: CaseModel, prices: Prices, journeys: readonly JourneyMonth[], campaigns: readonly CampaignMonth[]): ChannelMonth[] {
  const all = new Map<Channel, ChannelMonth>();
  const add = (channel: Channel, count: number, messages: number, margin: number) => {
    const old = all.get(channel) ?? { channel, count: 0, messages: 0, margin: 0 };
    all.set(channel, { channel, count: old.count + count, messages: old.messages + messages, margin: old.margin + margin });
  };
  for (const [i, { people = 0, margin = 0 }] of journeys.entries()) {
    const counts = Object.entries(scaled(model.journeys[i]?.perRun ?? {}, people)) as [Channel, number][];
    const sent = sum(counts.map(([, n]) => n));
    for (const [channel, n] of counts) add(channel, n, messageCost({ [channel]: n }, prices), sent > 0 ? (margin * n) / sent : 0);
  }
  for (const { channel, recipients, messages, margin = 0 } of campaigns) add(channel, recipients, messages, margin);
  return [...all.values()].filter(({ count }) => count > 0).sort((a, b) => b.margin - b.messages - (a.margin - a.messages));
}

/** The month after the last one that is still below zero. */
function paybackMonth(cumulated: readonly number[]): number | undefined {
  const last = cumulated.findLastIndex((left) => left < 0);
  return last === cumulated.length - 1 ? undefined : last + 1;
}

function scaled(perRun: Partial<Record<Channel, number>>, people: number): Partial<Record<Channel, number>> {
  return Object.fromEntries(Object.entries(perRun).map(([channel, n]) => [channel, n * people]));
}

function times(...numbers: (number | undefined)[]): number | undefined {
  return numbers.reduce<number | undefined>((product, n) => (product === undefined || n === undefined ? undefined : product * n), 1);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, n) => all + n, 0);
}
