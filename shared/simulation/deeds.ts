/** What one deed of a customer looks like as events: ids that fit together, in the order things happen. */
import type { Json } from '../condition/facts';
import { toIso } from '../time/moment';
import type { Life } from './life';
import { CATEGORIES, type Population, PRODUCTS } from './population';
import type { Random } from './random';
import { DAYS_PER_MONTH, type FunnelRates, type Rates } from './rates';
import type { WantedEvents } from './wanted-events';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export type Doing = {
  life: Life;
  at: number;
  random: Random;
  happens(at: number, name: string, properties?: Record<string, Json>): void;
};

export type Deed = {
  /** Its numbers are its own. */
  stream: number;
  perMonth: number;
  /** Happens to lively and to sleepy customers alike. */
  isOfAll?: boolean;
  isFor?(life: Life): boolean;
  act(doing: Doing): void;
};

export type Deeds = {
  ofSomebody: readonly Deed[];
  /** About nobody in particular. */
  ofNobody: readonly Deed[];
  visit(doing: Doing, options: { fromMail: boolean; orders?: number }): void;
};

type Family = { event: string; assumed: number; isOfAll?: boolean; isFor?(life: Life): boolean; act(doing: Doing): void };

/** Made by what follows a visit, an order or a message, or by the platform itself. */
const made = new Set(
  `visit-started visit-ended product-viewed added-to-cart checkout-started payment-failed order-placed order-shipped order-delivered order-cancelled
   order-refunded review-submitted receipt-issued message-sent message-delivered message-opened message-clicked message-bounced message-complained
   consent-withdrawn segment-entered segment-left customer-created customer-identified records-merged profile-updated`.split(/\s+/),
);
/** What follows the first event of each family. */
const followers = new Set(
  `ticket-solved service-rated booking-cancelled booking-attended booking-missed ticket-issued attendee-checked-in policy-renewed policy-lapsed lead-contacted
   lead-handed-over`.split(/\s+/),
);

