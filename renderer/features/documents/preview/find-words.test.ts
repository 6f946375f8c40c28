import { expect, it } from 'vitest';
import { findWords } from './find-words';

it('finds words over the pieces of a line and over its end, on every page', () => {
  const pages = [['Wait one', ' ', 'hour', ''], ['nothing'], ['one hour, ONE HOUR']];
  expect(findWords(pages, 'one hour')).toEqual([
    { page: 1, pieces: [0, 2] },
    { page: 3, pieces: [0] },
    { page: 3, pieces: [0] },
  ]);
});

it('passes over points, brackets and case, as print turns them', () => {
  expect(findWords([['הסכמה ל-SMS )ניתנה(']], '(ניתנה)')).toEqual([{ page: 1, pieces: [0] }]);
  expect(findWords([['CUSTOMER_ID']], 'customer id')).toEqual([{ page: 1, pieces: [0] }]);
});

it('finds what stands for a missing character, and nothing for words without letters', () => {
  expect(findWords([['a'], ['b \ufffd']], '\ufffd')).toEqual([{ page: 2, pieces: [0] }]);
  expect(findWords([['a - b']], ' - ')).toEqual([]);
  expect(findWords([['a']], '')).toEqual([]);
});
