import { useMemo, useRef } from 'react';

/**
 * The same list with the objects of last time wherever `same` sees no difference, so that what nobody changed is not drawn
 * and measured again: moving one node of 300 makes one new object.
 */
export function useKept<T extends { id: string }>(items: readonly T[], same: (old: T, next: T) => boolean): T[] {
  const before = useRef<ReadonlyMap<string, T>>(new Map());
  return useMemo(() => {
    const kept = items.map((item) => {
      const old = before.current.get(item.id);
      return old && same(old, item) ? old : item;
    });
    before.current = new Map(kept.map((item) => [item.id, item]));
    return kept;
  }, [items, same]);
}

/** Whether all entries of two flat objects are identical. */
export function sameEntries(a: object | undefined, b: object | undefined): boolean {
  if (a === b) return true;
  if (!a || !b) return false;
  const entries = Object.entries(a);
  const others = new Map(Object.entries(b));
  return entries.length === others.size && entries.every(([key, value]) => others.get(key) === value);
}
