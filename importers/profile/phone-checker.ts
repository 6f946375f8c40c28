import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { beginningOf } from '../../shared/phone-beginning';

/** Where numbers without a country code are tried, in order. */
export const defaultCountries: readonly CountryCode[] = ['IL', 'IR'];
/**
 * A real check costs some 20 µs. Plans of numbers are drawn by their beginnings, so numbers of the same length that differ
 * in the last five digits only are checked once; and of those no more than so many in a column.
 */
const CHECKS = 2_000;
/** When so many beginnings are no phone number, the column has others: times, amounts, numbers of customers. */
const HOPELESS = 200;

export type PhoneChecker = {
  /** `times`: how often the number came. */
  check(text: string, times: number): boolean;
  /** Country most numbers belong to; '' when none does. */
  country(): string;
  /** Numbers taken for valid by their written form alone, because there were too many different beginnings. */
  unchecked(): number;
};

/** Checks the numbers of one column and finds out which country they belong to. */
export function createPhoneChecker(countries: readonly CountryCode[]): PhoneChecker {
  /** undefined: no number. */
  const known = new Map<number, string | undefined>();
  const votes = new Map<string, number>();
  let unchecked = 0;
  return {
    check(text, times) {
      const beginning = beginningOf(text);
      let country = known.get(beginning);
      if (country === undefined && !known.has(beginning)) {
        if (known.size >= HOPELESS && votes.size === 0) return false;
        if (known.size >= CHECKS) {
          unchecked += times;
          return true;
        }
        country = countryOf(text, countries);
        known.set(beginning, country);
      }
      if (country === undefined) return false;
      votes.set(country, (votes.get(country) ?? 0) + times);
      return true;
    },
    country: () => [...votes].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0]?.[0] ?? '',
    unchecked: () => unchecked,
  };
}

function countryOf(text: string, countries: readonly CountryCode[]): string | undefined {
  for (const country of countries) {
    const number = parsePhoneNumberFromString(text, country);
    if (number?.isValid()) return number.country ?? country;
  }
  // 972501234567, as messaging providers write it.
  const bare = /^[1-9]\d{9,14}$/.test(text) ? parsePhoneNumberFromString(`+${text}`) : undefined;
  return bare?.isValid() ? (bare.country ?? '') : undefined;
}
