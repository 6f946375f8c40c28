import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** Where numbers without a country code are tried, in order. */
export const defaultCountries: readonly CountryCode[] = ['IL', 'IR'];
/** A real check costs some 20 µs; after so many different numbers the written form has to do. */
const CHECKS = 400;

export type PhoneChecker = { check: (text: string) => boolean; country: () => string };

/** Checks the numbers of one column and finds out which country they belong to. */
export function createPhoneChecker(countries: readonly CountryCode[]): PhoneChecker {
  const seen = new Map<string, boolean>();
  const votes = new Map<string, number>();
  return {
    check(text) {
      const before = seen.get(text);
      if (before !== undefined) return before;
      if (seen.size >= CHECKS) return true;
      const country = countryOf(text, countries);
      seen.set(text, country !== undefined);
      if (country) votes.set(country, (votes.get(country) ?? 0) + 1);
      return country !== undefined;
    },
    country: () => [...votes].sort(([, a], [, b]) => b - a)[0]?.[0] ?? '',
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
