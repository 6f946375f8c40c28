import type { LocalClock } from './local-clock';
import type { Somebody } from './population';

/** A customer's life so far; `n` 0 is nobody in particular. */
export type Life = Somebody & {
  clock: LocalClock;
  /** Events and messages she has had, to name the next. */
  events: number;
  messages: number;
};
