/** Amounts of money in the client's currency. */
import { type Known, type Review, tellOf } from './questionnaire-change';
import { type ReadNumber, readNumber } from './read-number';

/** An amount in a currency that is not the client's: nobody should add it to the others. */
export function isForeign({ currency }: Pick<ReadNumber, 'currency'>, own: string): boolean {
  if (currency === undefined || currency === own) return false;
  return !(currency === '$' && ['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD', 'MXN'].includes(own));
}

/** An amount of money; `undefined` for an emptied cell, `unread` where it can't be taken (a problem says why and where). */
export function readAmount(text: string, at: Known, column: string, isMonthly: boolean, currency: string, review: Review): number | undefined | 'unread' {
  if (text === '') return undefined;
  const read = readNumber(text, [currency]);
  const tell = (code: string, params = {}, severity: 'warns' | 'informs' = 'warns') => review.problems.push(tellOf(at, column, code, params, severity));
  if (typeof read === 'string') {
    tell(`questionnaire-number-${read}`);
    return 'unread';
  }
  if (read.value < 0 || read.isPercent || read.value > 1e12) {
    tell(read.value < 0 ? 'questionnaire-number-negative' : 'questionnaire-not-an-amount');
    return 'unread';
  }
  if (isForeign(read, currency)) {
    tell('questionnaire-other-currency', { currency });
    return 'unread';
  }
  if (isMonthly && read.period === 'year') {
    tell('questionnaire-by-the-year', {}, 'informs');
    return Number((read.value / 12).toPrecision(12));
  }
  if (read.saysMore) tell('questionnaire-more-said', { read: String(read.value) }, 'informs');
  return read.value;
}
