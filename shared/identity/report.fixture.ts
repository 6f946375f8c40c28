/** A dry run of three small exports with one telephone that is everybody's. For tests; pure. */
import { testId } from '../engagement/engagement.fixture';
import type { IdentityReport } from './report';

const shop = testId(1, 'S');
const till = testId(2, 'S');
const mailer = testId(3, 'S');

export function testReport(patch: Partial<IdentityReport> = {}): IdentityReport {
  return {
    rows: 1_000,
    identified: 960,
    accounts: 940,
    people: 610,
    households: 40,
    sources: [
      { source: shop, rows: 500, identified: 490, accounts: 480, people: 400 },
      { source: till, rows: 300, identified: 280, accounts: 270, people: 220 },
      { source: mailer, rows: 200, identified: 190, accounts: 190, people: 180 },
    ],
    overlap: [
      { a: shop, b: till, people: 120 },
      { a: shop, b: mailer, people: 150 },
      { a: till, b: mailer, people: 60 },
    ],
    identifiers: [
      { attribute: 'email', records: 700, values: 520, joined: 180, refused: { invalid: 4, review: 3 } },
      { attribute: 'mobile-phone', records: 650, values: 400, joined: 150, refused: { blocked: 30, limit: 6, 'at-most': 2 } },
    ],
    frequent: [{ attribute: 'mobile-phone', value: '050•••••••1', records: 412, people: 1, others: 240, isBlocked: false }],
    sizes: [
      { records: 1, people: 400 },
      { records: 2, people: 150 },
      { records: 412, people: 1 },
    ],
    suspicious: 1,
    clusters: [
      {
        records: 412,
        names: 97,
        sources: [
          { source: till, records: 300 },
          { source: shop, records: 112 },
        ],
        isSuspicious: true,
        values: [
          { attribute: 'mobile-phone', value: '050•••••••1', records: 411 },
          { attribute: 'email', value: 'd•••@•••.com', records: 2 },
        ],
        shown: [
          { source: till, object: testId(2, 'C'), row: 1, values: [0] },
          { source: shop, object: testId(1, 'C'), row: 7, values: [0, 1] },
          { source: shop, object: testId(1, 'C'), row: 9, values: [1] },
        ],
      },
    ],
    reviews: {
      pairs: 2,
      settled: 1,
      reasons: { knownByStrong: 2 },
      shown: [
        {
          reason: 'knownByStrong',
          records: 2,
          values: [{ attribute: 'email', value: 'd•••@•••.com' }],
          shown: [
            { source: till, object: testId(2, 'C'), row: 3, values: [0] },
            { source: shop, object: testId(1, 'C'), row: 4, values: [0] },
          ],
        },
      ],
    },
    shuffles: { tried: 3, same: true },
    problems: [],
    ...patch,
  };
}
