/** What happened, as the systems would send it: envelopes of the executor, in the order of time. */
import type { EventEnvelope } from '../executor/api';
import type { Person, SampleOptions } from './person';
import { createPerson, SAMPLE_CUSTOMERS } from './person';
import { type Product, products } from './products';
import { erpCode } from './rows-erp';
import { crmId, mailerId } from './rows-people';
import { serviceId } from './rows-service';
import { shopId } from './rows-shop';
import { createTimeline, type Line, type Order, type Timeline } from './timeline';
import { isoTime } from './written';

type Properties = EventEnvelope['properties'];
const DAY = 86_400_000;
const MINUTE = 60_000;

/** Everything this person did in the year, oldest first. Uids are the same for the same person and deed. */
export function eventsOf(person: Person, timeline: Timeline, { until }: SampleOptions): EventEnvelope[] {
  const end = Date.parse(until);
  const events: EventEnvelope[] = [];
  const inShop = { shop_customer_id: shopId(person), email: person.email };
  const inErp = { erp_customer_code: erpCode(person) };
  const inService = { service_contact_id: serviceId(person), email: person.email };
  const inMailer = { legacy_contact_id: mailerId(person), email: person.email };

  const add = (source: string, name: string, at: Date, identifiers: EventEnvelope['identifiers'], properties: Properties) => {
    // A delivery, a reminder, a late answer: what would lie in the future has not happened.
    if (at.getTime() >= end) return;
    const uid = `${source}-${person.index}-${events.length}`;
    events.push({ uid, name, occurred_at: isoTime(at), source_system: source, is_test: person.kind === 'test', identifiers, properties });
  };
  const later = (at: Date, minutes: number) => new Date(at.getTime() + minutes * MINUTE);

  for (const visit of timeline.visits) {
    add('web-shop', 'visit_started', visit.at, inShop, {
      page_url: 'https://shop.karmelon.example.co.il/',
      device_type: person.index % 3 === 0 ? 'desktop' : 'mobile',
      from_email: visit.fromEmail,
    });
    visit.viewed.forEach((product, n) => {
      add('web-shop', 'product_viewed', later(visit.at, n + 1), inShop, viewed(product));
    });
    add('web-shop', 'visit_ended', later(visit.at, visit.viewed.length + 2), inShop, {
      pages_viewed: visit.viewed.length + 2,
      products_viewed: visit.viewed.length,
    });
  }
  for (const cart of timeline.carts) {
    let value = 0;
    for (const [n, line] of cart.lines.entries()) {
      value += line.price * line.quantity;
      add('web-shop', 'added_to_cart', later(cart.at, -4 + n), inShop, {
        cart_id: cart.id,
        product_id: line.product.sku,
        product_name: line.product.name,
        category_id: line.product.family,
        quantity: line.quantity,
        unit_price: line.price,
        cart_value: value,
      });
    }
    if (!cart.checkout) continue;
    add('web-shop', 'checkout_started', cart.at, inShop, {
      cart_id: cart.id,
      cart_value: cart.value,
      items_count: cart.lines.length,
      checkout_url: `https://shop.karmelon.example.co.il/checkouts/${cart.id}/recover`,
    });
    if (cart.paymentFailed) add('web-shop', 'payment_failed', later(cart.at, 2), inShop, { cart_id: cart.id, amount: cart.value, reason: 'declined' });
  }
  for (const order of timeline.orders) addOrder(order);
  for (const ticket of timeline.tickets) {
    const id = String(ticket.id);
    add('customer-service', 'ticket_opened', ticket.at, inService, {
      ticket_id: id,
      channel: ticket.channel,
      ticket_topic: ticket.topic,
      ticket_priority: ticket.priority,
      ...(ticket.order && { order_id: ticket.order }),
    });
    if (!ticket.solved) continue;
    const hours = Math.round((ticket.solved.getTime() - ticket.at.getTime()) / 360_000) / 10;
    add('customer-service', 'ticket_solved', ticket.solved, inService, { ticket_id: id, resolution_hours: hours });
    if (ticket.rating !== undefined) add('customer-service', 'service_rated', later(ticket.solved, 90), inService, { ticket_id: id, rating: ticket.rating });
  }
  for (const review of timeline.reviews)
    add(
      'reviews',
      'review_submitted',
      review.at,
      { email: person.email },
      {
        review_id: String(review.id),
        product_id: review.product.sku,
        rating: review.stars,
        is_verified: review.verified,
      },
    );
  for (const booking of timeline.bookings) {
    const by = { email: person.email, mobile_phone: `+972${person.mobile.slice(1)}` };
    const id = String(booking.id);
    add('bookings', 'booking_created', booking.made, by, {
      booking_id: id,
      service_name: booking.service,
      starts_at: isoTime(booking.starts),
      price: booking.price,
    });
    if (booking.outcome === 'cancelled') add('bookings', 'booking_cancelled', new Date(booking.starts.getTime() - DAY), by, { booking_id: id });
    if (booking.outcome === 'attended') add('bookings', 'booking_attended', booking.starts, by, { booking_id: id, service_name: booking.service });
    if (booking.outcome === 'missed') add('bookings', 'booking_missed', booking.starts, by, { booking_id: id, service_name: booking.service });
  }
  for (const mail of timeline.mails) {
    const about = { message_id: `nl-${mail.campaign + 1}`, channel: 'email' };
    if (mail.outcome === 'bounced') {
      add('legacy-esp', 'message_bounced', mail.at, inMailer, { ...about, bounce_type: 'hard' });
      continue;
    }
    add('legacy-esp', 'message_delivered', mail.at, inMailer, about);
    if (mail.opened) add('legacy-esp', 'message_opened', mail.opened, inMailer, { ...about, is_machine_open: person.index % 9 === 0 });
    if (mail.clicked) add('legacy-esp', 'message_clicked', mail.clicked, inMailer, about);
    if (mail.outcome === 'unsubscribed') add('legacy-esp', 'consent_withdrawn', later(mail.opened ?? mail.at, 1), inMailer, { channel: 'email' });
  }
  if (person.knownTo.has('crm') && person.since.getTime() > end - 365 * DAY)
    add('crm', 'lead_created', person.since, { crm_contact_id: crmId(person), email: person.email }, { lead_source: person.index % 2 === 0 ? 'web' : 'store' });
  return events.sort(byTime);

  function addOrder(order: Order) {
    const isWeb = order.webId !== undefined;
    const id = isWeb ? String(order.webId) : order.number;
    const by = isWeb ? inShop : inErp;
    const source = isWeb ? 'web-shop' : 'erp';
    add(source, 'order_placed', order.at, by, {
      order_id: id,
      order_total: order.total,
      currency: 'ILS',
      discount_total: order.discount,
      ...(order.coupon && { coupon_code: order.coupon }),
      items_count: order.lines.length,
      items: order.lines.map(itemOf),
      category_ids: [...new Set(order.lines.map((line) => line.product.family))],
      sales_channel: isWeb ? 'web' : 'store',
      ...(isWeb ? {} : { store_id: order.branch }),
      is_first_order: order.first,
      recovered_cart: order.recovered,
    });
    if (order.coupon) add('web-shop', 'coupon_redeemed', order.at, by, { coupon_code: order.coupon, discount_amount: order.discount, order_id: id });
    if (order.receipt)
      add(
        'digital-receipts',
        'receipt_issued',
        later(order.at, 1),
        { mobile_phone: `+972${person.mobile.slice(1)}` },
        {
          receipt_id: order.receipt,
          store_id: order.branch,
          amount: order.total,
        },
      );
    if (order.shipped) add('web-shop', 'order_shipped', order.shipped, by, { order_id: id, carrier: 'כרמל שליחויות' });
    if (order.delivered) add('web-shop', 'order_delivered', order.delivered, by, { order_id: id });
    if (order.status === 'cancelled') add(source, 'order_cancelled', later(order.at, 300), by, { order_id: id, reason: 'customer' });
    if (order.status === 'refunded') add(source, 'order_refunded', later(order.delivered ?? order.at, 4000), by, { order_id: id, refund_amount: order.total });
  }
}

