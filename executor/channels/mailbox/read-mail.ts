/** What a mail tells of ours. Foreign bytes: read on a thread of its own (`mail-thread.ts`). */
import { createHash } from 'node:crypto';
import { linkTokenForm, tokensIn } from '../links';
import { replyOf } from '../reply-text';
import { isAutoReply } from './auto-reply';
import { isFromMailSystem, readClassicBounce } from './classic-bounce';
import { fieldGroups, type RecipientStatus, readDeliveryStatus } from './delivery-status';
import type { Heard, HeardMail } from './heard';
import { firstOf, type ParsedMail, parseMail } from './parse-mail';
import { ownWords, wordsOfHtml } from './reply-body';
import { whyReturned } from './why-returned';

/** Throws when the bytes are no mail at all. */
export async function readMail(bytes: Uint8Array): Promise<HeardMail> {
  const mail = await parseMail(bytes);
  const named = firstOf(mail, 'message-id');
  const id = createHash('sha256')
    .update(named === '' ? bytes : named)
    .digest('hex')
    .slice(0, 32);
  return { ...heardIn(mail), id };
}

/** Where the answer to a mail, or what comes back of it, names it. */
const pointers = ['in-reply-to', 'references', 'to', 'cc', 'delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to', 'x-original-message-id'];

function heardIn(mail: ParsedMail): Heard {
  const pointed = tokensIn(pointers.flatMap((name) => mail.headers.get(name) ?? []).join('\n'));
  const feedback = partOf(mail, /^message\/feedback-report$/);
  if (feedback !== undefined) return complaintIn(feedback, [...returned(mail, feedback), ...pointed]);
  const status = partOf(mail, /^message\/(global-)?delivery-status$/);
  // A person may forward a bounce to us: hers is an answer, or nothing.
  if (status !== undefined && (mail.type === 'multipart/report' || isFromMailSystem(mail))) {
    const bounce = bounceIn(readDeliveryStatus(status), mail.text);
    if (bounce) return { ...bounce, tokens: all(returned(mail, status), pointed) };
  }
  const classic = readClassicBounce(mail);
  if (classic) return { ...classic, tokens: all(pointed, returned(mail, '')) };
  // Receipts that it was looked at, and reports of a kind nobody here knows.
  if (mail.type === 'multipart/report') return { what: 'nothing' };
  const [link] = linkTokenForm.exec(mail.subject) ?? [];
  if (link !== undefined) return { what: 'unsubscribed', link };
  if (pointed.length === 0) return { what: 'nothing' };
  if (isAutoReply(mail) || isFromMailSystem(mail)) return { what: 'auto-replied', tokens: pointed };
  const words = ownWords(mail.text.trim() !== '' ? mail.text : wordsOfHtml(mail.html));
  return { what: 'replied', tokens: pointed, ...replyOf(words) };
}

function partOf({ parts }: ParsedMail, type: RegExp): string | undefined {
  return parts.find((part) => type.test(part.type))?.text;
}

/** In what came back with the report: the mail itself, its headers, or a copy below the words. */
function returned(mail: ParsedMail, report: string): string[] {
  return tokensIn([...mail.parts.map(({ text }) => text), report, mail.text].join('\n'));
}

function all(...lists: readonly string[][]): string[] {
  return [...new Set(lists.flat())];
}

function complaintIn(report: string, tokens: string[]): Heard {
  const type = fieldGroups(report)
    .map((fields) => fields.get('feedback-type'))
    .find((one) => one !== undefined)
    ?.toLowerCase();
  switch (type) {
    case 'abuse':
    case 'fraud':
    case 'virus':
    case 'other':
      return { what: 'complained', tokens };
    case 'opt-out':
    case 'opt-out-list':
      return { what: 'opted-out', tokens };
    default:
      // not-spam takes one back that a person will have seen; auth-failure is about our own domain.
      return { what: 'nothing' };
  }
}

type Bounce = Omit<Extract<Heard, { what: 'bounced' }>, 'tokens'> | { what: 'delivered' | 'delayed' };

/** Ours go to one person each; more than one is where hers are passed on to. That it arrived anywhere counts before that it did not elsewhere. */
function bounceIn(statuses: readonly RecipientStatus[], words: string): Bounce | undefined {
  if (statuses.some(({ action }) => action === 'delivered')) return { what: 'delivered' };
  const failed = statuses.find(({ action, status }) => action === 'failed' || (action === '' && status.startsWith('5')));
  if (failed)
    return {
      what: 'bounced',
      recipients: failed.recipients,
      ...whyReturned(failed.status, failed.diagnostic || (failed.status === '' ? words.slice(0, 4000) : '')),
    };
  return statuses.some(({ action, status }) => action === 'delayed' || (action === '' && status.startsWith('4'))) ? { what: 'delayed' } : undefined;
}
