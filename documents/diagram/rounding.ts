/** Hundredths of a point are finer than anybody sees. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
