/**
 * What happens when clocks are changed, written by hand from the time-zone data (`clock-changes.fixture.ts`): in the spring of 2026
 * Jerusalem goes from 02:00 to 03:00 on 27 March, Berlin on 29 March, New York on 8 March, Lord Howe from 02:00 to 02:30 on 4 October;
 * back from 02:00 to 01:00 in Jerusalem on 25 October and in New York on 1 November, from 03:00 to 02:00 in Berlin on 25 October, from
 * 02:00 to 01:30 on Lord Howe on 5 April. Tehran skipped the midnight that began 22 March 2022, had the hour before that of
 * 22 September twice, and has done neither since.
 */
import { describe, expect, it } from 'vitest';
import { durationSchema } from '../condition/schema';
import { tabledWall } from '../time/clock-changes.fixture';
import { isoIn } from '../time/iso-in.fixture';
import { capState } from './caps';
import { dateTriggerAt, nextScheduledAt, waveAt } from './entry-timing';
import { quietStretches, quietUntil } from './quiet-times';
import type { Calendar, NodeOf, Trigger } from './schema';
import { step } from './step';
import { cartTrigger, newRun, oneNode, person } from './step.fixture';

const at = (iso: string) => Date.parse(iso);

/** When a run that enters the node then goes on; it stands still until the very millisecond. */
function goesOn(node: NodeOf<'wait' | 'wait-until' | 'wait-event' | 'window'>, zone: string, entered: string, attributes: Record<string, string> = {}): string {
  const deployment = oneNode(node, node.kind === 'wait-event' ? ['happened', 'timeout'] : ['out']);
  const customer = person({ 'time-zone': zone, ...attributes });
  const { run } = step(deployment, newRun(deployment, at(entered)), customer, { kind: 'start' }, at(entered));
  if (!run.wait) return entered;
  const until = run.wait.until;
  expect(step(deployment, run, customer, { kind: 'wake' }, until - 1).run.node).toBe(node.id);
  expect(step(deployment, run, customer, { kind: 'wake' }, until).run.status).toBe('exited');
  return isoIn(until, zone);
}