export function createDeeds({
  rates,
  funnel,
  wanted,
  population,
}: {
  rates: Rates;
  funnel: FunnelRates;
  wanted: WantedEvents;
  population: Pick<Population, 'consentChannels'>;
}): Deeds {
  const id = (life: Life, letter: string) => `${letter}${life.n}-${life.events}`;
  const product = (random: Random) => `P${random.between(1, PRODUCTS)}`;
  const money = (random: Random, mean: number) => Math.max(1, Math.round(mean * Math.min(12, -Math.log(1 - random.next()) * 0.8 + 0.2)));

  function order({ life, at, random, happens }: Doing, channel: 'web' | 'store', total: number): void {
    const orderId = id(life, 'O');
    happens(at, 'order-placed', {
      'order-id': orderId,
      'order-total': total,
      'items-count': random.between(1, 4),
      'category-ids': [`C${random.between(1, CATEGORIES)}`],
      'sales-channel': channel,
      'is-first-order': !life.hasOrdered,
    });
    life.hasOrdered = true;
    if (channel === 'store') {
      happens(at, 'receipt-issued', { 'receipt-id': orderId, amount: total });
      return;
    }
    if (random.chance(funnel.cancelled)) {
      happens(at + random.between(1, 20) * HOUR, 'order-cancelled', { 'order-id': orderId, reason: 'changed-mind' });
      return;
    }
    if (!random.chance(funnel.delivered)) return;
    const shippedAt = at + random.between(10, 40) * HOUR;
    const deliveredAt = shippedAt + random.between(20, 90) * HOUR;
    happens(shippedAt, 'order-shipped', { 'order-id': orderId, carrier: 'courier' });
    happens(deliveredAt, 'order-delivered', { 'order-id': orderId, 'delivery-method': 'courier' });
    if (random.chance(funnel.reviewed))
      happens(deliveredAt + random.between(1, 14) * DAY, 'review-submitted', {
        'product-id': product(random),
        rating: random.pick([1, 2, 3, 4, 4, 5, 5, 5]) ?? 5,
      });
    if (random.chance(funnel.refunded)) happens(deliveredAt + random.between(1, 10) * DAY, 'order-refunded', { 'order-id': orderId, 'refund-amount': total });
  }

  function visit({ life, at, random, happens }: Doing, { fromMail, orders }: { fromMail: boolean; orders?: number }): void {
    happens(at, 'visit-started', { 'page-url': 'https://shop.example/', 'from-email': fromMail, 'is-returning': life.hasOrdered });
    const views = random.daysUntil(1 / (1 + funnel.viewsPerVisit));
    let now = at + MINUTE;
    for (let i = 0; i < views; i++) {
      happens(now, 'product-viewed', {
        'product-id': product(random),
        'category-id': `C${random.between(1, CATEGORIES)}`,
        price: money(random, funnel.orderValue),
        'in-stock': random.chance(0.92),
        'is-eco': random.chance(0.1),
      });
      now += random.between(1, 4) * MINUTE;
    }
    const isSure = orders !== undefined && random.chance(orders);
    const hasCart = isSure || random.chance(funnel.cartPerVisit);
    const total = money(random, funnel.orderValue);
    if (hasCart) {
      const cart = { 'cart-id': id(life, 'K'), 'cart-value': total };
      happens(now, 'added-to-cart', { ...cart, 'product-id': product(random), quantity: 1, 'unit-price': total });
      now += 2 * MINUTE;
      if (isSure || random.chance(funnel.checkoutPerCart)) {
        happens(now, 'checkout-started', { ...cart, 'items-count': 1 });
        now += 3 * MINUTE;
        if (random.chance(funnel.paymentFailed)) happens(now, 'payment-failed', { 'cart-id': cart['cart-id'], amount: total, 'payment-method': 'card' });
        // Most pay at once; some come back for it.
        if (isSure || random.chance(funnel.orderPerCheckout))
          order({ life, at: random.chance(0.8) ? now + MINUTE : now + random.between(2, 40) * HOUR, random, happens }, 'web', total);
      }
    }
    happens(now + 5 * MINUTE, 'visit-ended', { 'pages-viewed': views + random.between(1, 3), 'products-viewed': views, 'cart-value': hasCart ? total : 0 });
  }

  const families: Family[] = [
    {
      event: 'ticket-opened',
      assumed: 0.01,
      act({ life, at, random, happens }) {
        const ticket = { 'ticket-id': id(life, 'T') };
        happens(at, 'ticket-opened', { ...ticket, channel: 'email', 'ticket-priority': 'normal' });
        if (!random.chance(0.9)) return;
        const hours = random.between(2, 72);
        happens(at + hours * HOUR, 'ticket-solved', { ...ticket, 'resolution-hours': hours });
        if (random.chance(0.3)) happens(at + (hours + 3) * HOUR, 'service-rated', { ...ticket, rating: random.between(1, 5) });
      },
    },
    {
      event: 'booking-created',
      assumed: 0.005,
      act({ life, at, random, happens }) {
        const booking = { 'booking-id': id(life, 'B'), 'service-name': 'consultation' };
        const startsAt = at + random.between(3, 20) * DAY;
        happens(at, 'booking-created', { ...booking, 'starts-at': toIso(startsAt) });
        const how = random.next();
        if (how < 0.08) happens(at + DAY, 'booking-cancelled', booking);
        else happens(startsAt, how < 0.9 ? 'booking-attended' : 'booking-missed', booking);
      },
    },
    {
      event: 'registration-completed',
      assumed: 0.01,
      act({ life, at, random, happens }) {
        const registration = { 'registration-id': id(life, 'R'), 'event-code': 'E1' };
        const startsAt = at + random.between(5, 40) * DAY;
        happens(at, 'registration-completed', { ...registration, 'event-name': 'Conference', 'starts-at': toIso(startsAt) });
        happens(at + MINUTE, 'ticket-issued', { ...registration, 'ticket-code': id(life, 'Q') });
        if (random.chance(0.62)) happens(startsAt, 'attendee-checked-in', registration);
      },
    },
    {
      event: 'policy-renewal-due',
      assumed: 1 / 12,
      isOfAll: true,
      act({ life, at, random, happens }) {
        const policy = { 'policy-number': id(life, 'I') };
        const premium = money(random, 1200);
        const expires = at + 45 * DAY;
        happens(at, 'policy-renewal-due', { ...policy, 'expires-on': toIso(expires).slice(0, 10), 'current-premium': premium, 'renewal-premium': premium });
        if (random.chance(0.85)) happens(at + random.between(1, 44) * DAY, 'policy-renewed', { ...policy, 'renewal-premium': premium });
        else happens(expires, 'policy-lapsed', policy);
      },
    },
    {
      event: 'lead-created',
      assumed: 0.01,
      isFor: (life) => !life.hasOrdered,
      act({ at, random, happens }) {
        happens(at, 'lead-created', { 'lead-source': 'form', 'lead-topic': 'general' });
        if (random.chance(0.3)) happens(at + random.between(1, 20) * DAY, 'lead-contacted', { outcome: 'reached' });
      },
    },
    {
      event: 'sales-target-updated',
      assumed: 1,
      isOfAll: true,
      isFor: (life) => life.isBusiness,
      act({ at, random, happens }) {
        const attainment = random.between(40, 130) / 100;
        happens(at, 'sales-target-updated', { period: toIso(at).slice(0, 7), 'target-amount': 10_000, 'actual-amount': 10_000 * attainment, attainment });
      },
    },
    {
      event: 'consent-granted',
      assumed: 0.02,
      isOfAll: true,
      isFor: (life) => population.consentChannels.some((channel) => life.starting.attributes[`${channel}-consent`] !== 'granted'),
      act({ life, at, random, happens }) {
        const missing = population.consentChannels.filter((channel) => life.starting.attributes[`${channel}-consent`] !== 'granted');
        const channel = random.pick(missing);
        if (channel) happens(at, 'consent-granted', { channel, 'capture-method': 'form' });
      },
    },
  ];

  const known = new Set([...made, ...followers, ...families.map(({ event }) => event)]);
  // Events the journeys look at and nobody has said anything of.
  const others: Family[] = [...wanted.names]
    .filter((event) => !known.has(event) && !wanted.aboutNobody.has(event))
    .sort()
    .map((event) => ({ event, assumed: 0.01, act: ({ at, random, happens }) => happens(at, event, wanted.properties(event, random)) }));

  let stream = 10;
  const ofSomebody: Deed[] = [
    { stream: stream++, perMonth: funnel.visits, act: (doing) => visit(doing, { fromMail: false }) },
    { stream: stream++, perMonth: funnel.storeOrders, act: (doing) => order(doing, 'store', money(doing.random, funnel.orderValue)) },
  ];
  for (const { event, assumed, ...family } of [...families, ...others]) {
    const mine = stream++;
    if (wanted.names.has(event) || rates.isKnown(event)) ofSomebody.push({ ...family, stream: mine, perMonth: rates.perMonth(event, assumed) });
  }
  const ofNobody: Deed[] = [...wanted.aboutNobody].sort().map((event, i) => ({
    stream: 10 + i,
    perMonth: Math.min(rates.inAll(event, 8), DAYS_PER_MONTH * 0.95),
    isOfAll: true,
    act: ({ at, random, happens }) =>
      happens(at, event, { 'quantity-available': random.between(5, 50), ...wanted.properties(event, random), 'product-id': product(random) }),
  }));
  return { ofSomebody, ofNobody, visit };
}
