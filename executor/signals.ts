/** What the store's side tells the process's side, which is put together after it: until somebody listens it is not told. */
export type Signals = {
  /** Something may leave the laptop. */
  leaving(): void;
  /** The store has been exchanged for another. */
  exchanged(): void;
};

export function createSignals(): Signals {
  return { leaving() {}, exchanged() {} };
}
