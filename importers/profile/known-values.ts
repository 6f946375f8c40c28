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

/** Pairs of words, yes first. */
export const booleanPairs: readonly (readonly [string, string])[] = [
  ['true', 'false'],
  ['yes', 'no'],
  ['y', 'n'],
  ['t', 'f'],
  ['on', 'off'],
  ['1', '0'],
  ['כן', 'לא'],
  ['אמת', 'שקר'],
  ['بله', 'خیر'],
  ['آری', 'نه'],
  ['درست', 'نادرست'],
  ['نعم', 'لا'],
];

/** Word → index of its pair; lower case. */
export const booleanWords = new Map(booleanPairs.flatMap(([yes, no], index) => [[yes, index] as const, [no, index] as const]));

/** ISO 4217 codes in use. `Intl` knows them on every platform we run on. */
export const currencyCodes = new Set(Intl.supportedValuesOf('currency'));

const sign = String.raw`(?:₪|€|\$|£|¥|₺|﷼|د\.إ|ש["״]ח|ריאל|שקל|تومان|ریال|NIS|[A-Z]{3})`;
const amount = String.raw`[+-]?\d{1,3}(?:[,. '\u00a0]\d{3})*(?:[.,]\d{1,4})?|[+-]?\d+(?:[.,]\d{1,4})?`;
const before = new RegExp(String.raw`^-?\s*(${sign})\s*(?:${amount})$`);
const after = new RegExp(String.raw`^(?:${amount})\s*(${sign})$`);

/** An amount with a currency sign or code on either side: `₪1,250.00`, `12.50 USD`. Written in ASCII digits. */
export function isMoney(text: string): boolean {
  if (text.length > 40) return false;
  const code = (before.exec(text) ?? after.exec(text))?.[1];
  return code !== undefined && (!/^[A-Z]{3}$/.test(code) || code === 'NIS' || currencyCodes.has(code));
}

/** Whole or with decimals, thousands separated or not, minus or brackets for negative. */
export function numberForm(text: string): 'integer' | 'decimal' | undefined {
  const bare = /^\((.+)\)$/.exec(text)?.[1] ?? text.replace(/^[+-]/, '').replace(/-$/, '');
  if (/^(0|[1-9]\d{0,14})$/.test(bare) || /^[1-9]\d{0,2}([,.' \u00a0])\d{3}(\1\d{3})+$/.test(bare) || /^[1-9]\d{0,2}[, '\u00a0]\d{3}$/.test(bare))
    return 'integer';
  if (/^\d{1,15}[.,]\d{1,15}$/.test(bare) || /^[.,]\d{1,15}$/.test(bare)) return 'decimal';
  if (/^\d{1,3}(?:,\d{3})+\.\d+$/.test(bare) || /^\d{1,3}(?:[.' \u00a0]\d{3})+,\d+$/.test(bare) || /^\d{1,3}(?:[ '\u00a0]\d{3})+\.\d+$/.test(bare))
    return 'decimal';
  if (/^\d(?:\.\d{1,15})?[eE][+-]?\d{1,3}$/.test(bare)) return 'decimal';
  return undefined;
}

/** One linear look, not a validator's grammar: long junk must not cost time. */
export function isEmail(text: string): boolean {
  return text.length <= 254 && /^[^\s@"<>(),;:]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}]{2,24}$/u.test(text);
}

export function isUrl(text: string): boolean {
  return text.length <= 4_000 && /^(?:https?:\/\/|ftp:\/\/|www\.)[^\s/$.?#][^\s]*$/i.test(text);
}

/** Nine digits with the right check digit. */
export function isIsraeliId(digits: string): boolean {
  if (digits.length !== 9) return false;
  let sum = 0;
  for (let i = 0; i < 9; i++) {
    const product = (digits.charCodeAt(i) - 48) * ((i % 2) + 1);
    sum += product > 9 ? product - 9 : product;
  }
  return sum % 10 === 0 && digits !== '000000000';
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
