import type { TemplateStepOf } from '../catalogue/journey-template';
import type { Language } from '../text';
import type { Message } from './schema';
import { wordsInAll } from './words-in-all';

/**
 * The first draft of a template's message in three languages: its opening line is the subject, its preheader the catalogue's, and what is still to be
 * written stands in brackets. An SMS is its subject: the catalogue writes those out.
 */
export function draftMessage(step: TemplateStepOf<'message'>, id: string): Message {
  const { subject, preheader, purpose, channel } = step;
  const lead = (language: Language) => (/[.!?؟…]$/.test(subject[language]) ? subject[language] : `${subject[language]}.`);
  const key = channel === 'email' ? 'message.draft.email' : 'message.draft.short';
  const body = channel === 'sms' ? { ...subject } : wordsInAll((translate, language) => translate(key, { lead: lead(language), purpose: purpose[language] }));
  return {
    id,
    name: { ...subject },
    channel,
    class: step.messageClass,
    purpose: { ...purpose },
    subject: { ...subject },
    ...(preheader && { preheader: { ...preheader } }),
    body,
    status: 'draft',
  };
}
