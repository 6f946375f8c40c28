/** Countries by code or by their names in the product's three languages. */
import { trimmed } from '../record/transform-text';
import { languages } from '../text';
import { countryCodes } from '../time/zone-of-country';

let names: Map<string, string> | undefined;

/** Usual names that are not the official one. */
const others: readonly (readonly [string, string])[] = [
  ['usa', 'US'],
  ['u.s.a.', 'US'],
  ['uk', 'GB'],
  ['england', 'GB'],
  ['אנגליה', 'GB'],
  ['ארהב', 'US'],
  ['ארה"ב', 'US'],
  ['ארה״ב', 'US'],
];

/** ISO 3166-1 alpha-2 in capitals; undefined for what names no country. */
export function readCountry(text: string): string | undefined {
  const word = trimmed(text);
  const code = word.toUpperCase();
  if (word.length === 2 && countryCodes.has(code)) return code;
  names ??= namesOfCountries();
  return names.get(word.toLowerCase());
}

function namesOfCountries(): Map<string, string> {
  const found = new Map<string, string>();
  for (const language of languages) {
    const display = new Intl.DisplayNames(language, { type: 'region' });
    for (const code of countryCodes) {
      const name = display.of(code);
      if (name !== undefined && name !== code) found.set(name.toLowerCase(), code);
    }
  }
  for (const [name, code] of others) found.set(name, code);
  return found;
}
