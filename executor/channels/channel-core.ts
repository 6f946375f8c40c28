/** The store's side of the channels: what the dispatcher, the API and the public address ask of it. Everything crosses threads as JSON. */
import {
  type ChannelChange,
  type ChannelState,
  type ChannelSwitch,
  type DeliveryDecision,
  type DeliveryState,
  type OutChannel,
  type ProviderSettings,
  providersOf,
} from '../../shared/executor/channels';
import { ok, type Result, refuse } from '../../shared/problem';
import type { Engine } from '../engine/engine';
import type { Registry } from '../engine/registry';
import type { Work } from '../engine/work';
import type { Database } from '../store/driver';
import type { Outgoing, Report } from './adapter';
import { type ChannelRow, readChannel, readChannels, readSwitches, writeChannel } from './channel-rows';
import { type Decided, decide, type Which } from './decide-deliveries';
import { type Claimed, claim, type Settled, settle, settleInterrupted, stopWaiting } from './deliveries';
import { happen } from './delivery-events';
import { linkKeyOf, linkToken, readLinkToken } from './links';
import { type PublicSettings, readPublic, writePublic } from './public-settings';
import { takeReports } from './reports';

/** A channel as the store knows it. */
export type StoredChannel = Omit<ChannelState, 'secrets' | 'onHold'>;

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
  decide(asked: Which & { decision: DeliveryDecision }): Promise<Result<Decided>>;
  publicSettings(): Result<PublicSettings> | Promise<Result<PublicSettings>>;
  setPublic(asked: PublicSettings): Promise<Result<PublicSettings>>;
  /** Whose link it is, and on which channel; refuses `link-unknown`. */
  subscriber(asked: { token: string }): Result<{ channel: OutChannel; language: string }> | Promise<Result<{ channel: OutChannel; language: string }>>;
  /** Takes her off the channel. Asked twice it is done once. */
  unsubscribe(asked: { token: string; method: 'link' | 'one-click' }): Promise<Result<{ channel: OutChannel }>>;
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
  'decide',
  'publicSettings',
  'setPublic',
  'subscriber',
  'unsubscribe',
] as const satisfies readonly (keyof ChannelCore)[];

export type ChannelCoreOptions = { db: Database; engine: Pick<Engine, 'write'>; sandbox: boolean };

export function createChannelCore({ db, engine, sandbox }: ChannelCoreOptions): ChannelCore {
  let key: string | undefined;
  const linkKey = (): string => {
    key ??= db.get<{ value: string }>("SELECT value FROM meta WHERE key = 'link-key'")?.value;
    return key ?? '';
  };
  const inTransaction = async <T>(task: (work: Work, registry: Registry) => Result<T>, weight = 1): Promise<Result<T>> => {
    const done = await engine.write(weight, task);
    return done.ok ? done.value : done;
  };
  const customerOf = (n: number): number | undefined =>
    db.get<{ winner: number }>('SELECT winner FROM merge_alias WHERE loser = ?', n)?.winner ??
    db.get<{ n: number }>('SELECT n FROM customer WHERE n = ?', n)?.n;
  const subjectOf = (token: string) => {
    const subject = linkKey() === '' ? undefined : readLinkToken(linkKey(), 'unsubscribe', token);
    const customer = subject && customerOf(subject.customer);
    return subject && customer !== undefined ? { ...subject, customer } : undefined;
  };

  return {
    channels: () => ok(readChannels(db).map((row) => withCounts(db, row))),
    setChannel: ({ channel, change }) =>
      inTransaction((work) => {
        const after = { ...readChannel(db, channel), ...change };
        const refused = refusalOf(db, after, sandbox);
        if (refused) return refused;
        if (after.mode === 'off') stopWaiting(work, channel);
        linkKeyOf(db);
        return ok(withCounts(db, writeChannel(db, work.now, channel, change, 'asked')));
      }),
    switches: ({ limit }) => ok(readSwitches(db, limit)),
    claim: ({ channel, most, publicAt }) =>
      inTransaction((work, registry) => {
        const { url, mailto } = readPublic(db);
        // A trial among ourselves may be taken off on this very machine.
        const base = url ?? (readChannel(db, channel).mode === 'trial' ? publicAt : undefined);
        const unsubscribe = (customer: number, on: OutChannel): Outgoing['unsubscribe'] => {
          if (base === undefined && mailto === undefined) return undefined;
          const token = linkToken(linkKeyOf(db), 'unsubscribe', { customer, channel: on });
          return {
            ...(base !== undefined && { page: `${base.replace(/\/+$/, '')}/u/${token}` }),
            ...(mailto !== undefined && { mailto: `mailto:${mailto}?subject=unsubscribe%20${token}` }),
          };
        };
        return ok(claim(work, registry, channel, { most, unsubscribe }));
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
    decide: ({ decision, ...which }) => inTransaction((work) => decide(work, which, decision)),
    publicSettings: () => ok(readPublic(db)),
    setPublic: (settings) =>
      inTransaction(() => {
        writePublic(db, settings);
        return ok(settings);
      }),
    subscriber({ token }) {
      const subject = subjectOf(token);
      if (!subject) return refuse('link-unknown');
      const language = db.get<{ value: string }>(
        "SELECT value FROM customer_attribute WHERE customer = ? AND name = 'preferred-language'",
        subject.customer,
      )?.value;
      return ok({ channel: subject.channel, language: language === undefined ? '' : String(JSON.parse(language)) });
    },
    unsubscribe: ({ token, method }) =>
      inTransaction((work, registry) => {
        const subject = subjectOf(token);
        if (!subject) return refuse('link-unknown');
        const { customer, channel } = subject;
        const consent = `${channel}-consent`;
        // Again after a new opt-in it counts again; twice in a row it is once.
        if (work.customer(customer).attributes[consent] !== 'withdrawn')
          happen(work, registry, customer, `unsubscribe:${token}:${work.now}`, 'consent-withdrawn', {
            channel,
            'withdraw-method': method === 'link' ? 'unsubscribe-link' : 'one-click',
          });
        return ok({ channel });
      }),
  };
}

function withCounts(db: Database, row: ChannelRow): StoredChannel {
  const counts = db.all<{ state: DeliveryState; n: number }>('SELECT state, count(*) AS n FROM delivery WHERE channel = ? GROUP BY state', row.channel);
  return { ...row, counts: Object.fromEntries(counts.map(({ state, n }) => [state, n])) };
}

function refusalOf(db: Database, { channel, mode, settings, allowed }: ChannelRow, sandbox: boolean): Result<never> | undefined {
  if (settings && !isProvider(channel, settings)) return refuse('provider-refused', { channel, provider: settings.provider });
  if (mode === 'off') return undefined;
  // Its time is not real, and what is tried out there must not reach anybody.
  if (sandbox) return refuse('sandbox-stays-inside');
  if (!settings) return refuse('channel-not-set-up', { channel });
  if (mode === 'trial' && allowed.length === 0) return refuse('trial-list-empty', { channel });
  const { url, mailto } = readPublic(db);
  if (channel === 'email' && mode === 'live' && url === undefined && mailto === undefined) return refuse('channel-needs-unsubscribe');
  return undefined;
}

function isProvider(channel: OutChannel, { provider }: ProviderSettings): boolean {
  return providersOf[channel].includes(provider);
}
