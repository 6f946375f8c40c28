import { withoutMarks } from '../direction-marks';

const known = new Map<string, Intl.NumberFormat>();

/** A formatter of this locale and these options. Making one takes longer than a hundred uses of it, so each is made once. */
export function numberFormat(locale: string, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  let format = known.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale, options);
    known.set(key, format);
  }
  return format;
}

/** "−102", "+110": for a place that is left to right in every language. */
export function signedNumber(value: number, locale: string): string {
  return withoutMarks(numberFormat(locale, { signDisplay: 'exceptZero' }).format(value)).replace('-', '−');
}

/** "08:30" in the digits of the locale. */
export function clockIn(clock: string, locale: string): string {
  const digit = numberFormat(locale, { useGrouping: false });
  return clock.replace(/\d/g, (one) => digit.format(Number(one)));
}
