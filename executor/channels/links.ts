/** Links by which people outside are known: signed, so that nobody can make one, and for ever the same, as mails are kept for years. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { type OutChannel, outChannels } from '../../shared/executor/channels';
import type { Database } from '../store/driver';

export type LinkPurpose = 'unsubscribe' | 'visitor';
/** Of which customer, on which channel. */
export type LinkSubject = { customer: number; channel: OutChannel };

/** In the store, so that links of mails sent before a restore still work. */
export function linkKeyOf(db: Database): string {
  const known = db.get<{ value: string }>("SELECT value FROM meta WHERE key = 'link-key'")?.value;
  if (known !== undefined) return known;
  const made = randomBytes(32).toString('base64url');
  db.run("INSERT INTO meta (key, value) VALUES ('link-key', ?)", made);
  return made;
}

export function linkToken(key: string, purpose: LinkPurpose, { customer, channel }: LinkSubject): string {
  const subject = `${customer.toString(36)}.${channel}`;
  return `${subject}.${signatureOf(key, purpose, subject)}`;
}

/** Undefined: nobody here has made it. */
export function readLinkToken(key: string, purpose: LinkPurpose, token: string): LinkSubject | undefined {
  const [, n = '', name = '', signature = ''] = /^([0-9a-z]{1,11})\.([a-z-]{3,10})\.([\w-]{27})$/.exec(token) ?? [];
  const channel = outChannels.find((one) => one === name);
  if (!channel || !timingSafeEqual(Buffer.from(signatureOf(key, purpose, `${n}.${name}`)), Buffer.from(signature))) return undefined;
  return { customer: Number.parseInt(n, 36), channel };
}

function signatureOf(key: string, purpose: LinkPurpose, subject: string): string {
  return createHmac('sha256', key).update(`${purpose}.${subject}`).digest().subarray(0, 20).toString('base64url');
}
