import { isIP } from 'node:net';

/** Values that mean "nothing here" in exports. */
export const emptyWords = new Set([
  '',
  'null',
  'NULL',
  'Null',
  '(null)',
  'N/A',
  'n/a',
  '#N/A',
  'NaN',
  'nan',
  'None',
  '\\N',
  '-',
  '--',
  '—',
  'nil',
  'undefined',
]);

/** ISO 4217 codes in use. `Intl` knows them on every platform we run on. */
export const currencyCodes = new Set(Intl.supportedValuesOf('currency'));

/** One linear look, not a validator's grammar: long junk must not cost time. */
export function isEmail(text: string): boolean {
  return text.length <= 254 && /^[^\s@"<>(),;:]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}]{2,24}$/u.test(text);
}

export function isUrl(text: string): boolean {
  return text.length <= 4_000 && /^(?:https?:\/\/|ftp:\/\/|www\.)[^\s/$.?#][^\s]*$/i.test(text);
}

/** Eight, four, four, four and twelve hexadecimal digits. */
export function isUuid(text: string): boolean {
  return text.length === 36 && /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i.test(text);
}

export function isIpAddress(text: string): boolean {
  return text.length >= 2 && text.length <= 45 && isIP(text) > 0;
}

/** `object` or `list`; undefined when it is no JSON. */
export function jsonForm(text: string): 'object' | 'list' | undefined {
  if (text.length > 100_000) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (Array.isArray(value)) return value.every((item) => typeof item === 'string' || typeof item === 'number') ? 'list' : 'object';
    return typeof value === 'object' && value !== null ? 'object' : undefined;
  } catch {
    return undefined;
  }
}
