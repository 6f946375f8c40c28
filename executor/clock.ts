/** Time comes from here and nowhere else, so that tests and the sandbox can move it. */
export type Clock = {
  /** Epoch ms. */
  now(): number;
  /** Calls back once, `afterMs` from now; the returned function cancels it. */
  schedule(afterMs: number, callback: () => void): () => void;
  /** Ms that only ever go forward, at the pace of time, whatever the clock is set to; absent where time is moved on purpose. */
  steady?(): number;
};

export const systemClock: Clock = {
  now: () => Date.now(),
  schedule(afterMs, callback) {
    const timer = setTimeout(callback, afterMs);
    return () => clearTimeout(timer);
  },
  steady: () => performance.now(),
};

export type ManualClock = Clock & {
  /** Lets time pass. */
  advance(ms: number): void;
  /** As a laptop's sleep: time is suddenly another, and what should have been called meanwhile is called now, once. */
  jump(to: number): void;
};

/** A clock that stands still until it is moved; callbacks run inside `advance` and `jump`, in the order of their time. */
export function createManualClock(start: number): ManualClock {
  let now = start;
  let pending: { at: number; callback: () => void }[] = [];
  const take = (until: number) => {
    const next = pending.filter((p) => p.at <= until).sort((a, b) => a.at - b.at)[0];
    pending = pending.filter((p) => p !== next);
    return next;
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
    advance(ms) {
      const to = now + ms;
      for (let next = take(to); next; next = take(to)) {
        now = Math.max(now, next.at);
        next.callback();
      }
      now = to;
    },
    jump(to) {
      now = to;
      const due = pending.filter((p) => p.at <= to);
      pending = pending.filter((p) => p.at > to);
      for (const { callback } of due) callback();
    },
  };
}
