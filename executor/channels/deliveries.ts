/**
 * What may leave the laptop, from the outbox to the provider's word. A message is claimed in one transaction, handed over outside of any, and settled in
 * another: whatever is claimed when the process dies is in doubt, never forgotten and never silently sent again (executor design, §5 "Send").
 */
import { type DeliveryState, honoursKey, type OutChannel } from '../../shared/executor/channels';
import { addressAttributes } from '../../shared/journey/deployment-attributes';
import type { Reason } from '../../shared/journey/run';
import { markIn } from '../../shared/messages/sender';
import { customerId } from '../../shared/runtime/customer-id';
import type { SendContent, WebhookContent } from '../engine/effect-content';
import type { Registry } from '../engine/registry';
import type { Customer, Work } from '../engine/work';
import type { Outcome, Outgoing } from './adapter';
import { type ChannelRow, openChannels, readChannel, writeChannel } from './channel-rows';
import { tellOfDelivery } from './delivery-events';
import { deliveryToken, linkKeyOf } from './links';
import { mayLeave } from './may-leave';

/** Given up after so many tries: a little over a day. */
const mostTries = 10;
const conversationMs = 86_400_000;
const firstPauseMs = 15_000;
const longestPauseMs = 6 * 3_600_000;

export type Claimed = { n: number; outgoing: Outgoing };
/** `not-tried`: it was claimed and not handed over. */
export type Settled = { n: number; outcome: Outcome | { do: 'not-tried' } };
/** `page`, `mailto`: how somebody takes herself off. */
export type ClaimOptions = { most: number; unsubscribe(customer: number, channel: OutChannel): Outgoing['unsubscribe'] | undefined };

type Row = {
  n: number;
  tries: number;
  target: string;
  key: string;
  at: number;
  deployment: number;
  customer: number;
  node: string;
  content: string;
};

/** Takes up to `most` of a channel's messages whose time has come; each of them has to be settled. `next`: when there is something to do again, epoch ms. */
export function claim(
  work: Work,
  registry: Registry,
  channel: OutChannel,
  { most, unsubscribe }: ClaimOptions,
): { claimed: Claimed[]; next: number | undefined } {
  const { db, now } = work;
  const row = readChannel(db, channel);
  const rows = db.all<Row>(
    `SELECT d.n, d.tries, d.target, o.key, o.at, o.deployment, o.customer, o.node, o.content FROM delivery d JOIN outbox o ON o.n = d.outbox
     WHERE d.channel = ? AND d.state = 'waiting' AND d.due_at <= ? ORDER BY d.due_at LIMIT ?`,
    channel,
    now,
    most,
  );
  const claimed: Claimed[] = [];
  for (const one of rows) {
    const outgoing = prepare(work, registry, row, one, unsubscribe);
    if (outgoing) claimed.push({ n: one.n, outgoing });
  }
  const next = db.get<{ due: number | null }>("SELECT min(due_at) AS due FROM delivery WHERE channel = ? AND state = 'waiting'", channel)?.due;
  return { claimed, next: next ?? undefined };
}

/** Undefined: it does not leave now, and why is noted. */
function prepare(work: Work, registry: Registry, channel: ChannelRow, row: Row, unsubscribe: ClaimOptions['unsubscribe']): Outgoing | undefined {
  const deployed = registry.byNumber(row.deployment);
  if (!deployed) throw new Error('a message belongs to no deployment');
  const customer = work.customer(row.customer);
  const content: SendContent | WebhookContent = JSON.parse(row.content);
  const isCall = 'targets' in content;
  const messageClass = isCall || content.class !== 'marketing' ? 'service' : 'marketing';
  const to = isCall ? row.target : recipientOf(channel, content, customer);
  const mark = messageClass === 'marketing' && !isCall ? markIn(deployed.deployment.sender, content.language) : '';
  const leave = isCall || messageClass === 'service' ? undefined : unsubscribe(row.customer, channel.channel);
  const verdict = mayLeave(work, deployed, customer, {
    channel: channel.channel,
    mode: channel.mode,
    allowed: channel.allowed,
    class: messageClass,
    node: row.node,
    message: isCall ? '' : content.message,
    to,
    decidedAt: row.at,
    canUnsubscribe: leave !== undefined,
  });
  switch (verdict.do) {
    case 'stop':
      setState(work, row.n, 'stopped', { reason: verdict.reason });
      return undefined;
    case 'hold':
      setState(work, row.n, 'waiting', { dueAt: verdict.until, reason: verdict.reason });
      return undefined;
    case 'go':
      // Until they give it a number of theirs it is known by our key, which travels along: what they report after a lost answer is found.
      work.db.run(
        "UPDATE delivery SET state = 'sending', due_at = NULL, tries = tries + 1, at = ?, provider_id = coalesce(provider_id, ?) WHERE n = ?",
        work.now,
        row.key,
        row.n,
      );
      return {
        key: row.key,
        channel: channel.channel,
        class: messageClass,
        to: to ?? '',
        message: isCall ? '' : content.message,
        language: isCall ? 'en' : content.language,
        subject: isCall ? '' : content.subject,
        ...(!isCall && content.preheader && { preheader: content.preheader }),
        body: isCall ? '' : content.body,
        ...(leave && { unsubscribe: leave }),
        ...(!isCall && content.sender && { sender: content.sender }),
        ...(channel.channel === 'whatsapp' && mark !== '' && { mark }),
        ...(channel.channel === 'whatsapp' && isInConversation(work, customer) && { inConversation: true }),
        ...(channel.channel === 'email' && { token: deliveryToken(linkKeyOf(work.db), row) }),
        ...(isCall && { payload: content.payload, ...(content.explained && { explained: content.explained }) }),
      };
  }
}

