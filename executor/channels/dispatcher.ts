/** Hands over what may leave, channel by channel: claims it from the store, gives it to the adapter, and notes the answer. */
import type { OutChannel } from '../../shared/executor/channels';
import type { Reason } from '../../shared/journey/run';
import type { Clock } from '../clock';
import type { Adapter, Outcome } from './adapter';
import type { ChannelCore } from './channel-core';
import type { Claimed, Settled } from './deliveries';

/** Claimed and settled in one transaction; more would keep others from writing. */
const batch = 200;
const longestSleepMs = 30_000;
const afterTroubleMs = 5_000;
/** Where a provider does not say for how long, nobody is tried for so long, then twice as long. */
const firstHoldMs = 15_000;
/** Whoever ends the process does not wait longer for a provider. */
const longestEndMs = 3_000;
const longestHoldMs = 15 * 60_000;

export type OnHold = { until: number; reason: Reason };

export type Lane = {
  /** Something may have become due. */
  nudge(): void;
  /** Since when and why nobody is tried. */
  onHold(): OnHold | undefined;
  /** Takes nothing new and waits for what is under way. */
  stop(): Promise<void>;
};

export type LaneOptions = {
  channel: OutChannel;
  adapter: Adapter;
  core: Pick<ChannelCore, 'claim' | 'settle' | 'settleInterrupted'>;
  clock: Clock;
  /** Absent: as fast as they take it. */
  perSecond?: number | undefined;
  publicAt(): string | undefined;
  onTrouble(error: unknown): void;
};

/** One channel at work. What was under way when the process ended is settled first. */
export function openLane({ channel, adapter, core, clock, perSecond, publicAt, onTrouble }: LaneOptions): Lane {
  let isStopped = false;
  let isNudged = false;
  const sleepers = new Set<() => void>();
  let hold: OnHold | undefined;
  let heldMs = 0;
  let settled: Settled[] = [];
  let settling: Promise<void> = Promise.resolve();
  let isSettling = false;
  const underWay = new Set<Promise<void>>();
  const pace = createPace(perSecond, clock);

  const settleSoon = () => {
    if (isSettling || settled.length === 0) return;
    isSettling = true;
    settling = (async () => {
      // Answers that come in while the last ones are written go together.
      while (settled.length > 0) {
        const together = settled.slice(0, batch);
        settled = settled.slice(batch);
        const done = await core.settle(together);
        if (!done.ok) {
          // Known again at the next start as what was under way; until then it is tried to be noted.
          settled = [...together, ...settled];
          await pauseFor(afterTroubleMs);
          if (isStopped) return;
        }
      }
    })()
      .catch(onTrouble)
      .finally(() => {
        isSettling = false;
        if (!isStopped) settleSoon();
      });
  };

  const note = (n: number, outcome: Outcome) => {
    if (outcome.do === 'later' && outcome.everybody) {
      heldMs = Math.min(longestHoldMs, outcome.afterMs ?? Math.max(firstHoldMs, heldMs * 2));
      hold = { until: clock.now() + heldMs, reason: outcome.reason };
    } else if (outcome.do === 'accepted') {
      heldMs = 0;
      hold = undefined;
    }
    settled.push({ n, outcome });
    settleSoon();
  };

  const handOver = ({ n, outgoing }: Claimed) => {
    const sending = adapter
      .send(outgoing)
      .catch((error: unknown): Outcome => {
        onTrouble(error);
        return { do: 'unknown', reason: { code: 'adapter-failed', params: {} } };
      })
      .then((outcome) => {
        underWay.delete(sending);
        note(n, outcome);
        nudge();
      });
    underWay.add(sending);
  };

  const nudge = () => {
    isNudged = true;
    for (const wake of [...sleepers]) wake();
  };

  /** Ends sooner when something has happened, also if it happened just before. */
  const pauseFor = (ms: number) =>
    new Promise<void>((resolve) => {
      const wake = () => {
        cancel();
        sleepers.delete(wake);
        isNudged = false;
        resolve();
      };
      const cancel = clock.schedule(Math.max(0, Math.min(ms, longestSleepMs)), wake);
      sleepers.add(wake);
      if (isNudged) wake();
    });

  const work = async () => {
    while (!isStopped) {
      const interrupted = await core.settleInterrupted({ channel });
      if (interrupted.ok) break;
      await pauseFor(afterTroubleMs);
    }
    while (!isStopped) {
      const now = clock.now();
      if (hold && hold.until > now) {
        await pauseFor(hold.until - now);
        continue;
      }
      const free = pace.room();
      // The next ones are at hand before all of the last are done.
      if (free < 1 || underWay.size > adapter.atOnce) {
        await pauseFor(free < 1 ? pace.waitMs() : longestSleepMs);
        continue;
      }
      const room = Math.min(batch, adapter.atOnce * 2 - underWay.size, free);
      const got = await core.claim({ channel, most: room, publicAt: publicAt() });
      if (!got.ok) {
        await pauseFor(afterTroubleMs);
        continue;
      }
      const { claimed, next } = got.value;
      pace.take(claimed.length);
      for (const one of claimed) handOver(one);
      if (claimed.length === 0) await pauseFor(next === undefined ? longestSleepMs : next - clock.now());
    }
  };

  let working = Promise.resolve();
  const begin = () => {
    working = work().catch((error: unknown) => {
      onTrouble(error);
      if (!isStopped) return pauseFor(afterTroubleMs).then(begin);
      return undefined;
    });
  };
  begin();

  return {
    nudge,
    onHold: () => (hold && hold.until > clock.now() ? hold : undefined),
    async stop() {
      isStopped = true;
      nudge();
      await working;
      await atMost(longestEndMs, Promise.all(underWay));
      settleSoon();
      await settling;
      await adapter.close();
    },
  };
}

/** Waits for it, but not for ever: what is still under way then is in doubt at the next start, as after a crash. */
async function atMost(ms: number, done: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([done, late]);
  clearTimeout(timer);
}

/** So many a second, and no more than a second's worth at once. */
function createPace(perSecond: number | undefined, clock: Clock) {
  if (perSecond === undefined) return { room: () => Number.POSITIVE_INFINITY, take: () => {}, waitMs: () => 0 };
  const most = Math.max(1, Math.floor(perSecond));
  let left = most;
  let at = clock.now();
  const fill = () => {
    const now = clock.now();
    left = Math.min(most, left + (Math.max(0, now - at) / 1000) * perSecond);
    at = now;
  };
  return {
    room() {
      fill();
      return Math.floor(left);
    },
    take(n: number) {
      left -= n;
    },
    waitMs: () => Math.ceil(((1 - left) / perSecond) * 1000),
  };
}
