import type { CanonicalType, PiiClass } from '../shared/sources/schema';

const telling: readonly CanonicalType[] = ['boolean', 'enum', 'country', 'currency', 'date', 'datetime', 'integer', 'decimal', 'money'];
const DOT = '•';

/**
 * An example that shows the form of a value and nobody's data. Numbers, dates and choices that say nothing about a person
 * stay as they are; of anything else only the signs between letters, and at most two characters, remain.
 */
export function maskExample(value: string, type: CanonicalType, pii: PiiClass, key: boolean): string {
  const text = value.replace(/\s+/g, ' ').slice(0, 60);
  if (text === '') return '';
  if (!key && (pii === 'none' || pii === 'low') && telling.includes(type)) return text;
  if (type === 'email') return text.replace(/^(.)[^@]*@.*$/su, `$1${DOT.repeat(3)}@${DOT.repeat(3)}.com`);
  if (type === 'phone') {
    const digits = text.replace(/\D/g, '').length;
    let seen = 0;
    return text.replace(/\p{Nd}/gu, (digit) => {
      seen += 1;
      return seen <= 3 || (seen === digits && digits > 6) ? digit : DOT;
    });
  }
  if (type === 'json' || type === 'string[]') return text.startsWith('[') ? '[…]' : '{…}';
  const masked = text.replace(/[\p{L}\p{N}\p{M}]/gu, DOT);
  // A name gives its first letter; a short code would be given away by it.
  return text.length >= 4 && pii !== 'sensitive' ? `${[...text][0] ?? ''}${[...masked].slice(1).join('')}` : masked;
}
