/** Words in three languages. The renderer, the documents and the command line all speak through this. */

import i18next, { type FormatterModule, type i18n, type PostProcessorModule } from 'i18next';
import type { Problem } from '../problem';
import { directionOf, type Language, type Text, textIn } from '../text';
import en from './en.json' with { type: 'json' };
import fa from './fa.json' with { type: 'json' };
import he from './he.json' with { type: 'json' };
import { joinHebrewPrefixes } from './hebrew-prefix';
import { numberFormat } from './number-format';
import { toldParams } from './told-params';

/** Keys are checked by i18n.test.ts: a missing or unused one fails there, in all three languages. */
export type MessageKey = string;
export type Params = Record<string, string | number | boolean | Text>;
export type Translate = (key: MessageKey, params?: Params) => string;

/** BCP 47 tags used for numbers and dates. */
export const localeOf: Record<Language, string> = { en: 'en-GB', he: 'he-IL', fa: 'fa-IR' };

const catalogues: Record<Language, Record<string, string>> = { en, he, fa };

const LRI = '\u2066';
const RLI = '\u2067';
const FSI = '\u2068';
const PDI = '\u2069';

/**
 * The i18next instance for `language`. Every text put into a sentence is isolated, so that an id or a name of
 * the other direction can't disturb the words around it; numbers are written in the language's own digits.
 */
export function createMessages(language: Language): i18n {
  const instance = i18next.createInstance();
  instance.use({ type: 'formatter', init() {}, add() {}, addCached() {}, format: (value) => formatParam(value, language) } satisfies FormatterModule);
  if (language === 'he') instance.use({ type: 'postProcessor', name: 'prefixes', process: joinHebrewPrefixes } satisfies PostProcessorModule);
  instance.init({
    lng: language,
    fallbackLng: false,
    resources: { [language]: { translation: catalogues[language] } },
    keySeparator: false,
    nsSeparator: false,
    initAsync: false,
    ...(language === 'he' ? { postProcess: ['prefixes'] } : {}),
    interpolation: { escapeValue: false, alwaysFormat: true },
  });
  return instance;
}

function formatParam(value: unknown, language: Language): string {
  if (typeof value === 'number') return numberFormat(localeOf[language], { maximumFractionDigits: 2 }).format(value);
  const text = typeof value === 'object' && value !== null ? textIn(value as Text, language) : String(value);
  return startOf(text, language) + text + PDI;
}

/**
 * What holds isolates is made of this language's words. Its first letter can't be asked for its direction: a list of names
 * has none outside its isolates, and would stand left to right, back to front.
 */
function startOf(text: string, language: Language): string {
  if (!text.includes(PDI)) return FSI;
  return directionOf(language) === 'rtl' ? RLI : LRI;
}

export function createTranslate(language: Language): Translate {
  const messages = createMessages(language);
  return (key, params) => messages.t(key, params);
}

/** The sentence for a problem, from `problem.<code>`. */
export function problemText(problem: Problem, translate: Translate): string {
  return translate(`problem.${problem.code}`, toldParams(problem, translate));
}
