import { holdsCheckedNumber } from './check-digits';
import { looksUnmasked } from './personal-data';
import type { CanonicalType, PiiClass } from './schema';

const DOT = '•';
/** Values of these types say nothing about a person when the field itself does not, if they have the form of their type. */
const telling: Partial<Record<CanonicalType, RegExp>> = {
  boolean: /^.{1,10}$/u,
  enum: /^.{1,40}$/u,
  country: /^[A-Z]{2}$/,
  currency: /^[A-Z]{3}$/,
  date: /\p{Nd}/u,
  datetime: /\p{Nd}/u,
  integer: /^[\p{Nd}\s,.'٬+-]+$/u,
  decimal: /^[\p{Nd}\s,.'٬٫+%()eE-]+$/u,
  money: /\p{Nd}/u,
};

/**
 * A value that shows its form and nobody's data: what examples in documents, previews on a projector and the client's copy
 * have in common. Numbers, dates and choices that say nothing about a person stay as they are. Of a phone number the first
 * three digits and the last remain, of an address the first sign, of another text of four letters or more the first; of
 * sensitive fields, keys and numbers of cards and accounts nothing but the form. The value may be one of the few that don't
 * fit the field's type, so its own form is looked at as well.
 */
export function maskValue(value: string, { type, pii, key }: { type: CanonicalType; pii: PiiClass; key: boolean }): string {
  const whole = value.replace(/\s+/g, ' ').trim();
  const text = [...whole].slice(0, 60).join('');
  const masked = text.replace(/[\p{L}\p{N}\p{M}]/gu, DOT);
  // Looked for in the whole value: cut off, a number of a card would no longer be known as one.
  if (key || pii === 'sensitive' || holdsCheckedNumber(whole.slice(0, 1_000))) return masked;
  if ((pii === 'none' || pii === 'low') && telling[type]?.test(text) && isNobodys(text, type)) return text;
  if (type === 'email' && text.includes('@')) return text.replace(/^(.)[^@]*@.*$/su, `$1${DOT.repeat(3)}@${DOT.repeat(3)}.com`);
  if (type === 'json' || type === 'string[]') return text === '' ? '' : text.startsWith('[') ? '[…]' : '{…}';
  if (text.includes('@')) return masked;
  if (type === 'phone') return maskDigits(text);
  if (type === 'url') return text.replace(/^([a-z]+:\/\/)?.*$/i, `$1${DOT.repeat(3)}`);
  const [first = '', ...rest] = masked;
  const initial = text.match(/^\p{L}/u)?.[0] ?? first;
  // A name gives its first letter; a short code would be given away by it.
  return [...text].length >= 4 ? initial + rest.join('') : masked;
}

/** Nine digits in a row of whole numbers or choices may be a person's number, whatever the field says. */
function isNobodys(text: string, type: CanonicalType): boolean {
  const isLong = (type === 'integer' || type === 'enum') && /\p{Nd}{9}/u.test(text.replace(/[\s().-]/g, ''));
  return !isLong && !text.includes('@') && !looksUnmasked(text);
}

/** The first three digits and the last one; a text in a column of numbers keeps nothing. */
function maskDigits(text: string): string {
  const digits = text.replace(/\P{Nd}/gu, '').length;
  let seen = 0;
  return text.replace(/[\p{L}\p{M}]/gu, DOT).replace(/\p{N}/gu, (digit) => {
    seen += 1;
    return digits >= 7 && digits <= 15 && (seen <= 3 || seen === digits) ? digit : DOT;
  });
}
