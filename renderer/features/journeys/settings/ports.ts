/** A port name nobody has yet. */
export function freePort(taken: readonly string[], name: (n: number) => string): string {
  for (let n = taken.length; ; n++) if (!taken.includes(name(n))) return name(n);
}

/** The list with one of its things a place earlier or later. */
export function moved<T>(list: readonly T[], from: number, by: -1 | 1): T[] {
  const [one, other] = [list[from], list[from + by]];
  return one === undefined || other === undefined ? [...list] : list.with(from, other).with(from + by, one);
}
