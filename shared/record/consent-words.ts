/** What the values of a field say about a consent, as forms, mailers and shops write it in three languages. */
import { booleanPairs } from '../boolean-words';
import type { Field } from '../sources/schema';
import { meaningsOfName } from './name-words';
import { valueKey } from './sample-evidence';

export type ConsentState = 'granted' | 'pending' | 'withdrawn' | 'unknown';
/** `from` as the field writes it. */
export type ConsentValue = { from: string; to: ConsentState };

const spellings: Record<ConsentState, string> = {
  granted:
    'granted/given/opt in/optin/opted in/subscribed/subscriber/consented/agreed/accepted/approved/allowed/authorized/confirmed/confirmed opt in/single opt in/' +
    'מאשר/מאשרת/אישר/אישרה/מאושר/מסכים/מסכימה/הסכים/הסכימה/נתן הסכמה/ניתנה/רשום/רשומה/מנוי/' +
    'موافق/موافقم/عضو/مشترک/پذیرفته/تأیید/تایید/تأیید شده/تایید شده/داده شده',
  withdrawn:
    'withdrawn/opt out/optout/opted out/unsubscribed/unsubscribe/revoked/removed/declined/denied/refused/rejected/blocked/complained/spam/' +
    'סירב/סירבה/מסרב/מסרבת/לא מאשר/לא מאשרת/לא מאושר/לא מסכים/לא מסכימה/הוסר/הוסרה/הסיר/הסירה/הסר/ביטל/ביטלה/חסום/' +
    'مخالف/مخالفم/نپذیرفته/رد/رد شده/لغو/لغو شده/لغو عضویت/انصراف/پس گرفته شده/مسدود',
  pending: 'pending/unconfirmed/awaiting confirmation/waiting/ממתין/ממתינה/ממתינה לאישור/טרם אישר/در انتظار/در انتظار تأیید/در انتظار تایید',
  // Of a dead address and of somebody who only bought nobody knows what she wants.
  unknown: 'unknown/not set/never subscribed/not subscribed/nonsubscribed/non subscribed/transactional/cleaned/bounced/לא ידוע/לא נשאל/نامشخص',
};

const stateOf = new Map(
  Object.entries(spellings).flatMap(([state, words]) => words.split('/').map((word) => [valueKey(word), state as ConsentState] as const)),
);
const pairOf = new Map(booleanPairs.flatMap((pair) => pair.map((word) => [word, pair] as const)));

/**
 * What each value of the field says, both words of a yes and no even where the sample has only one of them. Undefined when a
 * frequent value says nothing that is known, or none says yes or no. Of a field that is a list of who wants no mail ("unsubscribed:
 * no"), the no is no consent: nobody has asked her yet.
 */
export function consentValues({ type, nativeName, profile }: Pick<Field, 'type' | 'nativeName' | 'profile'>): ConsentValue[] | undefined {
  const words = meaningsOfName(nativeName);
  const isRefusal = words.includes('optout') || words.includes('block');
  const ofPair = (yes: string, no: string): ConsentValue[] => [
    { from: yes, to: isRefusal ? 'withdrawn' : 'granted' },
    { from: no, to: isRefusal ? 'unknown' : 'withdrawn' },
  ];
  const top = profile?.top ?? [];
  // Of a column of booleans one knows the values without having seen any.
  if (top.length === 0) return type === 'boolean' ? [...ofPair('true', 'false'), ...ofPair('1', '0')] : undefined;
  const written = new Map(top.map(([from]) => [valueKey(from), from]));
  const found = new Map<string, ConsentValue>();
  for (const [key, from] of written) {
    const state = stateOf.get(key);
    const pair = pairOf.get(key);
    if (state) found.set(key, { from, to: state });
    else if (pair) for (const value of ofPair(written.get(pair[0]) ?? pair[0], written.get(pair[1]) ?? pair[1])) found.set(valueKey(value.from), value);
    else return undefined;
  }
  const values = [...found.values()];
  return values.some(({ to }) => to === 'granted' || to === 'withdrawn') ? values : undefined;
}
