import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskValue } from './mask-value';
import { looksUnmasked } from './personal-data';
import { canonicalTypes, type PiiClass, piiClasses } from './schema';

const mask = (value: string, type: (typeof canonicalTypes)[number], pii: PiiClass = 'none', key = false) => maskValue(value, { type, pii, key });

describe('maskValue', () => {
  it.each([
    ['0501234567', 'phone', 'high', false, '050••••••7'],
    ['+972 50-123-4567', 'phone', 'high', false, '+972 ••-•••-•••7'],
    ['12345', 'phone', 'high', false, '•••••'],
    ['dana.cohen@example.com', 'email', 'high', false, 'd•••@•••.com'],
    ['dana@example.com', 'string', 'none', false, '••••@•••••••.•••'],
    ['דנה כהן', 'string', 'high', false, 'ד•• •••'],
    ['Dan', 'string', 'high', false, '•••'],
    ['123 Main St', 'string', 'high', false, '••• •••• ••'],
    ['gold', 'enum', 'none', false, 'gold'],
    ['2026-03-07', 'date', 'none', false, '2026-03-07'],
    ['1980-03-07', 'date', 'high', false, '••••-••-••'],
    ['12.50', 'money', 'low', false, '12.50'],
    ['C-1001', 'string', 'low', true, '•-••••'],
    ['123456782', 'string', 'sensitive', false, '•••••••••'],
    ['0501234567', 'integer', 'none', false, '••••••••••'],
    ['01/02/1990', 'date', 'high', false, '••/••/••••'],
    ['501234567', 'integer', 'none', false, '•••••••••'],
    ['125,000,000', 'integer', 'none', false, '125,000,000'],
    ['12345', 'integer', 'low', true, '•••••'],
    ['AB-1234', 'string', 'none', false, 'A•-••••'],
    ['dana@example.com', 'email', 'sensitive', false, '••••@•••••••.•••'],
    ['4111 1111 1111 1111', 'integer', 'none', false, '•••• •••• •••• ••••'],
    ['card 4111111111111111', 'string', 'none', false, '•••• ••••••••••••••••'],
    ['DE89 3704 0044 0532 0130 00', 'string', 'none', false, '•••• •••• •••• •••• •••• ••'],
    ['GB82WEST12345698765432', 'enum', 'none', false, '••••••••••••••••••••••'],
    ['{"name":"Dana"}', 'json', 'none', false, '{…}'],
    ['["a@b.co"]', 'string[]', 'none', false, '[…]'],
    ['https://example.com/u/dana', 'url', 'none', false, 'https://•••'],
    ['', 'json', 'none', false, ''],
    ['', 'string', 'none', false, ''],
  ] as const)('%s (%s, %s, key %s) → %s', (value, type, pii, key, wanted) => {
    expect(mask(value, type, pii, key)).toBe(wanted);
  });

  it('lets no letter or digit of a sensitive value or a key through, and never grows', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.constantFrom(...canonicalTypes), fc.constantFrom(...piiClasses), (value, type, pii) => {
        for (const masked of [mask(value, type, 'sensitive'), mask(value, type, pii, true)]) expect(masked).not.toMatch(/[\p{L}\p{N}]/u);
        expect([...mask(value, type, pii)].length).toBeLessThanOrEqual(60);
      }),
    );
  });

  it('never shows an address or a number of a real person', () => {
    const person = fc.oneof(
      fc.emailAddress(),
      fc.integer({ min: 500000000, max: 589999999 }).map((n) => `0${n}`),
    );
    fc.assert(
      fc.property(person, fc.constantFrom(...canonicalTypes), fc.constantFrom(...piiClasses), (value, type, pii) => {
        expect(looksUnmasked(mask(value, type, pii))).toBe(false);
      }),
    );
  });
});
