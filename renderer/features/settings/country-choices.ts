import { zoneOfCountry } from '../../../shared/time/zone-of-country';

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
/** Every pair of letters a country goes by: those whose zone is known. */
const countries = letters.flatMap((a) => letters.map((b) => a + b)).filter((code) => zoneOfCountry(code) !== undefined);

/** Countries by the names the reader's language gives them, in its order. */
export function countryChoices(locale: string): { value: string; label: string }[] {
  const regions = new Intl.DisplayNames(locale, { type: 'region' });
  return countries.map((value) => ({ value, label: regions.of(value) ?? value })).sort((a, b) => a.label.localeCompare(b.label, locale));
}
