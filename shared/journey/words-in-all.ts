import { withoutMarks } from '../direction-marks';
import { createTranslate, type Params, type Translate } from '../i18n/translator';
import { type Language, languages, type Text } from '../text';

const speakers = new Map<Language, Translate>();

/** Words of the product as content of a document: in all three languages, without direction marks. */
export function wordsInAll(say: (translate: Translate, language: Language) => string): Required<Text> {
  const [en = '', he = '', fa = ''] = languages.map((language) => {
    const translate = speakers.get(language) ?? createTranslate(language);
    speakers.set(language, translate);
    return withoutMarks(say(translate, language));
  });
  return { en, he, fa };
}

export function textInAll(key: string, params: Params = {}): Required<Text> {
  return wordsInAll((translate) => translate(key, params));
}
