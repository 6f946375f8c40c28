/**
 * Messages that wait here until an app or a page asks for them. Only what the channel has let out is given, to nobody but whom it is for, and for as
 * long as the channel's settings say. That they were given, opened, followed or put away is told as of any other message.
 */

import type { KeptMessage, VisitorChannel } from '../../shared/executor/visitors';
import { ok, type Result, refuse } from '../../shared/problem';
import { customerId, customerNumber } from '../../shared/runtime/customer-id';
import type { SendContent } from '../engine/effect-content';
import type { Registry } from '../engine/registry';
import type { Customer, Work } from '../engine/work';
import { findCustomer } from '../ingest/identify';
import type { Report } from './adapter';
import { readChannel } from './channel-rows';
import { setState } from './deliveries';
import { tellOfDelivery } from './delivery-events';
import { linkKeyOf, readVisitorToken, visitorToken } from './links';
import { customerOf } from './subscriptions';

const mostListed = 50;
const day = 86_400_000;

/** Whom a token is made for: as a system names her, or by her number here. */
export type VisitorAsked = { who: { identifiers: Record<string, string | number> } | { customer: string }; minutes: number };
export type VisitorMade = { token: string; customer: string; expiresAt: string };

/** What a visitor does with a message. `url`: the link she followed. */
export type KeptDeed = { what: 'opened' | 'dismissed' } | { what: 'clicked'; url: string };

/** Makes nobody known. Refuses `customer-unknown`. */
export function makeVisitor(work: Work, registry: Registry, { who, minutes }: VisitorAsked): Result<VisitorMade> {
  const customer = 'identifiers' in who ? findCustomer(work, registry, who.identifiers) : known(work, who.customer);
  if (!customer) return refuse('customer-unknown');
  const until = Math.floor(work.now / 1000) * 1000 + minutes * 60_000;
  const token = visitorToken(linkKeyOf(work.db), { customer: customer.n, until });
  return ok({ token, customer: customerId(customer.n), expiresAt: new Date(until).toISOString() });
}

function known(work: Work, id: string): Customer | undefined {
  const n = customerNumber(id);
  const now = n === undefined ? undefined : customerOf(work.db, n);
  return now === undefined ? undefined : work.customer(now);
}

/** Her messages, the newest first; that they were given is noted with it. Refuses `visitor-refused`. */
export function keptMessages(
  work: Work,
  registry: Registry,
  { token, channel, limit = mostListed }: { token: string; channel: VisitorChannel; limit?: number },
): Result<{ unread: number; messages: KeptMessage[] }> {
  const visitor = visitorOf(work, token);
  if (visitor === undefined) return refuse('visitor-refused');
  // What she has followed on the site need not be shown to her again; an inbox keeps it.
  const rows = rowsOf(work, visitor, channel).filter((row) => channel === 'in-app' || row.clicked_at === null);
  const given = rows.slice(0, limit);
  for (const { n, state } of given)
    if (state === 'sent') {
      setState(work, n, 'delivered');
      tell(work, registry, n, 'delivered', 'delivered');
    }
  return ok({ unread: rows.filter((row) => row.opened_at === null).length, messages: given.map(toMessage) });
}

/** Each of them counts once. Refuses `visitor-refused`, and `kept-message-unknown` for what is not hers, is over, or has no such link. */
export function noteKept(work: Work, registry: Registry, asked: { token: string; channel: VisitorChannel; n: number; deed: KeptDeed }): Result<null> {
  const { token, channel, n, deed } = asked;
  const visitor = visitorOf(work, token);
  if (visitor === undefined) return refuse('visitor-refused');
  const row = rowsOf(work, visitor, channel, n)[0];
  if (!row) return refuse('kept-message-unknown');
  // Others could tell us of links that nobody has sent.
  if (deed.what === 'clicked' && !contentOf(row).body.includes(deed.url)) return refuse('kept-message-unknown');
  if (row.opened_at === null && deed.what !== 'dismissed') {
    note(work, n, 'opened_at');
    tell(work, registry, n, 'opened', 'opened');
  }
  if (deed.what === 'clicked') {
    note(work, n, 'clicked_at');
    tell(work, registry, n, 'clicked', `clicked:${deed.url}`, { 'link-url': deed.url });
  }
  if (deed.what === 'dismissed') note(work, n, 'dismissed_at');
  return ok(null);
}

function visitorOf(work: Work, token: string): number | undefined {
  const visitor = readVisitorToken(linkKeyOf(work.db), token, work.now);
  return visitor && customerOf(work.db, visitor.customer);
}

type Row = { n: number; state: 'sent' | 'delivered'; at: number; content: string; opened_at: number | null; clicked_at: number | null };

/** Neither put away nor over; none while the channel is off. */
function rowsOf(work: Work, customer: number, channel: VisitorChannel, only?: number): Row[] {
  const { mode, settings } = readChannel(work.db, channel);
  if (mode === 'off' || settings?.provider !== 'inbox') return [];
  return work.db.all<Row>(
    `SELECT d.n, d.state, o.at, o.content, k.opened_at, k.clicked_at
     FROM outbox o JOIN delivery d ON d.outbox = o.n LEFT JOIN kept_message k ON k.delivery = d.n
     WHERE o.customer = ? AND d.channel = ? AND d.state IN ('sent', 'delivered') AND o.at > ? AND k.dismissed_at IS NULL ${only === undefined ? '' : 'AND d.n = ?'}
     ORDER BY d.n DESC`,
    customer,
    channel,
    work.now - settings.expiresAfterDays * day,
    ...(only === undefined ? [] : [only]),
  );
}

function contentOf({ content }: Row): SendContent {
  return JSON.parse(content);
}

function toMessage(row: Row): KeptMessage {
  const { subject, body, language } = contentOf(row);
  return { n: row.n, at: new Date(row.at).toISOString(), subject, body, language, read: row.opened_at !== null, followed: row.clicked_at !== null };
}

function note(work: Work, n: number, column: 'opened_at' | 'clicked_at' | 'dismissed_at'): void {
  work.db.run(`INSERT INTO kept_message (delivery, ${column}) VALUES (?, ?) ON CONFLICT (delivery) DO UPDATE SET ${column} = excluded.${column}`, n, work.now);
}

function tell(work: Work, registry: Registry, n: number, what: Report['what'], uid: string, properties: Report['properties'] = {}): void {
  tellOfDelivery(work, registry, n, { what, report: { uid: `kept:${n}:${uid}`, what, properties } });
}
