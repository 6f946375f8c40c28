/** The words of the field map in every language: a client may answer in another one than the file is written in. */
import { withoutMarks } from '../direction-marks';
import { createTranslate, type Translate } from '../i18n/translator';
import { survivorships } from '../record/schema';
import { type Language, languages } from '../text';
import { fieldColumns, questionColumns, recordColumns } from './field-map-columns';
import type { FieldMapSheet } from './field-map-return';
import type { CellWords } from './parse-cells';
import { canonicalTypes, fieldStatuses, fieldUses, piiClasses } from './schema';

export type FieldMapWords = Readonly<Record<Language, Translate>>;

export function createFieldMapWords(): FieldMapWords {
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

type Choices = CellWords & { survivorship: Record<string, string> };

/** Made once: some hundred words are asked for. */
const made = new WeakMap<FieldMapWords, Map<Language, Choices>>();

/** What the choices are called, in all languages; where two languages use a word differently, `first` is right. */
export function choiceWords(words: FieldMapWords, first: Language): Choices {
  const known = made.get(words) ?? new Map<Language, Choices>();
  made.set(words, known);
  const choices = known.get(first) ?? makeChoices(words, first);
  known.set(first, choices);
  return choices;
}

function makeChoices(words: FieldMapWords, first: Language): Choices {
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

export type KnownColumn = { sheet: FieldMapSheet; key: string; title: string; language: Language };

/** Every column of the field map by every title it can have. */
export function knownColumns(words: FieldMapWords): KnownColumn[] {
  return languages.flatMap((language) =>
    ([['fields', fieldColumns] as const, ['record', recordColumns] as const, ['questions', questionColumns] as const] as const).flatMap(([sheet, columns]) =>
      columns(words[language]).map(({ key, title }) => ({ sheet, key, title, language })),
    ),
  );
}
