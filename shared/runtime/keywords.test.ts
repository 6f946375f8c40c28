import { expect, test } from 'vitest';
import { folded, keywordsOf } from './keywords';

test('a keyword is the same word however it was typed', () => {
  for (const typed of ['EVENT', ' event', 'Event.', '“event”!', 'ｅｖｅｎｔ', '\u200fEVENT\u200f']) expect(folded(typed)).toBe('event');
  expect(folded('همايش')).toBe(folded('همایش'));
  expect([folded('events'), folded('no event')]).not.toContain('event');
  expect(folded('two  words')).toBe('two words');
});

test('the words a bundle listens for, wherever its conditions stand', () => {
  const bundle = {
    nodes: [
      { trigger: { where: { op: 'in', left: { kind: 'event', path: 'keyword' }, right: ['EVENT', 'כנס'] } } },
      { match: { op: 'and', args: [{ op: 'eq', left: { kind: 'event', path: 'keyword' }, right: 'Stop' }] } },
      { when: { op: 'eq', left: { kind: 'customer', path: 'keyword' }, right: 'other' } },
    ],
  };
  expect([...keywordsOf(bundle)]).toEqual([
    ['event', 'EVENT'],
    ['כנס', 'כנס'],
    ['stop', 'Stop'],
  ]);
});