describe('a wait', () => {
  it.each([
    // A day keeps the wall clock, 24 hours do not.
    ['Asia/Jerusalem', 'P1D', '2026-03-26T12:00+02:00', '2026-03-27T12:00+03:00'],
    ['Asia/Jerusalem', 'PT24H', '2026-03-26T12:00+02:00', '2026-03-27T13:00+03:00'],
    ['Asia/Jerusalem', 'P1D', '2026-10-24T12:00+03:00', '2026-10-25T12:00+02:00'],
    ['Asia/Jerusalem', 'PT24H', '2026-10-24T12:00+03:00', '2026-10-25T11:00+02:00'],
    ['Europe/Berlin', 'P1W', '2026-03-22T09:00+01:00', '2026-03-29T09:00+02:00'],
    ['Europe/Berlin', 'PT168H', '2026-03-22T09:00+01:00', '2026-03-29T10:00+02:00'],
    ['America/New_York', 'P1DT2H', '2026-10-31T12:00-04:00', '2026-11-01T14:00-05:00'],
    ['Australia/Lord_Howe', 'P1D', '2026-04-04T12:00+11:00', '2026-04-05T12:00+10:30'],
    ['Australia/Lord_Howe', 'PT24H', '2026-04-04T12:00+11:00', '2026-04-05T11:30+10:30'],
    ['Asia/Tehran', 'P1D', '2022-09-21T12:00+04:30', '2022-09-22T12:00+03:30'],
    ['Asia/Tehran', 'PT24H', '2023-03-21T12:00+03:30', '2023-03-22T12:00+03:30'],
    // It ends at a time that the day skips.
    ['Asia/Jerusalem', 'P1D', '2026-03-26T02:30+02:00', '2026-03-27T03:30+03:00'],
    ['America/New_York', 'P2D', '2026-03-06T02:00-05:00', '2026-03-08T03:00-04:00'],
    ['Australia/Lord_Howe', 'P1D', '2026-10-03T02:10+10:30', '2026-10-04T02:40+11:00'],
    ['Asia/Tehran', 'P1D', '2022-03-21T00:30+03:30', '2022-03-22T01:30+04:30'],
    ['Asia/Tehran', 'P1D', '2023-03-21T00:30+03:30', '2023-03-22T00:30+03:30'],
    // It ends at a time that the day has twice, or begins at one.
    ['Asia/Jerusalem', 'P1D', '2026-10-24T01:30+03:00', '2026-10-25T01:30+03:00'],
    ['Asia/Jerusalem', 'PT25H', '2026-10-24T01:30+03:00', '2026-10-25T01:30+02:00'],
    ['Asia/Jerusalem', 'P1D', '2026-10-25T01:30+03:00', '2026-10-26T01:30+02:00'],
    ['Asia/Jerusalem', 'P1D', '2026-10-25T01:30+02:00', '2026-10-26T01:30+02:00'],
    ['Europe/Berlin', 'PT30M', '2026-10-25T02:45+02:00', '2026-10-25T02:15+01:00'],
    // Days over the ends of months.
    ['Europe/Berlin', 'P30D', '2026-01-31T10:00+01:00', '2026-03-02T10:00+01:00'],
    ['Europe/Berlin', 'P30D', '2028-01-31T10:00+01:00', '2028-03-01T10:00+01:00'],
  ])('%s: %s from %s is over at %s', (zone, duration, entered, expected) => {
    expect(goesOn({ id: 'w', kind: 'wait', duration }, zone, entered)).toBe(expected);
    // A time-out is counted like a wait.
    expect(goesOn({ id: 'w', kind: 'wait-event', event: 'order-delivered', timeout: duration }, zone, entered)).toBe(expected);
  });

  it('knows no months: nobody can say how long they are', () => {
    for (const duration of ['P1M', 'P1Y', 'P1M2D']) expect(durationSchema.safeParse(duration).success).toBe(false);
  });

  it.each([
    ['Asia/Jerusalem', { at: '02:30' }, '2026-03-26T10:00+02:00', '2026-03-27T03:30+03:00'],
    ['Asia/Jerusalem', { at: '03:00' }, '2026-03-26T10:00+02:00', '2026-03-27T03:00+03:00'],
    ['Asia/Jerusalem', { at: '09:00', days: ['fr'] }, '2026-03-26T10:00+02:00', '2026-03-27T09:00+03:00'],
    ['Asia/Jerusalem', { at: '09:00', days: ['su', 'mo', 'tu', 'we', 'th'] }, '2026-10-22T10:00+03:00', '2026-10-25T09:00+02:00'],
    // Each day has it once: the first of two.
    ['Asia/Jerusalem', { at: '01:30' }, '2026-10-25T00:00+03:00', '2026-10-25T01:30+03:00'],
    ['Asia/Jerusalem', { at: '01:30' }, '2026-10-25T01:10+02:00', '2026-10-26T01:30+02:00'],
    ['Asia/Jerusalem', { at: '01:30', days: ['su'] }, '2026-10-25T01:10+02:00', '2026-11-01T01:30+02:00'],
    ['Europe/Berlin', { at: '02:30', days: ['su'] }, '2026-03-28T10:00+01:00', '2026-03-29T03:30+02:00'],
    ['America/New_York', { at: '02:00' }, '2026-03-07T10:00-05:00', '2026-03-08T03:00-04:00'],
    ['Australia/Lord_Howe', { at: '02:15' }, '2026-10-03T12:00+10:30', '2026-10-04T02:45+11:00'],
    ['Australia/Lord_Howe', { at: '01:45' }, '2026-04-04T12:00+11:00', '2026-04-05T01:45+11:00'],
    ['Asia/Tehran', { at: '00:00' }, '2022-03-21T12:00+03:30', '2022-03-22T01:00+04:30'],
    ['Asia/Tehran', { at: '23:30' }, '2022-09-21T23:10+03:30', '2022-09-22T23:30+03:30'],
    ['Asia/Tehran', { at: '00:00' }, '2026-03-21T12:00+03:30', '2026-03-22T00:00+03:30'],
  ] as const)('%s: a minute, then on to %j, from %s: %s', (zone, align, entered, expected) => {
    const { at: clock, ...more } = align;
    const days = 'days' in more ? { days: [...more.days] } : {};
    expect(goesOn({ id: 'w', kind: 'wait', duration: 'PT1M', align: { at: clock, ...days } }, zone, entered)).toBe(expected);
  });

  it.each([
    ['Europe/Berlin', '2026-03-29', { at: '02:30' }, '2026-03-29T03:30+02:00'],
    ['Europe/Berlin', '2026-03-30', { offset: '-P1D', at: '02:30' }, '2026-03-29T03:30+02:00'],
    ['Europe/Berlin', '2026-03-30', { offset: '-PT24H' }, '2026-03-28T23:00+01:00'],
    ['Europe/Berlin', '2026-03-30', { offset: '-P1D' }, '2026-03-29T00:00+01:00'],
    ['Europe/Berlin', '2026-10-25', { at: '02:30' }, '2026-10-25T02:30+02:00'],
    ['Europe/Berlin', '2026-10-25T02:30', {}, '2026-10-25T02:30+02:00'],
    ['Europe/Berlin', '2026-10-25T02:30+01:00', {}, '2026-10-25T02:30+01:00'],
    ['Australia/Lord_Howe', '2026-10-04T02:10', {}, '2026-10-04T02:40+11:00'],
    ['Asia/Tehran', '2022-03-22', {}, '2022-03-22T01:00+04:30'],
  ])('%s: until %s, moved by %j, is until %s', (zone, date, move, expected) => {
    const node: NodeOf<'wait-until'> = { id: 'w', kind: 'wait-until', until: { kind: 'customer', path: 'expires-on' }, onMissing: 'exit', ...move };
    expect(goesOn(node, zone, '2022-01-01T00:00Z', { 'expires-on': date })).toBe(expected);
    const trigger: Extract<Trigger, { kind: 'date-attribute' }> = { kind: 'date-attribute', attribute: 'expires-on', offset: 'P0D', ...move };
    expect(isoIn(dateTriggerAt(trigger, date, zone) ?? Number.NaN, zone)).toBe(expected);
  });
});

