/** What a column holds, decided from its values, with the counts that decided it. */
import type { Severity } from '../shared/problem';
import { tokensOf } from '../shared/sources/name-tokens';
import type { CanonicalType } from '../shared/sources/schema';
import type { ColumnProfile } from './profile/column-profile';
import { booleanPairs } from './profile/known-values';

/** Words: `reason.type.<code>`. */
export type TypeReason = { code: string; params: Record<string, string | number> };
export type InferredType = {
  type: CanonicalType;
  /** As a file has no types, the form its values have: `text(254)`, `date (dd/mm/yyyy)`, `boolean (כן/לא)`. */
  nativeType: string;
  reason: TypeReason;
  /** Something a person should decide; words: `problem.<code>`. */
  doubt?: { severity: Severity; code: 'date-order-unknown' | 'date-order-mixed' };
};

/** A few wrong values don't make a column of e-mail addresses a column of texts. */
const MOST = 0.95;

const phoneWords = [
  'phone',
  'mobile',
  'cell',
  'tel',
  'telephone',
  'msisdn',
  'whatsapp',
  'fax',
  'טלפון',
  'נייד',
  'סלולרי',
  'פלאפון',
  'וואטסאפ',
  'פקס',
  'تلفن',
  'موبایل',
  'همراه',
  'نمابر',
  'واتساپ',
];
const dateWords = ['date', 'day', 'dt', 'on', 'birthdate', 'dob', 'תאריך', 'מועד', 'تاریخ'];
const timeWords = ['at', 'time', 'ts', 'timestamp', 'epoch', 'created', 'updated', 'modified', 'זמן', 'שעה', 'מועד', 'زمان', 'ساعت'];
const flagWords = [
  'is',
  'has',
  'flag',
  'active',
  'enabled',
  'deleted',
  'opt',
  'consent',
  'subscribed',
  'verified',
  'allow',
  'allowed',
  'האם',
  'פעיל',
  'הסכמה',
  'مجاز',
  'فعال',
  'رضایت',
];
const countryWords = ['country', 'nation', 'מדינה', 'ארץ', 'کشور'];
const currencyWords = ['currency', 'curr', 'מטבע', 'ارز', 'پول'];
const nationalIdWords = ['tz', 'teudat', 'zehut', 'תז', 'זהות', 'ssn'];
const nameWords = ['name', 'city', 'street', 'address', 'town', 'title', 'שם', 'עיר', 'רחוב', 'כתובת', 'יישוב', 'نام', 'شهر', 'خیابان', 'نشانی'];

