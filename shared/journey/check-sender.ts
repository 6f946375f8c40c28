/** Would an advertisement leave without saying that it is one, and who sends it? Words to look at before going live; nothing is held back. */
import type { Engagement } from '../engagement/schema';
import { hasWords, isAdvertisingChannel, isMarked, markIn, type Sender, usualMarks } from '../messages/sender';
import { type Problem, type ProblemParams, problem } from '../problem';
import type { Language } from '../text';
import type { CheckContext } from './journey-context';
import type { Findings } from './journey-problem';
import type { Channel, Journey, Message } from './schema';

type Advertisement = { message: Message; channel: Channel };

/** Says each thing once for a journey: it is put right in one place, in the settings. */
export function checkSender(journey: Journey, context: CheckContext, { add }: Findings): void {
  const { sending, customerLanguages } = context;
  if (!sending) return;
  for (const [code, params] of missingOf(advertisementsOf(journey, context.messages), { ...sending, languages: customerLanguages }))
    add('warns', code, [], params);
}

/** What the advertisements that journeys send by this channel do not say of their sender; empty where it is no channel of advertisements. */
export function checkSenderOf(channel: Channel | 'webhook', { journeys, messages, sender, client, languages }: SenderEngagement): Problem[] {
  const known = new Map(messages.map((message) => [message.id, message]));
  const advertisements = journeys.flatMap((journey) => advertisementsOf(journey, known, channel));
  const sending = { sender, country: client.country, languages: languages.customers };
  return missingOf(advertisements, sending).map(([code, params]) => problem('warns', code, ['sender'], params));
}
type SenderEngagement = Pick<Engagement, 'journeys' | 'messages' | 'sender' | 'client' | 'languages'>;

/** Whether it is put right where it is said who writes, whichever journey it was found in. */
export function isAboutSender({ code }: Pick<Problem, 'code'>): boolean {
  return (senderCodes as readonly string[]).includes(code) || code.startsWith('advertising-not-marked-in-');
}

const senderCodes = ['sender-unsaid', 'sender-without-name', 'sender-without-address', 'sender-without-contact'] as const;
type Missing = [code: (typeof senderCodes)[number] | `advertising-not-marked-in-${Language}`, params: ProblemParams];
type Sending = { sender?: Sender | undefined; country: string; languages: readonly Language[] };

function missingOf(advertisements: readonly Advertisement[], { sender, country, languages }: Sending): Missing[] {
  if (advertisements.length === 0) return [];
  if (!sender) return [['sender-unsaid', { count: advertisements.length }]];
  const missing: Missing[] = [];
  if (!hasWords(sender.name)) missing.push(['sender-without-name', {}]);
  if (!hasWords(sender.address) && advertisements.some(({ channel }) => channel === 'email')) missing.push(['sender-without-address', {}]);
  if (!sender.contact) missing.push(['sender-without-contact', {}]);
  for (const language of languages) {
    if (!asksForMark(country, language) || markIn(sender, language) !== '') continue;
    const count = advertisements.filter((one) => !isMarkedByAuthor(one, language)).length;
    if (count > 0) missing.push([`advertising-not-marked-in-${language}`, { count }]);
  }
  return missing;
}

/** @param by only those that go by this channel, also where it is the other way of a step */
function advertisementsOf(journey: Journey, messages: ReadonlyMap<string, Message>, by?: Channel | 'webhook'): Advertisement[] {
  return journey.nodes.flatMap((node) => {
    const message = node.kind === 'send' && node.class === 'marketing' ? messages.get(node.message) : undefined;
    if (node.kind !== 'send' || !message) return [];
    const channel = [node.channel, node.fallbackChannel].find((one) => one !== undefined && isAdvertisingChannel(one) && (by === undefined || one === by));
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
