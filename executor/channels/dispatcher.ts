/** Hands over what may leave, channel by channel: claims it from the store, gives it to the adapter, and notes the answer. */
import type { OutChannel } from '../../shared/executor/channels';
import type { Reason } from '../../shared/journey/run';
import type { Clock } from '../clock';
import type { Adapter, Outcome } from './adapter';
import type { ChannelCore } from './channel-core';
import type { Claimed } from './deliveries';
import { createPace } from './pace';
import { createSettling } from './settling';

/**
 * Whatever is claimed and not yet noted when the process dies is in doubt, whether its handing over had begun or not: so much at most, as long as the
 * provider does not take more at once.
 */
const mostOpen = 100;
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
  const { atOnce } = adapter;
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
  /** How many are claimed beforehand: more when lines had to wait for the store, one fewer when they had not. */
  let ahead = 0;
  /** Nothing was asked for, as too much was open. */
  let isFull = false;
  const pace = createPace(perSecond, clock);

  /** How many are worth being claimed now; none while half of those ahead are still at hand. */
  const wanted = () => (atHand.length > ahead / 2 ? 0 : Math.floor(atOnce + ahead) - underWay.size - atHand.length);
  /** How many more may become doubts: as many are on their way to be noted as are ahead. */
  const room = () => Math.min(Math.max(mostOpen, atOnce * 2), Math.floor((atOnce + ahead) * 2)) - underWay.size - atHand.length - settling.open();
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
    isFlowing: () => isMore && !isStopped && !onHold() && atHand.length > 0,
    isStopped: () => isStopped,
    onWritten: () => {
      if (isFull) nudge();
    },
  });

  const note = (n: number, outcome: Outcome) => {
    if (outcome.do === 'later' && outcome.everybody) {
      heldMs = Math.min(longestHoldMs, outcome.afterMs ?? Math.max(firstHoldMs, heldMs * 2));
      hold = { until: clock.now() + heldMs, reason: outcome.reason };
    } else if (outcome.do === 'accepted') {
      heldMs = 0;
      hold = undefined;
    }
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
        if (wanted() > 0) nudge();
      });
    underWay.add(sending);
  };

  const giveBack = () => {
    for (const { claimed } of atHand) settling.note({ n: claimed.n, outcome: { do: 'not-tried' } });
    pace.take(-atHand.length);
    atHand = [];
  };

  /** Hands over what is at hand, as far as they take it. */
  const goOn = () => {
    const [oldest] = atHand;
    const isStale = oldest !== undefined && clock.now() - oldest.at > freshMs;
    if (isStale) ahead = 0;
    if (isStopped || onHold() || isStale) giveBack();
    while (atHand.length > 0 && underWay.size < atOnce) {
      const next = atHand.shift();
      if (next) handOver(next.claimed);
    }
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
      const most = Math.min(free, wanted(), room());
      // With them what became of the last ones: one transaction for both.
      if (wanted() > 0) settling.flush();
      isFull = room() < 1;
      if (most < 1) {
        await pauseFor(free < 1 ? pace.waitMs() : longestSleepMs);
        continue;
      }
      const got = await core.claim({ channel, most, publicAt: publicAt() });
      if (!got.ok) {
        isMore = false;
        await pauseFor(afterTroubleMs);
        continue;
      }
      const { claimed, next } = got.value;
      isMore = claimed.length === most;
      const hadToWait = isMore && underWay.size < atOnce;
      ahead = hadToWait ? Math.min(mostOpen, ahead + Math.max(atOnce, ahead / 2)) : Math.max(0, ahead - 1);
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
