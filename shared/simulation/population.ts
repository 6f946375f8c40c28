/** Customers made of what the engagement says about its customers. Each depends on the seed and her number alone. */
import type { EventRecord, Json } from '../condition/facts';
import type { Engagement } from '../engagement/schema';
import { consentAttributes, runtimeAttributes } from '../journey/deployment-attributes';
import { type Channel, channels } from '../journey/schema';
import type { Attribute } from '../record/schema';
import { zoneOfCountry } from '../time/zone-of-country';
import { drawShare, knownAttributes } from './attribute-shares';
import type { StartingCustomer } from './people';
import { createRandom, type Random } from './random';
import type { Rates } from './rates';

const DAY = 86_400_000;

/** One made-up customer, and what of her decides how she lives. */
export type Somebody = {
  n: number;
  starting: StartingCustomer;
  zone: string;
  /** 1 is the average; 0 for whoever has fallen asleep. */
  activity: number;
  hasOrdered: boolean;
  isBusiness: boolean;
};

export type Population = {
  /** The customer of this number, from 1 on. */
  make(n: number): Somebody;
  /** Channels that a customer can consent to here: somebody delivers the consent. */
  consentChannels: readonly Channel[];
};

const names: Record<string, readonly string[]> = {
  he: ['נועה', 'יוסי', 'תמר', 'אורי', 'מאיה', 'דוד'],
  fa: ['سارا', 'رضا', 'مریم', 'علی', 'نرگس', 'امیر'],
  en: ['Dana', 'Omer', 'Ruth', 'Adam', 'Maya', 'Tom'],
};

const assumedConsents: Partial<Record<Channel, number>> = { email: 0.7, sms: 0.5, whatsapp: 0.35, push: 0.25 };
const assumedFills: Readonly<Record<string, number>> = { email: 0.92, 'mobile-phone': 0.75, country: 1, 'preferred-language': 0.9, 'birth-date': 0.4 };
/** Other streams of the same customer must not begin alike. */
const WHO = 1;

