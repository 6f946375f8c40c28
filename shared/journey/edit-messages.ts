/** Commands on messages. Whoever changes the words of an approved message makes it a draft again: nobody has approved those. */
import type { Engagement } from '../engagement/schema';
import { typedText } from '../engagement/typed-text';
import { isEmptyText, type Language } from '../text';
import { type Message, type MessagePart, messageParts, messageSchema } from './schema-messages';

const longest = { name: 300, subject: 1000, preheader: 1000, purpose: 5000, body: 100_000 } as const;

/** One text of a message in one language; empty words take it away. */
export function setMessageText(
  engagement: Engagement,
  { id, part, language, words }: { id: string; part: 'name' | 'purpose' | MessagePart; language: Language; words: string },
): Engagement {
  const old = engagement.messages.find((message) => message.id === id);
  if (!old) return engagement;
  const text = typedText({ ...old[part], [language]: words }, longest[part]);
  const same = (old[part]?.[language] ?? '') === (text[language] ?? '');
  if (same) return engagement;
  const { preheader: _, ...bare } = old;
  // A preheader that says nothing any more is none: the message is what it was before there was one.
  const changed = part === 'preheader' && isEmptyText(text) ? bare : { ...old, [part]: text };
  const sent = messageParts.some((one) => one === part);
  return change(engagement, { ...changed, ...(sent ? { status: 'draft' } : {}) });
}

/** Channel, class and status. */
export function editMessage(
  engagement: Engagement,
  { id, message }: { id: string; message: Partial<Pick<Message, 'channel' | 'class' | 'status'>> },
): Engagement {
  const old = engagement.messages.find((one) => one.id === id);
  return old ? change(engagement, { ...old, ...message }) : engagement;
}

/** Removes a message that no journey sends; one that is sent stays. */
export function removeMessage(engagement: Engagement, { id }: { id: string }): Engagement {
  const sent = engagement.journeys.some((journey) => journey.nodes.some((node) => node.kind === 'send' && node.message === id));
  if (sent || !engagement.messages.some((message) => message.id === id)) return engagement;
  return { ...engagement, messages: engagement.messages.filter((message) => message.id !== id) };
}

function change(engagement: Engagement, message: Message): Engagement {
  const parsed = messageSchema.safeParse(message);
  if (!parsed.success) return engagement;
  return { ...engagement, messages: engagement.messages.map((one) => (one.id === message.id ? parsed.data : one)) };
}
