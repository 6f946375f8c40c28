import { expect, test } from 'vitest';
import { retryAfterMs } from './retry-after';

const now = Date.UTC(2026, 5, 1, 7);
const after = (retryAfter: string | undefined, date?: string) => retryAfterMs({ 'retry-after': retryAfter, date }, now);

test('seconds', () => {
  expect(after('0')).toBe(0);
  expect(after('120')).toBe(120_000);
  expect(after(' 3 ')).toBe(3000);
});

test('dates, in all three forms of the standard', () => {
  for (const text of ['Mon, 01 Jun 2026 07:02:00 GMT', 'Monday, 01-Jun-26 07:02:00 GMT']) expect(after(text), text).toBe(120_000);
  expect(after('Mon Jun  1 07:02:00 2026', 'Mon, 01 Jun 2026 07:00:00 GMT')).toBeDefined();
});

test("a date is held against the answer's own, as a laptop's clock may be wrong", () => {
  expect(after('Mon, 01 Jun 2026 09:00:30 GMT', 'Mon, 01 Jun 2026 09:00:00 GMT')).toBe(30_000);
});

test('what has passed is now; nobody waits longer than a day', () => {
  expect(after('Mon, 01 Jun 2026 06:00:00 GMT')).toBe(0);
  expect(after('999999999')).toBe(24 * 3_600_000);
  expect(after('Wed, 01 Jul 2026 06:00:00 GMT')).toBe(24 * 3_600_000);
});

test('anything else says nothing', () => {
  for (const text of [undefined, '', 'soon', '-5', '1.5', '1e9', '12 seconds', '2026-06-01', 'Foo, bar']) expect(after(text), text).toBeUndefined();
});
