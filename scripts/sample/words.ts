import type { Language, Text } from '../../shared/text';

/** A plain text of the sample in the three languages; each version of the sample has it in its own. */
export type Words = { en: string; he: string; fa: string };

export type Say = (words: Words) => string;

export function sayIn(language: Language): Say {
  return (words) => words[language];
}

/** The words as localized text of the document. */
export function toText(words: Words): Text {
  return { ...words };
}
