import { describe, expect, it } from 'vitest';
import { dateTriggerAt, nextScheduledAt, timedTriggers, waveAt } from './entry-timing';
import { cartTrigger, hour, monday } from './step.fixture';

const zone = 'Asia/Jerusalem';

describe('a schedule', () => {
  it('fires at its clock time every day, also over a change of clocks', () => {
    const daily = { kind: 'schedule', every: 'P1D', at: '06:00' } as const;
    const first = nextScheduledAt(daily, { deployedAt: monday }, zone);
    expect(first).toBe(Date.UTC(2026, 5, 2, 3));
    expect(nextScheduledAt(daily, { deployedAt: monday, last: first }, zone)).toBe(Date.UTC(2026, 5, 3, 3));
    const eve = Date.UTC(2026, 9, 24, 3);
    expect(nextScheduledAt(daily, { deployedAt: monday, last: eve }, zone)).toBe(eve + 25 * hour);
  });

  it('without a clock time begins at once', () => {
    const often = { kind: 'schedule', every: 'PT6H' } as const;
    expect(nextScheduledAt(often, { deployedAt: monday }, zone)).toBe(monday);
    expect(nextScheduledAt(often, { deployedAt: monday, last: monday }, zone)).toBe(monday + 6 * hour);
  });

  it('always moves on', () => {
    expect(nextScheduledAt({ kind: 'schedule', every: 'PT0S' }, { deployedAt: monday, last: monday }, zone)).toBeGreaterThan(monday);
  });
});

describe('a date trigger', () => {
  it('is due before or after the date, at its clock time', () => {
    const trigger = { kind: 'date-attribute', attribute: 'expires-on', offset: '-P30D', at: '09:00' } as const;
    expect(dateTriggerAt(trigger, '2026-07-15', zone)).toBe(Date.UTC(2026, 5, 15, 6));
    expect(dateTriggerAt({ ...trigger, offset: 'P1D' }, '2026-07-15T23:30:00+03:00', zone)).toBe(Date.UTC(2026, 6, 16, 6));
    expect(dateTriggerAt(trigger, 'not a date', zone)).toBeUndefined();
    expect(dateTriggerAt(trigger, undefined, zone)).toBeUndefined();
  });

  it('needs someone to keep the clock', () => {
    const daily = { id: 's', kind: 'trigger', trigger: { kind: 'schedule', every: 'P1D' } } as const;
    expect(timedTriggers([cartTrigger, daily])).toEqual([daily]);
  });
});

describe('waves', () => {
  const node = { ...cartTrigger, waves: { people: 3, per: 'quantity-available', every: 'PT12H' } };
  const at = (place: number, quantity?: number) =>
    waveAt(node, { properties: quantity === undefined ? {} : { 'quantity-available': quantity } }, place, monday, zone);

  it('let in so many per unit, the next ones later', () => {
    expect([0, 5, 6, 11, 12].map((place) => at(place, 2))).toEqual([monday, monday, monday + 12 * hour, monday + 12 * hour, monday + 24 * hour]);
  });

  it('count one unit when the event names none', () => {
    expect([at(2), at(3), at(3, 0)]).toEqual([monday, monday + 12 * hour, monday + 12 * hour]);
  });

  it('are not needed', () => {
    expect(waveAt(cartTrigger, { properties: {} }, 1000, monday, zone)).toBe(monday);
  });
});
