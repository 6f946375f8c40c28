import fc from 'fast-check';
import { expect, it } from 'vitest';
import { coverTitleSize, wrapped } from './cover-words';

it('sets long titles smaller', () => {
  expect(
    ['Gap report', 'What the systems of the house give', 'What the systems give and who has to answer before anything starts'].map(coverTitleSize),
  ).toEqual([34, 29, 23]);
});

it('breaks words over lines and loses no character, however long a word is', () => {
  expect(wrapped('one two three', 7)).toEqual(['one two', 'three']);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 40 }), (text, perLine) => {
      const lines = wrapped(text, perLine);
      expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      expect(lines.filter((line) => [...line].length > perLine)).toEqual([]);
    }),
  );
});
