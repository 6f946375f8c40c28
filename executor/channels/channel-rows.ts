/** How each way out is set up, in the store; what is secret is elsewhere (`secrets.ts`). */
import { z } from 'zod';
import {
  type ChannelChange,
  type ChannelMode,
  type ChannelState,
  type ChannelSwitch,
  channelModeSchema,
  type OpenChannel,
  type OutChannel,
  openChannelSchema,
  outChannels,
  type ProviderSettings,
  providerSettingsSchema,
  recipientSchema,
  switchSchema,
  unknownPolicySchema,
} from '../../shared/executor/channels';
import type { Database } from '../store/driver';

/** A channel as the store knows it. */
export type StoredChannel = Omit<ChannelState, 'secrets' | 'onHold'>;

export type ChannelRow = {
  channel: OutChannel;
  mode: ChannelMode;
  settings: ProviderSettings | null;
  allowed: string[];
  unknownPolicy: z.infer<typeof unknownPolicySchema>;
};

type Stored = { channel: OutChannel; mode: string; settings: string | null; allowed: string; unknown_policy: string };

/** One nobody has set up is off. */
export function readChannel(db: Database, channel: OutChannel): ChannelRow {
  const row = db.get<Stored>('SELECT * FROM channel WHERE channel = ?', channel);
  if (!row) return { channel, mode: 'off', settings: null, allowed: [], unknownPolicy: 'ask' };
  const { settings, allowed } = understood(row);
  return { channel, mode: channelModeSchema.parse(row.mode), settings, allowed, unknownPolicy: unknownPolicySchema.parse(row.unknown_policy) };
}

type Understood = Pick<ChannelRow, 'settings' | 'allowed'> & { from: Pick<Stored, 'settings' | 'allowed'> };

/** As they were read last: a channel at work is asked for many times a second, and seldom another. */
const lastRead = new Map<OutChannel, Understood>();

function understood({ channel, settings, allowed }: Stored): Pick<ChannelRow, 'settings' | 'allowed'> {
  const known = lastRead.get(channel);
  if (known && known.from.settings === settings && known.from.allowed === allowed) return known;
  const read: Understood = {
    from: { settings, allowed },
    settings: settings === null ? null : providerSettingsSchema.parse(JSON.parse(settings)),
    allowed: z.array(recipientSchema).parse(JSON.parse(allowed)),
  };
  lastRead.set(channel, read);
  return read;
}

export function readChannels(db: Database): ChannelRow[] {
  return outChannels.map((channel) => readChannel(db, channel));
}

/** By which anything may leave at all. */
export function openChannels(db: Database): ReadonlySet<OutChannel> {
  return new Set(openModes(db).map(({ channel }) => channel));
}

/** The same with how far each is open, in the order in which channels are told of. */
export function openModes(db: Database): OpenChannel[] {
  const open = db.all("SELECT channel, mode FROM channel WHERE mode <> 'off'").map((row) => openChannelSchema.parse(row));
  return open.sort((a, b) => outChannels.indexOf(a.channel) - outChannels.indexOf(b.channel));
}

export function writeChannel(db: Database, now: number, channel: OutChannel, change: ChannelChange, why: ChannelSwitch['why']): ChannelRow {
  const before = readChannel(db, channel);
  const after: ChannelRow = { ...before, ...(Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as ChannelChange) };
  db.run(
    `INSERT INTO channel (channel, mode, settings, allowed, unknown_policy) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET mode = excluded.mode, settings = excluded.settings, allowed = excluded.allowed, unknown_policy = excluded.unknown_policy`,
    channel,
    after.mode,
    after.settings === null ? null : JSON.stringify(after.settings),
    JSON.stringify(after.allowed),
    after.unknownPolicy,
  );
  if (after.mode !== before.mode)
    db.run('INSERT INTO channel_log (at, channel, before, after, why) VALUES (?, ?, ?, ?, ?)', now, channel, before.mode, after.mode, why);
  return after;
}

/** Of a period, in order. */
export function readSwitchesIn(db: Database, { from, to }: { from: number; to: number }): ChannelSwitch[] {
  return db
    .all<{ at: number }>('SELECT at, channel, before, after, why FROM channel_log WHERE at >= ? AND at < ? ORDER BY n', from, to)
    .map((row) => switchSchema.parse({ ...row, at: new Date(row.at).toISOString() }));
}

/** The newest first. */
export function readSwitches(db: Database, limit: number): ChannelSwitch[] {
  return db
    .all<{ at: number }>('SELECT at, channel, before, after, why FROM channel_log ORDER BY n DESC LIMIT ?', limit)
    .map((row) => switchSchema.parse({ ...row, at: new Date(row.at).toISOString() }));
}
