import { expect, it } from 'vitest';
import { smsLength } from './sms-length';

it.each([
  ['', 'gsm', 0, 0, 160],
  ['Hello', 'gsm', 5, 1, 160],
  ['a'.repeat(160), 'gsm', 160, 1, 160],
  ['a'.repeat(161), 'gsm', 161, 2, 153],
  ['a'.repeat(306), 'gsm', 306, 2, 153],
  ['a'.repeat(307), 'gsm', 307, 3, 153],
  // The euro takes two, and is not torn over two messages.
  ['€', 'gsm', 2, 1, 160],
  [`${'a'.repeat(152)}€${'a'.repeat(152)}`, 'gsm', 306, 3, 153],
  ['שלום', 'wide', 4, 1, 70],
  ['ש'.repeat(70), 'wide', 70, 1, 70],
  ['ש'.repeat(71), 'wide', 71, 2, 67],
  // A sign from outside the Basic Multilingual Plane takes two.
  ['🎁', 'wide', 2, 1, 70],
  [`${'ש'.repeat(66)}🎁${'ש'.repeat(66)}`, 'wide', 134, 3, 67],
  ['what’s up', 'wide', 9, 1, 70],
] as const)('%#: counted as networks do', (text, alphabet, units, parts, perPart) => {
  expect(smsLength(text)).toEqual({ alphabet, units, parts, perPart });
});

it('a mark may make one message two', () => {
  const body = 'ש'.repeat(65);
  expect([smsLength(body).parts, smsLength(`פרסומת: ${body}`).parts]).toEqual([1, 2]);
});
