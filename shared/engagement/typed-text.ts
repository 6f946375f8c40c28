import { type Language, languages, type Text } from '../text';

/**
 * What a person typed, made fit for the document: outer space goes, and what is longer than the schema allows is cut
 * (inputs stop people earlier; this keeps one over-long paste from making the whole file unreadable).
 */
export function typed(text: string, max: number): string {
  return clip(text.trim(), max);
}

/** As `typed`; empty becomes absent. */
export function typedOptional(text: string | undefined, max: number): string | undefined {
  return typed(text ?? '', max) || undefined;
}

/** Text by language without empty entries. */
export function typedText(text: Text, max = 5000): Text {
  const result: Text = {};
  for (const language of languages) {
    const words = typedOptional(text[language], max);
    if (words !== undefined) result[language] = words;
  }
  return result;
}

/** One typed text as text by language. */
export function textOf(language: Language, words: string): Text {
  return { [language]: words.trim() };
}

function clip(text: string, max: number): string {
  if (text.length <= max) return text;
  const cut = text.slice(0, max);
  // Half of a surrogate pair is not a character.
  return /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut;
}
