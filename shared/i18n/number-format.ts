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
