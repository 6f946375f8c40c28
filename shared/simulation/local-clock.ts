/** When in a customer's day something happens: her own clock, her nights, her week. */
import { clockChanges } from '../time/clock-changes';
import type { Random } from './random';

const DAY = 86_400_000;
const MINUTE = 60_000;

/** How lively each hour of a day is. */
const hours = [2, 1, 0, 0, 0, 0, 1, 3, 5, 6, 6, 6, 6, 6, 5, 5, 6, 6, 7, 8, 10, 9, 7, 4];
const minutes = hours.flatMap((weight, hour) => Array.from({ length: weight }, () => hour * 60));
/** On the last two days of a week people put this share of what they do off to the next day. */
export const PUT_OFF = 0.25;

export type LocalClock = {
  zone: string;
  /** Days since 1970 on the wall. */
  dayOf(at: number): number;
  /** Some moment of that day, when people are awake. */
  someTime(day: number, random: Random): number;
  /** The moment of a clock time, in minutes since midnight. */
  at(day: number, minute: number): number;
};

/** `weekend`: days of the week that are quieter, 0 = Sunday. */
export function createLocalClock(zone: string, weekend: readonly number[], from: number, to: number): LocalClock {
  const periods = clockChanges(zone, from - 2 * DAY, to + 2 * DAY);
  const offsetAt = (at: number) => (periods.find((one) => at < one.until) ?? periods[0])?.offset ?? 0;
  const atOf = (day: number, minute: number) => {
    const wall = day * DAY + minute * MINUTE;
    const guess = wall - offsetAt(wall);
    return wall - offsetAt(guess);
  };
  return {
    zone,
    dayOf: (at) => Math.floor((at + offsetAt(at)) / DAY),
    someTime(day, random) {
      // 1 January 1970 was a Thursday.
      const putOff = weekend.includes((day + 4) % 7) && random.chance(PUT_OFF) ? 1 : 0;
      return atOf(day + putOff, (random.pick(minutes) ?? 0) + random.between(0, 59)) + random.between(0, 59) * 1000;
    },
    at: atOf,
  };
}
