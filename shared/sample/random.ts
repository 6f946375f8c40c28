/** Numbers that look like chance and come out the same for the same seed, on every machine. */
export type Random = {
  /** 0 ≤ x < 1. */
  next: () => number;
  /** A whole number, both ends included. */
  int: (from: number, to: number) => number;
  chance: (share: number) => boolean;
  pick: <T>(items: readonly T[]) => T;
  /** One of the values, as often as its weight says. */
  weighted: <T>(items: readonly (readonly [weight: number, value: T])[]) => T;
};

/** sfc32, seeded by all the numbers together: each customer has a stream of his own, so that one more changes no other. */
export function createRandom(...seed: readonly number[]): Random {
  let mix = 0x9e3779b9;
  const word = () => {
    mix = (mix + 0x9e3779b9) | 0;
    let x = Math.imul(mix ^ (mix >>> 16), 0x21f0aaad);
    x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
    return (x ^ (x >>> 15)) >>> 0;
  };
  for (const part of seed) mix = (word() ^ Math.imul(part | 0, 0x85ebca6b)) | 0;
  let a = word();
  let b = word();
  let c = word();
  let d = 1;
  const next = () => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 0x1_0000_0000;
  };
  for (let i = 0; i < 12; i++) next();
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    int,
    chance: (share) => next() < share,
    pick(items) {
      const item = items[int(0, items.length - 1)];
      if (item === undefined) throw new Error('Nothing to pick from');
      return item;
    },
    weighted(items) {
      let rest = next() * items.reduce((sum, [weight]) => sum + weight, 0);
      for (const [weight, value] of items) {
        rest -= weight;
        if (rest < 0) return value;
      }
      const last = items.at(-1);
      if (!last) throw new Error('Nothing to pick from');
      return last[1];
    },
  };
}
