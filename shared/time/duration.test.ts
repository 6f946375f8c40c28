import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { addDuration, approximateMs, dayBounds, durationDays, durationMs, isValidZone, localParts, nextClock } from './duration';

const zones = ['Asia/Jerusalem', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Tehran', 'UTC'] as const;
const at = (iso: string) => Date.parse(iso);
const iso = (ms: number) => new Date(ms).toISOString().replace('.000Z', 'Z');

/** 2015–2030: Tehran still changes its clocks until 2022, the others throughout. */
const moment = fc.integer({ min: at('2015-01-01T00:00:00Z'), max: at('2030-01-01T00:00:00Z') });
const zone = fc.constantFrom(...zones);

describe('addDuration', () => {
  it.each([
    // Clocks forward: Jerusalem 27 March 2026 02:00 → 03:00.
    ['Asia/Jerusalem', '2026-03-26T12:00:00+02:00', 'P1D', '2026-03-27T12:00:00+03:00'],
    ['Asia/Jerusalem', '2026-03-26T12:00:00+02:00', 'PT24H', '2026-03-27T13:00:00+03:00'],
    ['Asia/Jerusalem', '2026-03-26T02:30:00+02:00', 'P1D', '2026-03-27T03:30:00+03:00'],
    // Clocks back: 25 October 2026 02:00 → 01:00; 01:30 comes twice.
    ['Asia/Jerusalem', '2026-10-24T12:00:00+03:00', 'P1D', '2026-10-25T12:00:00+02:00'],
    ['Asia/Jerusalem', '2026-10-24T12:00:00+03:00', 'PT24H', '2026-10-25T11:00:00+02:00'],
    ['Asia/Jerusalem', '2026-10-24T01:30:00+03:00', 'P1D', '2026-10-25T01:30:00+03:00'],
    ['Asia/Jerusalem', '2026-10-26T01:30:00+02:00', '-P1D', '2026-10-25T01:30:00+03:00'],
    ['Asia/Jerusalem', '2026-10-25T01:30:00+02:00', 'PT0S', '2026-10-25T01:30:00+02:00'],
    ['Europe/Berlin', '2026-03-28T02:30:00+01:00', 'P1D', '2026-03-29T03:30:00+02:00'],
    ['Europe/Berlin', '2026-03-22T10:00:00+01:00', 'P1W', '2026-03-29T10:00:00+02:00'],
    ['America/New_York', '2026-03-07T02:15:00-05:00', 'P1D', '2026-03-08T03:15:00-04:00'],
    ['America/New_York', '2026-11-01T12:00:00-05:00', '-P1D', '2026-10-31T12:00:00-04:00'],
    // Lord Howe moves by half an hour.
    ['Australia/Lord_Howe', '2026-04-04T12:00:00+11:00', 'P1D', '2026-04-05T12:00:00+10:30'],
    ['Australia/Lord_Howe', '2026-10-03T02:10:00+10:30', 'P1D', '2026-10-04T02:40:00+11:00'],
    // Tehran skipped midnight itself until 2022, and has had no summer time since.
    ['Asia/Tehran', '2022-03-21T00:30:00+03:30', 'P1D', '2022-03-22T01:30:00+04:30'],
    ['Asia/Tehran', '2023-03-21T12:00:00+03:30', 'P1D', '2023-03-22T12:00:00+03:30'],
    // Days first, then time.
    ['Asia/Jerusalem', '2026-03-26T12:00:00+02:00', 'P1DT2H', '2026-03-27T14:00:00+03:00'],
    ['UTC', '2024-02-28T00:00:00Z', 'P2D', '2024-03-01T00:00:00Z'],
    ['UTC', '2024-03-01T00:00:00Z', '-P1DT1H30M15S', '2024-02-28T22:29:45Z'],
  ])('%s: %s + %s = %s', (where, from, duration, expected) => {
    expect(iso(addDuration(at(from), duration, where))).toBe(iso(at(expected)));
  });

  it('keeps the wall clock for days, except where the day has no such time', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: -800, max: 800 }), zone, (start, days, where) => {
        const before = localParts(start, where);
        const after = localParts(addDuration(start, `${days < 0 ? '-' : ''}P${Math.abs(days)}D`, where), where);
        const shifted = (after.minuteOfDay - before.minuteOfDay + 1440) % 1440;
        expect(Date.parse(after.date) - Date.parse(before.date)).toBe(days * 86_400_000);
        expect([0, 30, 60]).toContain(shifted);
        // Moved forward only by a gap: within the two hours before, the clock jumped.
        if (shifted > 0) {
          const twoHoursBefore = localParts(addDuration(start, `${days < 0 ? '-' : ''}P${Math.abs(days)}D`, where) - 7_200_000, where);
          expect((after.minuteOfDay - twoHoursBefore.minuteOfDay + 1440) % 1440).toBe(120 + shifted);
        }
      }),
    );
  });

  it('adds elapsed time exactly, whatever the clocks do', () => {
    fc.assert(
      fc.property(moment, fc.nat(5000), fc.nat(5000), zone, (start, hours, seconds, where) => {
        const duration = `PT${hours}H${seconds}S`;
        expect(addDuration(start, duration, where) - start).toBe(hours * 3_600_000 + seconds * 1000);
        expect(durationMs(duration)).toBe(hours * 3_600_000 + seconds * 1000);
        expect(addDuration(addDuration(start, duration, where), `-${duration}`, where)).toBe(start);
      }),
    );
  });

  it('does not depend on what was asked before', () => {
    const start = at('2026-03-26T12:00:00+02:00');
    const first = addDuration(start, 'P2D', 'Asia/Jerusalem');
    for (let n = 0; n < 6000; n++) addDuration(start + n * 60_000, 'P1D', 'Europe/Berlin');
    expect(addDuration(start, 'P2D', 'Asia/Jerusalem')).toBe(first);
    expect(addDuration(start, 'P2D', 'Europe/Berlin')).not.toBe(first);
  });

  it('ends at the end of time instead of failing', () => {
    expect(addDuration(0, `P${'9'.repeat(400)}D`, 'UTC')).toBe(8.64e15);
    expect(addDuration(0, `-PT${'9'.repeat(30)}H`, 'Asia/Tehran')).toBe(-8.64e15);
  });

  it('says no to what is not a duration', () => {
    for (const wrong of ['', 'P', '1D', 'P1M', 'P1.5D', '+P1D', 'P1D ']) expect(() => addDuration(0, wrong, 'UTC')).toThrow(RangeError);
  });
});

