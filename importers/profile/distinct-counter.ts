/**
 * Counts different texts without keeping them: 53-bit hashes in an open table, 8 bytes a slot. A set of strings would
 * take some hundred megabytes for a file of 100,000 rows; two texts sharing a hash are a one in a million event there.
 */
export type DistinctCounter = { count: number; add: (hash: number) => boolean };

export function createDistinctCounter(): DistinctCounter {
  let slots = new Float64Array(64);
  const counter: DistinctCounter = {
    count: 0,
    add(hash) {
      const key = hash + 1;
      if (!insert(slots, key)) return false;
      counter.count += 1;
      if (counter.count > slots.length * 0.6) {
        const larger = new Float64Array(slots.length * 2);
        for (const old of slots) if (old !== 0) insert(larger, old);
        slots = larger;
      }
      return true;
    },
  };
  return counter;
}

/** True when the key was not there. The table's length is a power of two and it is never full. */
function insert(slots: Float64Array, key: number): boolean {
  const mask = slots.length - 1;
  for (let at = key & mask; ; at = (at + 1) & mask) {
    const there = slots[at];
    if (there === key) return false;
    if (there === 0) {
      slots[at] = key;
      return true;
    }
  }
}
