/** Numbers that look like chance and depend on nothing but the seed and whom they are for. */
export type Random = {
  /** From 0 up to, not including, 1. */
  next(): number;
  chance(share: number): boolean;
  /** A whole number, both ends included. */
  between(from: number, to: number): number;
  pick<T>(list: readonly T[]): T | undefined;
  /** Days until something happens that happens on this share of all days: 0 is today. */
  daysUntil(share: number): number;
};

/** `whom` and `what` name the stream: another customer, or another side of her life, has numbers of its own. */
export function createRandom(seed: number, whom = 0, what = 0): Random {
  let state = mixed(mixed(mixed(seed) ^ whom) ^ what);
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    chance: (share) => next() < share,
    between: (from, to) => from + Math.floor(next() * (to - from + 1)),
    pick: (list) => list[Math.floor(next() * list.length)],
    daysUntil(share) {
      if (share >= 1) return 0;
      return share <= 0 ? Number.POSITIVE_INFINITY : Math.floor(Math.log(1 - next()) / Math.log(1 - share));
    },
  };
}

/** Spreads neighbouring numbers over the whole range. */
function mixed(value: number): number {
  let h = (value + 0x9e3779b9) | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