describe('the quick way', () => {
  /** As old as a birth date, and near every clock change of the last years. */
  const anyMoment = fc.oneof(
    fc.integer({ min: at('1900-01-01T00:00:00Z'), max: at('2060-01-01T00:00:00Z') }),
    fc
      .tuple(
        fc.constantFrom(
          '2026-03-27',
          '2026-10-25',
          '2026-03-29',
          '2026-04-05',
          '2026-10-04',
          '2022-03-22',
          '2022-09-22',
          '2011-12-30',
          '2000-10-08',
          '2000-10-15',
          '2040-10-20',
          '2040-10-27',
        ),
        fc.integer({ min: -4e8, max: 4e8 }),
      )
      .map(([date, away]) => at(`${date}T00:00:00Z`) + away),
  );
  const anyZone = fc.constantFrom(
    ...zones,
    'Pacific/Apia',
    'America/Noronha',
    'Asia/Gaza',
    'Africa/Casablanca',
    'America/Sao_Paulo',
    'Asia/Kathmandu',
    'Europe/Dublin',
  );

  it('agrees with Temporal everywhere', { tags: ['long'] }, () => {
    fc.assert(
      fc.property(anyMoment, fc.integer({ min: -500, max: 500 }), anyZone, (start, days, where) => {
        const there = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(where);
        expect(addDuration(start, `${days < 0 ? '-' : ''}P${Math.abs(days)}D`, where)).toBe(there.add({ days }).epochMilliseconds);
        const { year, month, day, hour, minute, second, date, weekday } = localParts(start, where);
        expect([year, month, day, hour, minute, second, date]).toEqual([
          there.year,
          there.month,
          there.day,
          there.hour,
          there.minute,
          there.second,
          there.toPlainDate().toString(),
        ]);
        expect(['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'].indexOf(weekday) + 1).toBe(there.dayOfWeek);
        const bounds = dayBounds(date, where);
        expect(bounds.from).toBe(there.toPlainDate().toZonedDateTime(where).epochMilliseconds);
        expect(bounds.to).toBe(there.toPlainDate().add({ days: 1 }).toZonedDateTime(where).epochMilliseconds - 1);
      }),
      { numRuns: 1500 },
    );
  });
});