describe('a window', () => {
  const everyDay = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'] as const;
  it.each([
    // It begins in the hour that is skipped: it is open from the change on.
    ['Europe/Berlin', everyDay, '02:30', '05:00', '2026-03-29T01:50+01:00', '2026-03-29T03:00+02:00'],
    ['Europe/Berlin', everyDay, '02:30', '05:00', '2026-03-29T03:10+02:00', '2026-03-29T03:10+02:00'],
    ['Asia/Tehran', ['tu'], '00:00', '00:00', '2022-03-21T23:00+03:30', '2022-03-22T01:00+04:30'],
    // It lies in it altogether: that day has none.
    ['Europe/Berlin', ['su'], '02:00', '03:00', '2026-03-29T01:00+01:00', '2026-04-05T02:00+02:00'],
    ['Australia/Lord_Howe', everyDay, '02:00', '02:30', '2026-10-04T01:00+10:30', '2026-10-05T02:00+11:00'],
    // It ends in it: with the change.
    ['Europe/Berlin', ['sa'], '22:00', '02:30', '2026-03-29T01:59+01:00', '2026-03-29T01:59+01:00'],
    ['Europe/Berlin', ['sa'], '22:00', '02:30', '2026-03-29T03:00+02:00', '2026-04-04T22:00+02:00'],
    // What the day has twice is open twice.
    ['Europe/Berlin', everyDay, '02:30', '04:00', '2026-10-25T02:10+02:00', '2026-10-25T02:30+02:00'],
    ['Europe/Berlin', everyDay, '02:30', '04:00', '2026-10-25T02:40+02:00', '2026-10-25T02:40+02:00'],
    ['Europe/Berlin', everyDay, '02:30', '04:00', '2026-10-25T02:10+01:00', '2026-10-25T02:30+01:00'],
    ['Europe/Berlin', everyDay, '02:15', '02:45', '2026-10-25T02:50+02:00', '2026-10-25T02:15+01:00'],
    ['America/New_York', ['su'], '00:30', '01:30', '2026-11-01T01:45-04:00', '2026-11-01T01:00-05:00'],
    ['Asia/Jerusalem', ['su'], '01:00', '02:00', '2026-10-25T01:30+02:00', '2026-10-25T01:30+02:00'],
    ['Australia/Lord_Howe', everyDay, '01:45', '03:00', '2026-04-05T01:40+10:30', '2026-04-05T01:45+10:30'],
    ['Asia/Tehran', ['we'], '23:30', '00:30', '2022-09-21T23:10+03:30', '2022-09-21T23:30+03:30'],
    // Whole days.
    ['America/New_York', ['su'], '09:00', '09:00', '2026-03-07T23:00-05:00', '2026-03-08T00:00-05:00'],
    ['Asia/Jerusalem', ['su', 'mo', 'tu', 'we', 'th'], '09:00', '17:00', '2026-10-22T18:00+03:00', '2026-10-25T09:00+02:00'],
  ] as const)('%s, %j %s–%s: who comes at %s passes at %s', (zone, days, from, to, entered, expected) => {
    expect(goesOn({ id: 'w', kind: 'window', days: [...days], from, to }, zone, entered)).toBe(expected);
  });
});

