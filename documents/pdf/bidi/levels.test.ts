import bidiFactory from 'bidi-js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inVisualOrder, levelsOf, mirrored } from './levels';

type Run = { level: number; text: string };
const runs = fc.array(fc.record({ level: fc.integer({ min: 0, max: 5 }), text: fc.string({ minLength: 1, maxLength: 3 }) }), { maxLength: 12 });

describe('inVisualOrder', () => {
  it('gives the same line whether runs or single characters are reordered', () => {
    fc.assert(
      fc.property(runs, (line) => {
        const byRun = inVisualOrder<Run>(line).flatMap(({ level, text }) => (level % 2 === 1 ? [...text].reverse() : [...text]));
        const byCharacter = inVisualOrder(line.flatMap(({ level, text }) => [...text].map((character) => ({ level, character }))));
        expect(byRun).toEqual(byCharacter.map(({ character }) => character));
      }),
    );
  });

  it('loses and invents nothing, and keeps what is above a level together', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 30 }), (levels) => {
        const shown = inVisualOrder(levels.map((level, index) => ({ level, index })));
        expect(shown.map(({ index }) => index).sort((a, b) => a - b)).toEqual(levels.map((_, index) => index));
        for (let level = 1; level <= 5; level++) {
          const islands = (items: { level: number }[]) => items.filter((item, at) => item.level >= level && (items[at - 1]?.level ?? -1) < level).length;
          expect(islands(shown)).toBe(islands(levels.map((value) => ({ level: value }))));
        }
      }),
    );
  });

  it('leaves a left-to-right line as it is', () => {
    const line = [
      { level: 0, text: 'a' },
      { level: 0, text: 'b' },
    ];
    expect(inVisualOrder(line)).toEqual(line);
  });
});

describe('levelsOf', () => {
  it('finds the base direction from the first strong letter', () => {
    expect(levelsOf('12 שלום hello', 'auto').base).toBe(1);
    expect(levelsOf('12 hello שלום', 'auto').base).toBe(0);
    expect(levelsOf('', 'rtl').base).toBe(1);
  });
  it('keeps Persian digits left to right inside Persian', () => {
    const { levels } = levelsOf('سال ۱۴۰۵', 'rtl');
    expect([...levels].slice(4)).toEqual([2, 2, 2, 2]);
  });
});

describe('texts of one direction', () => {
  const bidi = bidiFactory();
  const everyBmp = Array.from({ length: 0x3000 }, (_, code) => String.fromCharCode(code));
  const drawn = [...everyBmp, '\ufb01', '\ufeff', '\u{1F680}', '\u{10900}'];

  it('have the levels the whole algorithm gives, character by character', { tags: ['long'] }, () => {
    for (const direction of ['ltr', 'rtl', 'auto'] as const)
      for (const character of drawn) {
        const { levels, paragraphs } = bidi.getEmbeddingLevels(character, direction);
        expect(levelsOf(character, direction), `${direction} U+${character.codePointAt(0)?.toString(16)}`).toEqual({ levels, base: paragraphs[0]?.level });
      }
  });

  it.each([
    ['Latin', 'aZ é09 .,:;-–—…()[]/+%€₪→"\''],
    ['Hebrew', 'אתםץ ׳״־ .,:;!?()[]{}–“…'],
    ['Persian', 'ابپی گ ،؛؟ .()…'],
    ['both', 'aא 1۱ .,-(]\u200f\u2066\u2069'],
  ])('and in any sequence: %s', (_, alphabet) => {
    const text = fc.string({ unit: fc.constantFrom(...alphabet), minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(text, fc.constantFrom('ltr' as const, 'rtl' as const, 'auto' as const), (paragraph, direction) => {
        const { levels, paragraphs } = bidi.getEmbeddingLevels(paragraph, direction);
        expect(levelsOf(paragraph, direction)).toEqual({ levels, base: paragraphs[0]?.level });
      }),
      { numRuns: 500 },
    );
  });
});

it('mirrors brackets and keeps everything else', () => {
  expect(mirrored('(א) [1] «x» <')).toBe(')א( ]1[ »x« >');
});
