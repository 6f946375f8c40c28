/** What holds for every wait, window, night, schedule and cap within days of a clock change, against the written table of changes. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventRecord } from '../condition/facts';
import { type TabledZone, tabledChanges, tabledWall } from '../time/clock-changes.fixture';
import { capState } from './caps';
import { compileDeployment } from './deployment';
import { nextScheduledAt } from './entry-timing';
import { type Calendar, type NodeOf, type Weekday, weekdays } from './schema';
import { step } from './step';
import { apply, bundle, cartTrigger, edge, newRun, person, rules, send } from './step.fixture';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const change = fc.constantFrom(...tabledChanges.filter(({ at }) => at < Date.parse('2028-09-01T00:00:00Z')));
/** Up to three days before a change and two after it; every third within two hours of it. */
const place = fc
  .tuple(change, fc.oneof(fc.integer({ min: -3 * 1440, max: 2 * 1440 }), fc.integer({ min: -120, max: 120 })), fc.nat(minute - 1))
  .map(([{ zone, at }, minutes, ms]) => ({ zone, at: at + minutes * minute + ms }));
const clock = fc.tuple(fc.nat(23), fc.nat(59)).map(clockOf);
/** Clocks are changed in the small hours. */
const smallHours = fc.tuple(fc.constantFrom(23, 0, 1, 2, 3), fc.constantFrom(0, 5, 15, 30, 45)).map(clockOf);
const anyClock = fc.oneof(clock, smallHours);
const anyDays = fc.subarray([...weekdays], { minLength: 1 });

function clockOf([h, m]: [number, number]): string {
  return `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`;
}

/** What the wall shows, by the table; the date in days since 1970-01-01. */
function wall(at: number, zone: TabledZone): { date: number; clock: string; weekday: Weekday } {
  const shown = new Date(tabledWall(at, zone));
  const weekday = weekdays[(shown.getUTCDay() + 6) % 7] ?? 'mo';
  return { date: Math.floor(shown.getTime() / day), clock: clockOf([shown.getUTCHours(), shown.getUTCMinutes()]), weekday };
}

/** By how many minutes the clock jumped forward within the two hours before. */
function gapBefore(at: number, zone: TabledZone): number {
  const found = tabledChanges.find((one) => one.zone === zone && one.to > one.from && one.at <= at && at - one.at < 2 * hour);
  return found ? found.to - found.from : 0;
}

/** The clock a day shows instead of one that it skips. */
function isShownInstead(at: number, clockWanted: string, zone: TabledZone): boolean {
  const gap = gapBefore(at, zone);
  return gap > 0 && wall(at - gap * minute, zone).clock < clockWanted && minuteOf(wall(at, zone).clock) === (minuteOf(clockWanted) + gap) % 1440;
}

function minuteOf(text: string): number {
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
}

/** How long a run entering this node at `at` stands there, seen by waking it a millisecond early, too. */
function passesAt(node: NodeOf<'wait' | 'window'>, zone: TabledZone, at: number): number {
  const deployment = compileDeployment(
    bundle({ nodes: [cartTrigger, node, { id: 'end', kind: 'exit' }], edges: [edge('start', 'out', node.id), edge(node.id, 'out', 'end')] }),
    'hash',
  );
  const customer = person({ 'time-zone': zone });
  const { run } = step(deployment, newRun(deployment, at), customer, { kind: 'start' }, at);
  if (!run.wait) return at;
  const { until } = run.wait;
  expect(until).toBeGreaterThan(at);
  expect(step(deployment, run, customer, { kind: 'wake' }, until - 1).run.node).toBe(node.id);
  expect(step(deployment, run, customer, { kind: 'wake' }, until).run.status).toBe('exited');
  return until;
}

/** Whole minutes from `from` until before `to`: all of them near both ends, some between. */
function* minutesBetween(from: number, to: number): Generator<number> {
  for (let at = Math.ceil(from / minute) * minute; at < to; at += at - from < 2 * hour || to - at < 2 * hour ? minute : 13 * minute) yield at;
}

const runs = { numRuns: 120, seed: 20261025 };

