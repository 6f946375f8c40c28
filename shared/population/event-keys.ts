/** Events that happen once to a thing, and which of their properties names the thing: the same order told by two systems is one. */

/** What brings the thing into being: a row about the thing is the event, and the row's own date may be its time. */
const beginnings: Readonly<Record<string, string>> = {
  'order-placed': 'order-id',
  'receipt-issued': 'receipt-id',
  'booking-created': 'booking-id',
  'registration-completed': 'registration-id',
  'ticket-opened': 'ticket-id',
  'call-completed': 'call-id',
  'review-submitted': 'review-id',
  'quote-requested': 'quote-id',
  'visit-started': 'visit-id',
};

/** What becomes of it later: nothing but a date of its own says that it happened, and when. */
const outcomes: Readonly<Record<string, string>> = {
  'order-shipped': 'order-id',
  'order-delivered': 'order-id',
  'order-cancelled': 'order-id',
  'order-refunded': 'order-id',
  'booking-cancelled': 'booking-id',
  'booking-attended': 'booking-id',
  'booking-missed': 'booking-id',
  'ticket-issued': 'ticket-code',
  'ticket-solved': 'ticket-id',
  'visit-ended': 'visit-id',
};

export type EventKey = { property: string; isOutcome: boolean };

/** Undefined for events that happen again and again (a product viewed, points earned). */
export function eventKey(event: string): EventKey | undefined {
  const of = (keys: typeof beginnings) => (Object.hasOwn(keys, event) ? keys[event] : undefined);
  const [beginning, outcome] = [of(beginnings), of(outcomes)];
  if (beginning !== undefined) return { property: beginning, isOutcome: false };
  return outcome === undefined ? undefined : { property: outcome, isOutcome: true };
}
