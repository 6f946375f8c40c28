/** How far a mailbox has been read, and what its mails told: in the store, in one transaction with what follows from them. */
import { z } from 'zod';
import { type MailboxSettings, type MailTelling, mailTellingSchema, type OutChannel } from '../../../shared/executor/channels';
import type { SendContent } from '../../engine/effect-content';
import type { Registry } from '../../engine/registry';
import type { Work } from '../../engine/work';
import type { Database } from '../../store/driver';
import { withdraw } from '../delivery-events';
import { linkKeyOf, readDeliveryToken, readLinkToken } from '../links';
import { takeReplyOf, takeReportOf } from '../reports';
import { oneAddress } from '../smtp/address';
import { customerOf } from '../subscriptions';
import type { Heard, HeardMail } from './heard';

/** UIDs are good as long as `uidValidity` is the same (RFC 3501); undefined: nothing has been read there yet. */
export type ReadSoFar = { uidValidity?: number; upTo: number; toMark: number[] };
/** One mail in its place. `at`: when the server took it, epoch ms. `heard` absent: nothing could be made of it. */
export type CameIn = { uid: number; at: number; heard?: HeardMail };
/** `upTo`: every mail up to there is among these, or was before. `isEnd`: there are no more for now. `marks`: those that told something are to be marked. */
export type MailsIn = { channel: OutChannel; place: string; uidValidity: number; upTo: number; mails: readonly CameIn[]; isEnd: boolean; marks: boolean };
/** `ours`: UIDs of the mails that told something. */
export type MailsTaken = { ours: number[] };
export type MailboxSeen = { readAt?: string; told: Partial<Record<MailTelling, number>> };

type Row = { place: string; uid_validity: number | null; up_to: number; to_mark: string; read_at: number | null; told: string };

const uidsSchema = z.array(z.number().int());
const toldSchema = z.partialRecord(mailTellingSchema, z.number().int());

/** Two mailboxes are the same when this is. */
export function placeOf({ host, port, user, folder }: MailboxSettings): string {
  return JSON.stringify([host.toLowerCase(), port, user, folder]);
}

function readRow(db: Database, channel: OutChannel): Row | undefined {
  return db.get<Row>('SELECT place, uid_validity, up_to, to_mark, read_at, told FROM mailbox WHERE channel = ?', channel);
}

/** Of another mailbox than was read so far: nothing. */
export function readSoFar(db: Database, channel: OutChannel, place: string): ReadSoFar {
  const row = readRow(db, channel);
  if (row?.place !== place) return { upTo: 0, toMark: [] };
  return { ...(row.uid_validity !== null && { uidValidity: row.uid_validity }), upTo: row.up_to, toMark: uidsSchema.parse(JSON.parse(row.to_mark)) };
}

export function mailboxSeen(db: Database, channel: OutChannel): MailboxSeen {
  const row = readRow(db, channel);
  if (!row) return { told: {} };
  return { ...(row.read_at !== null && { readAt: new Date(row.read_at).toISOString() }), told: toldSchema.parse(JSON.parse(row.told)) };
}

/** Takes in what mails told, each once, and notes how far the mailbox has been read: both, or neither. */
export function takeMails(work: Work, registry: Registry, { channel, place, uidValidity, upTo, mails, isEnd, marks }: MailsIn): MailsTaken {
  const { db } = work;
  const before = readRow(db, channel);
  const told = toldSchema.parse(JSON.parse(before?.told ?? '{}'));
  const ours: number[] = [];
  for (const { uid, at, heard } of mails) {
    const telling = heard && takeMail(work, registry, channel, heard, at);
    if (!telling) continue;
    ours.push(uid);
    if (telling.isNew) told[telling.what] = (told[telling.what] ?? 0) + 1;
  }
  const waiting = before?.place === place && before.uid_validity === uidValidity ? uidsSchema.parse(JSON.parse(before.to_mark)) : [];
  db.run(
    `INSERT INTO mailbox (channel, place, uid_validity, up_to, to_mark, read_at, told) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET place = excluded.place, uid_validity = excluded.uid_validity, up_to = excluded.up_to, to_mark = excluded.to_mark,
       read_at = excluded.read_at, told = excluded.told`,
    channel,
    place,
    uidValidity,
    upTo,
    JSON.stringify(marks ? [...waiting, ...ours] : []),
    isEnd ? work.now : (before?.read_at ?? null),
    JSON.stringify(told),
  );
  return { ours };
}

