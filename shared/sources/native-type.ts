import type { CanonicalType } from './schema';

/** Rules in order: the first that fits the native type, written in lower case, gives the canonical type. */
const rules: readonly (readonly [RegExp, CanonicalType])[] = [
  [/\[\]|^array(?! of (?!(string|text|number|integer|boolean)))\b|^array<|^set[<(]|^list<|comma separated|^multi-?(select|picklist)|^text\[/, 'string[]'],
  [/^json|^object\b|^array of |^map<|^hstore|^variant|^struct|^record\b/, 'json'],
  [/^(enum|picklist|dropdown|radio|choice|select)|:\s*[\w-]+(\s*\|\s*[\w-]+)+/, 'enum'],
  [/^e-?mail\b/, 'email'],
  [/^(phone|tel|mobile|msisdn)\b/, 'phone'],
  [/^(url|uri|link|website)\b|\((url|uri)\)/, 'url'],
  // More than one bit is a row of them.
  [/^bit( varying|\s*\((?!1\)))|^varbit\b/, 'string'],
  [/^(bool|boolean|bit|yes\/no|y\/n|true\/false|checkbox|logical|flag)\b|^(tinyint|number)\(1(,\s*0)?\)/, 'boolean'],
  [/datetime|timestamp|date-time|date time|edm\.datetimeoffset|smalldatetime/, 'datetime'],
  [/^(edm\.)?date\b/, 'date'],
  [/^(money|smallmoney|currency\s*\(|price|amount)/, 'money'],
  [
    /^(int|integer|bigint|smallint|tinyint|mediumint|(big|small)?serial\d?|year|unsigned big int|long|short|u?int\d+|edm\.u?int\d*|edm\.byte|whole)\b|^(number|numeric|decimal|dec)\((\d+|\*)(,\s*0)?\)/,
    'integer',
  ],
  [/^(edm\.)?(dec|decimal|numeric|number|float\d?|double|real|fixed|binary_(float|double))\b/, 'decimal'],
];

/** What a text may hold, as schemas and samples name it, besides what the rules know. */
const inText: Readonly<Record<string, CanonicalType>> = {
  'idn-email': 'email',
  tel: 'phone',
  iri: 'url',
  'uri-reference': 'url',
  money: 'money',
  country: 'country',
  'country-code': 'country',
  'iso-country-code': 'country',
  currency: 'currency',
  integer: 'integer',
  decimal: 'decimal',
  boolean: 'boolean',
};

/**
 * The canonical type of a type as a system writes it: "Edm.String(48)", "nvarchar(9)", "enum: new|open", "integer (int64)".
 * What nobody recognises is text, which is never wrong, only vague.
 */
export function canonicalTypeOf(nativeType: string): CanonicalType {
  const text = nativeType.trim().toLowerCase();
  // "string (email)", "decimal (string)", "string (date dd/mm/yyyy)": what it is, and in brackets how it travels.
  const travelling = /^(?:string|text|varchar)\s*\(([a-z-]+)(?: [^()]*)?\)$/.exec(text)?.[1];
  const known = travelling !== undefined && (Object.hasOwn(inText, travelling) ? inText[travelling] : undefined);
  if (known) return known;
  // A moment counted in seconds; as text it is in the rules.
  if (/^(integer|number) \((unix-?time|epoch|timestamp)[^)]*\)/.test(text)) return 'datetime';
  const isPlain = travelling !== undefined && /^(email|url|uri|phone|date|datetime|date-time)$/.test(travelling);
  if (travelling === 'uuid') return 'string';
  for (const [pattern, type] of rules) if (pattern.test(isPlain ? travelling : text)) return type;
  return 'string';
}
