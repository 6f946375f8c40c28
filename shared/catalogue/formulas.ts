/** The written formulas of the catalogue's attributes: the catalogue only says which are calculated. */
import type { WhereTerm } from '../record/score/schema';
import { writeScoreForm } from '../record/score/score-form';
import type { Where } from './rule';
import type { Catalogue } from './schema';

/** Newest moment of anything the customer did herself; opens do not count. */
const engaged = ['message_clicked', 'message_replied', 'visit_started', 'app_opened', 'order_placed', 'form_submitted', 'ticket_opened', 'review_submitted'];

/**
 * By attribute. Totals continue what the sources delivered (`imported`) with what has happened since, so that a customer
 * of ten years does not begin at zero. Those mapped from a source have a formula too where events bring newer news.
 * The three of RFM compare a customer with all others: where nobody is worked out together with everybody they are as imported.
 */
const formulas: ReadonlyMap<string, string> = new Map([
  ['age', 'years_since(birth_date)'],
  ['orders-count', 'greatest(0, coalesce(imported, 0) + count(order_placed since import) - count(order_cancelled since import))'],
  ['total-spent', 'coalesce(imported, 0) + sum(order_placed.order_total since import) - sum(order_refunded.refund_amount since import)'],
  ['first-order-at', 'least(imported, first_at(order_placed))'],
  ['last-order-at', 'greatest(imported, last_at(order_placed))'],
  ['largest-order-value', 'greatest(imported, max(order_placed.order_total))'],
  ['spend-last-365d', 'sum(order_placed.order_total last P365D) - sum(order_refunded.refund_amount last P365D)'],
  ['coupon-order-share', 'if(count(order_placed) > 0, count(order_placed where (is_set(coupon_code))) / count(order_placed), imported)'],
  ['purchased-categories', 'list(order_placed.category_ids)'],
  ['visits-last-30d', 'count(visit_started last P30D)'],
  ['visits-from-email-30d', 'count(visit_started where (from_email) last P30D)'],
  ['last-seen-at', 'greatest(imported, last_at(visit_started, app_opened))'],
  ['last-delivered-at', 'greatest(imported, last_at(order_delivered))'],
  ['last-ticket-at', 'greatest(imported, last_at(ticket_opened))'],
  ['last-service-rating', 'coalesce(last(service_rated.rating since import), imported)'],
  ['last-review-rating', 'coalesce(last(review_submitted.rating since import), imported)'],
  ['open-tickets-count', 'greatest(0, coalesce(imported, 0) + count(ticket_opened since import) - count(ticket_solved since import))'],
  [
    'open-cart-value',
    'if(last_at(order_placed since import) >= last_at(added_to_cart since import, removed_from_cart since import, checkout_started since import), 0,' +
      ' coalesce(last(added_to_cart.cart_value since import, removed_from_cart.cart_value since import, checkout_started.cart_value since import),' +
      ' if(count(order_placed since import) > 0, 0, imported)))',
  ],
  ['emails-received-90d', "count(message_delivered where (channel = 'email') last P90D)"],
  [
    'email-open-rate-90d',
    "if(emails_received_90d > 0, least(1, count(message_opened where (channel = 'email' and not is_machine_open) last P90D) / emails_received_90d), imported)",
  ],
  ['email-click-rate-90d', "if(emails_received_90d > 0, least(1, count(message_clicked where (channel = 'email') last P90D) / emails_received_90d), imported)"],
  ['last-engaged-at', `greatest(imported, last_at(${engaged.join(', ')}))`],
  [
    'service-experience',
    "if(is_set(last_service_rating), if(last_service_rating >= 5, 'excellent', if(last_service_rating >= 3, 'average', 'poor')), coalesce(imported, 'none'))",
  ],
  // A rhythm shows after three orders: two gaps.
  [
    'purchase-cadence',
    "if(count(order_placed) = 0, 'none', if(count(order_placed) < 3, 'irregular', if(gap_days(order_placed) <= 45, 'monthly'," +
      " if(gap_days(order_placed) <= 120, 'quarterly', if(gap_days(order_placed) >= 300 and gap_days(order_placed) <= 430, 'yearly', 'irregular')))))",
  ],
  ['expected-next-order-on', 'if(count(order_placed) >= 3, add_days(last_order_at, gap_days(order_placed)), imported)'],
  [
    'lifecycle-stage',
    "if(coalesce(orders_count, 0) = 0, if(coalesce(lead_score, 0) > 0, 'lead', 'prospect'), if(days_since(last_order_at) > 240, 'lapsed'," +
      " if(days_since(last_order_at) > 120, 'lapsing', if(orders_count = 1, 'new-customer', if(orders_count >= 5 or loyalty_tier in ('gold', 'platinum'), 'loyal', 'active')))))",
  ],
  ['rfm-recency', 'coalesce(quintile(last_order_at), imported)'],
  ['rfm-frequency', 'coalesce(quintile(count(order_placed last P730D)), imported)'],
  ['rfm-monetary', 'coalesce(quintile(sum(order_placed.order_total last P730D) - sum(order_refunded.refund_amount last P730D)), imported)'],
  [
    'rfm-segment',
    "if(not is_set(rfm_recency) or not is_set(rfm_frequency), imported, if(rfm_recency >= 4 and rfm_frequency >= 4 and rfm_monetary >= 4, 'champions'," +
      " if(rfm_recency >= 3 and rfm_frequency >= 4, 'loyal', if(rfm_recency >= 4 and rfm_frequency = 1, 'new', if(rfm_recency >= 3, 'promising'," +
      " if(rfm_frequency >= 3, 'at-risk', 'hibernating'))))))",
  ],
  // A rule of thumb, not a forecast: certain once three of the customer's own gaps (or of a quarter) have passed.
  [
    'churn-risk',
    'if(is_set(last_order_at), round(least(1, days_since(last_order_at) / (3 * greatest(1, coalesce(gap_days(order_placed), 90)))), 2), imported)',
  ],
  // Two years like the last one, as far as the customer stays.
  ['predicted-ltv', 'greatest(0, 2 * spend_last_365d * (1 - coalesce(churn_risk, 0)))'],
  ['eco-affinity', 'if(count(product_viewed) > 0, round(count(product_viewed where (is_eco)) / count(product_viewed), 2), imported)'],
]);

