import type { JsonRecord } from '../value';

/**
 * A value as document databases export it, `{"$oid": "…"}` or `{"$date": {"$numberLong": "…"}}`, as the plain value it
 * stands for; undefined when it is an ordinary record.
 */
export function plainOfExtended(record: JsonRecord, names: readonly string[]): string | number | undefined {
  const [name] = names;
  if (names.length !== 1 || name === undefined || !name.startsWith('$')) return undefined;
  const value = record[name];
  switch (name) {
    case '$oid':
    case '$uuid':
    case '$symbol':
      return typeof value === 'string' ? value : undefined;
    case '$numberInt':
    case '$numberLong':
    case '$numberDouble':
    case '$numberDecimal':
      // More digits than a number keeps stay a text.
      return typeof value === 'string' ? numberOf(value) : undefined;
    case '$date':
      return typeof value === 'string' ? value : dateOf(value);
    default:
      return undefined;
  }
}

function numberOf(text: string): string | number {
  const number = Number(text);
  return Number.isFinite(number) && (!Number.isInteger(number) || Number.isSafeInteger(number)) && text.trim() !== '' ? number : text;
}

function dateOf(value: unknown): string | undefined {
  const inner = typeof value === 'object' && value !== null && '$numberLong' in value ? Number(value.$numberLong) : value;
  if (typeof inner !== 'number') return undefined;
  const date = new Date(inner);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
