/** Telephone numbers in the one spelling under which they are compared and dialled: E.164. */
import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { withoutMarks } from './direction-marks';
import { beginningOf } from './phone-beginning';
import { withAsciiDigits } from './record/transform-text';

export type PhoneNumber = {
  /** `+972501234567` */
  e164: string;
  /** A number of a plan that exists; else only its length is right. */
  isValid: boolean;
};

/**
 * The number a text is, without its extension; undefined when it is none, or holds anything else. `country`: ISO code of where
 * numbers without a country code are from; an unknown one is none.
 */
export function readPhoneNumber(text: string, country: string | undefined): PhoneNumber | undefined {
  const plain = withAsciiDigits(withoutMarks(text.slice(0, 100))).trim();
  const defaultCountry: CountryCode | undefined = country !== undefined && isSupportedCountry(country) ? country : undefined;
  const number = parsePhoneNumberFromString(plain, { extract: false, ...(defaultCountry && { defaultCountry }) });
  if (number?.isValid()) return { e164: number.number, isValid: true };
  // 972501234567, as messaging providers write it.
  const bare = /^[1-9]\d{9,14}$/.test(plain) ? parsePhoneNumberFromString(`+${plain}`, { extract: false }) : undefined;
  if (bare?.isValid()) return { e164: bare.number, isValid: true };
  return number?.isPossible() ? { e164: number.number, isValid: false } : undefined;
}

/** So many beginnings are remembered; all numbers of a country have fewer. */
const REMEMBERED = 100_000;
/** Stands for the last five digits of every number, so that the first one that comes does not decide for the others. */
const USUAL_END = '23456';

/**
 * As `readPhoneNumber`, for very many numbers of one country: a real look costs some 20 µs, and numbers that differ in the
 * last five digits only are all of one kind, so one of them is looked at.
 * @returns E.164; undefined for what is no number
 */
export function createPhoneReader(country: string | undefined): (text: string) => string | undefined {
  /** What stands before the last five digits; undefined: no number. */
  const known = new Map<number, string | undefined>();
  return (text) => {
    const compact = text.replace(/[\s().\-/]+/g, '');
    // Extensions, letters, more than fits into a number: one by one.
    if (!/^\+?\d{8,15}$/.test(compact)) return readPhoneNumber(text, country)?.e164;
    const beginning = beginningOf(compact);
    let front = known.get(beginning);
    if (front === undefined && !known.has(beginning)) {
      const usual = readPhoneNumber(compact.slice(0, -USUAL_END.length) + USUAL_END, country)?.e164;
      front = usual?.endsWith(USUAL_END) ? usual.slice(0, -USUAL_END.length) : undefined;
      if (known.size >= REMEMBERED) known.clear();
      known.set(beginning, front);
    }
    return front === undefined ? undefined : front + compact.slice(-USUAL_END.length);
  };
}
