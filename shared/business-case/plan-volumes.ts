/**
 * How much the plan sends in a month, from the volumes and the drawing alone: quick enough to follow every key. The simulation
 * counts better, as it knows conditions, caps and consents; this is what costs and requirements lean on before anybody ran it.
 */
import type { Engagement } from '../engagement/schema';
import { toGraph } from '../journey/graph';
import { type Channel, type Journey, type Node, portsOf } from '../journey/schema';
import { durationDays } from '../time/duration';
import { type CaseNumbers, saidComing } from './journey-figures';

/** Days of a month on average. */
const monthDays = 30.4375;

/**
 * How many people enter a journey in a month. `client`: said of this journey, or by the input of the formulas that stands for
 * it. `atMost`: the journey takes only some of the events it is counted by. `unknown`: no volume says it; such a journey is
 * left out of every sum.
 */
export type MonthlyEntries =
  | { from: 'client'; perMonth: number; input?: string }
  | { from: 'volumes' | 'segment'; perMonth: number; atMost?: true }
  | { from: 'unknown' };

export type JourneyVolume = {
  journey: string;
  entries: MonthlyEntries;
  /** Messages of one run by channel: a branch is taken as often as any other, arms of a test by their weight. */
  perRun: Partial<Record<Channel, number>>;
};

/** One planned send. `people` is absent where neither it nor its segment says how many it reaches. */
export type SendVolume = { send: string; channel: Channel; people?: number };

export type PlanVolumes = {
  /** Journeys that are not retired, in their order. */
  journeys: JourneyVolume[];
  /** Messages a month by channel: of journeys whose entries are known, and of the planned sends spread over the months they lie in. */
  journeyMessages: Partial<Record<Channel, number>>;
  plannedMessages: Partial<Record<Channel, number>>;
  /** Events a month, of all that have a volume. */
  events: number;
  /** Journeys that send something nobody can count yet. */
  unknown: string[];
  /** Regular sends to the whole list, by e-mail: how many a month, and to how many people each; absent until somebody said how many. */
  regular?: { sends: number; people: number };
  /** Those that are counted one by one. */
  sends: SendVolume[];
  /** Over how many months the planned sends are spread; at least one. */
  sendMonths: number;
};

type Numbers = CaseNumbers & Pick<Engagement, 'measured'>;
type Plan = Numbers & Pick<Engagement, 'journeys' | 'plannedSends'>;

export function planVolumes(plan: Plan): PlanVolumes {
  const journeys = plan.journeys
    .filter((journey) => journey.status !== 'retired')
    .map((journey): JourneyVolume => ({ journey: journey.id, entries: monthlyEntries(journey, plan), perRun: messagesPerRun(journey) }));
  const journeyMessages: PlanVolumes['journeyMessages'] = {};
  for (const { entries, perRun } of journeys) {
    if (entries.from === 'unknown') continue;
    for (const [channel, messages] of Object.entries(perRun)) add(journeyMessages, channel as Channel, messages * entries.perMonth);
  }
  const regular = regularSends(plan);
  // Sends by e-mail that come round every month, once somebody said how many, hold those that are planned by date.
  const dated = regular === undefined ? plan.plannedSends : plan.plannedSends.filter(({ channel }) => channel !== 'email');
  const sends = dated.map((send): SendVolume => {
    const people = send.recipients ?? (send.segment === undefined ? plan.volumes.contacts : peopleIn(send.segment, plan));
    return { send: send.id, channel: send.channel, ...(people !== undefined && { people }) };
  });
  const sendMonths = monthsOf(plan.plannedSends.map(({ date }) => date));
  const plannedMessages: PlanVolumes['plannedMessages'] = regular === undefined ? {} : { email: regular.sends * regular.people };
  for (const { channel, people } of sends) if (people !== undefined) add(plannedMessages, channel, people / sendMonths);
  return {
    journeys,
    journeyMessages,
    plannedMessages,
    events: Object.values(plan.volumes.eventsPerMonth).reduce((sum, count) => sum + count, 0),
    unknown: journeys.filter(({ entries, perRun }) => entries.from === 'unknown' && Object.keys(perRun).length > 0).map(({ journey }) => journey),
    ...(regular !== undefined && { regular }),
    sends,
    sendMonths,
  };
}

/**
 * What was said of the journey, here or in the formulas; else what its triggers add up to, where each of them has a volume.
 * Two triggers on one event are one door, and a change of the record beside an event is the same news heard another way.
 */