/** Formula by attribute id, `lead-score` built from the scoring model of the lead journey. */
export function catalogueFormulas(catalogue: Catalogue): ReadonlyMap<string, string> {
  const all = new Map(formulas);
  for (const { scoringModel } of catalogue.journeys.journeys) if (scoringModel) all.set(scoringModel.field, scoringFormula(scoringModel));
  return all;
}

type ScoringModel = NonNullable<Catalogue['journeys']['journeys'][number]['scoringModel']>;

/** Points per event, at most once in so many days, less the decay of idle stretches, within the range. */
function scoringFormula({ points, decay, range: [least, most] }: ScoringModel): string {
  return writeScoreForm({
    rules: points.map(({ event, where, maxPerDays, points: value }) => ({
      event,
      ...(where ? { where: where.map(whereTerm) } : {}),
      points: value,
      everyDays: maxPerDays,
    })),
    decay: { points: decay.points, everyDays: decay.afterInactiveDays },
    least,
    most,
  });
}

const signs = { eq: '=', neq: '!=', gt: '>', gte: '>=', lt: '<', lte: '<=', contains: 'contains', in: 'in' } as const;

function whereTerm({ property, op, value }: Where): WhereTerm {
  if (typeof value === 'object' && !Array.isArray(value)) throw new Error(`A score can't depend on a journey's trigger: ${value.trigger}`);
  return { property, op: signs[op], value: Array.isArray(value) ? [...value] : value };
}
