/** Frequency caps: at most so many messages within a window, across all journeys. */
import type { EventRecord } from '../condition/facts';
import { addDuration, approximateMs } from '../time/duration';
import type { Cap, Channel, MessageClass } from './schema';
import { CLOCK_CHANGES_MS } from './step-dates';

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
  const counting = countingFor(cap, sent, now, zone);
  if (counting.length < cap.limit) return { reached: false };
  // So many have to leave the window before one more may go.
  const ends = counting.map((event) => addDuration(event.at, cap.window, zone)).sort((a, b) => b - a);
  return { reached: true, freesAt: ends[cap.limit - 1] };
}

/** What of an event `message-sent` a cap looks at. */
export type SentMessage = Pick<EventRecord, 'at' | 'properties'>;

/** How many messages count for this cap now; it is reached at `limit` of them. `sent` as in `capState`. */
export function capUse(cap: Cap, sent: readonly SentMessage[], now: number, zone: string): number {
  return countingFor(cap, sent, now, zone).length;
}

/** From when on messages may count for this cap at all (epoch ms). */
export function capLooksBackTo(cap: Cap, now: number): number {
  return now - approximateMs(cap.window) - CLOCK_CHANGES_MS;
}

function countingFor(cap: Cap, sent: readonly SentMessage[], now: number, zone: string): SentMessage[] {
  const counting: SentMessage[] = [];
  for (let i = sent.length - 1; i >= 0; i--) {
    const event = sent[i];
    if (!event) continue;
    // Calendar sums are dear; only near the edge of the window are they needed to know.
    const about = event.at + approximateMs(cap.window);
    if (about + CLOCK_CHANGES_MS <= now) break;
    if (!countsFor(cap, event)) continue;
    // No end of the loop: over a change of clocks the one sent later may leave the window first.
    if (about - CLOCK_CHANGES_MS <= now && addDuration(event.at, cap.window, zone) <= now) continue;
    counting.push(event);
  }
  return counting;
}

function countsFor(cap: Cap, { properties }: SentMessage): boolean {
  const messageClass = properties['message-class'];
  if (!cap.classes.some((one) => one === messageClass)) return false;
  return !cap.channels || cap.channels.length === 0 || cap.channels.some((one) => one === properties.channel);
}
