/** Between lines of a scale: 1, 2 or 5 of a power of ten, not below `rough`. */
export function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(rough, 1)));
  return ([1, 2, 5, 10].find((one) => one * power >= rough) ?? 10) * power;
}