describe('a wait', () => {
  it('of days ends on the right date at the same clock, later only by what the day skips', () => {
    fc.assert(
      fc.property(place, fc.integer({ min: 1, max: 40 }), ({ zone, at }, days) => {
        const until = passesAt({ id: 'n', kind: 'wait', duration: `P${days}D` }, zone, at);
        const [before, after] = [wall(at, zone), wall(until, zone)];
        expect(after.date - before.date).toBe(days);
        if (after.clock !== before.clock) expect((minuteOf(after.clock) - minuteOf(before.clock) + 1440) % 1440).toBe(gapBefore(until, zone));
        expect(Math.abs(until - at - days * day)).toBeLessThanOrEqual(hour);
      }),
      runs,
    );
  });

  it('of hours is as long as it says', () => {
    fc.assert(
      fc.property(place, fc.integer({ min: 1, max: 10_000 }), ({ zone, at }, minutes) => {
        expect(passesAt({ id: 'n', kind: 'wait', duration: `PT${minutes}M` }, zone, at) - at).toBe(minutes * minute);
      }),
      runs,
    );
  });

  it('until a clock time is never early, on a wanted day, shows that time, and misses none before', () => {
    fc.assert(
      fc.property(place, anyClock, anyDays, fc.constantFrom('PT0S', 'PT3H', 'P1D'), ({ zone, at }, wanted, days, duration) => {
        const earliest = duration === 'PT0S' ? at : passesAt({ id: 'n', kind: 'wait', duration }, zone, at);
        const until = passesAt({ id: 'n', kind: 'wait', duration, align: { at: wanted, days } }, zone, at);
        expect(until).toBeGreaterThanOrEqual(earliest);
        const shown = wall(until, zone);
        expect(days).toContain(shown.weekday);
        if (shown.clock !== wanted) expect(isShownInstead(until, wanted, zone)).toBe(true);
        // No minute before shows it on a wanted day, unless that day has shown it already.
        for (const m of minutesBetween(earliest, until)) {
          const { clock: showing, weekday } = wall(m, zone);
          if (showing === wanted && days.includes(weekday))
            expect(tabledChanges.some((one) => one.zone === zone && one.to < one.from && one.at <= m && m - one.at < hour)).toBe(true);
        }
      }),
      runs,
    );
  });

  it('of whoever came later never ends sooner, where the wall clock is the later one too', () => {
    fc.assert(
      fc.property(place, fc.integer({ min: 1, max: 3000 }), anyClock, ({ zone, at }, minutes, wanted) => {
        const later = at + minutes * minute;
        const aligned = (from: number) => passesAt({ id: 'n', kind: 'wait', duration: 'PT1M', align: { at: wanted } }, zone, from);
        expect(aligned(later)).toBeGreaterThanOrEqual(aligned(at));
        const daily = (from: number) => passesAt({ id: 'n', kind: 'wait', duration: 'P1D' }, zone, from);
        if (tabledWall(later, zone) >= tabledWall(at, zone)) expect(daily(later)).toBeGreaterThanOrEqual(daily(at));
      }),
      runs,
    );
  });
});

/** Written apart from the code: is the wall inside one of the windows or nights? */
function isWithin(at: number, zone: TabledZone, days: readonly Weekday[], from: string, to: string): boolean {
  const { clock: now, weekday } = wall(at, zone);
  const [today, yesterday] = [days.includes(weekday), days.includes(weekdays[(weekdays.indexOf(weekday) + 6) % 7] ?? 'mo')];
  if (from === to) return today;
  if (from < to) return today && from <= now && now < to;
  return (today && now >= from) || (yesterday && now < to);
}

describe('a window', () => {
  it('is open when it is passed, at the first minute that it is, and whoever comes later does not pass sooner', () => {
    fc.assert(
      fc.property(place, anyDays, anyClock, anyClock, fc.nat(3000), ({ zone, at }, days, from, to, minutes) => {
        const node: NodeOf<'window'> = { id: 'n', kind: 'window', days, from, to };
        const passes = passesAt(node, zone, at);
        expect(isWithin(passes, zone, days, from, to)).toBe(true);
        if (passes > at) {
          expect(isWithin(at, zone, days, from, to)).toBe(false);
          for (const m of minutesBetween(at, passes)) if (isWithin(m, zone, days, from, to)) expect(m).toBe(passes);
        }
        expect(passesAt(node, zone, at + minutes * minute)).toBeGreaterThanOrEqual(passes);
      }),
      runs,
    );
  });
});

