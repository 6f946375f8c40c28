import { expect, it } from 'vitest';
import { besideSubject, signsIn } from './inbox-line';

it('signs are counted as people count them', () => {
  expect(['', 'cart', 'שָׁלוֹם', 'می\u200cخواهم', '👩‍👩‍👧', 'e\u0301'].map(signsIn)).toEqual([0, 4, 4, 7, 1, 1]);
});

it('beside the subject stands the preheader, else the first words of the text', () => {
  const body = '\n \n\u2068Hello Noa\u2069,\nyour cart';
  expect(besideSubject({ preheader: ' Still here ', body })).toBe('Still here');
  expect(besideSubject({ preheader: ' ', body })).toBe('Hello Noa,');
  expect(besideSubject({ body: 'x'.repeat(200) })).toBe(`${'x'.repeat(90)}…`);
  expect(besideSubject({ body: '' })).toBe('');
});
