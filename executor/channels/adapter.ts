/** What every way out of the laptop has in common. One adapter per provider stands in a folder of its own beside this file. */
import type { OutChannel, ProviderId, SecretName, SettingsOf } from '../../shared/executor/channels';
import type { Reason } from '../../shared/journey/run';
import type { SenderWords } from '../../shared/messages/sender';
import type { Language } from '../../shared/text';
import type { Clock } from '../clock';

export type Attachment = { name: string; type: string; bytes: Buffer };

/** A message on its way: merged, allowed to leave, the same for every try. */
export type Outgoing = {
  /** `run:node:visit`. Whoever honours it takes the message once, however often it is tried. */
  key: string;
  channel: OutChannel;
  class: 'marketing' | 'service';
  /** Address, number or token of the recipient; of a webhook the target's name. */
  to: string;
  /** Id of the message in the engagement. */
  message: string;
  language: Language;
  /** One line, without control characters. */
  subject: string;
  /** Of an e-mail: one line that mailboxes show beside the subject. */
  preheader?: string;
  /** Plain text. In e-mail what came from outside stands in isolates (FSI … PDI); `withoutIsolates` takes them out for who can't show them. */
  body: string;
  /** How she takes herself off; marketing by e-mail always has one. `page` takes RFC 8058's one-click POST too. */
  unsubscribe?: { page?: string; mailto?: string };
  /** Of an advertisement by mail: who stands at its foot, in the message's language. */
  sender?: SenderWords;
  /** What an advertisement by WhatsApp begins with, as `body` already does; a template was approved with one of its own. */
  mark?: string;
  /** Whether she has written to us on this channel within a day, which is when WhatsApp takes free text. Absent: nobody knows. */
  inConversation?: boolean;
  /** Signed, of a mail: what comes back of it is known by it (`deliveryToken`). */
  token?: string;
  /** Of a mail to people of one's own; who is no mail server leaves it out. */
  attachment?: Attachment;
  /** What a webhook is called with. */
  payload?: Record<string, unknown>;
  /** Of a webhook: what numbers of the payload are made of, by attribute. */
  explained?: Record<string, unknown>;
};

/**
 * accepted: it is theirs now, `id` is what their reports name it by, `theirs` what else they call it (a mail server's queue number) · refused:
 * never with this content or recipient · later: not now, and `afterMs` when they said when; `everybody`: whoever else is waiting need not try
 * before (rate limit, wrong password, out of order) · unknown: it may have been taken.
 */
export type Outcome =
  | { do: 'accepted'; id?: string; theirs?: string }
  | { do: 'refused'; reason: Reason }
  | { do: 'later'; reason: Reason; afterMs?: number; everybody?: boolean }
  | { do: 'unknown'; reason: Reason };

export type Adapter = {
  /** A repeated key is taken once: what is in doubt may simply be tried again. */
  readonly honoursKey: boolean;
  /** How many messages are worth being under way at once. */
  readonly atOnce: number;
  /** Never throws for anything the other side does; within `timeoutMs` of the adapter's own choosing. */
  send(message: Outgoing): Promise<Outcome>;
  /** Whether settings and secrets are right, without sending anything. Undefined: all is well. */
  check(): Promise<Reason | undefined>;
  close(): Promise<void>;
};

/** What a provider tells later about a message it took: by its own number, or by our key. */
export type Report = {
  /** Theirs, unique per report: told twice it counts once. */
  uid: string;
  id?: string;
  key?: string;
  what: 'delivered' | 'bounced' | 'failed' | 'opened' | 'clicked' | 'complained' | 'replied';
  /** Epoch ms; absent: now. */
  at?: number;
  /** E.g. {'bounce-type': 'hard', 'bounce-reason': '…'} or {keyword: 'STOP'}; property ids of the catalogue's events. */
  properties: Record<string, string | number | boolean>;
  /** Of a reply: who wrote, as the provider names her. */
  from?: string;
  /** She wants no more messages on this channel: a reply asks for it in whatever language, or the provider says that she has told them. */
  optOut?: true;
};

/** A call from outside, as it came. `url`: as the provider was told to call it; signatures cover it. */
export type CallBack = { method: 'GET' | 'POST'; url: string; headers: Readonly<Record<string, string | undefined>>; body: Buffer };
/** `forbidden`: nobody who knows the secret has signed it. */
export type CallBackAnswer = { reports: Report[]; reply?: string } | 'forbidden' | 'malformed';

export type AdapterOptions<P extends ProviderId> = {
  channel: OutChannel;
  settings: SettingsOf<P>;
  secrets: Readonly<Partial<Record<SecretName, string>>>;
  /** Where a provider may call back; absent when nothing here is reachable from outside. */
  callBackUrl?: string;
  /** How long one try may take. Absent: as the adapter thinks fit. */
  timeoutMs?: number;
  /** Injected so that tests need no real time. Absent: the system's. */
  clock?: Clock;
};

/** One provider: makes its adapter and understands its call-backs. */
export type Provider<P extends ProviderId> = {
  open(options: AdapterOptions<P>): Adapter;
  /** Absent: it never calls back. */
  understand?(call: CallBack, options: AdapterOptions<P>): CallBackAnswer;
};
