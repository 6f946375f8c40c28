/** Why a mail came back, in the words that refusals in the conversation with a mail server are put into too. */
import { outcomeOfAnswer } from '../smtp/answers';
import { bounceOf, outcomeOf, reasonIn, type Trouble } from '../troubles';

export type Returned = { type: 'hard' | 'soft'; reason: string };

/** Words that say the address is not there. Asked only where no number says more than that it failed. */
const nobody =
  /\b(user|recipient|mailbox|address|account) (is |was )?(unknown|not found|(does not|doesn'?t) exist|unavailable|disabled|invalid)\b|\b(unknown|invalid|no such) (local )?(user|recipient|mailbox|address|account|person)\b|\bno mailbox here\b|\buser unknown\b|\bnot listed in\b/i;
const noSuchHost = /\b(host|domain)( name)?( or domain name)? (was )?not found\b|\bno such domain\b|\bNXDOMAIN\b/i;

/**
 * @param status the report's own number (`5.1.1`), empty where it has none
 * @param words what the other server answered; looked into for its numbers, never passed on
 */
export function whyReturned(status: string, words: string): Returned {
  const text = words.replace(/\s+/g, ' ').slice(0, 2000);
  const [, said = ''] = /(?<![\d.])#?([245]\.\d{1,3}\.\d{1,3})(?![\d.])/.exec(text) ?? [];
  // The number the other server gave says more than what the one in between made of it.
  const number = [said, status].find((one) => one !== '' && !/^\d\.0\.0$/.test(one)) ?? '';
  const code = Number(/(?<![\d.])[45]\d\d(?![\d.])/.exec(text)?.[0] ?? (number.startsWith('4') || status.startsWith('4') ? 450 : 550));
  // Given up after days of "not now": the address may be good again tomorrow.
  if (number.startsWith('4') || (code < 500 && number === '')) return as('recipient-unreachable', code, number);
  // About who sends: whoever is written to can do nothing about it.
  if (/^5\.1\.[78]$/.test(number)) return as('sender-refused', code, number);
  // How Exchange Online says that it knows nobody of that name.
  if (number === '5.4.1' && /access denied/i.test(text)) return as('recipient-unknown', code, number);
  if (/^5\.4\.4$/.test(number) || number === '')
    return as(noSuchHost.test(text) || (number === '' && nobody.test(text)) ? 'recipient-unknown' : 'recipient-unreachable', code, number);
  const reason = reasonIn(outcomeOfAnswer({ code: Math.max(code, 500), text: `${Math.max(code, 500)} ${number} ${text}` }, 'recipient'));
  return as((reason?.code ?? 'recipient-unreachable') as Trouble, code, number);
}

function as(trouble: Trouble, code: number, number: string): Returned {
  const reason = reasonIn(outcomeOf(trouble, number === '' ? code : `${code}-${number}`));
  return { type: bounceOf(trouble), reason: [trouble, reason?.params.code ?? ''].filter((part) => part !== '').join(' ') };
}