/** WhatsApp takes words of our own for a day after she has written. That she has is known only where the provider can call back. */
function isInConversation(work: Work, customer: Customer): boolean {
  return work.events(customer.n, 'message-replied').some(({ at, properties }) => properties.channel === 'whatsapp' && at > work.now - conversationMs);
}

/** As the record has it now: an address that was corrected after a bounce is the one that is written to. */
function recipientOf({ channel, settings }: ChannelRow, content: SendContent, customer: Customer): string | undefined {
  if (channel === 'in-app' || channel === 'on-site') return customerId(customer.n);
  const attribute = settings?.provider === 'fcm' ? settings.tokenAttribute : addressAttributes[channel as keyof typeof addressAttributes];
  const now = attribute === undefined ? undefined : customer.attributes[attribute];
  return typeof now === 'string' && now !== '' ? now : content.to;
}

/** Notes what became of messages that were claimed. What has been decided otherwise meanwhile stays. */
export function settle(work: Work, registry: Registry, settled: readonly Settled[]): void {
  const channels = new Map<OutChannel, ChannelRow>();
  for (const { n, outcome } of settled) {
    const row = work.db.get<{ channel: OutChannel; tries: number; state: string }>('SELECT channel, tries, state FROM delivery WHERE n = ?', n);
    if (row?.state !== 'sending') continue;
    const channel = channels.get(row.channel) ?? readChannel(work.db, row.channel);
    channels.set(row.channel, channel);
    settleOne(work, registry, { n, tries: row.tries, channel }, outcome);
  }
}

type Tried = { n: number; tries: number; channel: ChannelRow };

function settleOne(work: Work, registry: Registry, tried: Tried, outcome: Settled['outcome']): void {
  const { n, tries, channel } = tried;
  switch (outcome.do) {
    case 'accepted':
      setState(work, n, 'sent', { providerId: outcome.id });
      return;
    case 'refused':
      setState(work, n, 'failed', { reason: outcome.reason });
      tellOfDelivery(work, registry, n, { what: 'failed', reason: outcome.reason });
      return;
    case 'later':
      // Where nobody could be written to it was no try of this message.
      tryLater(work, registry, outcome.everybody ? { ...tried, tries: tries - 1 } : tried, outcome.reason, outcome.afterMs);
      return;
    case 'unknown':
      if (isSentAgain(channel)) tryLater(work, registry, tried, outcome.reason);
      else setState(work, n, 'unknown', { reason: outcome.reason });
      return;
    case 'not-tried':
      waitUntil(work, { ...tried, tries: tries - 1 }, work.now);
  }
}

function tryLater(work: Work, registry: Registry, tried: Tried, reason: Reason, afterMs?: number): void {
  const { n, tries } = tried;
  if (tries >= mostTries) {
    setState(work, n, 'failed', { reason });
    tellOfDelivery(work, registry, n, { what: 'failed', reason });
    return;
  }
  const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.max(0, tries - 1));
  waitUntil(work, tried, work.now + Math.max(afterMs ?? 0, pause), reason);
}

function waitUntil(work: Work, { n, tries, channel: { mode, channel } }: Tried, dueAt: number, reason?: Reason): void {
  // Closed while it was under way: it does not leave when the channel is opened again.
  if (mode === 'off') setState(work, n, 'stopped', { reason: { code: 'channel-off', params: { channel } } });
  else setState(work, n, 'waiting', { dueAt, reason });
  work.db.run('UPDATE delivery SET tries = ? WHERE n = ?', tries, n);
}

/** Messages that were under way when the process ended: nobody knows whether they left. Before a channel is worked on. */
export function settleInterrupted(work: Work, channel: OutChannel): void {
  const again = isSentAgain(readChannel(work.db, channel));
  const reason: Reason = { code: 'interrupted', params: {} };
  for (const { n } of work.db.all<{ n: number }>("SELECT n FROM delivery WHERE channel = ? AND state = 'sending'", channel))
    if (again) setState(work, n, 'waiting', { dueAt: work.now, reason });
    else setState(work, n, 'unknown', { reason });
}

/** What is in doubt is tried again without being asked about. */
function isSentAgain({ settings, unknownPolicy }: ChannelRow): boolean {
  return unknownPolicy === 'again' || (settings !== null && honoursKey[settings.provider]);
}

/** What waits when a channel is closed does not leave when it is opened again. */
export function stopWaiting(work: Work, channel: OutChannel): void {
  const reason = JSON.stringify({ code: 'channel-off', params: { channel } });
  work.db.run("UPDATE delivery SET state = 'stopped', due_at = NULL, at = ?, reason = ? WHERE channel = ? AND state = 'waiting'", work.now, reason, channel);
}

/** After a restore nobody knows what has left since the backup: nothing goes on by itself. */
export function holdAfterRestore(work: Work): void {
  const reason = JSON.stringify({ code: 'store-restored', params: {} });
  work.db.run("UPDATE delivery SET state = 'unknown', due_at = NULL, at = ?, reason = ? WHERE state IN ('waiting', 'sending')", work.now, reason);
  for (const channel of openChannels(work.db)) writeChannel(work.db, work.now, channel, { mode: 'off' }, 'restored');
}

export function setState(
  work: Work,
  n: number,
  state: DeliveryState,
  more: { dueAt?: number; reason?: Reason | undefined; providerId?: string | undefined } = {},
): void {
  work.db.run(
    'UPDATE delivery SET state = ?, due_at = ?, at = ?, reason = ?, provider_id = coalesce(?, provider_id) WHERE n = ?',
    state,
    more.dueAt ?? null,
    work.now,
    more.reason ? JSON.stringify(more.reason) : null,
    more.providerId ?? null,
    n,
  );
}
