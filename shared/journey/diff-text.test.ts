import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffText } from './diff-text';

describe('texts word by word', () => {
  it('names the words that came and went, also in Hebrew and Persian', () => {
    expect(diffText('Hello {{first-name}}, your cart waits', 'Hello {{first-name}}, your basket waits')).toEqual([
      { sign: 'same', text: 'Hello {{first-name}}, your ' },
      { sign: 'removed', text: 'cart' },
      { sign: 'added', text: 'basket' },
      { sign: 'same', text: ' waits' },
    ]);
    expect(diffText('העגלה שלך מחכה', 'העגלה שלכם מחכה').filter(({ sign }) => sign !== 'same')).toEqual([
      { sign: 'removed', text: 'שלך' },
      { sign: 'added', text: 'שלכם' },
    ]);
    expect(diffText('سبد شما می‌ماند', 'سبد شما نمی‌ماند').filter(({ sign }) => sign !== 'same')).toEqual([
      { sign: 'removed', text: 'می‌ماند' },
      { sign: 'added', text: 'نمی‌ماند' },
    ]);
  });

  it('loses and adds nothing', () => {
    const words = fc.array(fc.constantFrom('a', 'ab', 'שלום', ' ', '  ', '\n', '.', '{{x}}', 'ח״כ', '😀'), { maxLength: 40 }).map((list) => list.join(''));
    fc.assert(
      fc.property(words, words, (before, after) => {
        const parts = diffText(before, after);
        const without = (sign: string) => parts.filter((part) => part.sign !== sign).map(({ text }) => text);
        expect(without('added').join('')).toBe(before);
        expect(without('removed').join('')).toBe(after);
      }),
      { seed: 11, numRuns: 300 },
    );
  });

  it('ends on long texts that have nothing in common', () => {
    const parts = diffText('a '.repeat(50_000), 'b '.repeat(50_000));
    expect(parts.map(({ sign }) => sign)).toEqual(['removed', 'added']);
  });
});
