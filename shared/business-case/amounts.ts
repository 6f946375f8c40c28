/** Numbers of the business case as the reader's language and the client's currency have them. */
import { numberFormat } from '../i18n/number-format';
import type { Figure } from './figure';

export type Amounts = {
  /** Of the client's currency, whole from 100 on. */
  money: (value: number) => string;
  count: (value: number) => string;
  share: (value: number) => string;
  times: (value: number) => string;
  of: (measure: Figure['measure'], value: number) => string;
};

export function createAmounts(locale: string, currency: string): Amounts {
  // Small amounts in full, whole ones without ".00"; the price of a mail is a fraction of a cent and would look free.
  const digits = (value: number) => {
    const size = Math.abs(value);
    if (size >= 100 || Number.isInteger(value)) return 0;
    return size < 0.1 ? 4 : 2;
  };
  const money = (value: number) =>
    numberFormat(locale, { style: 'currency', currency, minimumFractionDigits: Math.min(digits(value), 2), maximumFractionDigits: digits(value) }).format(
      value,
    );
  const count = (value: number) => numberFormat(locale, { maximumFractionDigits: Math.abs(value) >= 100 ? 0 : 1 }).format(value);
  const share = (value: number) => numberFormat(locale, { style: 'percent', maximumFractionDigits: Math.abs(value) < 0.01 ? 3 : 1 }).format(value);
  const times = (value: number) => numberFormat(locale, { maximumFractionDigits: 1 }).format(value);
  return { money, count, share, times, of: (measure, value) => (measure === 'money' ? money(value) : measure === 'share' ? share(value) : count(value)) };
}