describe('quiet hours', () => {
  const nights = (from: string, to: string): Calendar => ({ id: 'n', name: {}, countries: [], nights: { from, to }, rest: [] });
  const lateShabbat: Calendar = { id: 's', name: {}, countries: [], rest: [{ fromDay: 'sa', from: '20:00', toDay: 'su', to: '02:30' }] };
  it.each([
    // The hour they end in is skipped, is there twice, or they lie in it altogether.
    ['Asia/Jerusalem', nights('20:30', '02:30'), '2026-03-27T01:45+02:00', '2026-03-27T03:00+03:00'],
    ['Asia/Jerusalem', nights('00:30', '01:30'), '2026-10-25T01:10+03:00', '2026-10-25T01:30+03:00'],
    ['Asia/Jerusalem', nights('00:30', '01:30'), '2026-10-25T01:10+02:00', '2026-10-25T01:30+02:00'],
    ['Australia/Lord_Howe', nights('02:05', '02:25'), '2026-10-04T02:30+11:00', undefined],
    // So is the hour they begin in: what is not night on the wall is open.
    ['Asia/Jerusalem', nights('01:30', '06:00'), '2026-10-25T01:45+03:00', '2026-10-25T01:00+02:00'],
    ['Asia/Jerusalem', nights('01:30', '06:00'), '2026-10-25T01:45+02:00', '2026-10-25T06:00+02:00'],
    ['Asia/Jerusalem', nights('02:30', '06:00'), '2026-03-27T03:00+03:00', '2026-03-27T06:00+03:00'],
    ['Asia/Tehran', nights('23:30', '06:00'), '2022-09-21T23:45+04:30', '2022-09-21T23:00+03:30'],
    ['Asia/Tehran', nights('20:30', '08:30'), '2022-09-21T23:45+04:30', '2022-09-22T08:30+03:30'],
    ['Asia/Tehran', nights('20:30', '00:30'), '2022-03-21T23:45+03:30', '2022-03-22T01:00+04:30'],
    ['Europe/Berlin', lateShabbat, '2026-03-29T01:00+01:00', '2026-03-29T03:00+02:00'],
    ['Europe/Berlin', lateShabbat, '2026-10-25T02:15+02:00', '2026-10-25T02:30+02:00'],
    ['Europe/Berlin', lateShabbat, '2026-10-25T02:15+01:00', '2026-10-25T02:30+01:00'],
    ['America/New_York', nights('20:30', '08:30'), '2026-10-31T21:00-04:00', '2026-11-01T08:30-05:00'],
  ] as const)('%s, %j: at %s until %s', (zone, calendar, moment, expected) => {
    const until = quietUntil([calendar], undefined, at(moment), zone);
    expect(until === undefined ? undefined : isoIn(until, zone)).toBe(expected);
  });
});

