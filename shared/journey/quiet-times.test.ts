import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localParts } from '../time/duration';
import { quietAt, quietUntil } from './quiet-times';
import { type Calendar, type Weekday, weekdays } from './schema';

const zone = 'Asia/Jerusalem';
/** 2026-06-05 is a Friday; Jerusalem is UTC+3 in June. */
const june = (date: number, clockHour: number, clockMinute = 0) => Date.UTC(2026, 5, date, clockHour - 3, clockMinute);

const night: Calendar = { id: 'night', name: {}, countries: [], nights: { from: '20:30', to: '08:30' }, rest: [] };
const shabbat: Calendar = { id: 'shabbat', name: {}, countries: ['IL'], rest: [{ fromDay: 'fr', from: '14:00', toDay: 'sa', to: '20:30' }] };
const friday: Calendar = { id: 'friday', name: {}, countries: ['IR'], rest: [{ fromDay: 'fr', from: '00:00', toDay: 'sa', to: '00:00' }] };

describe('quiet times', () => {
  it('let a message go by day and hold it till the morning by night', () => {
    expect(quietUntil([night], 'IL', june(1, 12), zone)).toBeUndefined();
    expect(quietUntil([night], 'IL', june(1, 20, 29), zone)).toBeUndefined();
    expect(quietUntil([night], 'IL', june(1, 20, 30), zone)).toBe(june(2, 8, 30));
    expect(quietUntil([night], 'IL', june(2, 3), zone)).toBe(june(2, 8, 30));
    expect(quietUntil([night], 'IL', june(2, 8, 30), zone)).toBeUndefined();
  });

  it('follow overlapping calendars to the end: Friday afternoon, Shabbat, then the night after', () => {
    expect(quietUntil([night, shabbat], 'IL', june(5, 15), zone)).toBe(june(7, 8, 30));
    expect(quietAt([night, shabbat], 'IL', june(5, 15), zone)?.calendar).toBe('shabbat');
  });

  it('belong to a country; a customer whose country is unknown keeps all of them', () => {
    expect(quietUntil([shabbat, friday], 'IR', june(6, 12), 'Asia/Tehran')).toBeUndefined();
    expect(quietUntil([shabbat, friday], 'DE', june(5, 15), 'Europe/Berlin')).toBeUndefined();
    expect(quietUntil([shabbat, friday], undefined, june(5, 9), zone)).toBe(june(6, 20, 30));
  });

  it('never hold when they begin and end at the same minute', () => {
    expect(quietUntil([{ ...night, nights: { from: '08:00', to: '08:00' } }], 'IL', june(1, 8), zone)).toBeUndefined();
  });

  it('give a moment even when no minute of the week is open', () => {
    const always: Calendar = { ...night, nights: { from: '08:00', to: '20:00' }, rest: [{ fromDay: 'mo', from: '20:00', toDay: 'mo', to: '19:00' }] };
    expect(quietUntil([always, night], 'IL', june(1, 12), zone)).toBeGreaterThan(june(8, 0));
  });

  it('end with the wall clock when clocks go forward over their end', () => {
    // New York, 8 March 2026: 02:00 becomes 03:00, so there is no 02:30.
    const short: Calendar = { ...night, nights: { from: '23:00', to: '02:30' } };
    const before = Date.UTC(2026, 2, 8, 6, 15);
    expect(quietUntil([short], undefined, before, 'America/New_York')).toBe(Date.UTC(2026, 2, 8, 7));
  });

  it('end at the first of two equal clock times when clocks go back', () => {
    // New York, 1 November 2026: 01:30 comes at 05:30 and at 06:30 UTC.
    const short: Calendar = { ...night, nights: { from: '23:00', to: '01:30' } };
    expect(quietUntil([short], undefined, Date.UTC(2026, 10, 1, 4, 15), 'America/New_York')).toBe(Date.UTC(2026, 10, 1, 5, 30));
    expect(quietUntil([short], undefined, Date.UTC(2026, 10, 1, 6, 10), 'America/New_York')).toBe(Date.UTC(2026, 10, 1, 6, 30));
  });
});

const clock = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`);
const weekday = fc.constantFrom(...weekdays);
const anyCalendar: fc.Arbitrary<Calendar> = fc.record({
  id: fc.constant('any'),
  name: fc.constant({}),
  countries: fc.constant([]),
  nights: fc.record({ from: clock, to: clock }),
  rest: fc.array(fc.record({ fromDay: weekday, from: clock, toDay: weekday, to: clock }), { maxLength: 2 }),
});

/** Written apart from the code: is this wall clock inside one of the periods? */
function isQuietOnTheWall(calendars: readonly Calendar[], at: number, timeZone: string): boolean {
  const { weekday: today, minuteOfDay } = localParts(at, timeZone);
  const clockNow = `${String(Math.floor(minuteOfDay / 60)).padStart(2, '0')}:${String(minuteOfDay % 60).padStart(2, '0')}`;
  const inWeek = (day: Weekday, time: string) => `${weekdays.indexOf(day)} ${time}`;
  const within = (now: string, from: string, to: string) => (from <= to ? now >= from && now < to : now >= from || now < to);
  return calendars.some(
    ({ nights, rest }) =>
      (nights && within(clockNow, nights.from, nights.to)) ||
      rest.some((r) => within(inWeek(today, clockNow), inWeek(r.fromDay, r.from), inWeek(r.toDay, r.to))),
  );
}

describe('any calendars, any zone, days when clocks change included', () => {
  const around = fc.constantFrom(
    { zone: 'Asia/Jerusalem', at: Date.UTC(2026, 2, 27) },
    { zone: 'Asia/Jerusalem', at: Date.UTC(2026, 9, 25) },
    { zone: 'America/New_York', at: Date.UTC(2026, 2, 8) },
    { zone: 'America/New_York', at: Date.UTC(2026, 10, 1) },
    { zone: 'Australia/Lord_Howe', at: Date.UTC(2026, 3, 4) },
    { zone: 'Asia/Tehran', at: Date.UTC(2026, 5, 1) },
    { zone: 'Asia/Kathmandu', at: Date.UTC(2026, 5, 1) },
  );

  it('hold past `at`, to a minute that is not quiet, and every minute between is', () => {
    fc.assert(
      fc.property(fc.array(anyCalendar, { minLength: 1, maxLength: 2 }), around, fc.integer({ min: -2 * 1440, max: 2 * 1440 }), (calendars, place, minutes) => {
        const at = place.at + minutes * 60_000 + 12_345;
        const until = quietUntil(calendars, undefined, at, place.zone);
        expect(until !== undefined).toBe(isQuietOnTheWall(calendars, at, place.zone));
        if (until === undefined) return;
        expect(until).toBeGreaterThan(at);
        const always = until - at > 14 * 86_400_000;
        expect(isQuietOnTheWall(calendars, until, place.zone)).toBe(always);
        // Every minute near both ends, and a sample of the long middle.
        const stretch = (until - at) / 60_000;
        const open: number[] = [];
        for (let m = 1; m < stretch; m += m < 70 || stretch - m < 70 ? 1 : 53)
          if (!always && !isQuietOnTheWall(calendars, at + m * 60_000, place.zone)) open.push(m);
        expect(open).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
