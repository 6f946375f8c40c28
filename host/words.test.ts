import { expect, test } from 'vitest';
import { problem } from '../shared/problem';
import { createWords, languageOf } from './words';

test('the language comes from --lang, then from the terminal, then it is English', () => {
  expect([
    languageOf({ LANG: 'he_IL.UTF-8' }),
    languageOf({ LANG: 'en_GB.UTF-8', LC_ALL: 'fa_IR' }),
    languageOf({ LANG: 'iw_IL' }),
    languageOf({ LANG: 'C' }),
    languageOf({ LANG: 'he_IL.UTF-8' }, 'en'),
    languageOf({}),
  ]).toEqual(['he', 'fa', 'he', 'en', 'en', 'en']);
});

test('a problem is a sentence with its place and without direction marks', () => {
  const said = createWords('he').problem(problem('blocks', 'file-missing', ['sources', 3], { file: 'a.masa.json' }));
  expect(said).toBe('sources.3: אין קובץ a.masa.json.');
});