/** These have been marked or moved. */
export function forgetMarked(db: Database, channel: OutChannel, uids: readonly number[]): void {
  const row = readRow(db, channel);
  if (!row) return;
  const left = uidsSchema.parse(JSON.parse(row.to_mark)).filter((uid) => !uids.includes(uid));
  db.run('UPDATE mailbox SET to_mark = ? WHERE channel = ?', JSON.stringify(left), channel);
}

type Telling = { what: MailTelling; isNew: boolean };
type Sent = { n: number; state: string; customer: number; content: SendContent };

/** Undefined: it tells nothing of ours. */
function takeMail(work: Work, registry: Registry, channel: OutChannel, heard: HeardMail, at: number): Telling | undefined {
  switch (heard.what) {
    case 'nothing':
      return undefined;
    case 'unsubscribed': {
      const link = readLinkToken(linkKeyOf(work.db), heard.link);
      const customer = link && customerOf(work.db, link.customer);
      if (!link || customer === undefined) return undefined;
      return {
        what: 'unsubscribed',
        isNew: withdraw(work, registry, customer, { channel: link.channel, method: 'mail', uid: `opt-out:mail:${heard.id}`, at }),
      };
    }
    default: {
      const sent = sentOf(work.db, channel, heard.tokens);
      return sent && { ...takeWord(work, registry, channel, heard, sent, at) };
    }
  }
}

function takeWord(
  work: Work,
  registry: Registry,
  channel: OutChannel,
  heard: HeardMail & Exclude<Heard, { what: 'nothing' | 'unsubscribed' }>,
  sent: Sent,
  at: number,
): Telling {
  const { what } = heard;
  // Told twice in two mails it is twice the same of one message; an answer may be one of several.
  const uid = `mail:${sent.n}:${what}`;
  switch (what) {
    case 'bounced': {
      const type = heard.type === 'hard' && isToHer(work, sent, heard.recipients) ? 'hard' : 'soft';
      const properties = { 'bounce-type': type, reason: heard.reason };
      return { what, isNew: takeReportOf(work, registry, sent, { uid: `${uid}:${heard.id}`, what, at, properties }) };
    }
    case 'delivered':
    case 'complained':
      return { what, isNew: takeReportOf(work, registry, sent, { uid, what, at, properties: {} }) };
    case 'replied': {
      const properties = { 'message-id': sent.content.message, ...heard.properties };
      const reply = { uid: `mail:${sent.n}:${heard.id}`, at, properties, ...(heard.optOut && { optOut: heard.optOut }) };
      return { what, isNew: takeReplyOf(work, registry, channel, sent.customer, reply) };
    }
    case 'opted-out':
      return { what: 'unsubscribed', isNew: withdraw(work, registry, sent.customer, { channel, method: 'provider', uid: `opt-out:mail:${heard.id}`, at }) };
    case 'delayed':
    case 'auto-replied':
      return { what, isNew: true };
  }
}

/** The message of the first token that is ours. */
function sentOf(db: Database, channel: OutChannel, tokens: readonly string[]): Sent | undefined {
  if (tokens.length === 0) return undefined;
  const secret = linkKeyOf(db);
  for (const token of tokens) {
    let row: (Omit<Sent, 'content'> & { key: string; content: string }) | undefined;
    const n = readDeliveryToken(secret, token, (number) => {
      row = db.get(
        "SELECT d.n, d.state, o.key, o.customer, o.content FROM delivery d JOIN outbox o ON o.n = d.outbox WHERE d.n = ? AND d.channel = ? AND o.kind = 'send'",
        number,
        channel,
      );
      return row?.key;
    });
    if (n !== undefined && row) return { ...row, content: JSON.parse(row.content) };
  }
  return undefined;
}

/**
 * Whether a bounce is about the address she is written to now. One that led on from there, or one she no longer has, says nothing for good about the
 * address that would be given up.
 */
function isToHer(work: Work, { customer, content }: Sent, recipients: readonly string[]): boolean {
  if (recipients.length === 0) return true;
  const { email } = work.customer(customer).attributes;
  const hers = plain(typeof email === 'string' && email !== '' ? email : (content.to ?? ''));
  return recipients.some((one) => plain(one) === hers);
}

function plain(address: string): string {
  return (oneAddress(address) ?? address).toLowerCase();
}
