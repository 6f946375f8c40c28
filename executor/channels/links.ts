/** Links by which people outside are known: signed, so that nobody can make one. Those in mails are for ever the same, as mails are kept for years. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { type OutChannel, outChannels } from '../../shared/executor/channels';
import type { Database } from '../store/driver';

type LinkPurpose = 'unsubscribe' | 'visitor' | 'delivery';
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

/** As `linkToken` makes it, somewhere in a line. */
export const linkTokenForm = /(?<![\w.-])[0-9a-z]{1,11}\.[0-9a-z-]{3,10}\.[\w-]{27}(?![\w.-])/;

/**
 * What a mail is known by when something comes back of it: stands in its Message-ID and, where asked for, in its return path. Small letters only, as
 * some servers know no others. `key` is signed along: after a restore the same number is another message's.
 */
export function deliveryToken(secret: string, { n, key }: { n: number; key: string }): string {
  const subject = `d${n.toString(36)}`;
  const signature = createHmac('sha256', secret)
    .update(`${'delivery' satisfies LinkPurpose}.${subject}.${key}`)
    .digest('hex')
    .slice(0, 24);
  return `${subject}-${signature}`;
}

/** Which message a token speaks of, if it is ours: `keyOf` says what the message of that number is known by. */
export function readDeliveryToken(secret: string, token: string, keyOf: (n: number) => string | undefined): number | undefined {
  const [, digits = ''] = /^d([0-9a-z]{1,10})-[0-9a-f]{24}$/.exec(token) ?? [];
  if (digits === '') return undefined;
  const n = Number.parseInt(digits, 36);
  const key = Number.isSafeInteger(n) ? keyOf(n) : undefined;
  return key !== undefined && timingSafeEqual(Buffer.from(deliveryToken(secret, { n, key })), Buffer.from(token)) ? n : undefined;
}

/** More in one mail are somebody's trying out. */
const mostTokens = 20;

/** Everything in a text that looks like a delivery's token, each once. */
export function tokensIn(text: string): string[] {
  return [...new Set([...text.matchAll(/(?<![\w-])d[0-9a-z]{1,10}-[0-9a-f]{24}(?![\w-])/gi)].map(([token]) => token.toLowerCase()))].slice(0, mostTokens);
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