/** Decides type, form and reason of a column called `name`. Without any value it is a text, and says so. */
export function inferType(name: string, profile: ColumnProfile): InferredType {
  const { filled, counts } = profile;
  const words = new Set(tokensOf(name));
  const named = (list: readonly string[]) => list.some((word) => words.has(word));
  const text = `text(${profile.maxLength})`;
  const most = (count: number) => filled > 0 && count >= filled * MOST;
  const decided = (type: CanonicalType, nativeType: string, code: string, matching: number, more: TypeReason['params'] = {}): InferredType => ({
    type,
    nativeType,
    reason: { code, params: { matching, of: filled, ...more } },
  });

  if (filled === 0) return { type: 'string', nativeType: 'text', reason: { code: 'no-values', params: { rows: profile.rows } } };
  if (most(counts.email)) return decided('email', text, 'email', counts.email);
  if (most(counts.url)) return decided('url', text, 'url', counts.url);
  if (most(counts.jsonList)) return decided('string[]', 'text (JSON list)', 'json-list', counts.jsonList);
  if (most(counts.jsonObject + counts.jsonList)) return decided('json', 'text (JSON)', 'json', counts.jsonObject + counts.jsonList);

  const flag = booleanOf(profile, named(flagWords));
  if (flag) return decided('boolean', `boolean (${flag.join('/')})`, 'boolean', filled, { yes: flag[0], no: flag[1] });

  const phones = counts.phone + (named(phoneWords) ? counts.barePhone : 0);
  if (most(phones) || (named(phoneWords) && phones >= filled * 0.7)) return decided('phone', text, 'phone', phones, { country: profile.phoneCountry });

  if (most(counts.date)) return dateType(profile);
  if (most(counts.money) || (counts.money > 0 && most(counts.money + counts.decimal + counts.integer))) return decided('money', text, 'money', counts.money);
  if (counts.country === filled && (named(countryWords) || (profile.distinct >= 4 && !words.has('state') && !words.has('language'))))
    return decided('country', text, 'country', counts.country);
  if (counts.currency === filled && (named(currencyWords) || profile.distinct >= 2)) return decided('currency', text, 'currency', counts.currency);

  const digits = counts.integer + counts.leadingZero + counts.longDigits;
  if (most(digits)) {
    if (counts.israeliId === filled && (named(nationalIdWords) || profile.distinct >= 10)) return decided('string', text, 'israeli-id', counts.israeliId);
    if (counts.leadingZero > 0) return decided('string', text, 'leading-zeros', counts.leadingZero);
    if (counts.longDigits > 0) return decided('string', text, 'long-digits', counts.longDigits);
    if (counts.compactDate === filled && (named(dateWords) || filled >= 10)) return decided('date', 'date (yyyymmdd)', 'date-compact', filled);
    if (most(counts.epochMillis) && named([...timeWords, ...dateWords])) return decided('datetime', 'integer (milliseconds)', 'epoch', counts.epochMillis);
    if (most(counts.epochSeconds) && named([...timeWords, ...dateWords])) return decided('datetime', 'integer (seconds)', 'epoch', counts.epochSeconds);
    return decided('integer', 'integer', 'integer', counts.integer);
  }
  const numbers = counts.integer + counts.decimal;
  if (most(numbers) && counts.leadingZero === 0) return decided('decimal', 'decimal', 'decimal', numbers);

  const { choices } = profile;
  if (choices && choices.length >= 2 && choices.length <= 25 && profile.maxLength <= 40 && filled >= 6 && filled >= choices.length * 3 && !named(nameWords)) {
    return { type: 'enum', nativeType: text, reason: { code: 'few-distinct', params: { distinct: choices.length, of: filled } } };
  }
  return { type: 'string', nativeType: text, reason: { code: 'free-text', params: { distinct: profile.distinct, of: filled } } };
}

/** The pair of words all values come from. Ones and zeros need both of them, or a name that asks a question. */
function booleanOf({ booleanPair, filled, distinct }: ColumnProfile, asksQuestion: boolean): readonly [string, string] | undefined {
  for (const [index, count] of booleanPair) {
    const pair = booleanPairs[index];
    if (!pair || count < filled) continue;
    // "on", "t" or a column of nothing but 1 may mean anything.
    if (distinct >= 2 || asksQuestion || pair[0].length > 2 || /[^\x20-\x7e]/.test(pair[0])) return pair;
  }
  return undefined;
}

/** Day or month first is decided by the values that can be only one of them. */
function dateType({ dateOrders, counts, filled, dateSeparator }: ColumnProfile): InferredType {
  const type = counts.dateTime * 2 > counts.date ? 'datetime' : 'date';
  const yearLast = dateOrders['day-first'] + dateOrders['month-first'] + dateOrders.ambiguous;
  const dayFirst = dateOrders['day-first'];
  const monthFirst = dateOrders['month-first'];
  const form = (pattern: string) => `${type} (${pattern.replaceAll('/', dateSeparator)})`;
  const params = { matching: counts.date, of: filled };
  if (dateOrders.jalali * 2 > counts.date)
    return { type, nativeType: `${type} (Jalali yyyy${dateSeparator}mm${dateSeparator}dd)`, reason: { code: 'date-jalali', params } };
  if (yearLast * 2 <= counts.date) return { type, nativeType: dateOrders['named-month'] > 0 ? type : `${type} (yyyy-mm-dd)`, reason: { code: 'date', params } };
  if (dayFirst > 0 && monthFirst > 0)
    return {
      type,
      nativeType: form(dayFirst >= monthFirst ? 'dd/mm/yyyy' : 'mm/dd/yyyy'),
      reason: { code: 'date-order-mixed', params: { ...params, dayFirst, monthFirst } },
      doubt: { severity: 'warns', code: 'date-order-mixed' },
    };
  if (dayFirst > 0) return { type, nativeType: form('dd/mm/yyyy'), reason: { code: 'date-day-first', params: { ...params, evidence: dayFirst } } };
  if (monthFirst > 0) return { type, nativeType: form('mm/dd/yyyy'), reason: { code: 'date-month-first', params: { ...params, evidence: monthFirst } } };
  return { type, nativeType: form('dd/mm/yyyy'), reason: { code: 'date-order-unknown', params }, doubt: { severity: 'warns', code: 'date-order-unknown' } };
}
