/** Caps and quiet times in fifty zones, against a reading that looks at the wall minute by minute. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { capReached, quietAt as naiveQuietAt } from '../../tests/model/limits';
import { firstMinute } from '../../tests/model/wall-clock';
import { clockChanges } from '../time/clock-changes';
import { capState } from './caps';
import { quietAt } from './quiet-times';
import type { Calendar, Cap } from './schema';
import { step } from './step';
import { newRun, oneNode, person, rules, send } from './step.fixture';
import { sentEvent } from './step-facts';

const zones = `Asia/Jerusalem Asia/Tehran Europe/Berlin Europe/London Europe/Dublin Europe/Lisbon Europe/Athens Europe/Chisinau Europe/Moscow Europe/Istanbul
Africa/Cairo Africa/Casablanca Africa/Lagos Africa/Johannesburg Africa/Nairobi America/New_York America/Chicago America/Denver America/Phoenix
America/Los_Angeles America/Anchorage America/Adak America/St_Johns America/Halifax America/Havana America/Mexico_City America/Bogota America/Caracas
America/Santiago America/Asuncion America/Sao_Paulo America/Argentina/Buenos_Aires America/Nuuk America/Miquelon Atlantic/Azores Atlantic/Reykjavik
Asia/Beirut Asia/Amman Asia/Dubai Asia/Kolkata Asia/Kathmandu Asia/Tokyo Asia/Gaza Australia/Sydney Australia/Adelaide Australia/Lord_Howe Pacific/Auckland
Pacific/Chatham Pacific/Apia Antarctica/Troll`.split(/\s+/);

const minute = 60_000;
const day = 24 * 60 * minute;
const [from, to] = [Date.UTC(2025, 0, 1), Date.UTC(2028, 0, 1)];

/** Any moment of three years, as often as not within a day of a change of clocks. */
const place = fc
  .record({
    zone: fc.constantFrom(...zones),
    n: fc.nat(99),
    near: fc.boolean(),
    ms: fc.integer({ min: -day, max: day }),
    any: fc.integer({ min: from, max: to }),
  })
  .map(({ zone, n, near, ms, any }) => {
    const changes = clockChanges(zone, from, to).filter(({ since }) => since > from && since < to);
    const change = changes[n % Math.max(1, changes.length)];
    return { zone, at: near && change ? change.since + ms : any };
  });
