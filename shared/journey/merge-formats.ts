/** Dates, amounts and lists in a message, written as its language writes them. */
import { localeOf } from '../i18n/translator';
import type { Language } from '../text';

/** Making a formatter takes far longer than using it, and a batch of messages uses the same few. */
const made = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat>();

function remembered<T extends Intl.DateTimeFormat | Intl.NumberFormat>(key: string, is: (known: unknown) => known is T, make: () => T): T {
  const known = made.get(key);
  if (is(known)) return known;
  if (made.size >= 500) made.clear();
  const fresh = make();
  made.set(key, fresh);
  return fresh;
}

const isDateFormat = (known: unknown): known is Intl.DateTimeFormat => known instanceof Intl.DateTimeFormat;
const isNumberFormat = (known: unknown): known is Intl.NumberFormat => known instanceof Intl.NumberFormat;

const dateStyles = {
  date: { dateStyle: 'long' },
  time: { timeStyle: 'short' },
  datetime: { dateStyle: 'long', timeStyle: 'short' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

export function formatDate(at: number, style: keyof typeof dateStyles, language: Language, timeZone: string): string {
  return remembered(
    `${style} ${language} ${timeZone}`,
    isDateFormat,
    () => new Intl.DateTimeFormat(localeOf[language], { ...dateStyles[style], timeZone }),
  ).format(at);
}

/** Whole amounts without decimals. Without a currency the bare number. */
export function formatMoney(amount: number, currency: string | undefined, language: Language): string {
  if (currency === undefined) return formatNumber(amount, language);
  const isWhole = Number.isInteger(amount);
  return remembered(
    `${currency} ${isWhole} ${language}`,
    isNumberFormat,
    () => new Intl.NumberFormat(localeOf[language], { style: 'currency', currency, ...(isWhole ? { maximumFractionDigits: 0 } : {}) }),
  ).format(amount);
}

/** 0.87 → 87 %. */
export function formatPercent(share: number, language: Language): string {
  return remembered(
    `percent ${language}`,
    isNumberFormat,
    () => new Intl.NumberFormat(localeOf[language], { style: 'percent', maximumFractionDigits: 1 }),
  ).format(share);
}

export function formatNumber(number: number, language: Language): string {
  return remembered(`number ${language}`, isNumberFormat, () => new Intl.NumberFormat(localeOf[language], { maximumFractionDigits: 2 })).format(number);
}

export function formatList(parts: readonly string[], language: Language): string {
  return new Intl.ListFormat(localeOf[language], { type: 'conjunction' }).format(parts);
}
