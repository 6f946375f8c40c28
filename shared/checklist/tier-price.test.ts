import { describe, expect, it } from 'vitest';
import { tierPrice } from './tier-price';

const steps = [
  { upTo: 10_000, perMonth: 100 },
  { upTo: 50_000, perMonth: 300 },
];

describe('tierPrice', () => {
  it('is that of the first step that holds the volume, in whatever order they are written', () => {
    const tiers = { by: 'contacts' as const, steps: [...steps].reverse(), perThousandAbove: 5 };
    expect([1, 10_000, 10_001, 50_000].map((volume) => tierPrice(tiers, volume)?.perMonth)).toEqual([100, 100, 300, 300]);
    expect(tierPrice(tiers, 52_500)).toEqual({ perMonth: 300 + 3 * 5, beyond: false });
    expect(tierPrice({ by: 'contacts', steps: [...steps, { perMonth: 700 }] }, 1e6)).toEqual({ perMonth: 700, beyond: false });
    expect(tierPrice({ by: 'contacts', steps: [], perThousandAbove: 2 }, 1_500)).toEqual({ perMonth: 4, beyond: false });
  });

  it('goes on beyond the last step, and says so', () => {
    expect(tierPrice({ by: 'contacts', steps }, 1e6)).toEqual({ perMonth: 300, beyond: true });
    expect(tierPrice({ by: 'contacts', steps: [] }, 10)).toBeUndefined();
  });
});
