/** Would an advertisement leave without saying that it is one, and who sends it? Words to look at before going live; nothing is held back. */
import { hasWords, isAdvertisingChannel, isMarked, markIn, usualMarks } from '../messages/sender';
import type { Language } from '../text';
import type { CheckContext } from './journey-context';
import type { Findings } from './journey-problem';
import type { Channel, Journey, Message } from './schema';

type Advertisement = { message: Message; channel: Channel };

/** Says each thing once for a journey: it is put right in one place, in the settings. */
export function checkSender(journey: Journey, context: CheckContext, { add }: Findings): void {
  const { sending } = context;
  const advertisements = advertisementsOf(journey, context);
  if (!sending || advertisements.length === 0) return;
  const { sender, country } = sending;
  if (!sender) {
    add('warns', 'sender-unsaid', [], { count: advertisements.length });
    return;
  }
  if (!hasWords(sender.name)) add('warns', 'sender-without-name', []);
  if (!hasWords(sender.address) && advertisements.some(({ channel }) => channel === 'email')) add('warns', 'sender-without-address', []);
  if (!sender.contact) add('warns', 'sender-without-contact', []);
  for (const language of context.customerLanguages) {
    if (!asksForMark(country, language) || markIn(sender, language) !== '') continue;
    const count = advertisements.filter((one) => !isMarkedByAuthor(one, language)).length;
    if (count > 0) add('warns', `advertising-not-marked-in-${language}`, [], { count });
  }
}

function advertisementsOf(journey: Journey, { messages }: CheckContext): Advertisement[] {
  return journey.nodes.flatMap((node) => {
    const message = node.kind === 'send' && node.class === 'marketing' ? messages.get(node.message) : undefined;
    if (node.kind !== 'send' || !message) return [];
    const channel = [node.channel, node.fallbackChannel].find((one) => one !== undefined && isAdvertisingChannel(one));
    return channel ? [{ message, channel }] : [];
  });
}

/** Israel's law goes by where she is who is written to; whoever is written to in Hebrew is as a rule there. */
function asksForMark(country: string, language: Language): boolean {
  return country === 'IL' || language === 'he';
}

function isMarkedByAuthor({ message, channel }: Advertisement, language: Language): boolean {
  const text = (channel === 'email' ? message.subject : message.body)[language] ?? '';
  return text === '' || isMarked(text, usualMarks.he);
}
