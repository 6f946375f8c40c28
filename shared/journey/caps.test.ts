import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventRecord } from '../condition/facts';
import { addDuration } from '../time/duration';
import { capApplies, capState } from './caps';
import type { Cap } from './schema';

const zone = 'Asia/Jerusalem';
const hour = 3_600_000;
const at = Date.UTC(2026, 5, 10, 9);
const weekly: Cap = { id: 'three-a-week', name: {}, classes: ['marketing'], limit: 3, window: 'P7D' };
const sent = (when: number, channel = 'email', messageClass = 'marketing'): EventRecord => ({
  uid: `m${when}${channel}`,
  name: 'message-sent',
  at: when,
  properties: { channel, 'message-class': messageClass },
});

describe('a cap', () => {
  it('is reached at its limit and frees when the oldest that counts leaves the window', () => {
    const history = [sent(at - 6 * 24 * hour), sent(at - 30 * hour), sent(at - hour)];
    expect(capState(weekly, history.slice(1), at, zone)).toEqual({ reached: false });
    expect(capState(weekly, history, at, zone)).toEqual({ reached: true, freesAt: at + 24 * hour });
    expect(capState(weekly, history, at + 24 * hour, zone)).toEqual({ reached: false });
  });

  it('counts its own classes and channels only', () => {
    const bySms: Cap = { ...weekly, limit: 1, channels: ['sms'] };
    expect(capState(bySms, [sent(at - hour)], at, zone).reached).toBe(false);
    expect(capState(bySms, [sent(at - hour, 'sms', 'service')], at, zone).reached).toBe(false);
    expect(capState(bySms, [sent(at - hour, 'sms')], at, zone).reached).toBe(true);
    expect(capApplies(bySms, 'marketing', 'email')).toBe(false);
    expect(capApplies(bySms, 'service', 'sms')).toBe(false);
    expect(capApplies(bySms, 'marketing', 'sms')).toBe(true);
  });

  it('of zero never frees', () => {
    expect(capState({ ...weekly, limit: 0 }, [], at, zone)).toEqual({ reached: true, freesAt: undefined });
  });

  it('counts a calendar day by the clock: 25 hours when clocks go back', () => {
    const daily: Cap = { ...weekly, limit: 1, window: 'P1D' };
    const eve = Date.UTC(2026, 9, 24, 9);
    expect(capState(daily, [sent(eve)], eve + 24 * hour, zone)).toEqual({ reached: true, freesAt: eve + 25 * hour });
  });

  it('agrees with counting, and frees neither too early nor too late', () => {
    const history = fc.array(fc.tuple(fc.integer({ min: 0, max: 20 * 24 }), fc.constantFrom('marketing', 'service')), { maxLength: 12 });
    fc.assert(
      fc.property(history, fc.integer({ min: 1, max: 4 }), fc.constantFrom('PT6H', 'P1D', 'P7D'), (hours, limit, window) => {
        const cap: Cap = { ...weekly, limit, window };
        const messages = hours.map(([h, messageClass]) => sent(at - h * hour, 'email', messageClass)).sort((a, b) => a.at - b.at);
        const countAt = (when: number) =>
          messages.filter((m) => m.properties['message-class'] === 'marketing' && addDuration(m.at, window, zone) > when).length;
        const state = capState(cap, messages, at, zone);
        expect(state.reached).toBe(countAt(at) >= limit);
        if (!state.reached || state.freesAt === undefined) return;
        expect(state.freesAt).toBeGreaterThan(at);
        expect(countAt(state.freesAt)).toBeLessThan(limit);
        expect(countAt(state.freesAt - 1)).toBeGreaterThanOrEqual(limit);
      }),
    );
  });
});
