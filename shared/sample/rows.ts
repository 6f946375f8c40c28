/** The rows of one customer in each system's objects, under the names those systems use. */
import type { Person, SampleOptions } from './person';
import { createPerson, SAMPLE_CUSTOMERS, SAMPLE_SEED } from './person';
import { createRandom } from './random';
import type { SampleRow } from './row';
import { rowsInErp, stockRows } from './rows-erp';
import { rowsInCrm, rowsInLegacyEsp } from './rows-people';
import { rowsInBookings, rowsInReceipts, rowsInReviews, rowsInService } from './rows-service';
import { rowsInShop, variantRows } from './rows-shop';
import { createTimeline, type Timeline } from './timeline';

/**
 * Columns that are no fields of the engagement but in every real export: they say whose an order is, and which order a line
 * belongs to. By object: column → object and column it repeats.
 */
export const sampleLinks: Readonly<Record<string, Readonly<Record<string, { object: string; column: string }>>>> = {
  'erp-order': { CUSTNAME: { object: 'erp-customer', column: 'CUSTNAME' } },
  'erp-order-item': { ORDNAME: { object: 'erp-order', column: 'ORDNAME' } },
  'erp-product': { PARTNAME: { object: 'erp-order-item', column: 'PARTNAME' } },
  'legacy-esp-activity': { email_id: { object: 'legacy-esp-subscriber', column: 'id' } },
  'crm-lead': { Email: { object: 'crm-contact', column: 'Email' } },
  'crm-opportunity': { ContactId: { object: 'crm-contact', column: 'Id' } },
  'crm-contact': { 'Account.AccountNumber': { object: 'crm-account', column: 'AccountNumber' } },
  'digital-receipts-receipt-item': { receiptId: { object: 'digital-receipts-receipt', column: 'receiptId' } },
  'web-shop-order': { 'customer.id': { object: 'web-shop-customer', column: 'id' } },
  'web-shop-order-item': { order_id: { object: 'web-shop-order', column: 'id' } },
  'web-shop-checkout': { 'customer.id': { object: 'web-shop-customer', column: 'id' } },
  'web-shop-variant': { sku: { object: 'web-shop-order-item', column: 'sku' } },
};

/** Everything the eight systems hold of this person. */
export function rowsOf(person: Person, timeline: Timeline, { seed = SAMPLE_SEED }: SampleOptions): SampleRow[] {
  const random = createRandom(seed, person.index, 5);
  return [
    ...rowsInErp(person, timeline, random),
    ...rowsInShop(person, timeline, random),
    ...rowsInLegacyEsp(person, timeline, random),
    ...rowsInCrm(person, timeline, random),
    ...rowsInService(person, timeline, random),
    ...rowsInReceipts(person, timeline, random),
    ...rowsInReviews(person, timeline, random),
    ...rowsInBookings(person, timeline, random),
  ];
}

/** All rows of the sample, customer by customer; nothing is kept in memory. */
export function* sampleRows(options: SampleOptions): Generator<SampleRow> {
  yield* commonRows();
  for (let index = 0; index < (options.customers ?? SAMPLE_CUSTOMERS); index++) {
    const person = createPerson(index, options);
    yield* rowsOf(person, createTimeline(person, options), options);
  }
}

/** Rows that are nobody's: the catalogue of goods. */
export function commonRows(): SampleRow[] {
  return [...stockRows(), ...variantRows()];
}
