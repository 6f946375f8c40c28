import { describe, expect, it } from 'vitest';
import { createTranslate } from './translator';

const plain = (text: string) => text.replace(/[\u2066-\u2069]/g, '');

describe('what is put into a sentence', () => {
  it('keeps the direction of its own first letter', () => {
    expect(createTranslate('he')('segments.compare.only', { names: 'VIP' })).toBe('רק \u2068VIP\u2069');
    expect(createTranslate('en')('segments.compare.only', { names: 'לקוחות' })).toBe('Only \u2068לקוחות\u2069');
  });

  it('has the direction of the language where it holds isolates, so that a list is not read back to front', () => {
    const names = '\u2068זהב\u2069, \u2068VIP\u2069';
    expect(createTranslate('he')('segments.compare.only', { names })).toBe(`רק \u2067${names}\u2069`);
    expect(createTranslate('fa')('segments.compare.only', { names })).toBe(`فقط \u2067${names}\u2069`);
    expect(createTranslate('en')('segments.compare.only', { names })).toBe(`Only \u2066${names}\u2069`);
    expect(plain(createTranslate('en')('segments.compare.only', { names }))).toBe('Only זהב, VIP');
  });
});
