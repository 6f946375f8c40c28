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
