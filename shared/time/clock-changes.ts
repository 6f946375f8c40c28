import { localParts } from './duration';

const DAY_MS = 86_400_000;
const END_OF_TIME = 8.64e15;

/** From `since` until before `until` (epoch ms) the clock in a zone is `offset` ms ahead of UTC. */
export type ClockPeriod = { since: number; until: number; offset: number };

/**
 * How the clock in `zone` went from `from` to `to` (epoch ms). The first period also stands for all time before it, the last
 * for all time after it. Two changes within one day would be taken for one.
 */
export function clockChanges(zone: string, from: number, to: number): ClockPeriod[] {
  const periods: ClockPeriod[] = [{ since: -END_OF_TIME, until: END_OF_TIME, offset: offsetAt(from, zone) }];
  for (let day = from; day < to; day += DAY_MS) {
    const last = periods.at(-1);
    const offset = offsetAt(day + DAY_MS, zone);
    if (!last || offset === last.offset) continue;
    // The change lies between the two; the clock goes differently from `high` on.
    let [low, high] = [day, day + DAY_MS];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (offsetAt(middle, zone) === last.offset) low = middle;
      else high = middle;
    }
    last.until = high;
    periods.push({ since: high, until: END_OF_TIME, offset });
  }
  return periods;
}

function offsetAt(at: number, zone: string): number {
  const { date, hour, minute, second } = localParts(at, zone);
  return Date.parse(`${date}T00:00:00Z`) + ((hour * 60 + minute) * 60 + second) * 1000 - Math.floor(at / 1000) * 1000;
}
