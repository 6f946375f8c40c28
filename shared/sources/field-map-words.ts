/** The words of the field map in every language: a client may answer in another one than the file is written in. */
import type { AllWords } from '../i18n/all-words';
import { survivorships } from '../record/schema';
import type { KnownColumn } from '../returned-sheet';
import { type Language, languages } from '../text';
import { fieldColumns, questionColumns, recordColumns } from './field-map-columns';
import type { FieldMapSheet } from './field-map-return';
import type { CellWords } from './parse-cells';
import { canonicalTypes, fieldStatuses, fieldUses, piiClasses } from './schema';

type Choices = CellWords & { survivorship: Record<string, string> };

/** Made once: some hundred words are asked for. */
const made = new WeakMap<AllWords, Map<Language, Choices>>();

/** What the choices are called, in all languages; where two languages use a word differently, `first` is right. */
export function choiceWords(words: AllWords, first: Language): Choices {
  const known = made.get(words) ?? new Map<Language, Choices>();
  made.set(words, known);
  const choices = known.get(first) ?? makeChoices(words, first);
  known.set(first, choices);
  return choices;
}

function makeChoices(words: AllWords, first: Language): Choices {
  const ordered = [first, ...languages.filter((language) => language !== first)];
  const table = (prefix: string, ids: readonly string[]): Record<string, string> => {
    const found: Record<string, string> = {};
    for (const language of ordered) for (const id of ids) found[words[language](`${prefix}.${id}`)] ??= id;
    return found;
  };
  const truths: Record<string, string> = {};
  for (const language of ordered) {
    truths[words[language]('field-map.yes')] ??= 'true';
    truths[words[language]('field-map.no')] ??= 'false';
  }
  return {
    type: table('type', canonicalTypes),
    pii: table('pii', piiClasses),
    status: table('field-status', fieldStatuses),
    use: table('field-use', fieldUses),
    required: truths,
    key: truths,
    survivorship: table('survivorship', survivorships),
  };
}

/** Every column of the field map by every title it can have. */
export function knownColumns(words: AllWords): KnownColumn<FieldMapSheet>[] {
  return languages.flatMap((language) =>
    ([['fields', fieldColumns] as const, ['record', recordColumns] as const, ['questions', questionColumns] as const] as const).flatMap(([sheet, columns]) =>
      columns(words[language]).map(({ key, title }) => ({ sheet, key, title, language })),
    ),
  );
}
