/** The step of a price list that a volume falls into. */
import type { VolumeTiers } from './vendor-costs-schema';

/** `beyond`: the volume is more than the last step holds, and nothing says what more costs; the last price goes on. */
export type TierPrice = { perMonth: number; beyond: boolean };

/** A month's price. No step and no price per thousand: undefined. */
export function tierPrice({ steps, perThousandAbove }: VolumeTiers, volume: number): TierPrice | undefined {
  const sorted = [...steps].sort((a, b) => (a.upTo ?? Number.POSITIVE_INFINITY) - (b.upTo ?? Number.POSITIVE_INFINITY));
  const step = sorted.find(({ upTo }) => upTo === undefined || volume <= upTo);
  if (step) return { perMonth: step.perMonth, beyond: false };
  const last = sorted.at(-1);
  if (perThousandAbove === undefined) return last && { perMonth: last.perMonth, beyond: true };
  const above = volume - (last?.upTo ?? 0);
  return { perMonth: (last?.perMonth ?? 0) + perThousandAbove * Math.ceil(above / 1000), beyond: false };
}
