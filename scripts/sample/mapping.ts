import type { Transform } from '../../shared/record/transform-schema';

/** What the workshop has mapped so far, where it differs from the catalogue. */

/** Left for the app to suggest: half of what is there on the first day of a real project is not mapped yet. */
export const notYetMapped: ReadonlySet<string> = new Set([
  'customer-service-requester-phone',
  'customer-service-requester-external-id',
  'digital-receipts-receipt-customerphone',
  'digital-receipts-receipt-marketingconsent',
  'digital-receipts-receipt-branchname',
  'erp-customer-state',
  'crm-contact-owner-name',
  'bookings-appointment-email',
  'bookings-appointment-phone',
  'bookings-appointment-location',
  'reviews-review-email',
]);

/** The mobile phone is believed in this order: the ERP's column holds landlines and the till's own number. */
export const phoneTrust = ['crm-contact-mobilephone', 'web-shop-customer-phone', 'legacy-esp-subscriber-merge-fields-phone', 'erp-customer-phone'] as const;

/** Events the shop's plug-in sends with the item's number, and what the ERP's order status tells besides. */
export const eventsOfPlugIn: Readonly<Record<string, readonly string[]>> = {
  'web-shop-order-item-sku': ['product-viewed.product-id', 'added-to-cart.product-id'],
  'web-shop-customer-id': ['visit-started.customer-id'],
  'erp-order-ordstatusdes': ['order-refunded.reason'],
};

const map = (values: Readonly<Record<string, string>>): Transform[] => [
  { kind: 'value-map', values: Object.entries(values).map(([from, to]) => ({ from, to })), otherwise: 'empty' },
];
const shopConsent = map({ subscribed: 'granted', unsubscribed: 'withdrawn', pending: 'pending', not_subscribed: 'unknown' });

/** What systems call things, in the record's words; by field. What is not listed says nothing about the attribute. */
export const stepsOfField: Readonly<Record<string, readonly Transform[]>> = {
  'web-shop-customer-email-marketing-consent-state': shopConsent,
  'web-shop-customer-sms-marketing-consent-state': shopConsent,
  // An address that bounces was cleaned off the list: nobody took a consent back.
  'legacy-esp-subscriber-status': map({ subscribed: 'granted', unsubscribed: 'withdrawn', pending: 'pending', cleaned: 'unknown' }),
  // Not opted out is not opted in.
  'crm-contact-hasoptedoutofemail': map({ true: 'withdrawn', false: 'unknown' }),
  // Only what waits for somebody counts as open.
  'customer-service-ticket-status': map({ new: 'open', open: 'open', pending: 'open', hold: 'open' }),
  'customer-service-ticket-priority': map({ low: 'low', normal: 'normal', high: 'high', urgent: 'high' }),
  'customer-service-ticket-via-channel': map({ email: 'email', whatsapp: 'whatsapp', voice: 'phone' }),
  'customer-service-ticket-satisfaction-rating-score': map({ good: '5', bad: '2' }),
};