export function createPopulation(engagement: Engagement, rates: Rates, { seed, from }: { seed: number; from: number }): Population {
  const { client, volumes, languages } = engagement;
  const known = knownAttributes(engagement, rates, (id) => assumedFills[id] ?? 1);
  const buyers =
    volumes.customers !== undefined && volumes.contacts
      ? rates.note('have-ordered', Math.min(1, volumes.customers / volumes.contacts), 'volumes')
      : rates.assume('have-ordered', 0.6);
  const ordersPerBuyer = rates.assume('orders-per-customer', 3);
  const daysSinceOrder = rates.assume('days-since-last-order', 110);
  const asleep = rates.assume('asleep', 0.12);
  const abroad = rates.assume('abroad', 0.03);
  const business = rates.assume('business-customers', 0.05);
  const waiting = rates.assume('waiting-for-a-product', 0.06);
  const marks: Partial<Record<string, number>> = {
    [runtimeAttributes.employee]: rates.assume('employees', 0.01),
    [runtimeAttributes.test]: rates.assume('test-records', 0.005),
    'do-not-contact': rates.assume('do-not-contact', 0.01),
  };
  const rarer = rates.assume('want-fewer-messages', 0.08);
  const consents = new Map<string, number>();
  for (const channel of channels) {
    const id = consentAttributes[channel];
    if (id !== undefined && known.get(id) && !known.get(id)?.shares)
      consents.set(id, rates.assume('consents-granted', assumedConsents[channel] ?? 0.5, { about: channel }));
  }
  const orderValue = volumes.averageOrderValue ?? 250;
  const isoDay = (at: number) => new Date(at).toISOString().slice(0, 10);

  function make(n: number): Somebody {
    const random = createRandom(seed, n, WHO);
    const isAsleep = random.chance(asleep);
    const isBusiness = random.chance(business);
    const isBuyer = random.chance(buyers);
    const liveliness = drawLiveliness(random, asleep);
    const orders = isBuyer ? 1 + random.daysUntil(1 / ordersPerBuyer) : 0;
    const sinceOrder = Math.floor((isAsleep ? 190 : 1) - Math.log(1 - random.next()) * daysSinceOrder);
    const lastOrder = from - sinceOrder * DAY;
    const country = random.chance(abroad) ? (client.country === 'DE' ? 'FR' : 'DE') : client.country;
    const language = random.chance(0.8) ? (languages.customers[0] ?? 'en') : (random.pick(languages.customers) ?? 'en');
    const since = Math.min(lastOrder, from) - random.between(30, 1500) * DAY;
    const lastSeen = isAsleep ? from - random.between(185, 400) * DAY : from - random.between(1, 60) * DAY;

    /** Undefined: left to the general rule by type. Null: she has none. */
    function own(id: string): Json | null | undefined {
      const granted = consents.get(id);
      if (granted !== undefined) return random.chance(granted) ? 'granted' : random.chance(0.25) ? 'withdrawn' : 'unknown';
      const mark = marks[id];
      if (mark !== undefined) return random.chance(mark) ? true : null;
      switch (id) {
        case 'customer-id':
        case 'shop-customer-id':
          return `S${n}`;
        case 'email':
          return `person${n}@simulated.example`;
        case 'mobile-phone':
          return `+97250${String(1_000_000 + n)}`;
        case runtimeAttributes.country:
          return country;
        case runtimeAttributes.timeZone:
        case 'email-status':
        case 'email-engagement-status':
          return null;
        case runtimeAttributes.language:
          return language;
        case runtimeAttributes.currency:
          return client.currency;
        case 'contact-frequency':
          return random.chance(rarer) ? (random.pick(['weekly', 'monthly', 'essential']) ?? null) : null;
        case 'first-name':
          return random.pick(names[language] ?? names.en ?? []) ?? null;
        case 'customer-type':
          return isBusiness ? 'b2b' : 'b2c';
        case 'account-code':
          return isBusiness ? `A${n}` : null;
        case 'sales-target-attainment':
          return isBusiness ? random.between(40, 120) / 100 : null;
        case 'birth-date':
          return `${random.between(1950, 2006)}-${two(random.between(1, 12))}-${two(random.between(1, 28))}`;
        case 'customer-since':
          return isoDay(since);
        case 'orders-count':
          return orders;
        case 'last-order-at':
          return orders > 0 ? new Date(lastOrder).toISOString() : null;
        case 'first-order-at':
          return orders > 0 ? new Date(orders === 1 ? lastOrder : since).toISOString() : null;
        case 'last-delivered-at':
          return orders > 0 ? new Date(Math.min(from, lastOrder + 4 * DAY)).toISOString() : null;
        case 'total-spent':
          return Math.round(orders * orderValue);
        case 'largest-order-value':
          return orders > 0 ? Math.round(orderValue * (0.8 + random.next())) : null;
        case 'last-seen-at':
        case 'last-engaged-at':
          return new Date(Math.max(lastSeen, orders > 0 ? Math.min(lastOrder, from) : 0)).toISOString();
        case 'open-cart-value':
        case 'open-tickets-count':
        case 'loyalty-points-balance':
          return 0;
        case 'vip-status':
          return random.chance(0.02) ? 'vip' : 'none';
        case 'waitlist-product-ids':
          return random.chance(waiting) ? [`P${random.between(1, PRODUCTS)}`] : null;
        case 'next-policy-expiry-on':
          return isoDay(from + random.between(1, 365) * DAY);
        case 'preferred-categories':
        case 'purchased-categories':
          return [`C${random.between(1, CATEGORIES)}`];
        default:
          return undefined;
      }
    }

    const attributes: Record<string, Json> = {};
    for (const { attribute, fill, shares } of known.all()) {
      const { id } = attribute;
      // An attribute has its numbers whether it is filled or not, so that one filled more often changes nothing else.
      const isFilled = random.chance(fill);
      const drawn = shares && (attribute.values || attribute.type === 'boolean') ? said(attribute, drawShare(shares, random)) : own(id);
      const value = drawn === undefined ? byType(attribute, random) : drawn;
      if (value !== undefined && value !== null && (isFilled || isAlwaysThere(id))) attributes[id] = value;
    }

    const history: EventRecord[] = [];
    // What the client sent so far: three to six mails in the last eighty days.
    if (attributes['email-consent'] === 'granted')
      for (let i = 0; i < 3 + (n % 4); i++)
        history.push({
          uid: `before-${n}-${i}`,
          name: 'message-delivered',
          at: from - Math.floor((i + random.next()) * 13 * DAY) - DAY,
          properties: { 'message-id': `before-${i}`, channel: 'email' },
        });
    return {
      n,
      starting: { attributes, changed: Object.fromEntries(Object.keys(attributes).map((id) => [id, from - DAY])), history },
      zone: zoneOfCountry(country) ?? client.timeZone,
      activity: isAsleep ? 0 : liveliness,
      hasOrdered: orders > 0,
      isBusiness,
    };
  }

  const consentChannels = channels.filter((channel) => {
    const id = consentAttributes[channel];
    return id !== undefined && known.get(id) !== undefined;
  });
  return { make, consentChannels };
}

export const PRODUCTS = 40;
export const CATEGORIES = 6;

/** A few do most of it: the average is one, half of those awake stay below 0.7. */
export function drawLiveliness(random: Random, asleep: number): number {
  return Math.min(5, -Math.log(1 - random.next()) + 0.05) / (1.03 * (1 - asleep));
}

function isAlwaysThere(id: string): boolean {
  return id === 'orders-count' || id === 'customer-id' || id === 'total-spent' || id === runtimeAttributes.test || id === runtimeAttributes.employee;
}

function said({ type }: Attribute, value: string | undefined): Json | undefined {
  if (value === undefined) return undefined;
  return type === 'boolean' ? value === 'true' : value;
}

/** Attributes that nothing here knows by name: any of the values it may have. */
function byType({ type, values, formula }: Attribute, random: Random): Json | undefined {
  const drawn = random.next();
  if (formula !== undefined) return undefined;
  if (values && values.length > 0) return values[Math.floor(drawn * values.length)]?.id;
  return type === 'boolean' ? drawn < 0.1 : undefined;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
