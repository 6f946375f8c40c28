/** One invented customer, as he or she really is; how the systems spell it is the rows' business. */
import { type City, cities, companies, type FirstName, firstNames, lastNames, mailDomains, type Spelling, staffDomain, streets } from './names';
import { landlineOf, mobileOf } from './phones';
import { createRandom } from './random';

export type SystemId = 'erp' | 'legacy-esp' | 'crm' | 'customer-service' | 'digital-receipts' | 'reviews' | 'bookings' | 'web-shop';
export type Person = {
  index: number;
  kind: 'customer' | 'employee' | 'test';
  first: FirstName;
  last: Spelling;
  company?: Spelling;
  city: City;
  street: string;
  language: 'he' | 'en' | 'ru' | 'ar';
  email: string;
  /** National digits. Several people of one household may have the same. */
  mobile: string;
  landline: string;
  /** People with the same number share the phone. */
  household: number;
  /** The shop's till stands in the ERP instead of a phone of his own. */
  branchPhone: boolean;
  birth: { year: number; month: number; day: number };
  since: Date;
  knownTo: ReadonlySet<SystemId>;
  /** A second account in the shop, made as a guest. */
  twiceInShop: boolean;
  /** A second card in the ERP, opened in another branch. */
  twiceInErp: boolean;
  /** Orders a year. */
  orders: number;
  vip: boolean;
  opens: number;
  emailConsent: 'subscribed' | 'unsubscribed' | 'pending' | 'not_subscribed';
  smsConsent: 'subscribed' | 'unsubscribed' | 'not_subscribed';
};

export type SampleOptions = {
  /** How many customers. Default 5,000. */
  customers?: number;
  /** Same seed, same bytes. */
  seed?: number;
  /** The day the sample ends, ISO date; the events cover the 365 days before it. */
  until: string;
};
export const SAMPLE_CUSTOMERS = 5000;
export const SAMPLE_SEED = 20_261_122;

const DAY = 86_400_000;

/** The `index`-th customer: depends on seed, index and the last day alone, never on the others before. */
export function createPerson(index: number, { seed = SAMPLE_SEED, until }: SampleOptions): Person {
  // Two in sixteen live with the one before: the same surname, street and, as families do, the same phone.
  const place = index % 16;
  const household = place === 1 ? index - 1 : place === 2 && index % 32 < 16 ? index - 2 : index;
  const home = createRandom(seed, household, 1);
  const own = createRandom(seed, index, 2);

  const last = home.pick(lastNames);
  const city = home.weighted(cities);
  const street = `${home.pick(streets)} ${home.int(1, 60)}`;
  const company = home.chance(0.05) ? home.pick(companies) : undefined;
  const first = own.pick(firstNames);
  const kind = index % 211 === 100 ? 'test' : index % 167 === 80 ? 'employee' : 'customer';
  const hasBranchPhone = index % 25 === 7 || index % 25 === 19;

  const orders =
    kind === 'test'
      ? own.int(0, 1)
      : own.weighted([
          [47, () => 0],
          [27, () => 1],
          [12.5, () => 2],
          [8.5, () => own.int(3, 4)],
          [4, () => own.int(5, 8)],
          [1, () => own.int(9, 14)],
        ])();
  const knownTo = new Set<SystemId>();
  const into = (system: SystemId, share: number) => {
    if (own.chance(share)) knownTo.add(system);
  };
  into('erp', orders > 0 ? 0.97 : 0.45);
  into('web-shop', orders > 0 ? 0.7 : 0.55);
  into('crm', company ? 0.95 : orders > 2 ? 0.6 : 0.32);
  into('legacy-esp', 0.74);
  into('customer-service', 0.08 + 0.03 * Math.min(orders, 5));
  into('digital-receipts', orders > 0 ? 0.5 : 0);
  into('reviews', orders > 0 ? 0.12 : 0);
  into('bookings', 0.05);
  // Whoever bought something stands in the ERP or in the shop.
  if (hasBranchPhone || knownTo.size === 0 || (orders > 0 && !knownTo.has('web-shop'))) knownTo.add('erp');

  const isMember = household !== index;
  const email = emailOf({ index, first, last, kind }, isMember && own.chance(0.25) ? household : index, seed);
  const emailConsent = own.weighted([[66, 'subscribed'] as const, [14, 'unsubscribed'] as const, [4, 'pending'] as const, [16, 'not_subscribed'] as const]);
  return {
    index,
    kind,
    first,
    last,
    ...(company && { company }),
    city,
    street,
    language: own.weighted([[82, 'he'] as const, [8, 'en'] as const, [7, 'ru'] as const, [3, 'ar'] as const]),
    email,
    mobile: mobileOf(household),
    landline: landlineOf(household),
    household,
    branchPhone: hasBranchPhone,
    birth: { year: own.int(1948, 2006), month: own.int(1, 12), day: own.int(1, 28) },
    since: new Date(Date.parse(until) - own.int(1, 9 * 365) * DAY),
    knownTo,
    twiceInShop: knownTo.has('web-shop') && own.chance(0.05),
    twiceInErp: knownTo.has('erp') && own.chance(0.03),
    orders,
    vip: orders >= 7 || (orders >= 4 && own.chance(0.2)),
    // Most people open little, some nearly everything.
    opens: Math.min(0.95, own.next() ** 2 * 0.75),
    emailConsent,
    smsConsent: own.weighted([[42, 'subscribed'] as const, [9, 'unsubscribed'] as const, [49, 'not_subscribed'] as const]),
  };
}

/** `index` of the one whose address it is: children often give a parent's. */
function emailOf(who: Pick<Person, 'index' | 'first' | 'last' | 'kind'>, index: number, seed: number): string {
  const random = createRandom(seed, index, 3);
  if (who.kind === 'test') return random.pick(['test@example.com', 'qa+cart@example.com', 'test1@example.com', 'a@example.com', 'qa.tests@example.com']);
  const owner = index === who.index ? who.first : createRandom(seed, index, 2).pick(firstNames);
  const first = slug(owner.latin[0]);
  const last = slug(who.last.latin[0]);
  if (who.kind === 'employee') return `${first}.${last}${index}@${staffDomain}`;
  const local = random.weighted([
    [38, `${first}.${last}${index % 1000}`],
    [22, `${first}${index}`],
    [18, `${first[0]}${last}${index % 10_000}`],
    [14, `${last}_${first}.${index}`],
    [8, `the.${last}.family.of.haifa.and.the.north.${index}`],
  ]);
  return `${local}@${random.weighted(mailDomains)}`;
}

function slug(name: string): string {
  return name.toLowerCase().replace(/[^a-z]/g, '');
}