describe('a message', () => {
  const marketing = { message: 'hello', channel: 'email' as const, class: 'marketing' as const };
  it('leaves once, neither at night nor on a day of rest, at the first minute that is neither', () => {
    const hours = fc.record({ from: anyClock, to: anyClock });
    fc.assert(
      fc.property(place, hours, fc.constantFrom(...weekdays), anyClock, ({ zone, at }, nights, restDay, restTo) => {
        const rest = { fromDay: restDay, from: nights.to, toDay: weekdays[(weekdays.indexOf(restDay) + 1) % 7] ?? 'mo', to: restTo };
        const calendars: Calendar[] = [{ id: 'c', name: {}, countries: [], nights, rest: [rest] }];
        const isQuiet = (moment: number) => {
          const { weekday, clock: now } = wall(moment, zone);
          const isNight = nights.from !== nights.to && isWithin(moment, zone, weekdays, nights.from, nights.to);
          return isNight || (weekday === rest.fromDay && now >= rest.from) || (weekday === rest.toDay && now < rest.to);
        };
        const deployment = compileDeployment(
          bundle({
            nodes: [cartTrigger, send('m', marketing), { id: 'end', kind: 'exit' }],
            edges: [edge('start', 'out', 'm'), edge('m', 'out', 'end')],
            suppressions: [{ ...rules.quiet, maxHold: 'P14D' }],
            calendars,
          }),
          'hash',
        );
        const customer = person({ 'time-zone': zone });
        let now = at;
        let state = step(deployment, newRun(deployment, now), customer, { kind: 'start' }, now);
        const sent: number[] = [];
        for (let wakes = 0; wakes < 20; wakes++) {
          for (const effect of state.effects) if (effect.kind === 'send') sent.push(now);
          apply(state.effects, customer, deployment, now);
          if (!state.run.wait) break;
          expect(step(deployment, state.run, customer, { kind: 'wake' }, state.run.wait.until - 1).effects).toEqual([]);
          now = state.run.wait.until;
          state = step(deployment, state.run, customer, { kind: 'wake' }, now);
        }
        expect(sent.length).toBe(1);
        const [moment = 0] = sent;
        expect(isQuiet(moment)).toBe(false);
        if (moment > at) for (const m of minutesBetween(at, moment)) if (!isQuiet(m)) expect(m).toBe(moment);
      }),
      runs,
    );
  });
});

describe('a schedule', () => {
  it('by days fires once on each of its days, at its clock or what the day shows instead', () => {
    fc.assert(
      fc.property(place, fc.option(anyClock, { nil: undefined }), fc.constantFrom(1, 2, 7), ({ zone, at: deployedAt }, at, days) => {
        const trigger = { kind: 'schedule' as const, every: `P${days}D`, ...(at !== undefined && { at }) };
        const wanted = at ?? wall(deployedAt, zone).clock;
        const slots: number[] = [];
        for (let n = 0; n < 8; n++) slots.push(nextScheduledAt(trigger, { deployedAt, last: slots.at(-1) }, zone));
        slots.forEach((slot, n) => {
          expect(slot).toBeGreaterThanOrEqual(deployedAt);
          const shown = wall(slot, zone);
          if (shown.clock !== wanted) expect(isShownInstead(slot, wanted, zone)).toBe(true);
          const previous = slots[n - 1];
          if (previous !== undefined) expect(shown.date - wall(previous, zone).date).toBe(days);
        });
      }),
      runs,
    );
  });
});

describe('a cap', () => {
  const sentAt = (at: number, n: number): EventRecord => ({
    uid: `m${n}`,
    name: 'message-sent',
    at,
    properties: { channel: 'email', 'message-class': 'marketing' },
  });

  it('lets nobody have more within its window than it says, and holds no longer than that', () => {
    fc.assert(
      fc.property(
        place,
        fc.array(fc.nat(4 * 1440), { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 3 }),
        fc.constantFrom('P1D', 'P2D', 'PT24H'),
        (p, minutes, limit, window) => {
          const { zone, at } = p;
          const cap = { id: 'c', name: {}, classes: ['marketing' as const], limit, window };
          const sent = minutes.map((m) => at - m * minute).sort((a, b) => a - b);
          // When a message stops counting, by the table: the same wall clock, later by what is skipped, the first of two.
          const end = (from: number) => (window === 'PT24H' ? from + day : momentOf(tabledWall(from, zone) + (window === 'P1D' ? day : 2 * day), zone));
          const counting = (moment: number) => sent.filter((from) => from <= moment && end(from) > moment).length;
          const state = capState(cap, sent.map(sentAt), at, zone);
          expect(state.reached).toBe(counting(at) >= limit);
          if (!state.reached || state.freesAt === undefined) return;
          expect(state.freesAt).toBeGreaterThan(at);
          expect(counting(state.freesAt)).toBeLessThan(limit);
          expect(counting(state.freesAt - 1)).toBeGreaterThanOrEqual(limit);
        },
      ),
      runs,
    );
  });

  /** The first moment at which the wall shows this (as UTC), or what it shows instead. */
  function momentOf(shown: number, zone: TabledZone): number {
    const offsets = tabledChanges.filter((one) => one.zone === zone && Math.abs(one.at - shown) < 2 * day).flatMap(({ from, to }) => [from, to]);
    const candidates = [...offsets.map((offset) => shown - offset * minute), shown - (tabledWall(shown, zone) - shown)];
    const fitting = candidates.filter((moment) => tabledWall(moment, zone) === shown);
    // Skipped: by the clock as it was before, read on the clock as it is then.
    return fitting.length > 0 ? Math.min(...fitting) : Math.max(...candidates);
  }
});
