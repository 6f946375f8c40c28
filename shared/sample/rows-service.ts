/** Service desk, digital receipts, reviews and bookings. */
import { branches } from './names';
import type { Person } from './person';
import { branchPhone } from './phones';
import type { Random } from './random';
import type { SampleRow } from './row';
import { erpCode } from './rows-erp';
import type { Ticket, Timeline } from './timeline';
import { hex, isoDay, isoTime, slashDay, wordyDay, writtenEmail, writtenMobile } from './written';

export function serviceId(person: Person): number {
  return 9_100_000 + person.index;
}

const subjects: Record<Ticket['topic'], string> = {
  delivery: 'איפה המשלוח שלי?',
  damaged: 'המוצר הגיע פגום',
  invoice: 'בקשה לחשבונית',
  advice: 'שאלה על טיפול בצמח',
  return: 'החזרת מוצר',
};

export function rowsInService(person: Person, { tickets }: Timeline, random: Random): SampleRow[] {
  if (tickets.length === 0) return [];
  const rows: SampleRow[] = [
    {
      object: 'customer-service-requester',
      row: {
        id: serviceId(person),
        email: writtenEmail(person.email, random, 0.18),
        phone: writtenMobile(person, random, { gap: 0.29, junk: 0.01 }),
        external_id: person.knownTo.has('erp') && random.chance(0.14) ? erpCode(person) : null,
      },
    },
  ];
  for (const ticket of tickets)
    rows.push({
      object: 'customer-service-ticket',
      row: {
        id: ticket.id,
        requester_id: serviceId(person),
        subject: subjects[ticket.topic],
        status: ticket.solved ? random.pick(['solved', 'closed']) : random.pick(['new', 'open', 'pending']),
        priority: ticket.priority,
        'via.channel': ticket.channel,
        tags: random.chance(0.3) ? [] : [ticket.topic, ...(random.chance(0.2) ? ['vip'] : [])],
        created_at: isoTime(ticket.at),
        'metric_set.solved_at': ticket.solved ? isoTime(ticket.solved) : null,
        'satisfaction_rating.score': ticket.rating === undefined ? (ticket.solved ? 'offered' : 'unoffered') : ticket.rating >= 4 ? 'good' : 'bad',
      },
    });
  return rows;
}

export function rowsInReceipts(person: Person, { orders }: Timeline, random: Random): SampleRow[] {
  const rows: SampleRow[] = [];
  for (const order of orders) {
    if (!order.receipt) continue;
    const clock = order.at.toISOString().slice(11, 19);
    rows.push({
      object: 'digital-receipts-receipt',
      row: {
        receiptId: order.receipt,
        // One of the two till programs writes the day first.
        transactionDate: order.branch === 'TLV' ? `${slashDay(order.at)} ${clock.slice(0, 5)}` : `${isoDay(order.at)} ${clock}`,
        branchId: order.branch,
        branchName: branches[order.branch] ?? '',
        customerPhone: person.branchPhone && random.chance(0.5) ? branchPhone : writtenMobile(person, random, { gap: 0.05, junk: 0.015 }),
        customerEmail: writtenEmail(person.email, random, 0.45),
        totalAmount: order.total,
        loyaltyMemberId: random.chance(0.35) ? `KM${String(40_000 + person.index)}` : null,
        receiptUrl: `https://receipts.example.com/r/${order.receipt}`,
        marketingConsent: person.smsConsent === 'subscribed' ? true : random.chance(0.2) ? null : false,
      },
    });
    for (const line of order.lines)
      rows.push({
        object: 'digital-receipts-receipt-item',
        row: { itemCode: line.product.sku, itemName: line.product.name, quantity: line.quantity, price: line.price, receiptId: order.receipt },
      });
  }
  return rows;
}

const praise = { 5: ['מעולה, ממליצים', 'Exactly as shown, arrived fast'], 4: ['מוצר טוב', 'Good, packaging could be better'], 3: ['בסדר', 'Average'] } as const;
const blame = ['הגיע פגום, מחכים להחלפה', 'Smaller than expected'] as const;

export function rowsInReviews(person: Person, { reviews }: Timeline, random: Random): SampleRow[] {
  return reviews.map((review) => ({
    object: 'reviews-review',
    row: {
      id: review.id,
      email: writtenEmail(person.email, random, 0.02),
      score: review.stars,
      title: random.chance(0.3) ? '' : review.product.name,
      content: random.pick(review.stars === 5 ? praise[5] : review.stars === 4 ? praise[4] : review.stars === 3 ? praise[3] : blame),
      created_at: isoTime(review.at),
      sku: review.product.sku,
      reviewer_type: review.verified ? 'verified_buyer' : random.pick(['verified_reviewer', 'anonymous']),
      sentiment: Math.round(Math.min(1, Math.max(0, review.stars / 5 - 0.08 + random.next() * 0.12)) * 100) / 100,
    },
  }));
}

export function rowsInBookings(person: Person, { bookings }: Timeline, random: Random): SampleRow[] {
  return bookings.map((booking) => ({
    object: 'bookings-appointment',
    row: {
      id: booking.id,
      email: writtenEmail(person.email, random, 0.06),
      phone: writtenMobile(person, random, { gap: 0.04, junk: 0.01 }),
      datetime: `${booking.starts.toISOString().slice(0, 11)}${hex(booking.id).charCodeAt(0) % 2 === 0 ? '10:00:00' : '17:30:00'}+0200`,
      dateCreated: wordyDay(booking.made),
      type: booking.service,
      location: branches[person.city.branch] ?? '',
      price: booking.price.toFixed(2),
      paid: random.chance(0.4) ? 'yes' : 'no',
      canceled: booking.outcome === 'cancelled',
      noShow: booking.outcome === 'missed',
    },
  }));
}
