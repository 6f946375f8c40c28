/** A message as bytes of a mail, the same headers for every try. */
import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { SettingsOf } from '../../../shared/executor/channels';
import { renderMail } from '../../../shared/messages/mail';
import type { Outcome, Outgoing } from '../adapter';
import { outcomeOf } from '../troubles';
import { oneAddress, oneLine } from './address';
import { bytesOfMail } from './mime';

/** `from`: of the envelope, which is where it comes back to. */
export type Mail = { id: string; from: string; to: string; bytes: Buffer };

/** A body of this many characters is a mistake of a merge, and larger mails are cut off by those who show them. */
const longestBody = 100_000;
/** RFC 5322 allows 998 in a line; whoever shows subjects cuts them far sooner. */
const longestLine = 250;

/** The mail, or why there can be none. */
export function composeMail(message: Outgoing, settings: SettingsOf<'smtp'>): Mail | Outcome {
  const to = oneAddress(message.to);
  const from = oneAddress(settings.from.address);
  const replyTo = settings.replyTo === undefined ? undefined : oneAddress(settings.replyTo);
  if (from === undefined || (settings.replyTo !== undefined && replyTo === undefined)) return outcomeOf('settings-unusable');
  if (to === undefined) return outcomeOf('address-invalid');
  if (message.body.length > longestBody) return outcomeOf('content-too-long');
  const unsubscribe = unsubscribeOf(message);
  if (message.class === 'marketing' && !unsubscribe.page && !unsubscribe.mailto) return outcomeOf('unsubscribe-missing');

  const sender = oneLine(settings.from.name, longestLine);
  const { html, text } = renderMail({
    language: message.language,
    subject: oneLine(message.subject, longestLine),
    ...(message.preheader && { preheader: oneLine(message.preheader, longestLine) }),
    body: message.body,
    ...(sender ? { sender } : {}),
    ...(message.sender && { legal: message.sender }),
    ...(unsubscribe.page || unsubscribe.mailto ? { unsubscribe: unsubscribe.page ?? `mailto:${unsubscribe.mailto}` } : {}),
    ...(settings.look ? { look: settings.look } : {}),
  });
  const name = message.token ?? createHash('sha256').update(message.key).digest('hex').slice(0, 32);
  const id = `<${name}@${from.slice(from.lastIndexOf('@') + 1)}>`;
  const root = new MailComposer({
    from: { name: sender, address: from },
    to: { name: '', address: to },
    ...(replyTo === undefined ? {} : { replyTo: { name: '', address: replyTo } }),
    subject: oneLine(message.subject, longestLine),
    messageId: id,
    headers: headersOf(name, unsubscribe),
    text: text.replaceAll('\n', '\r\n'),
    html: html.replaceAll('\n', '\r\n'),
    ...(message.attachment && {
      attachments: [{ filename: message.attachment.name, contentType: message.attachment.type, content: message.attachment.bytes }],
    }),
    disableFileAccess: true,
    disableUrlAccess: true,
    baseBoundary: name,
  }).compile();
  return { id, from: returnPath(message, settings) ?? from, to, bytes: bytesOfMail(root) };
}

/** The mailbox that is read, where there is one; with the mail's own token where it takes such addresses. Undefined: the sender's. */
function returnPath({ token }: Outgoing, { mailbox }: SettingsOf<'smtp'>): string | undefined {
  const address = mailbox?.reads ? oneAddress(mailbox.address) : undefined;
  if (address === undefined || !mailbox?.plus || token === undefined) return address;
  const at = address.lastIndexOf('@');
  // A local part too long for it goes without: the token stands in the Message-ID too.
  return oneAddress(`${address.slice(0, at)}+${token}${address.slice(at)}`) ?? address;
}

/**
 * `X-Entity-Ref-ID` keeps mailboxes from folding different messages with the same subject into one; `Auto-Submitted` (RFC 3834) keeps robots from
 * answering. Our key itself stays here: it names the journey's step.
 */
function headersOf(name: string, { page, mailto }: { page?: string; mailto?: string }) {
  const ways = [...(page?.startsWith('https:') ? [`<${page}>`] : []), ...(mailto ? [`<mailto:${mailto}>`] : [])];
  const prepared = (value: string) => ({ prepared: true, value });
  return {
    'X-Entity-Ref-ID': name,
    'Auto-Submitted': 'auto-generated',
    ...(ways.length > 0 ? { 'List-Unsubscribe': prepared(ways.join(', ')) } : {}),
    // RFC 8058: only an encrypted page may be called with one click.
    ...(page?.startsWith('https:') ? { 'List-Unsubscribe-Post': prepared('List-Unsubscribe=One-Click') } : {}),
  };
}

/** What can be trusted to stand in a header and in a link: an address of the web, written without what would break out of either. */
function unsubscribeOf({ unsubscribe }: Outgoing): { page?: string; mailto?: string } {
  const page = webAddress(unsubscribe?.page);
  const [address = '', subject] = (unsubscribe?.mailto ?? '').replace(/^mailto:/i, '').split('?subject=');
  const to = oneAddress(address);
  const mailto = to === undefined ? undefined : `${to}${subject === undefined ? '' : `?subject=${encodeURIComponent(decoded(subject))}`}`;
  return { ...(page ? { page } : {}), ...(mailto ? { mailto } : {}) };
}

function webAddress(text: string | undefined): string | undefined {
  if (text === undefined || !URL.canParse(text)) return undefined;
  const { protocol, href } = new URL(text);
  return /^https?:$/.test(protocol) && /^[\x21-\x7e]{1,1000}$/.test(href) && !/[<>"]/.test(href) ? href : undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
