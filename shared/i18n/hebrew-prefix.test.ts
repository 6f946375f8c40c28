import { expect, test } from 'vitest';
import { withoutMarks } from '../direction-marks';
import { joinHebrewPrefixes } from './hebrew-prefix';
import { createTranslate } from './translator';

test('a prefix is joined to a Hebrew word and keeps a maqaf before foreign letters, however the sentence was written', () => {
  const put = (sentence: string, what: string) => withoutMarks(joinHebrewPrefixes(sentence.replace('X', `\u2068${what}\u2069`)));
  expect(put('צעד 3 שולח בX', 'SMS')).toBe('צעד 3 שולח ב־SMS');
  expect(put('אין הסכמה ל-X', 'אימייל')).toBe('אין הסכמה לאימייל');
  expect(put('אין הסכמה ל-X', 'SMS')).toBe('אין הסכמה ל־SMS');
  expect(put('מ-X ואילך', '29 בנובמבר')).toBe('מ־29 בנובמבר ואילך');
  expect(put('שינוי בX', '״מצב״')).toBe('שינוי ב״מצב״');
  expect(put('של X', 'SMS')).toBe('של SMS');
  expect(put('כלל X', 'SMS')).toBe('כלל SMS');
});

test('Hebrew sentences speak so', () => {
  const sent = createTranslate('he')('case.price-of', { channel: 'SMS' });
  expect(withoutMarks(sent)).toContain('ב־SMS');
});
