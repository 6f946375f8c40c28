/** Notes what became of messages, many in one transaction. */
import type { Clock } from '../clock';
import type { ChannelCore } from './channel-core';
import type { Settled } from './deliveries';

/** Settled in one transaction; more would keep others from writing. */
const batch = 200;
/** While messages flow, so long one outcome waits for others. */
const gatherMs = 20;
const afterTroubleMs = 5_000;

export type Settling = {
  note(settled: Settled): void;
  /** Writes what has been noted, beginning now. */
  flush(): void;
  /** Writes what has been noted, and ends when it is on the disk; where the store takes nothing, without it. */
  finish(): Promise<void>;
};

export type SettlingOptions = {
  core: Pick<ChannelCore, 'settle'>;
  clock: Clock;
  /** More are on their way, and will be noted in a moment. */
  isFlowing(): boolean;
  /** Ends sooner when the lane is stopped. */
  pause(ms: number): Promise<void>;
  isStopped(): boolean;
  onTrouble(error: unknown): void;
};

export function createSettling({ core, clock, isFlowing, pause, isStopped, onTrouble }: SettlingOptions): Settling {
  let noted: Settled[] = [];
  let writing: Promise<void> | undefined;
  let cancel: (() => void) | undefined;

  const write = async () => {
    // Answers that come in while the last ones are written go together.
    do {
      const together = noted.slice(0, batch);
      noted = noted.slice(batch);
      const done = await core.settle(together);
      if (!done.ok) {
        // Known again at the next start as what was under way; until then it is tried to be noted.
        noted = [...together, ...noted];
        if (isStopped()) return;
        await pause(afterTroubleMs);
      }
    } while (noted.length > 0 && !isFlowing());
  };

  const flush = () => {
    cancel?.();
    cancel = undefined;
    if (writing || noted.length === 0) return;
    writing = write()
      .catch(onTrouble)
      .finally(() => {
        writing = undefined;
        if (!isStopped()) soon();
      });
  };

  const soon = () => {
    if (noted.length === 0 || writing) return;
    if (!isFlowing()) flush();
    else cancel ??= clock.schedule(gatherMs, flush);
  };

  return {
    note(settled) {
      noted.push(settled);
      soon();
    },
    flush,
    async finish() {
      await writing;
      flush();
      await writing;
    },
  };
}
