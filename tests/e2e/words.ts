/** The app's own words, so that specs name what a person reads and not how it is built. */
import { createTranslate, type Translate } from '../../shared/i18n/translator';
import type { Language } from '../../shared/text';

const known = new Map<Language, Translate>();

export function wordsIn(language: Language): Translate {
  const words = known.get(language) ?? createTranslate(language);
  known.set(language, words);
  return words;
}
