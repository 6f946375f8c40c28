/** Today as an ISO date where the reader is. */
export function today(now = new Date()): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** Whole days from one ISO date to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** A day of the log as the language writes it: "Thu 26 Nov", with the year when it is not this one. */
export function dayWords(date: string, locale: string, day: string): string {
  const year = date.slice(0, 4) !== day.slice(0, 4);
  return new Intl.DateTimeFormat(locale, { timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'short', ...(year && { year: 'numeric' }) }).format(
    Date.parse(date),
  );
}

/** An ISO date in words: "4 Nov 2026". */
export function localDateWords(date: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' }).format(Date.parse(date));
}
