/** Customers in order, cut into five parts of the same size. */

/** The largest size of the first to the fourth fifth. */
export type Cuts = readonly [number, number, number, number];

/**
 * Cuts of everybody's sizes. Who has none, or nought, is not among those compared: whoever never bought says nothing about how
 * often customers buy. Undefined when nobody is left. The list is put in order.
 */
export function cutsOf(sizes: Float64Array): Cuts | undefined {
  const counted = sizes.filter((size) => size > 0).sort();
  const cut = (part: number) => counted[Math.max(0, Math.ceil((counted.length * part) / 5) - 1)] ?? 0;
  return counted.length === 0 ? undefined : [cut(1), cut(2), cut(3), cut(4)];
}

/** 1 (least) to 5 (most); those of the same size are in the same fifth. Undefined for who is not compared. */
export function quintileOf(size: number | undefined, cuts: Cuts): number | undefined {
  if (size === undefined || !(size > 0)) return undefined;
  return 1 + cuts.filter((cut) => size > cut).length;
}
