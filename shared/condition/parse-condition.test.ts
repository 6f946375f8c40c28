import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conditions } from '../../tests/arbitrary-conditions';
import { shippedCatalogue } from '../../tests/shipped-catalogue';
import { compileSegments } from '../catalogue/compile-segments';
import { parseCondition } from './parse-condition';
import { printCondition } from './print-condition';
import type { Condition } from './schema';

function parsed(text: string): Condition {
  const result = parseCondition(text);
  if (!result.ok) throw new Error(`${text}: ${JSON.stringify(result.problems)}`);
  return result.value;
}

/** As JSON holds it: no −0, nothing undefined, no window that says nothing. */
function plain(condition: Condition): unknown {
  return JSON.parse(JSON.stringify(condition), (key, value) => (key === 'window' && Object.keys(value).length === 0 ? undefined : value));
}

describe('the written form of a condition', () => {
  it.each([
    'customer.orders_count >= 2 and not (segment vip or customer.tags contains ["a", "b"])',
    'count(order_placed where (event.order_total > 50) last P30D since entry) >= 1',
    'distinct(product_viewed.product_id by category_id last P14D before order_placed) > 3',
    'sum(order_placed.order_total after checkout_started) < 1000000',
    'customer.last_order_at before ago P120D',
    'customer.expiry after ahead P3D or customer.expiry before "2026-03-27"',
    'customer.expiry within past P1D next P2W',
    'entry.sku = event.sku',
    'customer.city in ["Tehran", "تهران", 5, true]',
    'customer.phone starts "+972"',
    'all(any(not not customer.email exists))',
    '(segment a and segment b) and segment c',
    'customer.x = null',
    'customer.x != "a \\"quoted\\" \\\\ text"',
  ])('%s', (text) => {
    expect(printCondition(parsed(text)).replaceAll(',', ', ').replaceAll(',  ', ', ')).toBe(text);
  });

  it('is read back as what it was', () => {
    fc.assert(
      fc.property(conditions, (condition) => {
        expect(plain(parsed(printCondition(condition)))).toEqual(plain(condition));
      }),
      { numRuns: 1000 },
    );
    for (const { when } of compileSegments(shippedCatalogue())) expect(parsed(printCondition(when))).toEqual(when);
  });

  it.each<[string, string, number]>([
    ['', 'condition-unreadable', 1],
    ['customer.x', 'condition-unreadable', 11],
    ['customer.x = ', 'condition-unreadable', 13],
    ['client.x = 1', 'condition-unreadable', 1],
    ['customer.x = 1 and', 'condition-unreadable', 19],
    ['customer.x = 1 and segment a or segment b', 'condition-unreadable', 30],
    ['count(a last 30) > 1', 'condition-unreadable', 14],
    ['count(a last P1Y) > 1', 'condition-unreadable', 1],
    ['count(a) > "1"', 'condition-unreadable', 15],
    ['customer.x = "open', 'condition-unreadable', 14],
    ['customer.x = "\\q"', 'condition-unreadable', 14],
    ['(customer.x exists', 'condition-unreadable', 19],
    [`${'not '.repeat(500)}segment a`, 'condition-too-deep', 401],
    [`${'('.repeat(500)}segment a`, 'condition-too-deep', 101],
  ])('%j can’t be read: %s at %s', (text, code, at) => {
    const [found] = parseCondition(text).problems;
    expect([found?.code, found?.params.at]).toEqual([code, at]);
  });

  it('is never worse than a problem', () => {
    const piece = fc.constantFrom(
      'customer.x',
      'count(',
      'a',
      ')',
      '(',
      'and',
      'not',
      '>=',
      '1',
      '"x"',
      'in',
      '[',
      ']',
      'before',
      'ago',
      'P1D',
      'where (',
      'all(',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece, { maxLength: 10 }).map((all) => all.join(' ')),
        ),
        (text) => {
          expect(parseCondition(text).problems.length).toBeLessThan(2);
        },
      ),
    );
  });
});
