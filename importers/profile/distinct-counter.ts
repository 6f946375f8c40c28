/**
 * Counts different texts without keeping them: 64-bit hashes in an open table, 8 bytes a slot. A set of strings would
 * take some hundred megabytes for a file of 100,000 rows; two texts sharing a hash are less than one in a million there.
 */
export type DistinctCounter = { add(low: number, high: number): void; count(): number };

/** Put into the table together: the tables of a wide file don't fit the processor's cache, and alone each waits for memory. */
const TOGETHER = 64;

export function createDistinctCounter(): DistinctCounter {
  // Room for all that wait, and then some: a full table would be searched for ever.
  let slots = new Int32Array(TOGETHER * 8);
  const waiting = new Int32Array(TOGETHER * 2);
  let waits = 0;
  let count = 0;

  function putAll(): void {
    for (let i = 0; i < waits; i += 2) if (insert(slots, waiting[i] as number, waiting[i + 1] as number)) count += 1;
    waits = 0;
    while (count + TOGETHER > (slots.length / 2) * 0.7) {
      const larger = new Int32Array(slots.length * 2);
      for (let i = 0; i < slots.length; i += 2) {
        const low = slots[i] as number;
        const high = slots[i + 1] as number;
        if (low !== 0 || high !== 0) insert(larger, low, high);
      }
      slots = larger;
    }
  }

  return {
    add(low, high) {
      waiting[waits] = low;
      // No hash may look like an empty slot.
      waiting[waits + 1] = high === 0 && low === 0 ? 1 : high;
      waits += 2;
      if (waits === waiting.length) putAll();
    },
    count() {
      putAll();
      return count;
    },
  };
}

/** True when the hash was not there. The table's length is a power of two and it is never full. */
function insert(slots: Int32Array, low: number, high: number): boolean {
  const mask = slots.length - 1;
  for (let at = (low << 1) & mask; ; at = (at + 2) & mask) {
    const thereLow = slots[at];
    const thereHigh = slots[at + 1];
    if (thereLow === low && thereHigh === high) return false;
    if (thereLow === 0 && thereHigh === 0) {
      slots[at] = low;
      slots[at + 1] = high;
      return true;
    }
  }
}
