/** Links by which people outside are known: signed, so that nobody can make one. Those in mails are for ever the same, as mails are kept for years. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { type OutChannel, outChannels } from '../../shared/executor/channels';
import type { Database } from '../store/driver';

type LinkPurpose = 'unsubscribe' | 'visitor';
/** Of which customer, on which channel. */
export type LinkSubject = { customer: number; channel: OutChannel };
/** Who is looking at an app or a page, and until when she is believed to be that, epoch ms. */
export type Visitor = { customer: number; until: number };

/** In the store, so that links of mails sent before a restore still work. Made when first asked for, which has to be within a transaction. */
export function linkKeyOf(db: Database): string {
  const known = db.get<{ value: string }>("SELECT value FROM meta WHERE key = 'link-key'")?.value;
  if (known !== undefined) return known;
  const made = randomBytes(32).toString('base64url');
  db.run("INSERT INTO meta (key, value) VALUES ('link-key', ?)", made);
  return made;
}

export function linkToken(key: string, { customer, channel }: LinkSubject): string {
  return signed(key, 'unsubscribe', `${customer.toString(36)}.${channel}`);
}

/** Undefined: nobody here has made it. */
export function readLinkToken(key: string, token: string): LinkSubject | undefined {
  const [n = '', name = ''] = partsOf(key, 'unsubscribe', token) ?? [];
  const channel = outChannels.find((one) => one === name);
  return channel && { customer: Number.parseInt(n, 36), channel };
}

/** To whole seconds. */
export function visitorToken(key: string, { customer, until }: Visitor): string {
  return signed(key, 'visitor', `${customer.toString(36)}.${Math.floor(until / 1000).toString(36)}`);
}

/** Undefined: nobody here has made it, or it is not good any more. */
export function readVisitorToken(key: string, token: string, now: number): Visitor | undefined {
  const [n, seconds] = partsOf(key, 'visitor', token) ?? [];
  if (n === undefined || seconds === undefined) return undefined;
  const until = Number.parseInt(seconds, 36) * 1000;
  return now < until ? { customer: Number.parseInt(n, 36), until } : undefined;
}

function signed(key: string, purpose: LinkPurpose, subject: string): string {
  return `${subject}.${signatureOf(key, purpose, subject)}`;
}

function partsOf(key: string, purpose: LinkPurpose, token: string): [string, string] | undefined {
  const [, first = '', second = '', signature = ''] = /^([0-9a-z]{1,11})\.([0-9a-z-]{3,10})\.([\w-]{27})$/.exec(token) ?? [];
  if (first === '') return undefined;
  const expected = signatureOf(key, purpose, `${first}.${second}`);
  return timingSafeEqual(Buffer.from(expected), Buffer.from(signature)) ? [first, second] : undefined;
}

function signatureOf(key: string, purpose: LinkPurpose, subject: string): string {
  return createHmac('sha256', key).update(`${purpose}.${subject}`).digest().subarray(0, 20).toString('base64url');
}
