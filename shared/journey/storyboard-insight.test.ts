import { describe, expect, it } from 'vitest';
import type { Moment } from './storyboard';
import { readGaps, storyboardInsight } from './storyboard-insight';

/** Touchpoints from 1, each [planned, actual, mood]. */
function sheet(...columns: [planned?: number, actual?: number, mood?: number][]): Moment[] {
  return columns.map(([planned, actual, mood], i) => ({
    touchpoint: i + 1,
    frame: { touchpoint: i + 1, emotion: {}, doubt: {}, motivation: {}, ...(mood === undefined ? {} : { mood }) },
    nodes: [],
    sends: [],
    arrival: undefined,
    planned: planned === undefined ? undefined : { count: planned, from: 'typed' },
    actual: actual === undefined ? undefined : { count: actual, from: 'typed' },
    gap: planned === undefined || actual === undefined ? undefined : actual - planned,
  }));
}

/** An event: 500 registered, 310 came. */
const event = sheet([500, 492, 1], [475, 468, -1], [450, 441, 0], [420, 318, -2], [415, 312, 1], [420, 310, 2], [80, 190, 0]);

describe('the insight', () => {
  it('names the moment that costs most, not those that only carry its loss, and the share that came', () => {
    const { reached, loss, lowest } = storyboardInsight(event, { reachedAt: 6 });
    expect(loss).toEqual({ touchpoint: 4, fewer: 102, lowestMood: true });
    expect(lowest).toEqual({ touchpoint: 4, mood: -2 });
    expect(reached).toMatchObject({ touchpoint: 6, of: 500, share: 0.62, planned: 0.84 });
  });

  it('takes the last touchpoint with numbers where nobody says where the goal is', () => {
    expect(storyboardInsight(sheet([100, 90], [80, 40], [70, undefined])).reached).toMatchObject({ touchpoint: 2, share: 0.4, planned: 0.8 });
  });

  it('says nothing it does not know', () => {
    expect(storyboardInsight(sheet([], [], []))).toEqual({});
    expect(storyboardInsight(sheet([100, 120], [80, 90])).loss).toBeUndefined();
    expect(storyboardInsight(sheet([undefined, undefined, 1], [undefined, undefined, 1]))).toEqual({});
    expect(storyboardInsight(sheet([0, 0], [10, 5])).reached).toBeUndefined();
    const [first, ...rest] = sheet([100, 50], [80, 40]);
    const monthly: Moment[] = first ? [{ ...first, planned: { count: 100, from: 'volumes' }, gap: undefined }, ...rest] : [];
    expect(storyboardInsight(monthly).reached).toBeUndefined();
  });

  it('does not blame the lowest mood where the loss is elsewhere', () => {
    expect(storyboardInsight(sheet([100, 40, 2], [40, 40, -2]))).toMatchObject({ loss: { touchpoint: 1, lowestMood: false }, lowest: { touchpoint: 2 } });
  });
});

describe('a gap', () => {
  it('is lost here, lost before, or nothing to speak of; after the goal, more is the loss', () => {
    expect([...readGaps(event, 6).values()]).toEqual([
      { kind: 'even' },
      { kind: 'even' },
      { kind: 'even' },
      { kind: 'own' },
      { kind: 'carried', since: 4 },
      { kind: 'carried', since: 4 },
      { kind: 'own' },
    ]);
    expect(readGaps(event).get(7)).toEqual({ kind: 'gain' });
  });

  it('begins anew when it grows by much, or after people came back', () => {
    expect(readGaps(sheet([100, 80], [100, 40])).get(2)).toEqual({ kind: 'own' });
    expect(readGaps(sheet([100, 80], [100, 100], [100, 79])).get(3)).toEqual({ kind: 'own' });
    expect(readGaps(sheet([0, 0], [undefined, 5])).size).toBe(1);
  });
});
