/** What one invented customer did in the year: the truth that rows and events both tell of. */
import type { Person, SampleOptions } from './person';
import { SAMPLE_SEED } from './person';
import { type Product, products } from './products';
import { createRandom, type Random } from './random';
import { hex, money } from './written';

export type Line = { product: Product; quantity: number; price: number };
export type Order = {
  number: string;
  /** In the web shop; store orders have none. */
  webId?: number;
  at: Date;
  branch: string;
  lines: Line[];
  discount: number;
  coupon?: string;
  total: number;
  status: 'done' | 'cancelled' | 'refunded';
  shipped?: Date;
  delivered?: Date;
  /** A slip was sent to the phone. */
  receipt?: string;
  first: boolean;
  recovered: boolean;
};
export type Cart = { id: string; at: Date; lines: Line[]; value: number; checkout: boolean; paymentFailed: boolean };
export type Ticket = {
  id: number;
  at: Date;
  topic: 'delivery' | 'damaged' | 'invoice' | 'advice' | 'return';
  priority: 'low' | 'normal' | 'high' | 'urgent';
  channel: 'email' | 'whatsapp' | 'web' | 'voice';
  solved?: Date;
  rating?: number;
  order?: string;
};
export type Review = { id: number; at: Date; product: Product; stars: number; verified: boolean };
export type Booking = { id: number; made: Date; starts: Date; service: string; price: number; outcome: 'attended' | 'cancelled' | 'missed' | 'coming' };
export type Mail = { campaign: number; at: Date; opened?: Date; clicked?: Date; outcome: 'delivered' | 'bounced' | 'unsubscribed' };
export type Visit = { at: Date; viewed: Product[]; fromEmail: boolean };

export type Timeline = { orders: Order[]; carts: Cart[]; tickets: Ticket[]; reviews: Review[]; bookings: Booking[]; mails: Mail[]; visits: Visit[] };

const DAY = 86_400_000;
const HOUR = 3_600_000;
export const SAMPLE_DAYS = 365;
/** Newsletters of the old mailer in the year: days before the end. */
export const campaignDays = [340, 280, 225, 160, 95, 32] as const;
/** How busy each month is; January first. A garden shop lives of spring, and of the weeks before Rosh Hashana. */
const season = [0.6, 0.7, 1.25, 1.5, 1.4, 1.05, 0.9, 0.85, 1.2, 0.95, 0.85, 0.75] as const;

export function createTimeline(person: Person, options: SampleOptions): Timeline {
  const random = createRandom(options.seed ?? SAMPLE_SEED, person.index, 4);
  const end = Date.parse(options.until);
  const orders = createOrders(person, random, end);
  return {
    orders,
    carts: createCarts(person, random, end, orders),
    tickets: createTickets(person, random, end, orders),
    reviews: createReviews(person, random, end, orders),
    bookings: createBookings(person, random, end),
    mails: createMails(person, random, end),
    visits: createVisits(person, random, end, orders),
  };
}

/** Some moment of the last year between 08:00 and 22:00 there, more often in a busy month; never on the last hour before the end. */
function someTime(random: Random, end: number, within: number = SAMPLE_DAYS): Date {
  for (;;) {
    const day = end - random.int(1, within) * DAY;
    const at = new Date(day + random.int(6 * 60, 19 * 60 + 59) * 60_000 + random.int(0, 59) * 1000);
    if (random.chance((season[at.getUTCMonth()] ?? 1) / 1.5)) return at;
  }
}