/** Events of goods, nobody's: back in stock every other week, a new price, a new arrival. */
export function catalogueEvents({ until }: SampleOptions): EventEnvelope[] {
  const end = Date.parse(until);
  const events: EventEnvelope[] = [];
  for (let day = 364, n = 0; day > 0; day -= 9, n++) {
    const product = products[(n * 5) % products.length];
    if (!product) continue;
    const occurred_at = isoTime(new Date(end - day * DAY + 6 * 3_600_000));
    const common = { uid: `goods-${n}`, occurred_at, source_system: 'erp', is_test: false, identifiers: {} };
    const about = { product_id: product.sku, product_name: product.name };
    if (n % 4 === 3)
      events.push({
        ...common,
        name: 'product_price_dropped',
        properties: { ...about, old_price: product.price, new_price: Math.round(product.price * 0.85) },
      });
    else if (n % 8 === 5) events.push({ ...common, name: 'product_launched', properties: { ...about, category_id: product.family, price: product.price } });
    else events.push({ ...common, name: 'product_restocked', properties: { ...about, quantity_available: 12 + ((n * 17) % 60), price: product.price } });
  }
  return events;
}

/** All events of the sample in the order of time. Held in memory until sorted; about forty megabytes at 5,000 customers. */
export function sampleEvents(options: SampleOptions): EventEnvelope[] {
  const all = catalogueEvents(options);
  for (let index = 0; index < (options.customers ?? SAMPLE_CUSTOMERS); index++) {
    const person = createPerson(index, options);
    for (const event of eventsOf(person, createTimeline(person, options), options)) all.push(event);
  }
  return all.sort(byTime);
}

/** By time; at the same second by uid, so that the order never depends on who was asked first. */
export function byTime(a: EventEnvelope, b: EventEnvelope): number {
  if (a.occurred_at !== b.occurred_at) return a.occurred_at < b.occurred_at ? -1 : 1;
  return a.uid < b.uid ? -1 : a.uid > b.uid ? 1 : 0;
}

function viewed(product: Product): Properties {
  return {
    product_id: product.sku,
    sku: product.sku,
    product_name: product.name,
    category_id: product.family,
    price: product.price,
    in_stock: true,
    is_eco: product.eco ?? false,
  };
}

function itemOf({ product, quantity, price }: Line) {
  return { product_id: product.sku, sku: product.sku, name: product.name, category: product.family, quantity, unit_price: price };
}
