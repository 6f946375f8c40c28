/** Where the volumes come from that a vendor's prices are multiplied by. */
import type { PlanVolumes } from '../business-case/plan-volumes';
import type { Volumes } from '../engagement/schema';
import { type Channel, channels } from '../journey/schema';
import type { VolumeTiers } from './vendor-costs-schema';

/** A month's messages, and what in the plan sends them. `regular`: the sends to the whole list that come round every month. */
export type VolumeShare = { from: 'journey' | 'planned-send'; id: string; perMonth: number } | { from: 'regular'; perMonth: number };

export type CostPlan = Pick<PlanVolumes, 'journeys' | 'journeyMessages' | 'plannedMessages' | 'events' | 'unknown' | 'regular' | 'sends' | 'sendMonths'>;

/** What counts as the volume of a price list. `customers` standing in for `contacts` is too few, and named as a gap. */
export type TierVolume = { from: 'contacts' | 'customers' | 'events' | 'messages'; perMonth: number };

export function tierVolume(by: VolumeTiers['by'], { contacts, customers }: Volumes, plan: CostPlan): TierVolume | undefined {
  switch (by) {
    case 'contacts':
      if (contacts !== undefined) return { from: 'contacts', perMonth: contacts };
      return customers === undefined ? undefined : { from: 'customers', perMonth: customers };
    case 'customers':
      return customers === undefined ? undefined : { from: 'customers', perMonth: customers };
    case 'events':
      return plan.events > 0 ? { from: 'events', perMonth: plan.events } : undefined;
    case 'messages': {
      const all = channels.reduce((sum, channel) => sum + messagesOf(plan, channel), 0);
      return all > 0 ? { from: 'messages', perMonth: all } : undefined;
    }
  }
}

/** Messages of one channel in a month, as far as they can be counted. */
export function messagesOf({ journeyMessages, plannedMessages }: CostPlan, channel: Channel): number {
  return (journeyMessages[channel] ?? 0) + (plannedMessages[channel] ?? 0);
}

/** Channels the plan sends through, also where nobody can say how much. */
export function channelsOfPlan(plan: CostPlan): Channel[] {
  const used = new Set<string>([...plan.journeys.flatMap(({ perRun }) => Object.keys(perRun)), ...plan.sends.map(({ channel }) => channel)]);
  return channels.filter((channel) => used.has(channel) || messagesOf(plan, channel) > 0);
}

/** What adds up to `messagesOf`, the most first. */
export function messageShares({ journeys, regular, sends, sendMonths }: CostPlan, channel: Channel): VolumeShare[] {
  const ofJourneys = journeys.flatMap(({ journey, entries, perRun }): VolumeShare[] => {
    const perMonth = entries.from === 'unknown' ? 0 : (perRun[channel] ?? 0) * entries.perMonth;
    return perMonth > 0 ? [{ from: 'journey', id: journey, perMonth }] : [];
  });
  const ofSends = sends.flatMap(({ send, channel: by, people }): VolumeShare[] =>
    by === channel && people ? [{ from: 'planned-send', id: send, perMonth: people / sendMonths }] : [],
  );
  const ofRegular: VolumeShare[] = channel === 'email' && regular ? [{ from: 'regular', perMonth: regular.sends * regular.people }] : [];
  return [...ofJourneys, ...ofRegular, ...ofSends].sort((a, b) => b.perMonth - a.perMonth);
}

/** What in the plan sends through this channel without anybody knowing how much. */
export function uncounted({ journeys, unknown, sends }: CostPlan, channel: Channel): { journeys: string[]; sends: string[] } {
  const open = new Set(unknown);
  return {
    journeys: journeys.filter(({ journey, perRun }) => open.has(journey) && (perRun[channel] ?? 0) > 0).map(({ journey }) => journey),
    sends: sends.filter((send) => send.channel === channel && send.people === undefined).map(({ send }) => send),
  };
}