function createOrders(person: Person, random: Random, end: number): Order[] {
  const isWeb = person.knownTo.has('web-shop');
  const isStore = person.knownTo.has('erp');
  const times = Array.from({ length: person.orders }, () => someTime(random, end)).sort((a, b) => a.getTime() - b.getTime());
  const isNew = person.since.getTime() > end - SAMPLE_DAYS * DAY;
  return times.map((at, n) => {
    const web = isWeb && (!isStore || random.chance(0.58));
    const lines = pickLines(random);
    const gross = lines.reduce((sum, line) => sum + line.price * line.quantity, 0);
    const coupon = web && random.chance(0.2) ? random.pick(['GARDEN10', 'SHIP0', 'HAG15', 'CLUB5']) : undefined;
    const discount = coupon ? money(gross * (coupon === 'HAG15' ? 0.15 : coupon === 'CLUB5' ? 0.05 : 0.1)) : 0;
    const shipped = web ? new Date(at.getTime() + random.int(8, 60) * HOUR) : undefined;
    const delivered = shipped && random.chance(0.96) ? new Date(shipped.getTime() + random.int(20, 110) * HOUR) : undefined;
    const number = `SO${String(26_000_000 + person.index * 100 + n)}`;
    const order: Order = {
      number,
      at,
      branch: web ? 'WEB' : person.city.branch,
      lines,
      discount,
      total: money(gross - discount),
      status: random.weighted([[93, 'done'] as const, [4, 'cancelled'] as const, [3, 'refunded'] as const]),
      first: isNew && n === 0,
      recovered: web && random.chance(0.07),
    };
    if (web) order.webId = 5_400_000_000 + person.index * 1000 + n;
    if (coupon) order.coupon = coupon;
    // What has not happened yet by the last day is not known yet.
    if (order.status !== 'cancelled' && shipped && shipped.getTime() < end) order.shipped = shipped;
    if (order.shipped && delivered && delivered.getTime() < end) order.delivered = delivered;
    if (!web && person.knownTo.has('digital-receipts') && random.chance(0.85)) order.receipt = `rc-${hex(person.index * 100 + n)}${hex(n + 7)}`;
    return order;
  });
}

function pickLines(random: Random): Line[] {
  const count = random.weighted([
    [42, 1],
    [30, 2],
    [18, 3],
    [10, 5],
  ]);
  const chosen = new Map<string, Line>();
  for (let i = 0; i < count; i++) {
    const product = random.pick(products);
    const quantity = product.price < 100 ? random.int(1, 3) : 1;
    chosen.set(product.sku, { product, quantity, price: product.price });
  }
  return [...chosen.values()];
}

function createCarts(person: Person, random: Random, end: number, orders: readonly Order[]): Cart[] {
  if (!person.knownTo.has('web-shop')) return [];
  const paid = orders.flatMap((order, n): Cart[] =>
    order.webId === undefined
      ? []
      : [
          {
            id: `ct-${hex(person.index * 100 + n)}`,
            at: new Date(order.at.getTime() - (order.recovered ? random.int(20, 70) * HOUR : random.int(3, 40) * 60_000)),
            lines: order.lines,
            value: money(order.total + order.discount),
            checkout: true,
            paymentFailed: random.chance(0.04),
          },
        ],
  );
  const left = Array.from(
    {
      length: random.weighted([
        [62, 0],
        [24, 1],
        [10, 2],
        [4, 4],
      ]),
    },
    (_, n): Cart => {
      const lines = pickLines(random);
      return {
        id: `ct-${hex(person.index * 100 + 50 + n)}`,
        at: someTime(random, end, random.chance(0.2) ? 10 : SAMPLE_DAYS),
        lines,
        value: money(lines.reduce((sum, line) => sum + line.price * line.quantity, 0)),
        checkout: random.chance(0.8),
        paymentFailed: random.chance(0.06),
      };
    },
  );
  return [...paid, ...left];
}

function createTickets(person: Person, random: Random, end: number, orders: readonly Order[]): Ticket[] {
  if (!person.knownTo.has('customer-service')) return [];
  return Array.from(
    {
      length: random.weighted([
        [70, 1],
        [22, 2],
        [8, 3],
      ]),
    },
    (_, n) => {
      const order = orders.length > 0 && random.chance(0.7) ? random.pick(orders) : undefined;
      const at = order ? new Date(Math.min(order.at.getTime() + random.int(4, 240) * HOUR, end - HOUR)) : someTime(random, end);
      const solvedAt = at.getTime() + random.int(1, 120) * HOUR;
      const solved = random.chance(0.95) && solvedAt < end ? new Date(solvedAt) : undefined;
      const ticket: Ticket = {
        id: 310_000 + person.index * 5 + n,
        at,
        topic: random.pick(['delivery', 'delivery', 'damaged', 'invoice', 'advice', 'advice', 'return']),
        priority: random.weighted([[15, 'low'] as const, [65, 'normal'] as const, [16, 'high'] as const, [4, 'urgent'] as const]),
        channel: random.weighted([[34, 'email'] as const, [38, 'whatsapp'] as const, [18, 'web'] as const, [10, 'voice'] as const]),
      };
      if (solved) ticket.solved = solved;
      if (solved && random.chance(0.35))
        ticket.rating = random.weighted([
          [8, 1],
          [7, 2],
          [12, 3],
          [28, 4],
          [45, 5],
        ]);
      if (order) ticket.order = order.number;
      return ticket;
    },
  );
}

