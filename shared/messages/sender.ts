/**
 * Who writes to customers, and the word by which an advertisement is known, as laws on advertising ask for them: in Israel section 30A of the
 * Communications Law (the word in the subject of a mail and where another message begins, name, address, a way to reach the sender), in the
 * United States CAN-SPAM (a postal address), in the EU who it is that writes. Whether what somebody puts in here is enough is for their lawyer.
 */
import { z } from 'zod';
import type { Channel, Message } from '../journey/schema-messages';
import { type Language, languages, type Text, textIn, textSchema } from '../text';

export const senderSchema = z.strictObject({
  /** As it is registered. */
  name: textSchema,
  /** Where post reaches them, on one line. */
  address: textSchema,
  /** A telephone number or an address of mail. */
  contact: z.string().max(200).optional(),
  /** Whether advertisements are marked. The words stay when this is turned off. */
  marks: z.boolean(),
  mark: textSchema,
});
export type Sender = z.infer<typeof senderSchema>;

/** What one language calls an advertisement. Only Israel's law has a word of its own for it. */
export const usualMarks = { he: 'פרסומת' } as const satisfies Text;

/** Nothing is said yet; advertisements will be marked, in Hebrew by the word the law asks for. */
export const newSender: Sender = { name: {}, address: {}, marks: true, mark: usualMarks };

/** Who it is in one language; what is not known is not there. */
export const senderWordsSchema = z.object({ name: z.string(), address: z.string(), contact: z.string() }).partial();
export type SenderWords = z.infer<typeof senderWordsSchema>;

/** Where an advertisement says what it is. What is shown on the client's own ground, and a push of their app, need not. */
const markedIn: Partial<Record<Channel, 'subject' | 'body'>> = { email: 'subject', sms: 'body', whatsapp: 'body' };

/** The channels that laws on advertising speak of. */
export function isAdvertisingChannel(channel: string): channel is 'email' | 'sms' | 'whatsapp' {
  return Object.hasOwn(markedIn, channel);
}

/** Name, address and contact for a message in this language; undefined where there is nothing to say. */
export function senderIn(sender: Sender | undefined, language: Language): SenderWords | undefined {
  if (!sender) return undefined;
  const [name, address, contact] = [textIn(sender.name, language), textIn(sender.address, language), sender.contact ?? ''].map(onOneLine);
  const words = { ...(name && { name }), ...(address && { address }), ...(contact && { contact }) };
  return Object.keys(words).length > 0 ? words : undefined;
}

/** The mark of advertisements in this language, in no other: '' where there is none. */
export function markIn(sender: Sender | undefined, language: Language): string {
  return sender?.marks ? onOneLine(sender.mark[language] ?? '') : '';
}

type Words = { subject: string; body: string };
type Sent = Words & { channel: string; class: Message['class'] | string; language: Language };

/** Subject and body as they leave: an advertisement marked where its channel is to say it, once, however often this is done. */
export function asSent({ channel, class: messageClass, language, subject, body }: Sent, sender: Sender | undefined): Words {
  const mark = messageClass === 'marketing' ? markIn(sender, language) : '';
  const part = isAdvertisingChannel(channel) ? markedIn[channel] : undefined;
  if (mark === '' || part === undefined) return { subject, body };
  return part === 'subject' ? { subject: marked(subject, mark), body } : { subject, body: marked(body, mark) };
}

/** The body without its mark, for a template that was approved with a mark of its own. */
export function unmarked(body: string, mark: string): string {
  return isMarked(body, mark) ? body.slice(beginning(body, mark)).replace(/^[\p{P}\p{S}\s]+/u, '') : body;
}

/** Whether a text begins with the mark, in brackets or not, whoever put it there. */
export function isMarked(text: string, mark: string): boolean {
  return mark !== '' && beginning(text, mark) > 0;
}

function marked(text: string, mark: string): string {
  if (isMarked(text, mark)) return text;
  return `${mark}${/[\p{L}\p{N}\p{M}]$/u.test(mark) ? ':' : ''} ${text}`.trimEnd();
}

/** Where the mark ends with which a text begins; 0: it does not. A longer word that begins alike is another word. */
function beginning(text: string, mark: string): number {
  // What stands before a word without being read: brackets, spaces, marks of direction.
  const word = plain(mark);
  const before = /^[\p{P}\p{S}\p{Z}\s\p{Cf}]*/u.exec(text)?.[0].length ?? 0;
  const found = text.slice(before, before + word.length);
  if (word === '' || found.toLowerCase() !== word.toLowerCase()) return 0;
  return /^[\p{L}\p{N}\p{M}]/u.test(text.slice(before + word.length)) ? 0 : before + word.length;
}

function plain(mark: string): string {
  return mark.replace(/^[\p{P}\p{S}\p{Z}\s\p{Cf}]+|[\p{P}\p{S}\p{Z}\s\p{Cf}]+$/gu, '');
}

/** A line break in a mark would begin another header of a mail; marks that turn text around have no place in a name. */
function onOneLine(text: string): string {
  return text
    .replace(/(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** What has words in at least one language. */
export function hasWords(text: Text | undefined): boolean {
  return languages.some((language) => (text?.[language] ?? '').trim() !== '');
}
