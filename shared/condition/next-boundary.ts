const DAY_MS = 86_400_000;
/** Days change length with the clock, and a date is a whole day. */
const SLACK_MS = 2 * DAY_MS;

/** Answers that never change by themselves hold until then. */
export const never = Number.POSITIVE_INFINITY;

/**
 * When an answer that turns at about one of these moments (epoch ms, right to within two days) may turn next: never too late. `now` where one is
 * so near that it can't be said.
 */
export function nextBoundary(now: number, boundaries: readonly number[]): number {
  let until = never;
  for (const at of boundaries) {
    if (at + SLACK_MS < now) continue;
    until = Math.min(until, Math.max(now, at - SLACK_MS));
  }
  return until;
}