describe('a schedule', () => {
  const slots = (every: string, clock: string | undefined, zone: string, deployed: string, count: number) => {
    const trigger = { kind: 'schedule' as const, every, ...(clock && { at: clock }) };
    const times: number[] = [];
    for (let n = 0; n < count; n++) times.push(nextScheduledAt(trigger, { deployedAt: at(deployed), last: times.at(-1) }, zone));
    return times.map((time) => isoIn(time, zone));
  };
  const spring = ['2026-03-28T02:30+01:00', '2026-03-29T03:30+02:00', '2026-03-30T02:30+02:00', '2026-03-31T02:30+02:00'];

  it('daily at 02:30 fires once a day, and a day without 02:30 does not move the days after it', () => {
    expect(slots('P1D', '02:30', 'Europe/Berlin', '2026-03-27T12:00+01:00', 4)).toEqual(spring);
    expect(slots('P1D', undefined, 'Europe/Berlin', '2026-03-28T02:30+01:00', 4)).toEqual(spring);
    expect(slots('P1D', '02:30', 'Europe/Berlin', '2026-10-24T12:00+02:00', 3)).toEqual([
      '2026-10-25T02:30+02:00',
      '2026-10-26T02:30+01:00',
      '2026-10-27T02:30+01:00',
    ]);
    expect(slots('P1D', '00:00', 'Asia/Tehran', '2022-03-20T12:00+03:30', 3)).toEqual([
      '2022-03-21T00:00+03:30',
      '2022-03-22T01:00+04:30',
      '2022-03-23T00:00+04:30',
    ]);
    expect(slots('P1W', '02:10', 'Australia/Lord_Howe', '2026-09-27T00:00+10:30', 3)).toEqual([
      '2026-09-27T02:10+10:30',
      '2026-10-04T02:40+11:00',
      '2026-10-11T02:10+11:00',
    ]);
  });

  it('by hours goes by elapsed time', () => {
    expect(slots('PT24H', undefined, 'Europe/Berlin', '2026-03-28T02:30+01:00', 3)).toEqual([
      '2026-03-28T02:30+01:00',
      '2026-03-29T03:30+02:00',
      '2026-03-30T03:30+02:00',
    ]);
    expect(slots('PT30M', undefined, 'America/New_York', '2026-11-01T01:00-04:00', 4)).toEqual([
      '2026-11-01T01:00-04:00',
      '2026-11-01T01:30-04:00',
      '2026-11-01T01:00-05:00',
      '2026-11-01T01:30-05:00',
    ]);
  });

  it('goes on rightly from a slot that was counted otherwise, as an older program did', () => {
    const trigger = { kind: 'schedule', every: 'P1D' } as const;
    const drifted = at('2026-03-30T03:30+02:00');
    expect(isoIn(nextScheduledAt(trigger, { deployedAt: at('2026-03-28T02:30+01:00'), last: drifted }, 'Europe/Berlin'), 'Europe/Berlin')).toBe(spring[3]);
  });

  it('waves keep their wall clock too', () => {
    const waves = { people: 1, per: 'units', every: 'P1D' };
    const times = [0, 1, 2, 3].map((place) => waveAt({ ...cartTrigger, waves }, { properties: {} }, place, at('2026-03-28T02:30+01:00'), 'Europe/Berlin'));
    expect(times.map((time) => isoIn(time, 'Europe/Berlin'))).toEqual(spring);
  });
});

