/** Hands over what may leave, channel by channel: claims it from the store, gives it to the adapter, and notes the answer. */
import type { OutChannel } from '../../shared/executor/channels';
import type { Reason } from '../../shared/journey/run';
import type { Clock } from '../clock';
import type { Adapter, Outcome } from './adapter';
import type { ChannelCore } from './channel-core';
import type { Claimed } from './deliveries';
import { createMeter, createPace } from './pace';
import { createSettling } from './settling';

/** Claimed in one transaction; more would keep others from writing. */
const batch = 200;
/**
 * What will have left within so long is claimed beforehand, so that no line waits for the disk. No more than that: whatever is claimed when the
 * process dies is in doubt.
 */
const aheadMs = 200;
/** Whether it may leave was looked at when it was claimed; what could not be handed over within so long is looked at again. */
const freshMs = 2_000;
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
  /** Claimed, and not yet handed over: the oldest first. */
  let atHand: { claimed: Claimed; at: number }[] = [];
  const underWay = new Set<Promise<void>>();
  /** The last time more was waiting than was asked for. */
  let isMore = false;
  const pace = createPace(perSecond, clock);
  const meter = createMeter(clock);

  const ahead = () => Math.floor((meter.perSecond() * aheadMs) / 1000);
  /** The next ones are at hand before the last are done. */
  const most = () => Math.min(batch, adapter.atOnce * 2 + ahead());
  const claimedNow = () => underWay.size + atHand.length;
  const onHold = () => hold !== undefined && hold.until > clock.now();

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

  const settling = createSettling({
    ...{ core, clock, onTrouble, pause: pauseFor },
    isFlowing: () => isMore && !isStopped && !onHold() && claimedNow() > adapter.atOnce * 2,
    isStopped: () => isStopped,
  });

  const note = (n: number, outcome: Outcome) => {
    if (outcome.do === 'later' && outcome.everybody) {
      heldMs = Math.min(longestHoldMs, outcome.afterMs ?? Math.max(firstHoldMs, heldMs * 2));
      hold = { until: clock.now() + heldMs, reason: outcome.reason };
    } else if (outcome.do === 'accepted') {
      heldMs = 0;
      hold = undefined;
    }
    meter.count();
    settling.note({ n, outcome });
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
        goOn();
      });
    underWay.add(sending);
  };

  const giveBack = () => {
    for (const { claimed } of atHand) settling.note({ n: claimed.n, outcome: { do: 'not-tried' } });
    pace.take(-atHand.length);
    atHand = [];
  };

  /** Hands over what is at hand, as far as they take it, and has more brought in time. */
  const goOn = () => {
    const [oldest] = atHand;
    if (oldest && (isStopped || onHold() || clock.now() - oldest.at > freshMs)) giveBack();
    while (atHand.length > 0 && underWay.size < adapter.atOnce * 2) {
      const next = atHand.shift();
      if (next) handOver(next.claimed);
    }
    if (claimedNow() <= most() / 2) nudge();
  };

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
      if (free < 1 || claimedNow() > most() / 2) {
        await pauseFor(free < 1 ? pace.waitMs() : longestSleepMs);
        continue;
      }
      const room = Math.min(most() - claimedNow(), free);
      // With them what became of the last ones: one transaction for both.
      settling.flush();
      const got = await core.claim({ channel, most: room, publicAt: publicAt() });
      if (!got.ok) {
        isMore = false;
        await pauseFor(afterTroubleMs);
        continue;
      }
      const { claimed, next } = got.value;
      isMore = claimed.length === room;
      pace.take(claimed.length);
      atHand.push(...claimed.map((one) => ({ claimed: one, at: clock.now() })));
      goOn();
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
    onHold: () => (onHold() ? hold : undefined),
    async stop() {
      isStopped = true;
      nudge();
      await working;
      giveBack();
      await atMost(longestEndMs, Promise.all(underWay));
      await settling.finish();
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
