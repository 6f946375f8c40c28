/** How much is taken on at once and in a second. What is beyond is refused with the time after which it is worth trying again. */

export type Limits = {
  requestsPerSecond: number;
  /** Events and profile updates. */
  eventsPerSecond: number;
  /** Requests with a wrong token that are told so; more of them end their connection. */
  wrongTokensPerSecond: number;
  /** Connections that are served; as many again are told to come later, and what is beyond those is cut. */
  connections: number;
  /** Bodies being received or worked on, together. What waits for the disk waits inside this. */
  bytesAtOnce: number;
};

/** Several times what a laptop's disk keeps up with: they stop a program that has run wild, not one in a hurry. */
export const defaultLimits: Limits = {
  requestsPerSecond: 20_000,
  eventsPerSecond: 50_000,
  wrongTokensPerSecond: 20,
  connections: 256,
  bytesAtOnce: 64 * 1024 * 1024,
};

export type Allowance = {
  /** 0: go on. Otherwise in so many whole seconds. */
  secondsToWait(): number;
  take(amount: number): void;
};

/**
 * So much a second, and after a quiet second that much at once. Whoever finds anything left may take more than is left, which
 * those who come after wait for: so a batch is never too large to pass, and is refused, if at all, before it was read.
 * @param now any clock that only goes forward, in ms
 */
export function createAllowance(perSecond: number, now: () => number): Allowance {
  let left = perSecond;
  let countedAt = now();
  return {
    secondsToWait() {
      const at = now();
      left = Math.min(perSecond, left + ((at - countedAt) / 1000) * perSecond);
      countedAt = at;
      return left > 0 ? 0 : Math.max(1, Math.ceil(-left / perSecond));
    },
    take(amount) {
      left -= amount;
    },
  };
}
