import { looksUnmasked } from '../shared/sources/personal-data';
import type { CanonicalType, PiiClass } from '../shared/sources/schema';
import { holdsCardNumber, holdsCheckedNumber } from './profile/check-digits';

const DOT = '•';
/** Values of these types say nothing about a person when the field itself does not. */
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
 * An example that shows the form of a value and nobody's data. Numbers, dates and choices that say nothing about a person
 * stay as they are; of anything else only the signs between letters, and at most a few characters, remain. The value may
 * be one of the few that don't fit the column's type, so its own form is looked at as well. Of a card's number nothing
 * remains: ''.
 */
export function maskExample(value: string, type: CanonicalType, pii: PiiClass, key: boolean): string {
  const text = value.replace(/\s+/g, ' ').slice(0, 60);
  if (text === '' || holdsCardNumber(text)) return '';
  if (holdsCheckedNumber(text)) return text.replace(/[\p{L}\p{N}\p{M}]/gu, DOT);
  if (!key && (pii === 'none' || pii === 'low') && telling[type]?.test(text) && !text.includes('@') && !looksUnmasked(text)) return text;
  if (type === 'email' && text.includes('@')) return text.replace(/^(.)[^@]*@.*$/su, `$1${DOT.repeat(3)}@${DOT.repeat(3)}.com`);
  if (type === 'phone') return maskDigits(text);
  if (type === 'url') return text.replace(/^([a-z]+:\/\/)?.*$/i, `$1${DOT.repeat(3)}`);
  if (type === 'json' || type === 'string[]') return text.startsWith('[') ? '[…]' : '{…}';
  const masked = text.replace(/[\p{L}\p{N}\p{M}]/gu, DOT);
  // A name gives its first letter; a short code would be given away by it.
  return text.length >= 4 && pii !== 'sensitive' ? `${[...text][0] ?? ''}${[...masked].slice(1).join('')}` : masked;
}

/** The first three digits and the last one; a text in a column of numbers keeps nothing. */
function maskDigits(text: string): string {
  const digits = text.replace(/\P{Nd}/gu, '').length;
  let seen = 0;
  return text.replace(/\p{L}/gu, DOT).replace(/\p{Nd}/gu, (digit) => {
    seen += 1;
    return digits > 6 && (seen <= 3 || seen === digits) ? digit : DOT;
  });
}
