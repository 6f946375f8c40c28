/** What a column holds, decided from its values, with the counts that decided it. */

import { booleanPairs } from '../shared/boolean-words';
import type { Severity } from '../shared/problem';
import { tokensOf } from '../shared/sources/name-tokens';
import type { CanonicalType } from '../shared/sources/schema';
import type { ColumnProfile } from './profile/column-profile';
import { countryWords, currencyWords, dateWords, flagWords, nameWords, nationalIdWords, phoneWords, timeWords } from './profile/name-words';
import type { ValueRange } from './profile/range';
import type { ValueClass } from './profile/value-reader';

/** Words: `reason.type.<code>`. */
export type TypeReason = { code: string; params: Record<string, string | number> };
export type InferredType = {
  type: CanonicalType;
  /** As a file has no types, the form its values have: `text(254)`, `date (dd/mm/yyyy)`, `boolean (כן/לא)`. */
  nativeType: string;
  reason: TypeReason;
  /** Something a person should decide; words: `problem.<code>`. */
  doubt?: { severity: Severity; code: 'date-order-unknown' | 'date-order-mixed' };
  /** Values between others of the type that are none, and the place of the first. */
  misfits?: { count: number; place: number };
  /** Smallest and largest value and the steps between, where the type has an order. */
  range?: ValueRange;
};

/** A few wrong values don't make a column of e-mail addresses a column of texts … */
const MOST = 0.95;
/** … and one never does, once there are so many. */
const ONE_STRAY = 8;

/** Decides type, form and reason of a column called `name`. Without any value it is a text, and says so. */
export function inferType(name: string, profile: ColumnProfile): InferredType {
  if (profile.filled === 0) return { type: 'string', nativeType: 'text', reason: { code: 'no-values', params: { rows: profile.rows } } };
  const column = lookAtColumn(name, profile);
  const { counts, filled } = profile;
  const { most, named, decided, text } = column;

  if (most(counts.email)) return decided('email', text, 'email', counts.email);
  if (most(counts.url)) return decided('url', text, 'url', counts.url);
  if (most(counts.jsonList)) return decided('string[]', 'text (JSON list)', 'json-list', counts.jsonList);
  if (most(counts.jsonObject + counts.jsonList)) return decided('json', 'text (JSON)', 'json', counts.jsonObject + counts.jsonList);
  for (const [found, code] of checkedKinds) if (most(counts[found])) return decided('string', text, code, counts[found]);

  const flag = booleanOf(profile, named(flagWords));
  if (flag) return decided('boolean', `boolean (${flag.join('/')})`, 'boolean', filled, { more: { yes: flag[0], no: flag[1] } });

  const phones = counts.phone + (named(phoneWords) ? counts.barePhone : 0);
  if (most(phones) || (named(phoneWords) && phones >= filled * 0.7)) return phoneType(profile, phones, column);

  if (most(counts.date)) return dateType(profile);
  if (most(counts.time)) return decided('string', 'time', 'time', counts.time);
  return numberType(profile, column) ?? codeType(profile, column) ?? digitsType(profile, column) ?? textType(profile, column);
}

/** Forms that nothing else has, and what the reason calls them. */
const checkedKinds: readonly (readonly [ValueClass, string])[] = [
  ['iban', 'iban'],
  ['card', 'card'],
  ['uuid', 'uuid'],
  ['ip', 'ip'],
];

type More = { more?: TypeReason['params']; fitting?: readonly ValueClass[]; range?: ValueRange | undefined };
type Column = ReturnType<typeof lookAtColumn>;

function lookAtColumn(name: string, profile: ColumnProfile) {
  const { filled } = profile;
  const words = new Set(tokensOf(name));
  return {
    words,
    named: (list: readonly string[]) => list.some((word) => words.has(word)),
    text: `text(${profile.maxLength})`,
    most: (count: number) => count >= filled * MOST || (filled >= ONE_STRAY && count === filled - 1),
    decided: (type: CanonicalType, nativeType: string, code: string, matching: number, { more = {}, fitting, range }: More = {}): InferredType => ({
      type,
      nativeType,
      reason: { code, params: { matching, of: filled, ...more } },
      ...(fitting && misfitsOf(profile, fitting)),
      ...(range && { range }),
    }),
  };
}

function misfitsOf({ filled, counts, firsts }: ColumnProfile, fitting: readonly ValueClass[]): Pick<InferredType, 'misfits'> {
  const count = filled - fitting.reduce((sum, found) => sum + counts[found], 0);
  if (count <= 0) return {};
  const places = Object.entries(firsts).flatMap(([found, place]) => (fitting.includes(found as ValueClass) ? [] : [place]));
  return { misfits: { count, place: Math.min(...places) } };
}

function phoneType({ phonesUnchecked, phoneCountry: country, filled }: ColumnProfile, phones: number, { decided, text }: Column): InferredType {
  return phonesUnchecked > 0
    ? decided('phone', text, 'phone-sampled', phones, { more: { country, checked: filled - Math.min(filled, phonesUnchecked) } })
    : decided('phone', text, 'phone', phones, { more: { country } });
}

/** Amounts and shares, told by their signs. */
function numberType({ counts, ranges }: ColumnProfile, { most, decided, text }: Column): InferredType | undefined {
  const numbers = counts.integer + counts.decimal;
  const range = ranges.numbers;
  if (most(counts.money) || (counts.money > 0 && most(counts.money + numbers)))
    return decided('money', text, 'money', counts.money, { range, fitting: ['money', 'integer', 'decimal'] });
  if (most(counts.percent)) return decided('decimal', 'percent', 'percent', counts.percent, { range, fitting: ['percent', 'integer', 'decimal'] });
  return undefined;
}

