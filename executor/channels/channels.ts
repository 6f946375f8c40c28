/** The process's side of the channels: a lane for each that is open, their secrets, and what the API shows and changes of them. */
import { type ChannelState, missingSecrets, type OutChannel, type ProviderId, type ProviderSettings, type SettingsOf } from '../../shared/executor/channels';
import type { SentMail } from '../../shared/executor/mails';
import type { Finding } from '../../shared/executor/monitor';
import { ok, refuse } from '../../shared/problem';
import type { ApiHandlers } from '../api/app';
import type { Clock } from '../clock';
import type { Hear } from '../public/call-backs';
import type { PublicAddress } from '../public/public-address';
import type { AdapterOptions, Provider } from './adapter';
import type { ChannelCore } from './channel-core';
import type { StoredChannel } from './channel-rows';
import { type Lane, type OnHold, openLane } from './dispatcher';
import { openVisit } from './mailbox/imap';
import type { MailReader } from './mailbox/mail-thread';
import { type MailboxWatch, watchMailbox } from './mailbox/mailbox-watch';
import { mailEach, mayMail } from './own-mails';
import type { Secrets } from './secret-store';

/** By whom messages can leave. */
export type Providers = { readonly [P in ProviderId]?: Provider<P> };
export type ChannelHandlers = Pick<
  ApiHandlers,
  | 'channels'
  | 'setChannel'
  | 'setSecrets'
  | 'checkChannel'
  | 'checkMailbox'
  | 'channelSwitches'
  | 'decideDelivery'
  | 'decideDeliveries'
  | 'sendMails'
  | 'mails'
  | 'publicSettings'
  | 'setPublic'
  | 'visitorToken'
  | 'demoVisit'
>;

export type Channels = {
  handlers: ChannelHandlers;
  /** Something may have become due on some channel. */
  nudge(): void;
  /** The store behind has become another: nothing that was known of it holds. Opens the public address as that one says. */
  reopen(): Promise<void>;
  /** What a provider's call means; undefined where the channel has none that calls. */
  hear: Hear;
  /** Channels on which nothing is tried for the present. */
  holds(): Finding[];
  stop(): Promise<void>;
};

export type ChannelsOptions = {
  core: ChannelCore;
  providers: Providers;
  secrets: Secrets;
  /** By whom mails that came in are read. */
  mailReader: MailReader;
  /** Nothing goes out of a sandbox, to mailboxes neither. */
  sandbox: boolean;
  clock: Clock;
  address: PublicAddress;
  onTrouble(error: unknown): void;
};

/** A demo is shown and over. */
const demoMinutes = 30;

