import { expect, it } from 'vitest';
import { namesAmounts } from './amounts-in-words';

it.each([
  ['0.24 ₪ להודעה', [0.24], true],
  ['ماهی ₪۲٬۹۰۰ و ₪۰٫۲۴ هر پیام', [2900, 0.24], true],
  ['₪2,900 a month above twenty', [2900], true],
  ['₪2,900 a month', [2900, 3000], false],
  ['on request', [0.24], false],
  ['₪0.24 a message', [undefined], false],
  ['₪12,900 a month', [2900], false],
])('%s names %j: %s', (words, amounts, named) => {
  expect(namesAmounts(words, amounts)).toBe(named);
});
