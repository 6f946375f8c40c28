/** Notices that the machine's clock was set, or that it slept: its time is then another than has gone by. */
import type { Clock } from '../clock';

const lookEveryMs = 30_000;
/** Corrections by a time server are smaller. */
const smallestJumpMs = 60_000;
/** Told for so long. */
const toldForMs = 3_600_000;

/** `byMs` below 0: it was set back. */
export type Jump = { at: number; byMs: number };

export type ClockWatch = {
  /** The last jump, while it is news. */
  jump(): Jump | undefined;
  stop(): void;
};

/** A clock without a steady one beside it is moved on purpose and is not watched. */
export function watchClock(clock: Clock): ClockWatch {
  const { steady } = clock;
  if (!steady) return { jump: () => undefined, stop() {} };
  let offset = clock.now() - steady();
  let last: Jump | undefined;
  let cancel: () => void = () => {};
  const look = () => {
    const now = clock.now();
    const byMs = now - steady() - offset;
    offset += byMs;
    if (Math.abs(byMs) >= smallestJumpMs) last = { at: now, byMs };
  };
  const lookLater = () => {
    cancel = clock.schedule(lookEveryMs, () => {
      look();
      lookLater();
    });
  };
  lookLater();
  return {
    jump() {
      look();
      return last && Math.abs(clock.now() - last.at) < toldForMs ? last : undefined;
    },
    stop: () => cancel(),
  };
}
