import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { looksUnmasked } from '../shared/sources/personal-data';
import { canonicalTypes, piiClasses } from '../shared/sources/schema';
import { maskExample } from './mask';

describe('maskExample', () => {
  it.each([
    ['dana@example.com', 'email', 'high', 'd•••@•••.com'],
    ['052-555-0101', 'phone', 'high', '052-•••-•••1'],
    ['Dana Example', 'string', 'high', 'D••• •••••••'],
    ['דנה', 'string', 'high', '•••'],
    ['AB-1234', 'string', 'none', 'A•-••••'],
    ['gold', 'enum', 'low', 'gold'],
    ['12.50', 'money', 'none', '12.50'],
    ['01/02/1990', 'date', 'high', '0•/••/••••'],
    ['000000018', 'string', 'sensitive', '•••••••••'],
    ['{"name":"Dana"}', 'json', 'none', '{…}'],
    ['https://example.com/u/dana', 'url', 'none', 'https://•••'],
  ] as const)('%s (%s, %s) → %s', (value, type, pii, masked) => {
    expect(maskExample(value, type, pii, false)).toBe(masked);
  });

  it('masks keys even when they are numbers', () => {
    expect(maskExample('12345', 'integer', 'low', true)).toBe('1••••');
  });

  it('never shows an address or a number of a real person', () => {
    const person = fc.oneof(
      fc.emailAddress(),
      fc.integer({ min: 500000000, max: 589999999 }).map((n) => `0${n}`),
    );
    fc.assert(
      fc.property(person, fc.constantFrom(...canonicalTypes.filter((t) => t !== 'enum')), fc.constantFrom(...piiClasses), (value, type, pii) => {
        expect(looksUnmasked(maskExample(value, type, pii, false))).toBe(false);
      }),
    );
  });
});
