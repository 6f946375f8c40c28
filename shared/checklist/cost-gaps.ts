/** What stands between a vendor's sum and the true one: what nobody said, and what had to be assumed in its place. */
import type { Volumes } from '../engagement/schema';
import type { Channel } from '../journey/schema';
import { type CostPlan, channelsOfPlan, messagesOf, tierVolume, uncounted } from './cost-volumes';
import type { Answer, Vendor } from './schema';
import { tierPrice } from './tier-price';
import type { AddOn, VolumeTiers } from './vendor-costs-schema';

export type CostGap =
  | { kind: 'no-licence' }
  | { kind: 'no-message-price'; channel: Channel }
  /** No price for a channel that mostly is part of the licence; counted as if it were. */
  | { kind: 'taken-as-included'; channel: Channel }
  | { kind: 'no-volume'; by: VolumeTiers['by'] }
  /** Contacts are not known; the customers, who are fewer, stand in. */
  | { kind: 'customers-for-contacts' }
  | { kind: 'no-steps' }
  /** In `year` (from 1) the volume is more than the last step holds; its price went on. */
  | { kind: 'beyond-steps'; year: number; volume: number }
  | { kind: 'no-growth' }
  /** These send, and nobody can say how much: not in the sum. */
  | { kind: 'uncounted-messages'; channel: Channel; journeys: string[]; sends: string[] }
  /** Planned sends of less than a year; the sum goes on at their pace all year. */
  | { kind: 'short-plan'; months: number }
  | { kind: 'no-add-on-price'; addOn: string }
  | { kind: 'no-fallback-price'; point: string }
  /** An add-on and a fallback for the same point: both are in the sum. */
  | { kind: 'twice'; point: string }
  | { kind: 'no-price'; part: 'implementation' | 'migration' | 'training' | 'exit' };

type Basis = {
  volumes: Volumes;
  plan: CostPlan;
  addOns: readonly AddOn[];
  fallbacks: readonly Answer[];
  unpriced: readonly Answer[];
  /** Today's volumes times this, year by year. */
  growth: readonly number[];
};

const monthsOfYear = 12;

/** In the order of the bill: licence, volume, messages, add-ons, fallbacks, what is paid once. */
export function gapsOf({ role, costs = {} }: Vendor, { volumes, plan, addOns, fallbacks, unpriced, growth }: Basis): CostGap[] {
  const gaps: CostGap[] = [];
  if (costs.perMonth === undefined && costs.tiers === undefined) gaps.push({ kind: 'no-licence' });
  if (costs.tiers) gaps.push(...tierGaps(costs.tiers, volumes, plan, growth));

  const priced = channelsOfPlan(plan).filter((channel) => costs.messages?.[channel]);
  for (const channel of channelsOfPlan(plan)) {
    if (!costs.messages?.[channel]) gaps.push({ kind: byPiece.has(channel) ? 'no-message-price' : 'taken-as-included', channel });
    // What is not paid by the message costs the same however many there are.
    else if (costs.messages[channel].price > 0) {
      const open = uncounted(plan, channel);
      if (open.journeys.length > 0 || open.sends.length > 0) gaps.push({ kind: 'uncounted-messages', channel, ...open });
    }
  }
  const planned = plan.sends.filter(({ channel }) => (costs.messages?.[channel]?.price ?? 0) > 0);
  if (planned.length > 0 && plan.sendMonths < monthsOfYear) gaps.push({ kind: 'short-plan', months: plan.sendMonths });
  const grows = costs.tiers !== undefined || priced.some((channel) => messagesOf(plan, channel) > 0);
  if (grows && volumes.growthPerYear === undefined) gaps.push({ kind: 'no-growth' });

  for (const { id, once, perMonth } of addOns) if (once === undefined && perMonth === undefined) gaps.push({ kind: 'no-add-on-price', addOn: id });
  for (const { point } of unpriced) gaps.push({ kind: 'no-fallback-price', point });
  const added = new Set(addOns.map(({ point }) => point));
  for (const { point } of fallbacks) if (added.has(point)) gaps.push({ kind: 'twice', point });
  // What is in use already is not brought in once more.
  const asked = role === 'current' ? [] : (['implementation', 'migration', 'training', 'exit'] as const);
  for (const part of asked) if (costs[part] === undefined) gaps.push({ kind: 'no-price', part });
  return gaps;
}

/** Billed one by one everywhere; mail and one's own surfaces mostly are part of the licence. */
const byPiece: ReadonlySet<Channel> = new Set(['sms', 'whatsapp']);

function tierGaps(tiers: VolumeTiers, volumes: Volumes, plan: CostPlan, growth: readonly number[]): CostGap[] {
  const tier = tierVolume(tiers.by, volumes, plan);
  if (!tier) return [{ kind: 'no-volume', by: tiers.by }];
  const standIn: CostGap[] = tiers.by === 'contacts' && tier.from === 'customers' ? [{ kind: 'customers-for-contacts' }] : [];
  if (tierPrice(tiers, tier.perMonth) === undefined) return [...standIn, { kind: 'no-steps' }];
  const beyond = growth.findIndex((times) => tierPrice(tiers, tier.perMonth * times)?.beyond);
  return beyond < 0 ? standIn : [...standIn, { kind: 'beyond-steps', year: beyond + 1, volume: tier.perMonth * (growth[beyond] ?? 1) }];
}
