import type { Projection } from '../projection';

/** Of the normal distribution, for 95 %. */
const Z = 1.959964;

/**
 * What `people` of a sample of `of` are on a list of `total`, with the 95 % interval after Wilson, which also says something
 * where nobody or everybody is in a segment. Undefined for an empty sample.
 */
export function projectSize(people: number, of: number, total: number): Projection | undefined {
  if (of === 0) return undefined;
  const share = people / of;
  const square = Z ** 2 / of;
  const middle = (share + square / 2) / (1 + square);
  const error = (Z / (1 + square)) * Math.sqrt((share * (1 - share)) / of + square / (4 * of));
  const onList = (part: number) => Math.round(Math.min(1, Math.max(0, part)) * total);
  return { people: onList(share), low: onList(middle - error), high: onList(middle + error) };
}
