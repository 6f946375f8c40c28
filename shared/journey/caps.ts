/** Frequency caps: at most so many messages within a window, across all journeys. */
import type { EventRecord } from '../condition/facts';
import { addDuration } from '../time/duration';
import type { Cap, Channel, MessageClass } from './schema';

/** `freesAt`: when one more may go (epoch ms); absent when it never frees by itself (a limit of 0). */
export type CapState = { reached: false } | { reached: true; freesAt: number | undefined };

export function capApplies(cap: Cap, messageClass: MessageClass, channel: Channel): boolean {
  return cap.classes.includes(messageClass) && (!cap.channels || cap.channels.length === 0 || cap.channels.includes(channel));
}

/**
 * Whether `limit` messages that count for this cap lie within its window. A message sent at t counts until t + window in
 * the customer's zone: `P1D` frees at the same clock time next day.
 * @param sent `message-sent` events of the customer, oldest first
 */
export function capState(cap: Cap, sent: readonly EventRecord[], now: number, zone: string): CapState {
  if (cap.limit === 0) return { reached: true, freesAt: undefined };
  let counted = 0;
  for (let i = sent.length - 1; i >= 0; i--) {
    const event = sent[i];
    if (!event) continue;
    const expires = addDuration(event.at, cap.window, zone);
    if (expires <= now) break;
    if (!countsFor(cap, event)) continue;
    counted += 1;
    // Going back from the newest, this is the one that has to leave the window first.
    if (counted === cap.limit) return { reached: true, freesAt: expires };
  }
  return { reached: false };
}

function countsFor(cap: Cap, { properties }: EventRecord): boolean {
  const messageClass = properties['message-class'];
  if (!cap.classes.some((one) => one === messageClass)) return false;
  return !cap.channels || cap.channels.length === 0 || cap.channels.some((one) => one === properties.channel);
}
