/** Keeps time: sleeps until the next thing falls due, and never longer than half a minute, so that a laptop's sleep or a moved clock is noticed. */
import type { Clock } from '../clock';
import type { Database } from '../store/driver';
import { nextDueAt, workOnDue } from './due';
import type { Registry } from './registry';
import type { Work } from './work';
import type { Writer } from './writer';

const longestSleepMs = 30_000;
const afterTroubleMs = 5_000;
/** Runs whose time passed while the machine slept: so many per second, not all at once. */
const latePerSecond = 500;

export type Loop = {
  /** Something may be due sooner than thought. */
  nudge(): void;
  /** Does some of what is due now, in somebody else's transaction. */
  workAlongside(work: Work): void;
  /** Does everything that is due now before it returns, late or not. */
  settle(): void;
  /** Since when what is due can't be done, as each try ends in an error. */
  failingSince(): number | undefined;
  stop(): void;
};

export function createLoop(options: { db: Database; writer: Writer; registry: Registry; clock: Clock; onTrouble(error: unknown): void }): Loop {
  const { db, writer, registry, clock } = options;
  let cancel: (() => void) | undefined;
  let immediate: NodeJS.Immediate | undefined;
  let stopped = false;
  let lateSecond = 0;
  let lateDone = 0;
  let failingSince: number | undefined;

  const lateRoom = () => {
    const second = Math.floor(clock.now() / 1000);
    if (second !== lateSecond) {
      lateSecond = second;
      lateDone = 0;
    }
    return Math.max(0, latePerSecond - lateDone);
  };

  const turn = () => {
    cancel?.();
    cancel = undefined;
    immediate = undefined;
    if (stopped) return;
    try {
      // Asked after every commit, so it has to be cheap when there is nothing to do.
      const next = nextDueAt(db);
      if (next === undefined || next > clock.now()) {
        sleep(next);
        return;
      }
      const { done, late } = writer.writeNow((work) => workOnDue(work, registry, lateRoom()));
      lateDone += late;
      failingSince = undefined;
      // Between batches others get their turn: requests are answered while a backlog is worked off.
      if (done > 0) immediate = setImmediate(turn);
      else sleep(nextDueAt(db));
    } catch (error) {
      failingSince ??= clock.now();
      options.onTrouble(error);
      cancel = clock.schedule(afterTroubleMs, turn);
    }
  };

  const sleep = (next: number | undefined) => {
    const now = clock.now();
    // Nothing done and yet something due: late runs whose portion of this second is used up.
    const untilMs = next === undefined ? longestSleepMs : next <= now ? 1_000 - (now % 1_000) : next - now;
    cancel = clock.schedule(Math.min(untilMs, longestSleepMs), turn);
  };

  return {
    workAlongside(work) {
      const next = nextDueAt(db);
      if (stopped || next === undefined || next > work.now) return;
      lateDone += workOnDue(work, registry, lateRoom()).late;
    },
    nudge() {
      if (stopped || immediate) return;
      immediate = setImmediate(turn);
    },
    settle() {
      for (;;) {
        const next = nextDueAt(db);
        if (next === undefined || next > clock.now()) return;
        const { done } = writer.writeNow((work) => workOnDue(work, registry, Number.MAX_SAFE_INTEGER));
        if (done === 0) return;
      }
    },
    failingSince: () => failingSince,
    stop() {
      stopped = true;
      cancel?.();
      if (immediate) clearImmediate(immediate);
    },
  };
}
