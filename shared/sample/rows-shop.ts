/** The web shop: clean types, honest times, and the same person twice when he forgot his password. */
import type { Person } from './person';
import { products } from './products';
import type { Random } from './random';
import type { SampleRow } from './row';
import type { Order, Timeline } from './timeline';
import { isoTime, writtenEmail, writtenMobile, writtenName } from './written';

export function shopId(person: Person, second = false): number {
  return (second ? 6_900_000_000_000 : 6_300_000_000_000) + person.index;
}

export function rowsInShop(person: Person, { orders, carts }: Timeline, random: Random): SampleRow[] {
  if (!person.knownTo.has('web-shop')) return [];
  const rows = [customerRow(person, random, false)];
  if (person.twiceInShop) rows.push(customerRow(person, random, true));
  for (const order of orders) if (order.webId !== undefined) rows.push(...orderRows(person, order, order.webId, random));
  for (const cart of carts) {
    const paid = orders.some((order) => order.webId !== undefined && order.lines === cart.lines);
    if (!cart.checkout || paid) continue;
    rows.push({
      object: 'web-shop-checkout',
      row: {
        abandoned_checkout_url: `https://shop.karmelon.example.co.il/checkouts/${cart.id}/recover`,
        total_price: cart.value.toFixed(2),
        'customer.id': shopId(person),
      },
    });
  }
  return rows;
}

function customerRow(person: Person, random: Random, second: boolean): SampleRow {
  const tags = [person.vip ? 'VIP' : '', person.kind === 'employee' ? 'employee' : '', person.company ? 'b2b' : '', random.chance(0.08) ? 'newsletter' : ''];
  // A guest gives another address of his own, or the same one with a plus.
  const email = second ? person.email.replace('@', random.chance(0.5) ? '+shop@' : '2@') : writtenEmail(person.email, random, 0.01);
  const hebrew = random.chance(0.55) ? 1 : 0;
  return {
    object: 'web-shop-customer',
    row: {
      id: shopId(person, second),
      email,
      phone: writtenMobile(person, random, { gap: 0.19, junk: 0.008 }),
      first_name: person.kind === 'test' ? 'Test' : random.chance(0.06) ? '' : writtenName(person.first, random, hebrew),
      last_name: person.kind === 'test' ? random.pick(['Test', 'QA', 'Karmelon']) : random.chance(0.07) ? null : writtenName(person.last, random, hebrew),
      'default_address.city': random.chance(0.28) ? null : writtenName(person.city, random, hebrew),
      'default_address.country_code': random.chance(0.01) ? 'US' : 'IL',
      'email_marketing_consent.state': person.emailConsent,
      'sms_marketing_consent.state': person.smsConsent,
      tags: tags.filter(Boolean).join(', '),
      created_at: isoTime(person.since),
    },
  };
}

function orderRows(person: Person, order: Order, id: number, random: Random): SampleRow[] {
  const items = order.lines.map((line) => ({
    object: 'web-shop-order-item',
    row: { sku: line.product.sku, quantity: line.quantity, price: line.price.toFixed(2), order_id: id },
  }));
  return [
    {
      object: 'web-shop-order',
      row: {
        id,
        created_at: isoTime(order.at),
        total_price: order.total.toFixed(2),
        total_discounts: order.discount.toFixed(2),
        currency: 'ILS',
        'discount_codes[].code': order.coupon ?? null,
        fulfillment_status: order.shipped ? 'fulfilled' : random.chance(0.1) ? 'partial' : null,
        source_name: random.weighted([
          [82, 'web'],
          [12, 'pos'],
          [6, 'draft_order'],
        ]),
        'customer.id': shopId(person, person.twiceInShop && random.chance(0.4)),
      },
    },
    ...items,
  ];
}

/** What is in stock, once. */
export function variantRows(): SampleRow[] {
  return products.map((product, n) => ({
    object: 'web-shop-variant',
    row: { inventory_quantity: n % 9 === 4 ? 0 : Math.max(0, ((n * 37) % 180) - 3), sku: product.sku },
  }));
}
