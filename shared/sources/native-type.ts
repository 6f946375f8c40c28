import type { CanonicalType } from './schema';

/** Rules in order: the first that fits the native type, written in lower case, gives the canonical type. */
const rules: readonly (readonly [RegExp, CanonicalType])[] = [
  [/\[\]|^array\b|^array<|^set<|^list<|comma separated|^multi-?(select|picklist)|^text\[/, 'string[]'],
  [/^json|^object\b|^map<|^hstore|^variant|^struct|^record\b/, 'json'],
  [/^(enum|set\s*\(|picklist|dropdown|radio|choice|select)|:\s*[\w-]+(\s*\|\s*[\w-]+)+/, 'enum'],
  [/^e-?mail\b/, 'email'],
  [/^(phone|tel|mobile|msisdn)\b/, 'phone'],
  [/^(url|uri|link|website)\b|\((url|uri)\)/, 'url'],
  [/^(bool|boolean|bit|yes\/no|y\/n|true\/false|checkbox|logical|flag)\b|^(tinyint|number)\(1\)/, 'boolean'],
  [/datetime|timestamp|date-time|date time|edm\.datetimeoffset|smalldatetime/, 'datetime'],
  [/^(edm\.)?date\b/, 'date'],
  [/^(money|smallmoney|currency\s*\(|price|amount)/, 'money'],
  [/^(int|integer|bigint|smallint|tinyint|mediumint|serial|bigserial|long|short|u?int\d+|edm\.u?int\d*|edm\.byte|number\(\d+(,\s*0)?\)|whole)\b/, 'integer'],
  [/^(edm\.)?(dec|decimal|numeric|number|float|double|real|fixed)\b/, 'decimal'],
];

/**
 * The canonical type of a type as a system writes it: "Edm.String(48)", "nvarchar(9)", "enum: new|open", "integer (int64)".
 * What nobody recognises is text, which is never wrong, only vague.
 */
export function canonicalTypeOf(nativeType: string): CanonicalType {
  const text = nativeType.trim().toLowerCase();
  // "string (email)", "decimal (string)", "date (text)": what it is, and in brackets how it travels.
  const travelling = /^(string|text|varchar)\s*\((email|url|uri|phone|date|datetime|uuid)\)/.exec(text)?.[2];
  if (travelling === 'uuid') return 'string';
  for (const [pattern, type] of rules) if (pattern.test(travelling ?? text)) return type;
  return 'string';
}
