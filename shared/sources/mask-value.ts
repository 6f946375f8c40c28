import { looksUnmasked } from './personal-data';
import type { CanonicalType, PiiClass } from './schema';

const DOT = '•';
/** Values of these types say nothing about a person when the field itself does not. */
const telling: ReadonlySet<CanonicalType> = new Set(['boolean', 'enum', 'country', 'currency', 'date', 'datetime', 'integer', 'decimal', 'money']);

/**
 * A value as it may be seen over a shoulder: its form stays, whose it is does not. Of a number of seven digits or more the
 * first three and the last two remain, of a text of four signs or more the first; of an address, of sensitive fields and of
 * keys nothing but its form.
 */
export function maskValue(value: string, { type, pii, key }: { type: CanonicalType; pii: PiiClass; key: boolean }): string {
  const text = value.replace(/\s+/g, ' ').trim();
  const short = [...text].slice(0, 60).join('');
  const open = !key && (pii === 'none' || pii === 'low') && telling.has(type) && short.length <= 40;
  if (open && !short.includes('@') && !looksUnmasked(short) && !/\p{Nd}{9}/u.test(short.replace(/[\s().-]/g, ''))) return short;
  const masked = short.replace(/[\p{L}\p{N}\p{M}]/gu, DOT);
  if (key || pii === 'sensitive' || short.includes('@')) return masked;
  if (type === 'phone') return maskDigits(short);
  const [first = ''] = short;
  return [...short].length >= 4 && /\p{L}/u.test(first) ? first + [...masked].slice(1).join('') : masked;
}

function maskDigits(text: string): string {
  const digits = text.replace(/\P{Nd}/gu, '').length;
  let seen = 0;
  return text.replace(/[\p{L}\p{M}]/gu, DOT).replace(/\p{N}/gu, (digit) => {
    seen += 1;
    return digits >= 7 && digits <= 15 && (seen <= 3 || seen > digits - 2) ? digit : DOT;
  });
}
