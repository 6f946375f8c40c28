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

it('reads a plain moment in UTC as the calendar does, or not at all', () => {
  const two = (max: number) => fc.integer({ min: 0, max }).map((n) => String(n).padStart(2, '0'));
  const year = fc.oneof(fc.integer({ min: 0, max: 9999 }), fc.integer({ min: 1999, max: 2030 })).map((n) => String(n).padStart(4, '0'));
  const sign = fc.constantFrom('-', ':', 'T', 'Z', '.', 'a', ' ', '');
  const written = fc
    .tuple(year, two(13), two(32), two(25), two(61), two(61), fc.constantFrom('', '.007', '.5', '.000001'), fc.option(fc.tuple(fc.nat(24), sign), { freq: 3 }))
    .map(([y, month, day, hour, minute, second, rest, damage]) => {
      const text = `${y}-${month}-${day}T${hour}:${minute}:${second}${rest}Z`;
      return damage ? `${text.slice(0, damage[0])}${damage[1]}${text.slice(damage[0] + 1)}` : text;
    });
  fc.assert(
    fc.property(written, (value) => {
      // Written with an offset, the same moment takes the calendar's way.
      const slow = /Z$/.test(value) ? spanOf(value.replace(/Z$/, '+00:00'), 'UTC') : undefined;
      if (/Z$/.test(value)) expect(spanOf(value, 'UTC')).toEqual(slow);
    }),
    { numRuns: 2000 },
  );
});

it('reads a day in UTC as anywhere else', () => {
  const two = (max: number) => fc.integer({ min: 0, max }).map((n) => String(n).padStart(2, '0'));
  const year = fc.integer({ min: 0, max: 9999 }).map((n) => String(n).padStart(4, '0'));
  fc.assert(
    fc.property(fc.tuple(year, two(13), two(32), fc.constantFrom('-', '-', '-', '.')), ([y, month, day, sign]) => {
      const value = `${y}-${month}${sign}${day}`;
      // The same clock as UTC, but by the calendar.
      expect(spanOf(value, 'UTC')).toEqual(spanOf(value, 'Etc/GMT'));
    }),
    { numRuns: 1000 },
  );
});

it('reads what it writes', () => {
  fc.assert(
    fc.property(fc.integer({ min: Date.parse('1000-01-01T00:00:00Z'), max: Date.parse('9999-01-01T00:00:00Z') }), (at) => {
      expect(spanOf(toIso(at), 'Asia/Tehran')).toEqual({ from: at, to: at });
    }),
  );
});
