/** Messages that did not arrive, or of which nobody knows. */
import type { ChannelState, DeliveryState } from './channels';

/** Those that ask for a decision first. */
export const deadStates = ['unknown', 'failed', 'bounced', 'stopped'] as const satisfies readonly DeliveryState[];
export type DeadState = (typeof deadStates)[number];

/** Of all channels together. */
export function countsOf(channels: readonly Pick<ChannelState, 'counts'>[]): Record<DeadState, number> {
  const sum = (state: DeadState) => channels.reduce((total, { counts }) => total + (counts[state] ?? 0), 0);
  return { unknown: sum('unknown'), failed: sum('failed'), bounced: sum('bounced'), stopped: sum('stopped') };
}

/** The first of which there are any. */
export function firstDead(counts: Record<DeadState, number>): DeadState {
  return deadStates.find((state) => counts[state] > 0) ?? 'unknown';
}

/** How many wait for somebody's word. What was stopped was meant to be, and a bounce is the address's affair. */
export function awaitingDecision(counts: Record<DeadState, number>): number {
  return counts.unknown + counts.failed;
}
