/** How fast messages leave: as fast as they may, and as fast as they did. */
import type { Clock } from '../clock';

export type Pace = { room(): number; take(n: number): void; waitMs(): number };

/** So many a second, and no more than a second's worth at once. Absent: as fast as they are taken. */
export function createPace(perSecond: number | undefined, clock: Clock): Pace {
  if (perSecond === undefined) return { room: () => Number.POSITIVE_INFINITY, take: () => {}, waitMs: () => 0 };
  const most = Math.max(1, Math.floor(perSecond));
  let left = most;
  let at = clock.now();
  const fill = () => {
    const now = clock.now();
    left = Math.min(most, left + (Math.max(0, now - at) / 1000) * perSecond);
    at = now;
  };
  return {
    room() {
      fill();
      return Math.floor(left);
    },
    take(n: number) {
      left -= n;
    },
    waitMs: () => Math.ceil(((1 - left) / perSecond) * 1000),
  };
}

/** Shorter than this says little. */
const shortestLookMs = 10;

/** How many have been done a second of late. */
export function createMeter(clock: Clock): { count(): void; perSecond(): number } {
  let since = clock.now();
  let done = 0;
  let rate = 0;
  return {
    count() {
      done++;
    },
    perSecond() {
      const ms = clock.now() - since;
      if (ms >= shortestLookMs) {
        rate = (rate + (done / ms) * 1000) / 2;
        since += ms;
        done = 0;
      } else if (ms < 0) since = clock.now();
      return rate;
    },
  };
}
