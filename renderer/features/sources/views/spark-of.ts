/** What the little drawing of a field's values shows. Pure. */
import type { FieldProfile } from '../../../../shared/sources/schema';

export type Spark = { /** 0–1. */ filled: number } & (
  | { kind: 'unique' }
  /** Heights, the highest 1. */
  | { kind: 'columns'; heights: number[] }
  /** Shares of all rows, the most frequent first; the rest of the bar is empty or other values. */
  | { kind: 'stack'; shares: number[] }
  /** Nothing more is known than how many have a value. */
  | { kind: 'filled' }
);

/** Undefined without a sample. */
export function sparkOf(profile: FieldProfile | undefined): Spark | undefined {
  if (!profile || profile.rows === 0) return undefined;
  const { rows, distinct, top, bars } = profile;
  const filled = Math.min(1, profile.filled / rows);
  if (profile.filled > 1 && distinct >= profile.filled) return { kind: 'unique', filled };
  const counted = top?.reduce((sum, [, count]) => sum + count, 0) ?? 0;
  // A few values that are all there is: their shares say more than their spread.
  if (top && counted > 0 && counted >= profile.filled * 0.95) return { kind: 'stack', filled, shares: top.map(([, count]) => count / rows) };
  const highest = Math.max(0, ...(bars ?? []));
  if (bars && highest > 0) return { kind: 'columns', filled, heights: bars.map((count) => count / highest) };
  return { kind: 'filled', filled };
}