export function createChannels({ core, providers, secrets, mailReader, sandbox, clock, address, onTrouble }: ChannelsOptions): Channels {
  const lanes = new Map<OutChannel, Lane>();
  const mailboxes = new Map<OutChannel, MailboxWatch>();
  /** As they were set last: whoever calls from outside must not keep the store busy. */
  const settingsOf = new Map<OutChannel, ProviderSettings>();
  /** One change after the other: two lanes of one channel would claim the same messages. */
  let changing: Promise<unknown> = Promise.resolve();
  let isStopped = false;

  const optionsOf = <P extends ProviderId>(channel: OutChannel, settings: SettingsOf<P>): AdapterOptions<P> => {
    const base = address.base();
    return { channel, settings, secrets: secrets.of(channel), clock, ...(base !== undefined && { callBackUrl: `${base}/call-backs/${channel}` }) };
  };
  const adapterOf = ({ channel, settings }: StoredChannel) => {
    if (!settings) return undefined;
    // The settings say themselves whose they are.
    const provider = providers[settings.provider] as Provider<ProviderId> | undefined;
    return provider?.open(optionsOf(channel, settings as never));
  };

  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const done = changing.then(act);
    changing = done.catch(() => {});
    return done;
  };

  const reopenLane = (stored: StoredChannel) =>
    inTurn(async () => {
      const { channel, mode, settings } = stored;
      await Promise.all([lanes.get(channel)?.stop(), mailboxes.get(channel)?.stop()]);
      lanes.delete(channel);
      mailboxes.delete(channel);
      if (settings) settingsOf.set(channel, settings);
      else settingsOf.delete(channel);
      if (isStopped) return;
      openMailbox(stored);
      if (mode === 'off') return;
      const adapter = adapterOf(stored);
      if (!adapter) return;
      const perSecond = settings && 'perSecond' in settings ? settings.perSecond : undefined;
      lanes.set(channel, openLane({ channel, adapter, core, clock, perSecond, publicAt: address.at, onTrouble }));
    });

  const openMailbox = ({ channel, settings }: StoredChannel) => {
    if (sandbox || settings?.provider !== 'smtp' || !settings.mailbox?.reads) return;
    const { mailbox, certificate } = settings;
    const password = secrets.of(channel).mailboxPassword;
    mailboxes.set(channel, watchMailbox({ channel, settings: mailbox, password, certificate, core, clock, reader: mailReader, open: openVisit, onTrouble }));
  };

  const stateOf = (stored: StoredChannel): ChannelState => {
    const hold = lanes.get(stored.channel)?.onHold();
    const mailboxHold = mailboxes.get(stored.channel)?.onHold();
    return {
      ...stored,
      ...(stored.mailbox && {
        mailbox: {
          ...stored.mailbox,
          ...(mailboxHold && { onHold: { until: new Date(mailboxHold.until).toISOString(), reason: mailboxHold.reason } }),
        },
      }),
      secrets: namesOf(secrets.of(stored.channel)),
      ...(hold && { onHold: { until: new Date(hold.until).toISOString(), reason: hold.reason } }),
    };
  };
  const storedOf = async (channel: OutChannel) => {
    const all = await core.channels();
    return all.ok ? all.value.find((one) => one.channel === channel) : undefined;
  };
  const reopenLanes = async () => {
    const all = await core.channels();
    if (!all.ok) throw new Error('the channels can not be read');
    for (const stored of all.value) await reopenLane(stored);
  };
  /** A port that another program has by now keeps nothing else from going on; that nobody listens is shown. */
  const reopenAll = async () => {
    const settings = await core.publicSettings();
    if (!settings.ok) throw new Error('the public address can not be read');
    const opened = await inTurn(async () => (isStopped ? ok(null) : address.set(settings.value)));
    if (!opened.ok) onTrouble(new Error(opened.problems[0]?.code));
    await reopenLanes();
  };

  const handlers: ChannelHandlers = {
    async channels() {
      const all = await core.channels();
      return all.ok ? ok(all.value.map(stateOf)) : all;
    },
    async setChannel({ channel, body }) {
      if (body.mode !== undefined && body.mode !== 'off') {
        const settings = body.settings ?? (await storedOf(channel))?.settings;
        const missing = settings ? missingSecrets(settings.provider, namesOf(secrets.of(channel))) : [];
        if (settings && missing.length > 0) return refuse('secret-missing', { channel, secrets: missing.join(', ') });
      }
      const done = await core.setChannel({ channel, change: body });
      if (!done.ok) return done;
      await reopenLane(done.value);
      return ok(stateOf(done.value));
    },
    async setSecrets({ channel, body: { values, keep } }) {
      secrets.set(channel, values, keep);
      const stored = await storedOf(channel);
      if (!stored) return refuse('executor-restoring');
      await reopenLane(stored);
      return ok(stateOf(stored));
    },
    async checkChannel({ channel }) {
      const stored = await storedOf(channel);
      const adapter = stored && adapterOf(stored);
      if (!adapter) return refuse('channel-not-set-up', { channel });
      try {
        return ok({ problem: (await adapter.check()) ?? null });
      } finally {
        await adapter.close();
      }
    },
    async checkMailbox({ channel }) {
      const settings = (await storedOf(channel))?.settings;
      if (settings?.provider !== 'smtp' || !settings.mailbox) return refuse('mailbox-not-set-up');
      if (sandbox) return refuse('sandbox-stays-inside');
      const opened = await openVisit({ settings: settings.mailbox, password: secrets.of(channel).mailboxPassword, certificate: settings.certificate });
      if ('reason' in opened) return ok({ problem: opened.reason });
      await opened.visit.close();
      return ok({ problem: null });
    },
    channelSwitches: ({ limit }) => core.switches({ limit }),
    async decideDelivery({ n, body }) {
      const done = await core.decide({ n, decision: body.decision });
      nudge();
      return done;
    },
    async decideDeliveries({ body }) {
      const done = await core.decide(body);
      nudge();
      return done;
    },
    async sendMails({ body }) {
      const stored = await storedOf('email');
      if (!stored) return refuse('executor-restoring');
      const attachment = mayMail(stored, body);
      if (!attachment.ok) return attachment;
      const adapter = adapterOf(stored);
      if (!adapter) return refuse('mail-needs-server');
      let sent: SentMail[];
      try {
        sent = await mailEach(adapter, body, attachment.value);
      } finally {
        await adapter.close();
      }
      const { subject } = body;
      const noted = await core.noteMails({ sent, subject, attachment: attachment.value?.name, bytes: attachment.value?.bytes.length ?? 0 });
      // They have left: that it could not be noted must not have them sent again.
      if (!noted.ok) onTrouble(new Error(noted.problems[0]?.code));
      return ok(sent);
    },
    mails: ({ limit }) => core.mails({ limit }),
    publicSettings: async () => {
      const settings = await core.publicSettings();
      return settings.ok ? ok({ ...settings.value, at: address.at() ?? null }) : settings;
    },
    async setPublic({ body }) {
      const done = await inTurn(async () => {
        const before = address.settings();
        // Opened first: a port that is taken must not stay behind in the store.
        const opened = await address.set(body);
        if (!opened.ok) return opened;
        const { port } = opened.value;
        const kept = await core.setPublic({ ...body, ...(port !== undefined && { port }) });
        if (!kept.ok) await address.set(before);
        return kept;
      });
      if (!done.ok) return done;
      // Providers are told where to call.
      await reopenLanes();
      return ok({ ...done.value, at: address.at() ?? null });
    },
    visitorToken: ({ body: { identifiers, minutes } }) => core.makeVisitor({ who: { identifiers }, minutes }),
    async demoVisit({ id, body: { language } }) {
      const at = address.at();
      if (at === undefined) return refuse('public-closed');
      const made = await core.makeVisitor({ who: { customer: id }, minutes: demoMinutes });
      // Behind the #, so that it is in nobody's log.
      return made.ok ? ok({ url: `${at}/demo?lang=${language}#${made.value.token}`, expiresAt: made.value.expiresAt }) : made;
    },
  };

  const nudge = () => {
    for (const lane of lanes.values()) lane.nudge();
  };

  return {
    handlers,
    nudge,
    reopen: reopenAll,
    hear(channel, call) {
      const settings = settingsOf.get(channel);
      const provider = settings && (providers[settings.provider] as Provider<ProviderId> | undefined);
      return settings && provider?.understand?.(call, optionsOf(channel, settings as never));
    },
    holds: () => [
      ...findingsOf('channel-on-hold', 'blocks', lanes),
      // What was sent arrives all the same; only nobody hears what comes back.
      ...findingsOf('mailbox-on-hold', 'warns', mailboxes),
    ],
    async stop() {
      isStopped = true;
      await inTurn(async () => {
        await Promise.all([...lanes.values(), ...mailboxes.values()].map((one) => one.stop()));
        lanes.clear();
        mailboxes.clear();
        await mailReader.close();
        await address.stop();
      });
    },
  };
}

type Holding = ReadonlyMap<OutChannel, { onHold(): OnHold | undefined }>;

function findingsOf(code: 'channel-on-hold' | 'mailbox-on-hold', severity: Finding['severity'], holding: Holding): Finding[] {
  return [...holding].flatMap(([channel, one]): Finding[] => {
    const hold = one.onHold();
    return hold ? [{ severity, code, params: { channel, until: new Date(hold.until).toISOString() }, reason: hold.reason }] : [];
  });
}

function namesOf(secrets: Readonly<Record<string, string | undefined>>): string[] {
  return Object.keys(secrets).filter((name) => secrets[name] !== undefined && secrets[name] !== '');
}
