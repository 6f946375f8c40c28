/** Words for people outside. They are fetched when the first of them is needed: most executors never speak to anybody. */
import type { Translate } from '../../shared/i18n/translator';
import type { Language } from '../../shared/text';

export type Words = Translate;

const known = new Map<Language, Words>();

export async function wordsOf(language: Language): Promise<Words> {
  let say = known.get(language);
  if (!say) {
    const { createTranslate } = await import('../../shared/i18n/translator');
    say = createTranslate(language);
    known.set(language, say);
  }
  return say;
}

/** As its readers write it. */
export const nameOfLanguage: Record<Language, string> = { en: 'English', he: 'עברית', fa: 'فارسی' };
