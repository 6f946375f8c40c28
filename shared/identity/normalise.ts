/** One spelling for one identifier, whoever typed it. Values are compared, stored and blocked in it. */
import { createPhoneReader } from '../phone-number';
import { withAsciiDigits } from '../record/transform-text';
import type { Normaliser } from './schema';

/** Longer ones are no identifiers, but text that got into the wrong column. */
const LONGEST = 300;

/** The normalised spelling of a plain value (`plainValue`); undefined for what cannot be an identifier of this kind. */
export type Normalise = (plain: string) => string | undefined;

/**
 * What every kind has in common: the usual form of each sign (NFKC), Persian and Arabic digits as 0–9, no direction marks, joiners
 * or other invisible signs, no blanks at the ends and single ones between. '' when nothing is left.
 */
export function plainValue(raw: string): string {
  // Nearly all values are plain already.
  if (/^[!-~]{0,300}$/.test(raw)) return raw;
  return withAsciiDigits(
    raw
      .slice(0, 2 * LONGEST)
      .normalize('NFKC')
      .replace(/\p{Cf}/gu, ''),
  )
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * How values of one kind are spelled. email: small letters, must look like an address; with `ignoreGmailDots` dots and +tags of
 * a Gmail address are dropped. phone: E.164, by `country` (ISO code) where there is no country code. code: letters and digits
 * only, small. digits: digits only. text: as it is, capitals count.
 */
export function createNormalise(
  kind: Normaliser,
  { country, ignoreGmailDots = false }: { country?: string | undefined; ignoreGmailDots?: boolean },
): Normalise {
  switch (kind) {
    case 'email':
      return ignoreGmailDots ? (plain) => withoutGmailDots(toEmail(plain)) : toEmail;
    case 'phone':
      return createPhoneReader(country);
    case 'code':
      return (plain) => kept(isNegative(plain) ? '' : plain.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, ''));
    case 'digits':
      return (plain) => kept(isNegative(plain) ? '' : plain.replace(/[^0-9]+/g, ''));
    case 'text':
      return kept;
  }
}

function kept(text: string): string | undefined {
  return text === '' || text.length > LONGEST ? undefined : text;
}

/** -1 is a program's way of saying that there is none; without its sign it would be customer number one. */
function isNegative(plain: string): boolean {
  return /^[-−–]\s?\d+$/.test(plain);
}

function toEmail(plain: string): string | undefined {
  const email = plain.toLowerCase();
  return email.length <= LONGEST && /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/.test(email) ? email : undefined;
}

function withoutGmailDots(email: string | undefined): string | undefined {
  const address = email === undefined ? undefined : /^([^+@]+)(?:\+[^@]*)?@(?:gmail|googlemail)\.com$/.exec(email);
  const name = address?.[1]?.replaceAll('.', '');
  return name === undefined || name === '' ? email : `${name}@gmail.com`;
}