const clock = fc
  .tuple(fc.constantFrom(0, 1, 2, 3, 8, 14, 20, 22, 23), fc.constantFrom(0, 15, 30, 59))
  .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`);
const isoDay = fc.integer({ min: 0, max: 1094 }).map((n) => new Date(from + n * day).toISOString().slice(0, 10));

/** Never all of a week, or nothing would ever go. */
const calendar: fc.Arbitrary<Calendar> = fc
  .record({
    id: fc.constant('quiet'),
    name: fc.constant({}),
    countries: fc.constantFrom<string[]>([], ['IL'], ['DE']),
    nights: fc.option(fc.record({ from: fc.constantFrom('19:30', '20:00', '23:59', '00:30', '02:30'), to: fc.constantFrom('03:00', '06:15', '08:30') }), {
      nil: undefined,
    }),
    rest: fc.array(
      fc
        .record({ fromDay: fc.constantFrom('fr' as const, 'sa' as const), from: clock, toDay: fc.constantFrom('sa' as const, 'su' as const), to: clock })
        .filter((one) => one.fromDay !== one.toDay),
      { maxLength: 2 },
    ),
    shabbat: fc.boolean(),
    days: fc.array(
      fc.record({ id: fc.constantFrom('fair', 'stocktaking'), name: fc.constant({}), from: isoDay }).map((one) => ({ ...one, to: one.from })),
      { maxLength: 3 },
    ),
  })
  .map(({ nights, ...rest }) => ({ ...rest, ...(nights ? { nights } : {}) }));

const cap: fc.Arbitrary<Cap> = fc
  .record({
    id: fc.constantFrom('some', 'few'),
    name: fc.constant({}),
    classes: fc.constantFrom<Cap['classes'][]>(['marketing'], ['marketing', 'service']),
    channels: fc.constantFrom<Cap['channels'][]>(undefined, ['email'], ['sms']),
    limit: fc.integer({ min: 1, max: 3 }),
    window: fc.constantFrom('P1D', 'PT24H', 'P2D', 'PT36H', 'P1W', 'PT1H'),
  })
  .map(({ channels, ...rest }) => ({ ...rest, ...(channels ? { channels } : {}) }));
/** What she was sent, so many minutes before. */
const mails = fc.array(
  fc.record({
    minutes: fc.oneof(fc.nat(90), fc.nat(3 * 1440), fc.constantFrom(1440, 1380, 1500, 2160)),
    class: fc.constantFrom('marketing' as const, 'service' as const),
    channel: fc.constantFrom('email' as const, 'sms' as const),
  }),
  { maxLength: 8 },
);

it('there are fifty', () => {
  expect(new Set(zones).size).toBe(50);
});

it('it is quiet when the wall says so, until the wall no longer does', { tags: ['long'] }, () => {
  fc.assert(
    fc.property(place, fc.array(calendar, { minLength: 1, maxLength: 2 }), fc.constantFrom(undefined, 'IL', 'FR'), ({ zone, at }, calendars, country) => {
      expect(quietAt(calendars, country, at, zone)?.until).toBe(naiveQuietAt(calendars, country, at, zone)?.until);
    }),
    { numRuns: 300, seed: 50 },
  );
});

it('a cap is reached by what still counts, and frees when enough no longer does', { tags: ['long'] }, () => {
  fc.assert(
    fc.property(place, cap, mails, ({ zone, at }, limit, sent) => {
      const history = sent.map(({ minutes, class: messageClass, channel }, n) => ({
        uid: `${n}`,
        name: 'message-sent',
        at: at - minutes * minute,
        properties: { 'message-class': messageClass, channel },
      }));
      history.sort((a, b) => a.at - b.at);
      const naive = capReached(
        limit,
        sent.map((one) => ({ at: at - one.minutes * minute, class: one.class, channel: one.channel })),
        at,
        zone,
      );
      expect(capState(limit, history, at, zone)).toEqual(naive ? { reached: true, freesAt: naive.freesAt } : { reached: false });
    }),
    { numRuns: 2000, seed: 51 },
  );
});

it('a message that is held goes in the first minute in which nothing objects', { tags: ['long'] }, () => {
  fc.assert(
    fc.property(
      place,
      fc.array(calendar, { minLength: 1, maxLength: 2 }),
      fc.uniqueArray(cap, { minLength: 1, maxLength: 2, selector: ({ id }) => id }),
      mails,
      ({ zone, at }, calendars, caps, sent) => {
        const longest = { action: 'hold', maxHold: 'P60D', afterHold: 'skip' } as const;
        const deployment = oneNode(send('m'), ['out'], {
          caps,
          calendars,
          suppressions: [
            { ...rules.caps, ...longest },
            { ...rules.quiet, ...longest },
          ],
        });
        const customer = person({ 'time-zone': zone, country: 'IL' });
        const before = sent.map((one) => ({ at: at - one.minutes * minute, class: one.class, channel: one.channel })).sort((a, b) => a.at - b.at);
        for (const [n, one] of before.entries()) {
          const { properties } = sentEvent(deployment.journey, { key: `${n}`, node: 'x', message: 'hello', channel: one.channel, class: one.class }, one.at);
          customer.happened('message-sent', one.at, properties);
        }
        let now = at;
        let result = step(deployment, newRun(deployment, now), customer, { kind: 'start' }, now);
        for (let wakes = 0; result.run.wait && wakes < 100; wakes++) {
          now = result.run.wait.until;
          result = step(deployment, result.run, customer, { kind: 'wake' }, now);
        }
        expect(result.effects.map(({ kind }) => kind)).toEqual(['send']);

        const mayGo = (moment: number) =>
          caps.every(
            (one) => !(one.classes.includes('marketing') && (!one.channels || one.channels.includes('email')) && capReached(one, before, moment, zone)),
          ) && naiveQuietAt(calendars, 'IL', moment, zone) === undefined;
        // No cap frees but when one of these ends; quiet ends on a full minute.
        const frees = caps.flatMap((one) => before.flatMap(() => capReached(one, before, at, zone)?.freesAt ?? []));
        const first = [at, ...frees].filter((moment) => moment >= at && mayGo(moment));
        const onTheMinute = firstMinute(Math.max(at, now - 2 * 60 * minute), mayGo, 60) ?? 0;
        expect(now).toBe(Math.min(onTheMinute, ...first));
        expect(mayGo(now - 1) && now > at).toBe(false);
      },
    ),
    { numRuns: 150, seed: 52 },
  );
});
