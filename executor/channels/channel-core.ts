/** The store's side of the channels: what the dispatcher, the API and the public address ask of it. Everything crosses threads as JSON. */
import {
  type ChannelChange,
  type ChannelSwitch,
  type DeliveryDecision,
  type DeliveryState,
  mailboxRead,
  type OutChannel,
  type ProviderSettings,
  providersOf,
} from '../../shared/executor/channels';
import type { LoggedMail } from '../../shared/executor/mails';
import type { KeptMessage, VisitorChannel } from '../../shared/executor/visitors';
import { ok, type Result, refuse } from '../../shared/problem';
import type { Engine } from '../engine/engine';
import type { Registry } from '../engine/registry';
import type { Work } from '../engine/work';
import type { Database } from '../store/driver';
import type { Outgoing, Report } from './adapter';
import { type ChannelRow, readChannel, readChannels, readSwitches, type StoredChannel, writeChannel } from './channel-rows';
import { type Decided, decide, type Which } from './decide-deliveries';
import { type Claimed, claim, type Settled, settle, settleInterrupted, stopWaiting } from './deliveries';
import { type KeptDeed, keptMessages, makeVisitor, noteKept, type VisitorAsked, type VisitorMade } from './kept-messages';
import { linkKeyOf, linkToken } from './links';
import { forgetMarked, type MailsIn, type MailsTaken, mailboxSeen, type ReadSoFar, readSoFar, takeMails } from './mailbox/mailbox-rows';
import { type NotedMails, noteMails, readMails } from './own-mails';
import { type PublicSettings, readPublic, writePublic } from './public-settings';
import { takeReports } from './reports';
import { type Subscriber, subscriber, undoUnsubscribe, unsubscribe } from './subscriptions';

export type ChannelCore = {
  channels(): Result<StoredChannel[]> | Promise<Result<StoredChannel[]>>;
  /** Refuses `sandbox-stays-inside`, `provider-refused`, `channel-not-set-up`, `channel-needs-unsubscribe`, and what a write refuses. */
  setChannel(asked: { channel: OutChannel; change: ChannelChange }): Promise<Result<StoredChannel>>;
  switches(asked: { limit: number }): Result<ChannelSwitch[]> | Promise<Result<ChannelSwitch[]>>;
  /** `next`: when there is something to do again, epoch ms. `publicAt`: where this machine itself reaches the public address. */
  claim(asked: { channel: OutChannel; most: number; publicAt?: string | undefined }): Promise<Result<{ claimed: Claimed[]; next?: number | undefined }>>;
  settle(asked: readonly Settled[]): Promise<Result<null>>;
  /** What was under way when the process ended. Before the first `claim`. */
  settleInterrupted(asked: { channel: OutChannel }): Promise<Result<null>>;
  report(asked: { channel: OutChannel; reports: readonly Report[] }): Promise<Result<{ taken: number }>>;
  /** How far a mailbox has been read. */
  mailbox(asked: { channel: OutChannel; place: string }): Result<ReadSoFar> | Promise<Result<ReadSoFar>>;
  takeMails(asked: MailsIn): Promise<Result<MailsTaken>>;
  /** What mails told has long been taken in; these are marked too. */
  forgetMarked(asked: { channel: OutChannel; uids: readonly number[] }): Promise<Result<null>>;
  decide(asked: Which & { decision: DeliveryDecision }): Promise<Result<Decided>>;
  noteMails(asked: NotedMails): Promise<Result<null>>;
  mails(asked: { limit: number }): Result<LoggedMail[]> | Promise<Result<LoggedMail[]>>;
  publicSettings(): Result<PublicSettings> | Promise<Result<PublicSettings>>;
  setPublic(asked: PublicSettings): Promise<Result<PublicSettings>>;
  /** Whose link it is, and on which channel; refuses `link-unknown`. */
  subscriber(asked: { token: string }): Promise<Result<Subscriber>>;
  /** Takes her off the channel. Asked twice it is done once. */
  unsubscribe(asked: { token: string; method: 'link' | 'one-click' }): Promise<Result<Subscriber>>;
  /** Takes that back; refuses `link-unknown`, `undo-too-late`. */
  undoUnsubscribe(asked: { token: string }): Promise<Result<Subscriber>>;
  /** A token for an app or a page that she looks at; refuses `customer-unknown`. */
  makeVisitor(asked: VisitorAsked): Promise<Result<VisitorMade>>;
  /** What waits for whoever holds the token; refuses `visitor-refused`. */
  keptMessages(asked: { token: string; channel: VisitorChannel; limit?: number }): Promise<Result<{ unread: number; messages: KeptMessage[] }>>;
  /** What she does with one of them; refuses `visitor-refused`, `kept-message-unknown`. */
  noteKept(asked: { token: string; channel: VisitorChannel; n: number; deed: KeptDeed }): Promise<Result<null>>;
};

/** Their names, for whoever asks from another thread. */
export const channelCalls = [
  'channels',
  'setChannel',
  'switches',
  'claim',
  'settle',
  'settleInterrupted',
  'report',
  'mailbox',
  'takeMails',
  'forgetMarked',
  'decide',
  'noteMails',
  'mails',
  'publicSettings',
  'setPublic',
  'subscriber',
  'unsubscribe',
  'undoUnsubscribe',
  'makeVisitor',
  'keptMessages',
  'noteKept',
] as const satisfies readonly (keyof ChannelCore)[];

export type ChannelCoreOptions = { db: Database; engine: Pick<Engine, 'write'>; sandbox: boolean };

