/** What somebody texts back: the word that journeys ask for, and whether it asks for no more messages. */
import { folded } from '../../shared/runtime/keywords';
import type { Report } from './adapter';

/** As telephone companies, WhatsApp's own advice and the Israeli and Iranian rules on advertising know them. */
const stopWords = new Set(
  [
    ...['stop', 'stopall', 'stop all', 'unsubscribe', 'opt out', 'optout', 'opt-out', 'revoke', 'remove', 'remove me'],
    ...['הסר', 'הסרה', 'הסירו', 'הסר אותי', 'להסרה', 'הסירו אותי', 'עצור', 'עצרו', 'הפסק', 'הפסיקו', 'די'],
    ...['لغو', 'لغو اشتراک', 'لغو عضویت', 'انصراف', 'توقف', 'حذف', 'لغو۱۱', 'لغو11'],
  ].map(folded),
);
/** Ends a conversation by SMS, where telephone companies take it as STOP; elsewhere it may answer anything. */
const stopWordsOfSms = new Set(['cancel', 'end', 'quit']);

/** `asked`: the provider says itself that she has taken herself off. */
export function replyOf(text: string, { sms = false, asked = false } = {}): Pick<Report, 'properties' | 'optOut'> {
  const word = folded(text.slice(0, 200));
  const optOut = asked || stopWords.has(word) || (sms && stopWordsOfSms.has(word));
  // The engine finds the spelling that a journey compares with.
  const keyword =
    text
      .trim()
      .split(/[\r\n]/)[0]
      ?.slice(0, 100) ?? '';
  return { properties: { keyword, 'reply-text': text.slice(0, 2000) }, ...(optOut && { optOut }) };
}
