import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type TabledZone, tabledChanges, tabledWall } from '../time/clock-changes.fixture';
import { holidaySets } from '../time/holidays';
import { quietAt, quietStretches, quietUntil } from './quiet-times';
import { quietParts } from './quiet-times-parts';
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

  it('are told by the calendar that lasts longest, also where the clock is changed in the middle of its time', () => {
    const bySun: Calendar = { id: 'by-sun', name: {}, countries: [], rest: [], shabbat: true };
    const longRest: Calendar = { ...bySun, id: 'long-rest', shabbat: false, rest: [{ fromDay: 'tu', from: '23:59', toDay: 'mo', to: '02:30' }] };
    // Lord Howe puts its clocks back by half an hour at 02:00 on Sunday, 5 April 2026, an hour before Shabbat ends in Jerusalem.
    const at = Date.UTC(2026, 3, 4, 8);
    expect(quietAt([bySun, longRest], undefined, at, 'Australia/Lord_Howe')).toEqual({ until: Date.UTC(2026, 3, 5, 16), calendar: 'long-rest' });
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

/** By the sun of Jerusalem, candles forty minutes before sunset; all moments in UTC. */
describe('Shabbat and holidays', () => {
  const israel: Calendar = { id: 'israel', name: {}, countries: ['IL'], rest: [], shabbat: true, holidays: ['israel-jewish'] };
  const iran: Calendar = { id: 'iran', name: {}, countries: ['IR'], rest: [], holidays: ['iran-official'] };
  const utc = (text: string) => Date.parse(`${text}Z`);
  const until = (calendars: readonly Calendar[], at: string, place: string, country: string) => {
    const quiet = quietAt(calendars, country, utc(at), place);
    return quiet && [new Date(quiet.until).toISOString().slice(0, 16), quiet.calendar, quiet.holiday];
  };

  it.each<[what: string, at: string, until: string, holiday: string | undefined]>([
    ['winter Shabbat', '2026-01-30T15:00', '2026-01-31T15:51', undefined],
    ['Yom Kippur', '2026-09-20T16:00', '2026-09-21T16:14', 'yom-kippur'],
    // Friday evening to Sunday night: Shabbat is the first day of Rosh Hashana.
    ['Rosh Hashana 5787', '2026-09-12T09:00', '2026-09-13T16:25', 'rosh-hashana'],
    // Monday evening to Wednesday, then on Thursday evening Shabbat begins apart.
    ['Rosh Hashana 5786', '2025-09-23T09:00', '2025-09-24T16:10', 'rosh-hashana'],
    // Wednesday evening Rosh Hashana, straight into Shabbat.
    ['Rosh Hashana 5785 into Shabbat', '2024-10-02T16:00', '2024-10-05T15:55', 'rosh-hashana'],
    // Friday is Shavuot, Saturday is Shabbat.
    ['Shavuot into Shabbat', '2026-05-21T17:00', '2026-05-23T17:16', 'shavuot'],
    // The day of remembrance goes over into Independence Day.
    ['Memorial Day', '2026-04-21T09:00', '2026-04-22T16:51', 'memorial-day'],
  ])('%s', (_, at, expected, holiday) => {
    expect(until([israel], at, zone, 'IL')).toEqual([expected, 'israel', holiday]);
  });

  it('are nobody else’s, and days between feasts only where asked for', () => {
    expect(until([israel, iran], '2026-09-21T09:00', 'Asia/Tehran', 'IR')).toBeUndefined();
    expect(until([israel], '2026-04-06T09:00', zone, 'IL')).toBeUndefined();
    expect(until([{ ...israel, holidays: ['israel-jewish', 'israel-chol-hamoed'] }], '2026-04-02T00:00', zone, 'IL')).toEqual([
      '2026-04-08T16:41',
      'israel',
      'pesach',
    ]);
  });

  it('run on through nights and own days to the first open minute', () => {
    const own = { ...israel, days: [{ id: 'stocktaking', name: { en: 'Stocktaking' }, from: '2026-09-14', to: '2026-09-15' }] };
    // Friday evening Shabbat and Rosh Hashana, Sunday night, two days of stocktaking, the night after.
    expect(until([{ ...night, nights: { from: '19:00', to: '08:30' } }, own], '2026-09-11T16:00', zone, 'IL')?.[0]).toBe('2026-09-16T05:30');
    expect(until([own], '2026-09-14T09:00', zone, 'IL')).toEqual(['2026-09-15T21:00', 'israel', 'stocktaking']);
    const backwards = { ...own, days: [{ id: 'x', name: {}, from: '2026-09-15', to: '2026-09-14' }] };
    expect(until([backwards], '2026-09-15T09:00', zone, 'IL')).toBeUndefined();
  });

  it('a long time of own days is followed over years, never for ever', () => {
    const closed: Calendar = { id: 'closed', name: {}, countries: [], rest: [], days: [{ id: 'y', name: {}, from: '2026-01-01', to: '2026-12-31' }] };
    expect(until([closed], '2026-03-01T00:00', zone, 'IL')?.[0]).toBe('2026-12-31T22:00');
    const ages = { ...closed, days: [{ id: 'y', name: {}, from: '0001-01-01', to: '9999-12-31' }] };
    expect(quietUntil([ages], 'IL', utc('2026-03-01T00:00'), zone)).toBeGreaterThan(utc('2027-06-01T00:00'));
  });

  it('Nowruz lasts thirteen days on the wall of Tehran; before 2023 the clock changed in it', () => {
    expect(until([iran], '2026-03-25T09:00', 'Asia/Tehran', 'IR')).toEqual(['2026-04-02T20:30', 'iran', 'nowruz']);
    expect(until([iran], '2022-03-21T06:00', 'Asia/Tehran', 'IR')).toEqual(['2022-04-02T19:30', 'iran', 'nowruz']);
    // The day the clock was put forward had no midnight.
    expect(until([iran], '2022-03-20T20:29', 'Asia/Tehran', 'IR')).toEqual(['2022-04-02T19:30', 'iran', 'oil-day']);
  });

  it('Ashura is quiet, Ramadan until the sun has set at the place', () => {
    expect(until([iran], '2026-06-25T09:00', 'Asia/Tehran', 'IR')).toEqual(['2026-06-26T20:30', 'iran', 'ashura']);
    const fast: Calendar = {
      id: 'fast',
      name: {},
      countries: [],
      rest: [],
      holidays: ['ramadan-days'],
      sun: { latitude: 35.69, longitude: 51.39, beforeSunset: 0, afterNightfall: 0 },
    };
    expect(until([fast], '2026-02-20T09:00', 'Asia/Tehran', 'IR')).toEqual(['2026-02-20T14:20', 'fast', 'ramadan']);
    expect(until([fast], '2026-02-20T15:00', 'Asia/Tehran', 'IR')).toBeUndefined();
  });

  it('begins and ends by so many minutes as are asked for', () => {
    const sun = { latitude: 32.09, longitude: 34.78, beforeSunset: 60, afterNightfall: 30 };
    const [early] = quietStretches([{ ...israel, sun }], utc('2026-01-30T00:00'), utc('2026-02-01T00:00'), zone);
    const [usual] = quietStretches(
      [{ ...israel, sun: { ...sun, beforeSunset: 22, afterNightfall: 0 } }],
      utc('2026-01-30T00:00'),
      utc('2026-02-01T00:00'),
      zone,
    );
    expect([(usual?.from ?? 0) - (early?.from ?? 0), (early?.to ?? 0) - (usual?.to ?? 0)]).toEqual([38 * 60_000, 30 * 60_000]);
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
function isQuietOnTheWall(calendars: readonly Calendar[], at: number, timeZone: TabledZone): boolean {
  const wall = new Date(tabledWall(at, timeZone));
  const today = weekdays[(wall.getUTCDay() + 6) % 7] ?? 'mo';
  const clockNow = wall.toISOString().slice(11, 16);
  const inWeek = (day: Weekday, time: string) => `${weekdays.indexOf(day)} ${time}`;
  const within = (now: string, from: string, to: string) => (from <= to ? now >= from && now < to : now >= from || now < to);
  return calendars.some(
    ({ nights, rest }) =>
      (nights && within(clockNow, nights.from, nights.to)) ||
      rest.some((r) => within(inWeek(today, clockNow), inWeek(r.fromDay, r.from), inWeek(r.toDay, r.to))),
  );
}

describe('any calendars, any zone, days when clocks change included', () => {
  const around = fc.oneof(fc.constantFrom(...tabledChanges), fc.constant({ zone: 'Asia/Tehran' as const, at: Date.UTC(2026, 5, 1) }));

  it('hold past `at`, to a minute that is not quiet, and every minute between is', { tags: ['long'] }, () => {
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

describe('any mix of Shabbat, holidays and own days', () => {
  const isoDay = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);
  const someDay = Math.floor(Date.UTC(2026, 0, 1) / 86_400_000);
  const mixed: fc.Arbitrary<Calendar> = fc.record({
    id: fc.constantFrom('a', 'b', 'c'),
    name: fc.constant({}),
    countries: fc.constant([]),
    nights: fc.option(fc.record({ from: clock, to: clock }), { nil: undefined }),
    rest: fc.constant([]),
    shabbat: fc.boolean(),
    holidays: fc.subarray([...holidaySets]),
    days: fc.array(
      fc.tuple(fc.nat(500), fc.nat(5)).map(([from, length]) => ({ id: 'own', name: {}, from: isoDay(someDay + from), to: isoDay(someDay + from + length) })),
      { maxLength: 2 },
    ),
  }) as fc.Arbitrary<Calendar>;
  const zones = ['Asia/Jerusalem', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Tehran', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'];

  it('gives the same answer at every moment of a stretch, nothing at its end, and what looking it up part by part gives', { tags: ['long'] }, () => {
    fc.assert(
      fc.property(fc.array(mixed, { minLength: 1, maxLength: 2 }), fc.constantFrom(...zones), fc.nat(500 * 1440), (calendars, place, minute) => {
        const at = Date.UTC(2026, 0, 1) + minute * 60_000;
        const quiet = quietAt(calendars, undefined, at, place);
        const parts = calendars.flatMap((calendar) => quietParts(calendar, place, at - 40 * 86_400_000, at + 40 * 86_400_000));
        const isQuiet = (moment: number) => parts.some((part) => part.from <= moment && moment < part.to);
        expect(quiet !== undefined).toBe(isQuiet(at));
        if (!quiet || quiet.until > at + 39 * 86_400_000) return;
        expect(isQuiet(quiet.until)).toBe(false);
        expect(quietAt(calendars, undefined, quiet.until, place)).toBeUndefined();
        for (const share of [0.1, 0.5, 0.9]) {
          const between = Math.floor(at + (quiet.until - at) * share);
          expect(isQuiet(between)).toBe(true);
          expect(quietAt(calendars, undefined, between, place)?.until).toBe(quiet.until);
        }
      }),
      { numRuns: 300 },
    );
  });
});