function codeType({ counts, filled, distinct }: ColumnProfile, { named, words, decided, text }: Column): InferredType | undefined {
  if (counts.country === filled && (named(countryWords) || (distinct >= 4 && !words.has('state') && !words.has('language'))))
    return decided('country', text, 'country', counts.country);
  if (counts.currency === filled && (named(currencyWords) || distinct >= 2)) return decided('currency', text, 'currency', counts.currency);
  return undefined;
}

/** Digits: a number, a time, or a code that only looks like one. */
function digitsType(profile: ColumnProfile, { named, most, decided, text }: Column): InferredType | undefined {
  const { counts, filled, distinct, ranges } = profile;
  const range = ranges.numbers;
  const zeros = counts.leadingZero;
  if (most(counts.integer + zeros + counts.longDigits + counts.card)) {
    if (counts.israeliId === filled && (named(nationalIdWords) || distinct >= 10)) return decided('string', text, 'israeli-id', counts.israeliId);
    if (zeros > 0) return decided('string', text, 'leading-zeros', zeros);
    if (counts.longDigits + counts.card > 0) return decided('string', text, 'long-digits', counts.longDigits + counts.card);
    if (counts.compactDate === filled && (named(dateWords) || filled >= 10)) return decided('date', 'date (yyyymmdd)', 'date-compact', filled, { range });
    const timed = named([...timeWords, ...dateWords]);
    const fitting = ['integer'] as const;
    if (most(counts.epochMillis) && timed) return decided('datetime', 'integer (milliseconds)', 'epoch', counts.epochMillis, { range, fitting });
    if (most(counts.epochSeconds) && timed) return decided('datetime', 'integer (seconds)', 'epoch', counts.epochSeconds, { range, fitting });
    // A single 12.5 makes amounts of what else were counts.
    if (counts.decimal === 0) return decided('integer', 'integer', 'integer', counts.integer, { range, fitting });
  }
  const numbers = counts.integer + counts.decimal + counts.percent;
  if (most(numbers) && zeros === 0) return decided('decimal', 'decimal', 'decimal', numbers, { range, fitting: ['integer', 'decimal', 'percent'] });
  return undefined;
}

function textType({ choices, maxLength, filled, distinct }: ColumnProfile, { named, text }: Column): InferredType {
  if (choices && choices.length >= 2 && choices.length <= 25 && maxLength <= 40 && filled >= 6 && filled >= choices.length * 3 && !named(nameWords))
    return { type: 'enum', nativeType: text, reason: { code: 'few-distinct', params: { distinct: choices.length, of: filled } } };
  return { type: 'string', nativeType: text, reason: { code: 'free-text', params: { distinct, of: filled } } };
}

/** The pair of words all values come from. Ones and zeros need both of them, or a name that asks a question. */
function booleanOf({ booleanPair, filled, distinct }: ColumnProfile, asksQuestion: boolean): readonly [string, string] | undefined {
  for (const [index, count] of [...booleanPair].sort(([a], [b]) => a - b)) {
    const pair = booleanPairs[index];
    if (!pair || count < filled) continue;
    // "on", "t" or a column of nothing but 1 may mean anything.
    if (distinct >= 2 || asksQuestion || pair[0].length > 2 || /[^\x20-\x7e]/.test(pair[0])) return pair;
  }
  return undefined;
}

/** Day or month first is decided by the values that can be only one of them. */
function dateType(profile: ColumnProfile): InferredType {
  const { dateOrders, counts, filled, dateSeparator, ranges } = profile;
  const type = counts.dateTime * 2 > counts.date ? 'datetime' : 'date';
  const yearLast = dateOrders['day-first'] + dateOrders['month-first'] + dateOrders.ambiguous;
  const dayFirst = dateOrders['day-first'];
  const monthFirst = dateOrders['month-first'];
  const form = (pattern: string) => `${type} (${pattern.replaceAll('/', dateSeparator)})`;
  const params = { matching: counts.date, of: filled };
  const found = (nativeType: string, code: string, more: TypeReason['params'] = {}, doubt?: InferredType['doubt']): InferredType => {
    const range = code === 'date-month-first' || (code === 'date-order-mixed' && monthFirst > dayFirst) ? ranges.monthFirst : ranges.dates;
    return {
      type,
      nativeType,
      reason: { code, params: { ...params, ...more } },
      ...(doubt && { doubt }),
      ...misfitsOf(profile, ['date']),
      ...(range && { range }),
    };
  };
  if (dateOrders.hebrew * 2 > counts.date) return found(`${type} (Hebrew)`, 'date-hebrew');
  if (dateOrders.jalali * 2 > counts.date)
    return found(dateSeparator === ' ' ? `${type} (Jalali)` : `${type} (Jalali yyyy${dateSeparator}mm${dateSeparator}dd)`, 'date-jalali');
  if (yearLast * 2 <= counts.date) return found(dateOrders['named-month'] > 0 ? type : `${type} (yyyy-mm-dd)`, 'date');
  if (dayFirst > 0 && monthFirst > 0)
    return found(
      form(dayFirst >= monthFirst ? 'dd/mm/yyyy' : 'mm/dd/yyyy'),
      'date-order-mixed',
      { dayFirst, monthFirst },
      { severity: 'warns', code: 'date-order-mixed' },
    );
  if (dayFirst > 0) return found(form('dd/mm/yyyy'), 'date-day-first', { evidence: dayFirst });
  if (monthFirst > 0) return found(form('mm/dd/yyyy'), 'date-month-first', { evidence: monthFirst });
  return found(form('dd/mm/yyyy'), 'date-order-unknown', {}, { severity: 'warns', code: 'date-order-unknown' });
}
