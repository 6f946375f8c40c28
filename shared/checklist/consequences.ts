/** What choosing a vendor would mean for the client's own plan: what does not run, does not fit, or costs more. */
import type { Engagement } from '../engagement/schema';
import type { Channel, Journey } from '../journey/schema';
import { type AskContext, channelPoints, journeyAsks } from './journey-asks';
import type { Requirement } from './requirements';
import type { Answer, Vendor } from './schema';

/** `point` and, where the answer lists what there is, the kinds of triggers or steps that are missing. */
export type Lack = { point: string; missing?: string[] };

export type JourneyFate = {
  journey: string;
  /**
   * `stopped`: something it can't do without is missing. `limited`: it runs with something missing, or by a workaround outside
   * the platform. `unknown`: nobody has answered all that it rests on, and nothing that was answered is against it.
   */
  fate: 'runs' | 'limited' | 'stopped' | 'unknown';
  because: Lack[];
};

/** A number the vendor allows against the number the plan has. */
export type Limit = { point: string; allowed: number; needed: number; over: number };

/** A channel the plan uses and that is not part of the licence. */
export type ExtraCost = { channel: Channel; point: string; price?: number; perMonth?: number; once?: number; words?: string };

export type Consequences = { vendor: string; journeys: JourneyFate[]; limits: Limit[]; extra: ExtraCost[] };

type Plan = Pick<Engagement, 'journeys' | 'checklist' | 'plannedSends'>;

/** Journeys that are not retired, in their order; all points count here, weights and gates do not. */
export function consequencesOf(plan: Plan, vendor: Vendor, requirements: ReadonlyMap<string, Requirement>, context: AskContext): Consequences {
  const off = new Set(plan.checklist.points.filter((point) => point.switchedOff !== undefined).map(({ id }) => id));
  const answers = new Map(
    plan.checklist.answers.filter((answer) => answer.vendor === vendor.id && !off.has(answer.point)).map((answer) => [answer.point, answer]),
  );
  const journeys = plan.journeys.filter(({ status }) => status !== 'retired');
  return {
    vendor: vendor.id,
    journeys: journeys.map((journey) => fateOf(journey, context, answers, off)),
    limits: counted.flatMap((point) => limitOf(point, requirements.get(point), answers.get(point)) ?? []),
    extra: extraCosts(usedChannels(plan, journeys), vendor, answers),
  };
}

function fateOf(journey: Journey, context: AskContext, answers: ReadonlyMap<string, Answer>, off: ReadonlySet<string>): JourneyFate {
  const [stopping, limiting]: [Lack[], Lack[]] = [[], []];
  let open = false;
  for (const { point, without, values } of journeyAsks(journey, context)) {
    if (off.has(point)) continue;
    const has = standing(answers.get(point), values);
    if (has === 'unknown') open = true;
    else if (has === 'by-hand') limiting.push({ point });
    else if (has !== 'there') (without === 'stops' ? stopping : limiting).push(has);
  }
  if (stopping.length > 0) return { journey: journey.id, fate: 'stopped', because: stopping };
  if (limiting.length > 0) return { journey: journey.id, fate: 'limited', because: limiting };
  return { journey: journey.id, fate: open ? 'unknown' : 'runs', because: [] };
}

/** A list of what there is says more than a score; 0 is missing and 1 a workaround outside, as on the scale of the checklist. */
function standing(answer: Answer | undefined, wanted: readonly string[] | undefined): 'there' | 'by-hand' | 'unknown' | Lack {
  if (answer && !answer.applies) return 'there';
  const value = answer?.verifiedValue ?? answer?.claimedValue;
  if (answer && wanted && Array.isArray(value)) {
    const missing = wanted.filter((one) => !value.includes(one));
    return missing.length === 0 ? 'there' : { point: answer.point, missing };
  }
  if (answer?.score === undefined) return 'unknown';
  if (answer.score === 0) return { point: answer.point };
  return answer.score === 1 ? 'by-hand' : 'there';
}

/** Points whose number is a limit that the plan can run into. */
const counted = ['custom-field-capacity', 'linked-tables', 'volume-retention', 'api-limits-webhooks'];

/** What is there today counts, not the room to grow that the requirement asks for on top of it. */
function limitOf(point: string, requirement: Requirement | undefined, answer: Answer | undefined): Limit | undefined {
  const allowed = answer?.applies ? (answer.verifiedValue ?? answer.claimedValue) : undefined;
  const wanted = numberOf(requirement);
  if (typeof allowed !== 'number' || wanted === undefined) return undefined;
  const needed = point === 'custom-field-capacity' && requirement?.from === 'plan' ? requirement.causes.length : wanted;
  return { point, allowed, needed, over: Math.max(0, needed - allowed) };
}

/** The number of a requirement, also where a consultant has typed it. */
export function numberOf(requirement: Requirement | undefined): number | undefined {
  if (requirement?.value.kind === 'number') return requirement.value.value;
  if (requirement?.value.kind !== 'words') return undefined;
  const typed = /^[\d.,\s]+/.exec(requirement.value.value)?.[0].replaceAll(/[,\s]/g, '');
  return typed ? Number(typed) : undefined;
}

function usedChannels({ plannedSends }: Plan, journeys: readonly Journey[]): Set<Channel> {
  const sends = journeys.flatMap(({ nodes }) => nodes.filter((node) => node.kind === 'send'));
  return new Set([
    ...sends.flatMap(({ channel, fallbackChannel }) => (fallbackChannel ? [channel, fallbackChannel] : [channel])),
    ...plannedSends.map(({ channel }) => channel),
  ]);
}

function extraCosts(channels: ReadonlySet<Channel>, { costs }: Vendor, answers: ReadonlyMap<string, Answer>): ExtraCost[] {
  return [...channels].flatMap((channel): ExtraCost[] => {
    const point = channelPoints[channel];
    const answer = answers.get(point);
    const addOns = (costs?.addOns ?? []).filter((addOn) => addOn.point === point);
    const price = costs?.messages?.[channel]?.price;
    const perMonth = sum([...addOns.map((addOn) => addOn.perMonth), answer?.fallbackCost?.perMonth, costs?.messages?.[channel]?.minimumPerMonth]);
    const once = sum([...addOns.map((addOn) => addOn.once), answer?.fallbackCost?.once]);
    if (!price && perMonth === 0 && once === 0 && !answer?.cost) return [];
    return [
      { channel, point, ...(price && { price }), ...(perMonth > 0 && { perMonth }), ...(once > 0 && { once }), ...(answer?.cost && { words: answer.cost }) },
    ];
  });
}

function sum(amounts: readonly (number | undefined)[]): number {
  return amounts.reduce<number>((all, amount) => all + (amount ?? 0), 0);
}
