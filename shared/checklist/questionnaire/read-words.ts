/** Answers in words: yes, no and "does not apply" in three languages, scores, options of a list, links. */
import { booleanPairs } from '../../boolean-words';
import type { AllWords } from '../../i18n/all-words';
import { languages, textIn } from '../../text';
import type { KnownPoint } from '../point-groups';
import { linkSchema } from '../schema';
import { plainDigits } from './read-number';

/** `saysMore`: "yes, from Q2" is more than yes. */
export type ReadYesNo = { has: 'yes' | 'no' | 'not-applicable'; saysMore: boolean };

const notApplicable = [
  ...['n/a', 'na', 'not relevant', 'irrelevant', 'לא רלוונטי', 'לא רלבנטי', 'אינו רלוונטי', 'לא ישים'],
  ...['نامربوط', 'نامرتبط', 'کاربرد ندارد', 'مرتبط نیست'],
];
/** Beside the pairs that forms have: what people write into such a cell. `x` is both in the world, and so neither here. */
const yes = ['✓', '✔', '☑', '✅', 'v', 'yep', 'supported', 'included', 'יש', 'קיים', 'נתמך', 'כלול', 'دارد', 'بلی', 'هست'];
const no = ['✗', '✘', '☒', '❌', 'none', 'nope', 'not supported', 'אין', 'לא קיים', 'לא נתמך', 'ندارد', 'نیست'];

/** Undefined: neither. */
export function readYesNo(text: string, words: AllWords): ReadYesNo | undefined {
  const wanted = plain(text);
  const all = (key: string) => languages.map((language) => plain(words[language](`questionnaire.${key}`)));
  const lists = [
    { has: 'not-applicable', known: [...all('not-applicable'), ...notApplicable] },
    { has: 'no', known: [...all('no'), ...booleanPairs.map(([, word]) => word), ...no] },
    { has: 'yes', known: [...all('yes'), ...booleanPairs.map(([word]) => word), ...yes] },
  ] as const;
  for (const { has, known } of lists) if (known.includes(wanted)) return { has, saysMore: false };
  // Longer words first: "not applicable" begins with "no" and "לא רלוונטי" with "לא".
  const beginnings = lists
    .flatMap(({ has, known }) => known.filter((word) => word.length > 1).map((word) => ({ has, word })))
    .sort((a, b) => b.word.length - a.word.length);
  const begun = beginnings.find(({ word }) => wanted.startsWith(word) && /^[\s,.;:(\-–—/!]/.test(wanted.slice(word.length)));
  return begun && { has: begun.has, saysMore: true };
}

/** A score of the guide; what is more than a digit is worth keeping. Undefined: none, or beyond the scale. */
export function readScore(text: string): { score: number; saysMore: boolean } | undefined {
  const digits = plainDigits(text).replace(/\s*(?:\/|out of|מתוך|از)\s*4(?!\d)/i, '');
  const match = /^([0-4])(?:[.,]0+)?(?!\d|[.,]\d)\s*[=\-–—:.)]?\s*([\s\S]*)$/.exec(digits);
  return match ? { score: Number(match[1]), saysMore: (match[2] ?? '') !== '' } : undefined;
}

/** Id of the option that the text names, in any language; undefined when it is none of them. */
export function readOption(text: string, { known }: KnownPoint): string | undefined {
  const wanted = plain(text);
  return known?.options?.find(({ id, label }) => plain(id) === wanted || languages.some((language) => plain(textIn(label, language)) === wanted))?.id;
}

/** Web addresses in the text, and what else stands there. */
export function readLinks(text: string): { links: string[]; others: string[] } {
  const links: string[] = [];
  const others: string[] = [];
  for (const word of text.split(/[\s,;]+(?=https?:\/\/|www\.)|\s+/).map((one) => one.replace(/[,;]+$/, ''))) {
    if (word === '') continue;
    const address = /^www\./i.test(word) ? `https://${word}` : word;
    if (linkSchema.safeParse(address).success) links.push(address);
    else others.push(word);
  }
  return { links, others };
}

/** As words are compared: without case, marks, repeated blanks and a full stop at the end. */
export function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[.!]+$/, '')
    .toLowerCase();
}
