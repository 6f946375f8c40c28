/** Made-up customers of a shop and what they do, day by day; the same seed gives the same lives. */
import type { EventEnvelope, ProfileUpdate } from '../../shared/executor/api';

const hour = 3_600_000;
const day = 24 * hour;
/** What happened is reported four times a day. */
const slotMs = 6 * hour;

export type Lives = {
  profiles: ProfileUpdate[];
  /** What happened before they were first heard of here. */
  history: EventEnvelope[];
  /** What happened until `at`, in order, none of it earlier than the slot before. */
  slots: { at: number; events: EventEnvelope[] }[];
};

/** Numbers from 0 to 1. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function randomLives({ seed, customers, start, days }: { seed: number; customers: number; start: number; days: number }): Lives {
  const random = createRandom(seed);
  const chance = (p: number) => random() < p;
  const between = (from: number, to: number) => from + Math.floor(random() * (to - from + 1));
  const iso = (at: number) => new Date(at).toISOString();
  const all: { at: number; event: EventEnvelope }[] = [];
  let uids = 0;
  let orders = 0;
  const happens = (at: number, who: Record<string, string> | undefined, name: string, properties: EventEnvelope['properties'] = {}) => {
    const uid = `life-${seed}-${uids++}`;
    all.push({ at, event: { uid, name, occurred_at: iso(at), source_system: 'web-shop', is_test: false, identifiers: who ?? {}, properties } });
  };

  const profiles: ProfileUpdate[] = [];
  for (let i = 0; i < customers; i++) {
    const who = { email: `person${i}@shop.example` };
    const isLapsed = chance(0.15);
    const isAsleep = !isLapsed && chance(0.1);
    const ordersBefore = isLapsed ? between(1, 4) : chance(0.3) ? between(1, 9) : 0;
    const consent = () => (chance(0.75) ? 'granted' : chance(0.5) ? 'withdrawn' : 'unknown');
    const isNew = chance(0.2);
    const longAgo = start - between(150, 220) * day;
    const asleepSince = iso(start - between(185, 300) * day);
    profiles.push({
      identifiers: who,
      occurred_at: iso(start - day),
      attributes: {
        'mobile-phone': `+97250${String(1_000_000 + i)}`,
        'first-name': ['נועה', 'Dana', 'سارا', 'Omer'][i % 4] ?? '',
        'preferred-language': ['he', 'en', 'fa', 'he'][i % 4] ?? 'he',
        country: chance(0.9) ? 'IL' : 'DE',
        ...(isNew ? {} : { 'email-consent': consent(), 'sms-consent': consent(), 'whatsapp-consent': consent(), 'push-consent': consent() }),
        ...(ordersBefore > 0 ? { 'orders-count': ordersBefore } : {}),
        ...(ordersBefore > 0 && isLapsed ? { 'last-order-at': iso(longAgo) } : {}),
        ...(isAsleep ? { 'email-consent': 'granted', 'last-engaged-at': asleepSince } : {}),
        ...(chance(0.1) ? { 'waitlist-product-ids': [`P${between(1, 3)}`] } : {}),
        ...(chance(0.02) ? { 'is-employee': true } : {}),
        ...(chance(0.02) ? { 'is-test-record': true } : {}),
        ...(chance(0.03) ? { 'do-not-contact': true } : {}),
      },
    });
    if (isAsleep) for (let n = 0; n < 4; n++) happens(start - (10 + 10 * n) * day, who, 'message_delivered', { message_id: `old-${n}`, channel: 'email' });
    if (isNew) happens(start + between(1, days * 24 - 2) * hour, who, 'consent_granted', { channel: 'email', capture_method: 'checkout' });
    if (isLapsed || isAsleep) continue;
    let hasOrdered = ordersBefore > 0;
    for (let today = 0; today < days; today++) {
      if (!chance(0.12)) continue;
      let at = start + today * day + between(6, 20) * hour + between(0, 59) * 60_000;
      const products = chance(0.3) ? 0 : between(1, 3);
      happens(at, who, 'visit_started', { page_url: 'https://shop.example/', from_email: chance(0.2) });
      for (let n = 0; n < products; n++) {
        at += 2 * 60_000;
        happens(at, who, 'product_viewed', {
          product_id: `P${between(1, 9)}`,
          category_id: `C${between(1, 3)}`,
          price: between(20, 900),
          in_stock: chance(0.9),
        });
      }
      const total = between(40, 1800);
      const hasCart = products > 0 && chance(0.4);
      if (hasCart) {
        at += 60_000;
        happens(at, who, 'added_to_cart', { cart_id: `k${i}-${today}`, product_id: 'P1', cart_value: total });
        if (chance(0.8)) {
          at += 60_000;
          happens(at, who, 'checkout_started', { cart_id: `k${i}-${today}`, cart_value: total });
          if (chance(0.15)) happens(at + 60_000, who, 'payment_failed', { cart_id: `k${i}-${today}`, amount: total, payment_method: 'card' });
          if (chance(0.5)) {
            const orderedAt = at + (chance(0.6) ? 5 * 60_000 : between(2, 30) * hour);
            const order_id = `O${orders++}`;
            happens(orderedAt, who, 'order_placed', { order_id, order_total: total, currency: 'ILS', is_first_order: !hasOrdered, items_count: 1 });
            hasOrdered = true;
            if (chance(0.05)) happens(orderedAt + 3 * hour, who, 'order_cancelled', { order_id, reason: 'changed mind' });
            else {
              const deliveredAt = orderedAt + between(2, 5) * day;
              happens(deliveredAt, who, 'order_delivered', { order_id, delivery_method: 'courier' });
              if (chance(0.3)) happens(deliveredAt + between(1, 9) * day, who, 'review_submitted', { product_id: 'P1', rating: between(1, 5) });
              if (chance(0.05)) happens(deliveredAt + day, who, 'order_refunded', { order_id, refund_amount: total });
            }
          }
        }
      }
      happens(at + 10 * 60_000, who, 'visit_ended', { pages_viewed: products + 2, products_viewed: products, ...(hasCart ? { cart_value: total } : {}) });
      if (chance(0.04)) {
        const ticket_id = `T${i}-${today}`;
        happens(at + hour, who, 'ticket_opened', { ticket_id, channel: 'email' });
        if (chance(0.8)) happens(at + between(5, 50) * hour, who, 'ticket_solved', { ticket_id });
      }
      if (chance(0.02)) happens(at + 2 * hour, who, 'consent_withdrawn', { channel: chance(0.8) ? 'email' : 'sms' });
    }
  }
  for (let today = 2; today < days; today += 5)
    happens(start + today * day, undefined, 'product_restocked', { product_id: `P${between(1, 3)}`, quantity_available: between(1, 4) });

  all.sort((a, b) => a.at - b.at);
  const history = all.filter((one) => one.at <= start).map((one) => one.event);
  const slots: Lives['slots'] = [];
  for (let at = start + slotMs; at <= start + days * day; at += slotMs)
    slots.push({ at, events: all.filter((one) => one.at > at - slotMs && one.at <= at).map((one) => one.event) });
  return { profiles, history, slots };
}
