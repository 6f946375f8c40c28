/** Whether two values are the same as JSON. Keys must stand in one order, as they do in whatever a schema has parsed. */
export function isSameJson<T>(a: T, b: T | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
