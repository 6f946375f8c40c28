import { localParts } from './duration';

const DAY_MS = 86_400_000;
/** In the north of Brazil summer time lasted a week in 2000; since 1970 no clock has changed twice in less. */
const STEP_MS = 6 * DAY_MS;
const END_OF_TIME = 8.64e15;

/** From `since` until before `until` (epoch ms) the clock in a zone is `offset` ms ahead of UTC. */
export type ClockPeriod = { since: number; until: number; offset: number };

const known = new Map<string, ClockPeriod[]>();

/**
 * How the clock in `zone` went from `from` to `to` (epoch ms). The first period also stands for all time before it, the last
 * for all time after it.
 */
export function clockChanges(zone: string, from: number, to: number): readonly ClockPeriod[] {
  const key = `${zone} ${from} ${to}`;
  const periods = known.get(key) ?? findChanges(zone, from, to);
  if (known.size >= 500) known.clear();
  known.set(key, periods);
  return periods;
}

function findChanges(zone: string, from: number, to: number): ClockPeriod[] {
  const periods: ClockPeriod[] = [{ since: -END_OF_TIME, until: END_OF_TIME, offset: offsetAt(from, zone) }];
  for (let at = from; at < to; at += STEP_MS) {
    const last = periods.at(-1);
    const offset = offsetAt(at + STEP_MS, zone);
    if (!last || offset === last.offset) continue;
    // The change lies between the two; the clock goes differently from `high` on.
    let [low, high] = [at, at + STEP_MS];
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