export function createChannelCore({ db, engine, sandbox }: ChannelCoreOptions): ChannelCore {
  const inTransaction = async <T>(task: (work: Work, registry: Registry) => Result<T>, weight = 1): Promise<Result<T>> => {
    const done = await engine.write(weight, task);
    return done.ok ? done.value : done;
  };

  return {
    channels: () => ok(readChannels(db).map((row) => withCounts(db, row))),
    setChannel: ({ channel, change }) =>
      inTransaction((work) => {
        const after = { ...readChannel(db, channel), ...change };
        const refused = refusalOf(db, after, sandbox);
        if (refused) return refused;
        if (after.mode === 'off') stopWaiting(work, channel);
        return ok(withCounts(db, writeChannel(db, work.now, channel, change, 'asked')));
      }),
    switches: ({ limit }) => ok(readSwitches(db, limit)),
    claim: ({ channel, most, publicAt }) =>
      inTransaction((work, registry) => {
        const { listens, url } = readPublic(db);
        const mailto = mailtoOf(db);
        // A trial among ourselves may be taken off on this very machine. Where nobody listens a link leads nowhere.
        const base = (listens ? url : undefined) ?? (readChannel(db, channel).mode === 'trial' ? publicAt : undefined);
        let key: string | undefined;
        const wayOff = (customer: number, on: OutChannel): Outgoing['unsubscribe'] => {
          if (base === undefined && mailto === undefined) return undefined;
          key ??= linkKeyOf(db);
          const token = linkToken(key, { customer, channel: on });
          return {
            ...(base !== undefined && { page: `${base.replace(/\/+$/, '')}/u/${token}` }),
            ...(mailto !== undefined && { mailto: `mailto:${mailto}?subject=unsubscribe%20${token}` }),
          };
        };
        return ok(claim(work, registry, channel, { most, unsubscribe: wayOff }));
      }, 50),
    settle: (settled) =>
      inTransaction((work, registry) => {
        settle(work, registry, settled);
        return ok(null);
      }, settled.length),
    settleInterrupted: ({ channel }) =>
      inTransaction((work) => {
        settleInterrupted(work, channel);
        return ok(null);
      }),
    report: ({ channel, reports }) => inTransaction((work, registry) => ok({ taken: takeReports(work, registry, channel, reports) }), reports.length),
    // Its time is not real, and mails in a mailbox tell of the real one.
    mailbox: ({ channel, place }) => (sandbox ? refuse('sandbox-stays-inside') : ok(readSoFar(db, channel, place))),
    takeMails: (asked) => inTransaction((work, registry) => ok(takeMails(work, registry, asked)), Math.max(1, asked.mails.length)),
    forgetMarked: ({ channel, uids }) =>
      inTransaction(() => {
        forgetMarked(db, channel, uids);
        return ok(null);
      }),
    decide: ({ decision, ...which }) => inTransaction((work) => decide(work, which, decision)),
    noteMails: (noted) =>
      inTransaction((work) => {
        noteMails(db, work.now, noted);
        return ok(null);
      }),
    mails: ({ limit }) => ok(readMails(db, limit)),
    publicSettings: () => ok(readPublic(db)),
    setPublic: (settings) =>
      inTransaction(() => {
        writePublic(db, settings);
        return ok(settings);
      }),
    subscriber: ({ token }) => inTransaction((work) => subscriber(work, token)),
    unsubscribe: (asked) => inTransaction((work, registry) => unsubscribe(work, registry, asked)),
    undoUnsubscribe: (asked) => inTransaction((work, registry) => undoUnsubscribe(work, registry, asked)),
    makeVisitor: (asked) => inTransaction((work, registry) => makeVisitor(work, registry, asked)),
    keptMessages: (asked) => inTransaction((work, registry) => keptMessages(work, registry, asked)),
    noteKept: (asked) => inTransaction((work, registry) => noteKept(work, registry, asked)),
  };
}

function withCounts(db: Database, row: ChannelRow): StoredChannel {
  const counts = db.all<{ state: DeliveryState; n: number }>('SELECT state, count(*) AS n FROM delivery WHERE channel = ? GROUP BY state', row.channel);
  const mailbox = row.settings?.provider === 'smtp' && row.settings.mailbox ? mailboxSeen(db, row.channel) : undefined;
  return { ...row, ...(mailbox && { mailbox }), counts: Object.fromEntries(counts.map(({ state, n }) => [state, n])) };
}

/** Where mails that ask to be taken off go to: read by a person, or by us. */
function mailtoOf(db: Database, settings = readChannel(db, 'email').settings): string | undefined {
  return readPublic(db).mailto ?? mailboxRead(settings);
}

function refusalOf(db: Database, { channel, mode, settings, allowed }: ChannelRow, sandbox: boolean): Result<never> | undefined {
  if (settings && !isProvider(channel, settings)) return refuse('provider-refused', { channel, provider: settings.provider });
  if (mode === 'off') return undefined;
  // Its time is not real, and what is tried out there must not reach anybody.
  if (sandbox) return refuse('sandbox-stays-inside');
  if (!settings) return refuse('channel-not-set-up', { channel });
  if (mode === 'trial' && allowed.length === 0) return refuse('trial-list-empty', { channel });
  const { listens, url } = readPublic(db);
  if (channel === 'email' && mode === 'live' && !(listens && url !== undefined) && mailtoOf(db, settings) === undefined)
    return refuse('channel-needs-unsubscribe');
  return undefined;
}

function isProvider(channel: OutChannel, { provider }: ProviderSettings): boolean {
  return providersOf[channel].includes(provider);
}
