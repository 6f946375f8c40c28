import { localeOf } from '../i18n/translator';
import type { Language } from '../text';

/** "3 March 2026" in the document's language. A day alone (ISO date) is a day everywhere; a moment falls on the client's day. */
export function dateWords(at: string, timeZone: string, language: Language): string {
  return new Intl.DateTimeFormat(localeOf[language], { dateStyle: 'long', timeZone: at.includes('T') ? timeZone : 'UTC' }).format(new Date(at));
}
