import { expect, test } from 'vitest';
import { holdsContact, maskContacts } from './mask-contacts';

test.each([
  ['Dana Levi, dana.levi@shop.co.il', 'Dana Levi, •••@•••'],
  ['דנה (dana@חנות.ישראל) או 054-123 4567', 'דנה (•••@•••) או •••'],
  ['call +972 54 123 45 67 or 0098 912 345 6789', 'call ••• or •••'],
  ['شماره ۰۹۱۲ ۳۴۵ ۶۷۸۹ است', 'شماره ••• است'],
])('%s', (text, masked) => {
  expect(maskContacts(text)).toBe(masked);
  expect(holdsContact(text)).toBe(true);
});

test.each(['IT', 'since 2026-11-30 14:05', '170 fields, 0.35 %', '100,000,000', 'version 0.10.2 (2025)', '@', 'a @ b'])('%s stays as it is', (text) => {
  expect(maskContacts(text)).toBe(text);
  expect(holdsContact(text)).toBe(false);
});
