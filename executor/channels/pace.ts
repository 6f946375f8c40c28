/** How fast messages may leave. */
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
