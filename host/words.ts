/** Words for a terminal: the same catalogues as the window's, without the direction marks that terminals show as boxes. */

import { withoutMarks } from '../shared/direction-marks';
import { createTranslate, problemText, type Translate } from '../shared/i18n/translator';
import type { Problem } from '../shared/problem';
import { type Language, languageSchema } from '../shared/text';

export type Words = {
  language: Language;
  say: Translate;
  problem: (problem: Problem) => string;
  /** What was said in a document, for a terminal. */
  plain: (text: string) => string;
};

/** `--lang`, else the terminal's own language (LC_ALL, LC_MESSAGES, LANG), else English. */
export function languageOf(env: Record<string, string | undefined>, wanted?: string): Language {
  const tag = wanted ?? (env.LC_ALL || env.LC_MESSAGES || env.LANG || '').slice(0, 2).toLowerCase();
  // `iw` is what old systems call Hebrew.
  const parsed = languageSchema.safeParse(tag === 'iw' ? 'he' : tag);
  return parsed.success ? parsed.data : 'en';
}

export function createWords(language: Language): Words {
  const translate = createTranslate(language);
  const say: Translate = (key, params) => withoutMarks(translate(key, params));
  return {
    language,
    say,
    plain: withoutMarks,
    problem(problem) {
      const place = problem.path.length > 0 ? `${problem.path.join('.')}: ` : '';
      return place + withoutMarks(problemText(problem, translate));
    },
  };
}
