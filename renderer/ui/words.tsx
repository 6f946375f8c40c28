import { createContext, type ReactNode, use, useMemo } from 'react';
import { createTranslate, localeOf, type Translate } from '../../shared/i18n/translator';
import { type Direction, directionOf, type Language, type Text, textIn } from '../../shared/text';

export type Words = {
  language: Language;
  direction: Direction;
  /** BCP 47 tag for dates and numbers. */
  locale: string;
  t: Translate;
  /** A `{en,he,fa}` text in the reader's language. */
  text: (text: Text | undefined) => string;
};

const WordsContext = createContext<Words | undefined>(undefined);

export function WordsProvider({ language, children }: { language: Language; children: ReactNode }) {
  const words = useMemo<Words>(
    () => ({ language, direction: directionOf(language), locale: localeOf[language], t: createTranslate(language), text: (text) => textIn(text, language) }),
    [language],
  );
  return <WordsContext value={words}>{children}</WordsContext>;
}

/** Everything about the reader's language. */
export function useWords(): Words {
  const words = use(WordsContext);
  if (!words) throw new Error('useWords outside WordsProvider');
  return words;
}