describe('parts of a duration', () => {
  it.each([
    ['P1D', 1, 0, 86_400_000],
    ['P2W', 14, 0, 1_209_600_000],
    ['-P2W', -14, 0, -1_209_600_000],
    ['PT90M', 0, 5_400_000, 5_400_000],
    ['-P1DT1S', -1, -1000, -86_401_000],
  ])('%s', (duration, days, ms, rough) => {
    expect([durationDays(duration), durationMs(duration), approximateMs(duration)]).toEqual([days, ms, rough]);
  });
});

describe('nextClock', () => {
  it.each([
    ['Asia/Jerusalem', '2026-05-05T08:00:00+03:00', '10:00', undefined, '2026-05-05T10:00:00+03:00'],
    ['Asia/Jerusalem', '2026-05-05T10:00:00+03:00', '10:00', undefined, '2026-05-05T10:00:00+03:00'],
    ['Asia/Jerusalem', '2026-05-05T10:00:01+03:00', '10:00', undefined, '2026-05-06T10:00:00+03:00'],
    ['Asia/Jerusalem', '2026-05-05T08:00:00+03:00', '10:00', ['su', 'mo'], '2026-05-10T10:00:00+03:00'],
    ['Asia/Jerusalem', '2026-05-05T08:00:00+03:00', '10:00', [], '2026-05-05T10:00:00+03:00'],
    // A time that the day skips, and one that it has twice.
    ['Asia/Jerusalem', '2026-03-27T00:00:00+02:00', '02:30', undefined, '2026-03-27T03:30:00+03:00'],
    ['Asia/Jerusalem', '2026-10-25T00:00:00+03:00', '01:30', undefined, '2026-10-25T01:30:00+03:00'],
    ['Asia/Jerusalem', '2026-10-25T01:45:00+03:00', '01:30', undefined, '2026-10-26T01:30:00+02:00'],
    ['Australia/Lord_Howe', '2026-10-03T12:00:00+10:30', '02:15', undefined, '2026-10-04T02:45:00+11:00'],
    ['Asia/Tehran', '2022-03-21T12:00:00+03:30', '00:00', undefined, '2022-03-22T01:00:00+04:30'],
    // Samoa had no Friday 30 December 2011.
    ['Pacific/Apia', '2011-12-29T12:00:00-10:00', '09:00', ['fr'], '2012-01-06T09:00:00+14:00'],
  ] as const)('%s: from %s the next %s (%j) is %s', (where, from, clock, days, expected) => {
    expect(iso(nextClock(at(from), clock, where, days))).toBe(iso(at(expected)));
  });

  it('is never in the past, never over 8 days ahead, and on a wanted day', () => {
    const clock = fc.tuple(fc.nat(23), fc.nat(59)).map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`);
    const days = fc.subarray(['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'] as const);
    fc.assert(
      fc.property(moment, clock, zone, days, (start, time, where, wanted) => {
        const next = nextClock(start, time, where, wanted);
        expect(next).toBeGreaterThanOrEqual(start);
        expect(next - start).toBeLessThan(8 * 86_400_000);
        if (wanted.length > 0) expect(wanted).toContain(localParts(next, where).weekday);
        expect(nextClock(next, time, where, wanted)).toBe(next);
      }),
    );
  });
});

describe('zones and days', () => {
  it('knows a zone from a typo', () => {
    expect(['Asia/Jerusalem', 'UTC', 'Asia/Tehran'].map(isValidZone)).toEqual([true, true, true]);
    expect(['', 'Asia/Jerusalm', '+02:00', 'Mars/Phobos', '__proto__'].map(isValidZone)).toEqual([false, false, false, false, false]);
  });

  it('shows calendar and clock of the place', () => {
    expect(localParts(at('2026-01-01T22:30:15Z'), 'Asia/Jerusalem')).toEqual({
      year: 2026,
      month: 1,
      day: 2,
      hour: 0,
      minute: 30,
      second: 15,
      weekday: 'fr',
      date: '2026-01-02',
      minuteOfDay: 30,
    });
  });

  it('knows days of 23 and 25 hours, and days without midnight', () => {
    const hours = (date: string, where: string) => {
      const { from, to } = dayBounds(date, where);
      return (to + 1 - from) / 3_600_000;
    };
    expect(hours('2026-03-27', 'Asia/Jerusalem')).toBe(23);
    expect(hours('2026-10-25', 'Asia/Jerusalem')).toBe(25);
    expect(hours('2026-04-05', 'Australia/Lord_Howe')).toBe(24.5);
    expect(iso(dayBounds('2022-03-22', 'Asia/Tehran').from)).toBe(iso(at('2022-03-22T01:00:00+04:30')));
  });
});
