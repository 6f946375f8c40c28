/**
 * Reads a mailbox again and again: what its mails tell and how far it has been read go into the store together, and only then a mail is marked. Killed
 * in between nothing is lost, and what is read twice tells nothing twice.
 */
import type { MailboxSettings, OutChannel } from '../../../shared/executor/channels';
import type { Reason } from '../../../shared/journey/run';
import type { Clock } from '../../clock';
import type { ChannelCore } from '../channel-core';
import type { OnHold } from '../dispatcher';
import { type Mark, type OpenVisit, reasonOfBreak, type Visit } from './imap';
import type { MailReader } from './mail-thread';
import { type CameIn, placeOf } from './mailbox-rows';

export type MailboxWatch = {
  /** Why it can't be read for the present, and when it is tried again. */
  onHold(): OnHold | undefined;
  /** Takes up no other mail and waits for what is under way. */
  stop(): Promise<void>;
};

export type MailboxWatchOptions = {
  channel: OutChannel;
  settings: MailboxSettings;
  password: string | undefined;
  certificate: string | undefined;
  core: Pick<ChannelCore, 'mailbox' | 'takeMails' | 'forgetMarked'>;
  clock: Clock;
  reader: MailReader;
  open: OpenVisit;
  onTrouble(error: unknown): void;
};

/** In one round; then others have their turn with the store. */
const mostInRound = 200;
/** Written together. */
const batch = 20;
/** A mailbox may hold years of mails, from before anything of ours was sent. */
const firstLookBackMs = 14 * 86_400_000;
const firstHoldMs = 60_000;
const longestHoldMs = 3_600_000;
/** Servers lock out who tries a wrong password every minute. */
const lockoutHoldMs = 15 * 60_000;
const longestSleepMs = 30_000;

export function watchMailbox({ channel, settings, password, certificate, core, clock, reader, open, onTrouble }: MailboxWatchOptions): MailboxWatch {
  const place = placeOf(settings);
  const marks: Mark | undefined = markOf(settings);
  let isStopped = false;
  let hold: OnHold | undefined;
  let heldMs = 0;
  let wake: () => void = () => {};

  const pauseFor = async (ms: number) => {
    const until = clock.now() + ms;
    while (!isStopped && clock.now() < until)
      await new Promise<void>((resolve) => {
        const cancel = clock.schedule(Math.min(longestSleepMs, until - clock.now()), resolve);
        wake = () => {
          cancel();
          resolve();
        };
      });
  };

  const holdFor = (reason: Reason) => {
    heldMs = Math.min(longestHoldMs, Math.max(reason.code === 'credentials-refused' ? lockoutHoldMs : firstHoldMs, heldMs * 2));
    hold = { until: clock.now() + heldMs, reason };
    return pauseFor(heldMs);
  };

  /** Resolves to whether there is more to read at once; throws when the line breaks. */
  const readRound = async (visit: Visit): Promise<boolean> => {
    const known = await core.mailbox({ channel, place });
    // The store is being exchanged, or can't be written: it is tried again as anything else.
    if (!known.ok) throw new Error(known.problems[0]?.code);
    const isSame = known.value.uidValidity === visit.uidValidity;
    if (isSame && marks) await markAll(visit, known.value.toMark);
    const uids = await visit.list(isSame ? { after: known.value.upTo } : { since: new Date(clock.now() - firstLookBackMs) });
    const these = uids.slice(0, mostInRound);
    const isEnd = these.length === uids.length;
    // What came before the first look is not looked at later either.
    const upToAtEnd = Math.max(isSame ? known.value.upTo : 0, visit.nextUid - 1, uids.at(-1) ?? 0);
    for (let from = 0; from === 0 || from < these.length; from += batch) {
      if (isStopped) return false;
      const together = these.slice(from, from + batch);
      const mails: CameIn[] = [];
      for (const uid of together) {
        const fetched = await visit.fetch(uid);
        if (!fetched) continue;
        const heard = await reader.read(fetched.bytes);
        mails.push({ uid, at: Number.isNaN(fetched.at) ? clock.now() : fetched.at, ...(heard && { heard }) });
      }
      const isLast = isEnd && from + batch >= these.length;
      const upTo = isLast ? upToAtEnd : (together.at(-1) ?? known.value.upTo);
      const taken = await core.takeMails({ channel, place, uidValidity: visit.uidValidity, upTo, mails, isEnd: isLast, marks: marks !== undefined });
      if (!taken.ok) throw new Error(taken.problems[0]?.code);
      if (marks) await markAll(visit, taken.value.ours);
    }
    return !isEnd;
  };

  const markAll = async (visit: Visit, uids: readonly number[]) => {
    if (!marks || uids.length === 0) return;
    await visit.mark(uids, marks);
    const done = await core.forgetMarked({ channel, uids });
    if (!done.ok) throw new Error(done.problems[0]?.code);
  };

  const work = async () => {
    while (!isStopped) {
      const opened = await open({ settings, password, certificate });
      if ('reason' in opened) {
        await holdFor(opened.reason);
        continue;
      }
      const { visit } = opened;
      try {
        while (!isStopped && (await readRound(visit)));
        hold = undefined;
        heldMs = 0;
      } catch (error) {
        await visit.close();
        const reason = reasonOfBreak(error);
        // Nothing that a server did: a fault of our own, or of the store.
        if (reason.params.code === '') onTrouble(error);
        if (!isStopped) await holdFor(reason);
        continue;
      }
      await visit.close();
      await pauseFor(settings.everyMinutes * 60_000);
    }
  };
  let working: Promise<void> = Promise.resolve();
  const begin = () => {
    working = work().catch((error: unknown) => {
      onTrouble(error);
      return isStopped ? undefined : pauseFor(firstHoldMs).then(begin);
    });
  };
  begin();

  return {
    onHold: () => hold,
    async stop() {
      isStopped = true;
      wake();
      await working;
    },
  };
}

function markOf({ after, moveTo }: MailboxSettings): Mark | undefined {
  switch (after) {
    case 'leave':
      return undefined;
    case 'seen':
      return { seen: true };
    case 'move':
      return moveTo ? { moveTo } : undefined;
  }
}
