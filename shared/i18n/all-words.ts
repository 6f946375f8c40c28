/** The words of every language at once: a person may answer a file in another language than it is written in. */
import { withoutMarks } from '../direction-marks';
import type { Language } from '../text';
import { createTranslate, type Translate } from './translator';

export type AllWords = Readonly<Record<Language, Translate>>;

/** Without direction marks, as words stand in cells. */
export function createAllWords(): AllWords {
  const make = (language: Language): Translate => {
    const translate = createTranslate(language);
    // A map of 5,000 fields asks for the same few words 30,000 times.
    const asked = new Map<string, string>();
    return (key, params) => {
      if (params) return withoutMarks(translate(key, params));
      const word = asked.get(key) ?? withoutMarks(translate(key));
      asked.set(key, word);
      return word;
    };
  };
  return { en: make('en'), he: make('he'), fa: make('fa') };
}
