/**
 * Counts of numbers in equal steps, in one pass and bounded memory. The steps are powers of two and begin at multiples of
 * themselves; when the numbers reach further, pairs of steps become one. So the result is the same in whatever order the
 * numbers came, and nothing has to be known about them before.
 */
const STEPS = 512;
const BARS = 12;

export type Histogram = { add(value: number, times: number): void; bars(): number[] };

export function createHistogram(): Histogram {
  let counts = new Uint32Array(STEPS);
  /** log₂ of the step, and the step `counts` begins with. */
  let power = -40;
  let base = 0;
  let width = 2 ** power;
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;

  function widen(): void {
    do {
      power += 1;
      width = 2 ** power;
    } while (Math.floor(most / width) - Math.floor(least / width) >= STEPS);
  }

  /** The same counts with the present width and a beginning that holds least and most. */
  function rearrange(oldWidth: number): void {
    const old = counts;
    const oldBase = base;
    counts = new Uint32Array(STEPS);
    base = Math.floor(least / width);
    const ratio = width / oldWidth;
    for (let i = 0; i < STEPS; i++) {
      const count = old[i] as number;
      if (count > 0) {
        const at = Math.floor((oldBase + i) / ratio) - base;
        counts[at] = (counts[at] as number) + count;
      }
    }
  }

  return {
    add(given, times) {
      if (!Number.isFinite(given) || Math.abs(given) > 1e15) return;
      // Beyond the precision of halving and doubling.
      const value = Math.abs(given) < 1e-200 ? 0 : given;
      if (value < least || value > most) {
        if (value < least) least = value;
        if (value > most) most = value;
        const old = width;
        if (Math.floor(most / width) - Math.floor(least / width) >= STEPS) widen();
        if (old !== width || Math.floor(least / width) < base || Math.floor(most / width) >= base + STEPS) rearrange(old);
      }
      const at = Math.floor(value / width) - base;
      counts[at] = (counts[at] as number) + times;
    },
    bars() {
      if (most < least) return [];
      const bars = new Array<number>(least === most ? 1 : BARS).fill(0);
      for (let i = 0; i < STEPS; i++) {
        const count = counts[i] as number;
        if (count === 0) continue;
        const share = most === least ? 0 : ((base + i) * width - least) / (most - least);
        const bar = Math.max(0, Math.min(bars.length - 1, Math.floor(share * BARS)));
        bars[bar] = (bars[bar] ?? 0) + count;
      }
      return bars;
    },
  };
}
