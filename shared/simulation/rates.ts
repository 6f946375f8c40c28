/** How much of what happens: from the client's volumes and formulas where they say so, else a stated assumption. */
import type { Engagement } from '../engagement/schema';
import type { Channel } from '../journey/schema';
import type { Assumption } from './report';

export const DAYS_PER_MONTH = 30.4375;

/** Every number the simulated customers are made of goes through here, so that the report can list it. */
export type Rates = {
  /** Events of a name per contact and month. */
  perMonth(event: string, assumed: number): number;
  sourceOf(event: string): Assumption['source'];
  /** Whether the client or the sample has said how often. */
  isKnown(event: string): boolean;
  /** Events that are about nobody in particular, in the whole business and month. */
  inAll(event: string, assumed: number): number;
  /** A share or number that has no volume. `kpiInput`: the input of the KPI formulas with the same meaning. */
  assume(id: string, assumed: number, options?: { about?: string; kpiInput?: string }): number;
  /** Mean of an order. */
  orderValue(assumed: number): number;
  /** A number that follows from what the client said, or from the sample. */
  note(id: string, value: number, source: Assumption['source'], about?: string): number;
  all(): Assumption[];
};

/** What the events of a sample say about its people, where it has any. */
export type SampleRates = {
  /** Events of a name per person and month. */
  perMonth: ReadonlyMap<string, number>;
  /** Mean of an order. */
  orderValue: number | undefined;
};

/** Of the sample, where it says how often; else of what was typed; else assumed. */
export function createRates({ volumes, kpiInputs }: Pick<Engagement, 'volumes' | 'kpiInputs'>, sample?: SampleRates): Rates {
  const noted = new Map<string, Assumption>();
  const note: Rates['note'] = (id, value, source, about) => {
    noted.set(`${id} ${about ?? ''}`, { id, ...(about === undefined ? {} : { about }), value: rounded(value), source });
    return value;
  };
  const knownPerMonth = (event: string) =>
    event === 'order-placed' ? (volumes.eventsPerMonth[event] ?? volumes.ordersPerMonth) : volumes.eventsPerMonth[event];
  const contacts = volumes.contacts || volumes.customers;
  const isKnown = (event: string) => sample?.perMonth.has(event) || (knownPerMonth(event) !== undefined && contacts !== undefined && contacts > 0);
  return {
    isKnown,
    perMonth(event, assumed) {
      const sampled = sample?.perMonth.get(event);
      if (sampled !== undefined) return note('events-per-month', sampled, 'sample', event);
      const known = knownPerMonth(event);
      if (known === undefined || !contacts) return note('events-per-month', assumed, 'assumed', event);
      return note('events-per-month', known / contacts, 'volumes', event);
    },
    sourceOf: (event) => (sample?.perMonth.has(event) ? 'sample' : isKnown(event) ? 'volumes' : 'assumed'),
    inAll(event, assumed) {
      const known = volumes.eventsPerMonth[event];
      return note('events-in-all', known ?? assumed, known === undefined ? 'assumed' : 'volumes', event);
    },
    assume(id, assumed, { about, kpiInput } = {}) {
      const said = kpiInput === undefined || !Object.hasOwn(kpiInputs, kpiInput) ? undefined : kpiInputs[kpiInput];
      return note(id, said ?? assumed, said === undefined ? 'assumed' : 'volumes', about);
    },
    orderValue(assumed) {
      if (sample?.orderValue !== undefined) return note('order-value', sample.orderValue, 'sample');
      const known = volumes.averageOrderValue;
      return note('order-value', known ?? assumed, known === undefined ? 'assumed' : 'volumes');
    },
    note,
    all: () => [...noted.values()],
  };
}

function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

/** What a visit leads to. */
export type FunnelRates = {
  visits: number;
  viewsPerVisit: number;
  cartPerVisit: number;
  checkoutPerCart: number;
  paymentFailed: number;
  orderPerCheckout: number;
  /** Orders per contact and month that need no visit: branches, telephone. */
  storeOrders: number;
  delivered: number;
  cancelled: number;
  refunded: number;
  reviewed: number;
  orderValue: number;
};

export function funnelRates(rates: Rates): FunnelRates {
  const visits = rates.perMonth('visit-started', 0.8);
  /** One step of the funnel: by what is known of both ends, else as assumed. */
  const stepTo = (event: string, before: number, assumed: number, most: number) =>
    rates.isKnown(event) && before > 0 ? Math.min(most, rates.perMonth(event, 0) / before) : rates.assume('share-of-step-before', assumed, { about: event });
  const viewsPerVisit = stepTo('product-viewed', visits, 1.8, 50);
  const cartPerVisit = stepTo('added-to-cart', visits, 0.1, 0.9);
  const checkoutPerCart = stepTo('checkout-started', visits * cartPerVisit, 0.45, 1);
  const checkouts = visits * cartPerVisit * checkoutPerCart;
  const orders = rates.isKnown('order-placed') ? rates.perMonth('order-placed', 0) : undefined;
  const assumed = rates.assume('orders-per-checkout', 0.5);
  const orderPerCheckout = orders === undefined || checkouts === 0 ? assumed : Math.min(assumed, orders / checkouts);
  const online = checkouts * orderPerCheckout;
  return {
    visits,
    viewsPerVisit,
    cartPerVisit,
    checkoutPerCart,
    paymentFailed: rates.assume('payment-fails', 0.05),
    orderPerCheckout,
    storeOrders: rates.note('orders-without-visit', Math.max(0, (orders ?? 0) - online), rates.sourceOf('order-placed')),
    delivered: stepTo('order-delivered', online, 0.93, 1),
    cancelled: rates.assume('orders-cancelled', 0.03),
    refunded: rates.assume('orders-refunded', 0.04),
    reviewed: stepTo('review-submitted', online, 0.05, 0.9),
    orderValue: rates.orderValue(250),
  };
}

/** What becomes of a message. */
export type MessageRates = { delivered: number; opened: number; clicked: number; orders: number; withdrawn: number; complained: number };

export function messageRates(rates: Rates, channel: Channel): MessageRates {
  const isMail = channel === 'email';
  return {
    delivered: rates.assume('messages-delivered', isMail ? 0.98 : 0.96, { about: channel }),
    opened: isMail ? rates.assume('messages-opened', 0.25, { about: channel, kpiInput: 'open_rate' }) : 1,
    clicked: rates.assume('messages-clicked', isMail ? 0.05 : 0.04, { about: channel, ...(isMail ? { kpiInput: 'click_to_open' } : {}) }),
    orders: rates.assume('clicks-that-order', 0.02, { about: channel, kpiInput: 'conversion' }),
    withdrawn: rates.assume('consents-withdrawn', 0.002, { about: channel }),
    complained: isMail ? rates.assume('messages-complained', 0.0003, { about: channel }) : 0,
  };
}
