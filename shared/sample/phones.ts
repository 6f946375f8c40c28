/** Phone numbers of invented people. */
import type { Random } from './random';

/**
 * Israel has no numbers reserved for films, so these come from blocks nobody was given (mobile 055-00…, landline 02-90…):
 * they look right and ring nowhere. Numbering plans that know every block call them unassigned.
 */
export const mobilePrefix = '05500';
export const landlinePrefix = '0290';

/** The till's own number, typed in when a customer would not give one. */
export const branchPhone = '0550000400';

/** What people type where a number is asked for and they have none. */
export const placeholderPhones = ['0000000000', '1234567', '000000000'] as const;

/** The household's mobile number: national, ten digits. */
export function mobileOf(household: number): string {
  return `${mobilePrefix}${String(10_000 + household).padStart(5, '0')}`;
}

export function landlineOf(household: number): string {
  return `${landlinePrefix}${String(household % 100_000).padStart(5, '0')}`;
}

/** The same number as different people and systems write it. */
export function writtenPhone(national: string, random: Random): string {
  const [head, rest] = national.startsWith('05') ? [national.slice(0, 3), national.slice(3)] : [national.slice(0, 2), national.slice(2)];
  return random.weighted([
    [40, `${head}-${rest}`],
    [25, national],
    [14, `+972-${head.slice(1)}-${rest}`],
    [9, `972${national.slice(1)}`],
    [7, `${head} ${rest.slice(0, 3)} ${rest.slice(3)}`],
    // A spreadsheet took it for a number and the zero was gone.
    [5, national.slice(1)],
  ]);
}
