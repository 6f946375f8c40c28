/** How late waits ended, as counts in steps of a fifth: a hundred numbers hold a year of them, and any hours can be put together. */
import type { Lateness } from '../../shared/executor/monitor';

/** Each step is this much later than the one before: 2^(1/4). */
const stepsPerDoubling = 4;

/** The step that so many ms are counted in. */
export function stepOf(ms: number): number {
  return ms <= 1 ? 0 : Math.ceil(Math.log2(ms) * stepsPerDoubling);
}

/** The latest that is counted in a step, in ms. */
export function upToMs(step: number): number {
  return Math.round(2 ** (step / stepsPerDoubling));
}

/** `counts` by step. Undefined: there was none. */
export function latenessOf(counts: ReadonlyMap<number, number>, maxMs: number): Lateness | undefined {
  const steps = [...counts].filter(([, n]) => n > 0).sort(([a], [b]) => a - b);
  const count = steps.reduce((sum, [, n]) => sum + n, 0);
  if (count === 0) return undefined;
  const rank = Math.ceil(count * 0.99);
  let seen = 0;
  for (const [step, n] of steps) {
    seen += n;
    // Nothing was later than the latest, though its step goes on.
    if (seen >= rank) return { count, p99Ms: Math.min(upToMs(step), maxMs), maxMs };
  }
  return undefined;
}
