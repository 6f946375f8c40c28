/** Time comes from here and nowhere else, so that tests and the sandbox can move it. */
export type Clock = {
  /** Epoch ms. */
  now(): number;
  /** Calls back once, `afterMs` from now; the returned function cancels it. */
  schedule(afterMs: number, callback: () => void): () => void;
};

export const systemClock: Clock = {
  now: () => Date.now(),
  schedule(afterMs, callback) {
    const timer = setTimeout(callback, afterMs);
    return () => clearTimeout(timer);
  },
};

/** A clock that stands still until it is moved; callbacks run inside `advance`, in the order of their time. */
export function createManualClock(start: number): Clock & { advance(ms: number): void; set(to: number): void } {
  let now = start;
  let pending: { at: number; callback: () => void }[] = [];
  const set = (to: number) => {
    for (;;) {
      const next = pending.filter((p) => p.at <= to).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      pending = pending.filter((p) => p !== next);
      now = Math.max(now, next.at);
      next.callback();
    }
    now = to;
  };
  return {
    now: () => now,
    schedule(afterMs, callback) {
      const entry = { at: now + Math.max(0, afterMs), callback };
      pending.push(entry);
      return () => {
        pending = pending.filter((p) => p !== entry);
      };
    },
    advance: (ms) => set(now + ms),
    set,
  };
}