function createReviews(person: Person, random: Random, end: number, orders: readonly Order[]): Review[] {
  if (!person.knownTo.has('reviews')) return [];
  return orders.slice(0, 3).flatMap((order, n): Review[] => {
    const at = (order.delivered ?? order.at).getTime() + random.int(2, 20) * DAY;
    if (at >= end || order.status !== 'done') return [];
    const stars = random.weighted([
      [5, 1],
      [6, 2],
      [12, 3],
      [30, 4],
      [47, 5],
    ]);
    return [{ id: 880_000 + person.index * 4 + n, at: new Date(at), product: random.pick(order.lines).product, stars, verified: random.chance(0.9) }];
  });
}

function createBookings(person: Person, random: Random, end: number): Booking[] {
  if (!person.knownTo.has('bookings')) return [];
  return Array.from({ length: random.int(1, 2) }, (_, n) => {
    const made = someTime(random, end);
    const starts = new Date(made.getTime() + random.int(2, 21) * DAY);
    const [service, price] = random.pick([
      ['ייעוץ תכנון גינה', 250],
      ['סדנת קומפוסט', 120],
      ['סדנת צמחי תבלין לילדים', 90],
      ['התקנת מערכת השקיה', 480],
    ] as const);
    const outcome = random.weighted([[74, 'attended'] as const, [15, 'cancelled'] as const, [11, 'missed'] as const]);
    return {
      id: 72_000 + person.index * 2 + n,
      made,
      starts,
      service,
      price,
      outcome: outcome !== 'cancelled' && starts.getTime() >= end ? 'coming' : outcome,
    };
  });
}

function createMails(person: Person, random: Random, end: number): Mail[] {
  if (!person.knownTo.has('legacy-esp') || person.emailConsent === 'not_subscribed' || person.emailConsent === 'pending') return [];
  const stops = person.emailConsent === 'unsubscribed' ? random.int(0, campaignDays.length) : campaignDays.length + 1;
  const mails: Mail[] = [];
  for (const [campaign, day] of campaignDays.entries()) {
    const at = new Date(end - day * DAY + 7 * HOUR);
    if (campaign >= stops || person.since > at) continue;
    if (campaign === stops - 1) {
      mails.push({ campaign, at, opened: new Date(at.getTime() + HOUR), outcome: 'unsubscribed' });
    } else if (random.chance(0.012)) mails.push({ campaign, at, outcome: 'bounced' });
    else {
      const mail: Mail = { campaign, at, outcome: 'delivered' };
      if (random.chance(person.opens)) {
        mail.opened = new Date(at.getTime() + random.int(1, 60 * 30) * 60_000);
        if (random.chance(0.09)) mail.clicked = new Date(mail.opened.getTime() + random.int(1, 8) * 60_000);
      }
      mails.push(mail);
    }
  }
  return mails;
}

function createVisits(person: Person, random: Random, end: number, orders: readonly Order[]): Visit[] {
  if (!person.knownTo.has('web-shop')) return [];
  const before = orders.filter((order) => order.webId !== undefined && random.chance(0.6));
  const visits = before.map((order) => ({
    at: new Date(order.at.getTime() - random.int(2, 90) * HOUR),
    viewed: [random.pick(order.lines).product, random.pick(products)],
    fromEmail: random.chance(0.15),
  }));
  const times = random.weighted([
    [46, 0],
    [28, 1],
    [14, 2],
    [8, 4],
    [4, 9],
  ]);
  for (let n = 0; n < times; n++) {
    // People look at one kind of thing, some of them again and again.
    const one = random.pick(products);
    const viewed = [one, ...Array.from({ length: random.int(0, 3) }, () => (random.chance(0.3) ? one : random.pick(products)))];
    visits.push({ at: someTime(random, end, random.chance(0.25) ? 30 : SAMPLE_DAYS), viewed, fromEmail: random.chance(0.2) });
  }
  return visits;
}