describe('a cap', () => {
  it.each([
    ['Asia/Jerusalem', 'P1D', ['2026-03-26T12:00+02:00'], '2026-03-27T11:59+03:00', '2026-03-27T12:00+03:00'],
    ['Asia/Jerusalem', 'P1D', ['2026-10-24T12:00+03:00'], '2026-10-25T11:30+02:00', '2026-10-25T12:00+02:00'],
    ['Asia/Jerusalem', 'PT24H', ['2026-10-24T12:00+03:00'], '2026-10-25T10:30+02:00', '2026-10-25T11:00+02:00'],
    ['Europe/Berlin', 'P7D', ['2026-03-23T09:00+01:00'], '2026-03-30T08:59+02:00', '2026-03-30T09:00+02:00'],
    ['Australia/Lord_Howe', 'P1D', ['2026-10-03T02:10+10:30'], '2026-10-04T02:35+11:00', '2026-10-04T02:40+11:00'],
    ['Asia/Tehran', 'P1D', ['2022-03-21T00:30+03:30'], '2022-03-22T01:15+04:30', '2022-03-22T01:30+04:30'],
    // Sent at the first 01:30 and at the second 01:10: the later one leaves the window first.
    ['Asia/Jerusalem', 'P1D', ['2026-10-25T01:30+03:00', '2026-10-25T01:10+02:00'], '2026-10-26T01:20+02:00', '2026-10-26T01:30+02:00'],
  ])('%s, one in %s, sent %j: at %s reached until %s', (zone, window, sent, moment, expected) => {
    const history = sent.map((when, n) => ({
      uid: `m${n}`,
      name: 'message-sent',
      at: at(when),
      properties: { channel: 'email', 'message-class': 'marketing' },
    }));
    const cap = { id: 'c', name: {}, classes: ['marketing' as const], limit: 1, window };
    const state = capState(cap, history, at(moment), zone);
    expect(state.reached && isoIn(state.freesAt ?? Number.NaN, zone)).toBe(expected);
    expect(capState(cap, history, at(expected), zone)).toEqual({ reached: false });
  });
});

describe('Shabbat by the sun', () => {
  const shabbat: Calendar = { id: 's', name: {}, countries: ['IL'], rest: [], shabbat: true };
  const minute = 60_000;

  it('of the day on which the clock was put forward is the printed one, whatever the zone of the customer', () => {
    // Newspapers of 27 March 2026: candles in Jerusalem at 18:15, end at 19:32.
    const [begins, ends] = [at('2026-03-27T18:15+03:00'), at('2026-03-28T19:32+03:00')];
    for (const zone of ['Asia/Jerusalem', 'America/New_York', 'Australia/Lord_Howe', 'UTC']) {
      expect(quietUntil([shabbat], 'IL', begins - 3 * minute, zone)).toBeUndefined();
      expect(Math.abs((quietUntil([shabbat], 'IL', begins + 3 * minute, zone) ?? 0) - ends)).toBeLessThanOrEqual(2 * minute);
      expect(quietUntil([shabbat], 'DE', begins + 3 * minute, zone)).toBeUndefined();
    }
  });

  it('comes every week, from Friday into Saturday, for 25 to 26 hours, and takes no notice of the clock', () => {
    const weeks = quietStretches([shabbat], at('2025-01-01T00:00Z'), at('2027-12-31T00:00Z'), 'Asia/Jerusalem');
    expect(weeks.length).toBe(156);
    weeks.forEach(({ from, to }, n) => {
      expect(new Date(tabledWall(from, 'Asia/Jerusalem')).getUTCDay()).toBe(5);
      expect(new Date(tabledWall(to, 'Asia/Jerusalem')).getUTCDay()).toBe(6);
      expect((to - from) / 60 / minute).toBeGreaterThan(25);
      expect((to - from) / 60 / minute).toBeLessThan(26);
      const previous = weeks[n - 1]?.from ?? from - 7 * 24 * 60 * minute;
      expect(Math.abs(from - previous - 7 * 24 * 60 * minute)).toBeLessThanOrEqual(10 * minute);
    });
  });
});