export function monthlyEntries(journey: Pick<Journey, 'id' | 'from' | 'nodes'>, numbers: Numbers): MonthlyEntries {
  const own = numbers.businessCase?.journeys.find((one) => one.journey === journey.id)?.perMonth?.expected;
  if (own !== undefined) return { from: 'client', perMonth: own };
  const said = saidComing(journey, numbers);
  if (said) return { from: 'client', ...said };
  const triggers = journey.nodes.filter((node) => node.kind === 'trigger');
  const byEvent = triggers.some(({ trigger }) => trigger.kind === 'event');
  const counted = new Set<string>();
  let sum = 0;
  let from: 'volumes' | 'segment' | undefined;
  let atMost = false;
  for (const node of triggers) {
    const { trigger } = node;
    if (trigger.kind === 'attribute-changed' && byEvent) continue;
    const entries = entriesOf(node, numbers);
    // By hand or by another program: nobody can say how often, and mostly it is the exception.
    if (entries === undefined && (trigger.kind === 'manual' || trigger.kind === 'api')) continue;
    if (entries === undefined) return { from: 'unknown' };
    if (trigger.kind === 'event') {
      atMost ||= trigger.where !== undefined;
      if (counted.has(trigger.event)) continue;
      counted.add(trigger.event);
    }
    sum += entries;
    from = trigger.kind === 'event' ? (from ?? 'volumes') : 'segment';
  }
  return from === undefined ? { from: 'unknown' } : { from, perMonth: sum, ...(atMost && { atMost }) };
}

function entriesOf({ trigger, audience }: Extract<Node, { kind: 'trigger' }>, { volumes, measured }: Numbers): number | undefined {
  switch (trigger.kind) {
    case 'event':
      // One event for a whole audience (a product is back): how many it reaches is not known.
      if (audience) return undefined;
      return trigger.event === 'order-placed' ? (volumes.eventsPerMonth[trigger.event] ?? volumes.ordersPerMonth) : volumes.eventsPerMonth[trigger.event];
    case 'schedule': {
      const people = audience?.op === 'in-segment' ? peopleIn(audience.segment, { volumes, measured }) : undefined;
      const days = durationDays(trigger.every);
      return people === undefined || !(days > 0) ? undefined : people * (monthDays / days);
    }
    default:
      return undefined;
  }
}

/** Of the whole list, as the share of the sample says. */
function peopleIn(segment: string, { volumes, measured }: Pick<Numbers, 'volumes' | 'measured'>): number | undefined {
  const counted = measured?.segments;
  const size = counted?.sizes[segment];
  const all = volumes.contacts ?? volumes.customers ?? counted?.total;
  return counted === undefined || size === undefined || all === undefined || counted.people === 0 ? undefined : (size / counted.people) * all;
}

/** Expected messages of one run: what flows into a step leaves by its ports in equal parts. Ways back are not taken again. */
export function messagesPerRun(journey: Journey): Partial<Record<Channel, number>> {
  const graph = toGraph(journey);
  const triggers = journey.nodes.filter((node) => node.kind === 'trigger').length;
  const visits = new Map<string, number>();
  const result: Partial<Record<Channel, number>> = {};
  for (const id of graph.order) {
    const node = graph.nodes.get(id);
    if (!node) continue;
    const here = node.kind === 'trigger' ? 1 / triggers : (visits.get(id) ?? 0);
    if (here === 0) continue;
    if (node.kind === 'send') add(result, node.channel, here);
    for (const edge of graph.out.get(id) ?? []) if (!graph.back.has(edge.id)) visits.set(edge.to, (visits.get(edge.to) ?? 0) + here * shareOf(node, edge.port));
  }
  return result;
}

function shareOf(node: Node, port: string): number {
  if (node.kind === 'ab') {
    const all = node.arms.reduce((sum, arm) => sum + arm.weight, 0);
    return all === 0 ? 0 : (node.arms.find((arm) => arm.port === port)?.weight ?? 0) / all;
  }
  // A message that fails or is held back is the exception, not one of several ways.
  if (node.kind === 'send' || node.kind === 'webhook') return port === portsOf(node)[0] ? 1 : 0;
  return 1 / Math.max(1, portsOf(node).length);
}

function regularSends({ volumes, kpiInputs }: Pick<Numbers, 'volumes' | 'kpiInputs'>): PlanVolumes['regular'] {
  const { sends_per_month: sends, list_size: list } = kpiInputs;
  const people = volumes.contacts ?? list;
  return sends === undefined || people === undefined ? undefined : { sends, people };
}

/** From the first month to the last, both included; at least one. */
function monthsOf(dates: readonly string[]): number {
  const months = dates.map((date) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)));
  return months.length === 0 ? 1 : Math.max(...months) - Math.min(...months) + 1;
}

function add(sums: Partial<Record<Channel, number>>, channel: Channel, count: number): void {
  sums[channel] = (sums[channel] ?? 0) + count;
}
