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
  /** How many have been noted and are not yet known to be on the disk. */
  open(): number;
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
  /** Some are on the disk. */
  onWritten(): void;
  onTrouble(error: unknown): void;
};

export function createSettling({ core, clock, isFlowing, pause, isStopped, onWritten, onTrouble }: SettlingOptions): Settling {
  let noted: Settled[] = [];
  let open = 0;
  let writing: Promise<void> | undefined;
  let cancel: (() => void) | undefined;
  /** Asked for while others were written. */
  let isUrgent = false;

  const write = async () => {
    // Answers that come in while the last ones are written go together.
    do {
      isUrgent = false;
      const together = noted.slice(0, batch);
      noted = noted.slice(batch);
      const done = await core.settle(together).catch(onTrouble);
      if (!done?.ok) {
        // Known again at the next start as what was under way; until then it is tried to be noted.
        noted = [...together, ...noted];
        if (isStopped()) return;
        await pause(afterTroubleMs);
        continue;
      }
      open -= together.length;
      onWritten();
    } while (noted.length > 0 && (isUrgent || !isFlowing()));
  };

  const flush = () => {
    cancel?.();
    cancel = undefined;
    isUrgent = writing !== undefined;
    if (writing || noted.length === 0) return;
    writing = write().finally(() => {
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
      open++;
      soon();
    },
    open: () => open,
    flush,
    async finish() {
      await writing;
      flush();
      await writing;
    },
  };
}
