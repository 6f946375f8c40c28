/** What customers read in other languages than the brief's: whoever builds a message has to enter those texts too. */
import type { Block, Line } from '../report';
import { type Language, languages } from '../text';
import type { BriefSetting } from './brief-setting';
import { channelsWithSubject } from './check-messages';
import { runtimeAttributes } from './deployment-attributes';
import { attributeName, readable } from './node-label';
import type { Message } from './schema';

/** Languages of the customers besides the brief's that a message is written in. */
export function otherLanguages({ body }: Message, { context, language }: BriefSetting): Language[] {
  return context.customerLanguages.filter((one) => one !== language && body[one]?.trim());
}

/** Subject, preheader and text in one of them, its fields named in that language too. */
export function translationBlock(message: Message, one: Language, setting: BriefSetting): Block {
  const { translate } = setting;
  const part = (label: 'brief.subject' | 'canvas.preheader' | 'brief.body', text: string | undefined) =>
    text?.trim()
      ? [
          {
            label: translate('brief.message-in', { part: translate(label), language: translate(`language.${one}`) }),
            value: { text: readable(text, { ...setting, language: one }).trim(), user: true },
            language: one,
          },
        ]
      : [];
  return {
    kind: 'facts',
    rows: [
      ...(channelsWithSubject.has(message.channel) ? part('brief.subject', message.subject[one]) : []),
      ...(message.channel === 'email' ? part('canvas.preheader', message.preheader?.[one]) : []),
      ...part('brief.body', message.body[one]),
    ],
  };
}

/** Who gets which language, where there are several. */
export function languageFacts(messages: readonly Message[], setting: BriefSetting): { label: string; value: Line }[] {
  const { context, translate } = setting;
  const otherwise = fallbackOf(messages, context.customerLanguages);
  if (context.customerLanguages.length < 2 || !otherwise) return [];
  const attribute = attributeName(runtimeAttributes.language, setting);
  return [
    {
      label: translate('brief.message-language'),
      value: translate('brief.message-language-value', { attribute: `\u2068${attribute}\u2069`, language: translate(`language.${otherwise}`) }),
    },
  ];
}

/** As the executor chooses: the first of the client's languages that the texts are written in. */
function fallbackOf(messages: readonly Message[], clients: readonly Language[]): Language | undefined {
  return [...clients, ...languages].find((language) => messages.some(({ body }) => body[language]));
}
