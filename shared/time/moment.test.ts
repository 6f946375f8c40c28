import fc from 'fast-check';
import { expect, it } from 'vitest';
import { spanOf, toIso } from './moment';

const minutes = 60_000;

it.each([
  ['2026-03-27T07:00:00Z', '2026-03-27T07:00:00Z', 1],
  ['2026-03-27T07:00:00.250Z', '2026-03-27T07:00:00.250Z', 1],
  ['2026-03-27T10:00+03:00', '2026-03-27T07:00:00Z', 1],
  ['2026-03-27 10:00:00+0300', '2026-03-27T07:00:00Z', 1],
  // Wall clock of the zone, here after the change of that night.
  ['2026-03-27T10:00', '2026-03-27T07:00:00Z', 1],
  ['2026-03-26', '2026-03-25T22:00:00Z', 24 * 60 * minutes],
  ['2026-03-27', '2026-03-26T22:00:00Z', 23 * 60 * minutes],
  ['0001-01-01', '0000-12-31T21:39:06Z', 24 * 60 * minutes],
])('%s begins %s and lasts %s ms', (value, from, length) => {
  expect(spanOf(value, 'Asia/Jerusalem')).toEqual({ from: Date.parse(from), to: Date.parse(from) + length - 1 });
});

it.each([
  '2026-02-30',
  '2026-02-30T00:00:00Z',
  '2026-02-29T00:00:00+02:00',
  '2026-13-01',
  '2026-03-27T25:00:00Z',
  '2026-3-27',
  '27.03.2026',
  '2026-03-27 in the morning',
  'SKU-2026-03-27',
  '',
])('%j is no moment', (value) => {
  expect(spanOf(value, 'Asia/Jerusalem')).toBeUndefined();
});

it('reads what it writes', () => {
  fc.assert(
    fc.property(fc.integer({ min: Date.parse('1000-01-01T00:00:00Z'), max: Date.parse('9999-01-01T00:00:00Z') }), (at) => {
      expect(spanOf(toIso(at), 'Asia/Tehran')).toEqual({ from: at, to: at });
    }),
  );
});
