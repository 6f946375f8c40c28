import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadMeasuringFonts } from '../fonts';
import { fitLines, type Line } from './lines';
import { toParagraphs } from './pieces';

type Item = { id: string; dir: 'ltr' | 'rtl'; lang: 'en' | 'he' | 'fa'; text: string };
type Set = { width: number; size: number; items: Item[] };
const fixture = (name: string) => JSON.parse(readFileSync(new URL(`../../../tests/fixtures/rtl/${name}`, import.meta.url), 'utf8'));
const corpus: Record<'handmade' | 'mixed' | 'own', Set> = fixture('rtl-corpus.json');
const golden: Record<string, number[][]> = fixture('golden-order.json');
const fonts = loadMeasuringFonts(new URL('../../../assets/fonts', import.meta.url).pathname);

/** Blanks, marks and controls have no ink or no place of their own and are left out on both sides. */
const withoutPlace = /[\s\p{M}\p{Cf}]/gu;

function linesOf(item: Item, set: Set): Line<null>[] {
  return fitLines(toParagraphs([{ text: item.text, faces: fonts.chain(item.lang, false), size: set.size, style: null }], item.dir), set.width);
}

function orderOf(line: Line<null>): string {
  return line.pieces
    .map((piece) => (piece.level % 2 === 1 ? [...piece.text].reverse().join('') : piece.text))
    .join('')
    .replace(withoutPlace, '');
}

/**
 * Looked at: we keep `ו-phone_number` together where Chromium breaks after the prefix, cut the long URL after a slash, and never
 * break a phone number after a hyphen. There the order inside each word is compared instead.
 */
const brokenElsewhere = new Set(['hw02', 'hw04', 'of07']);

describe('the order Chromium shows', () => {
  for (const name of ['handmade', 'mixed', 'own'] as const) {
    it.each(corpus[name].items)(`${name} $id`, (item) => {
      const characters = [...item.text];
      const recorded = golden[item.id] ?? [];
      const expected = recorded.map((line) => line.map((index) => characters[index]).join(''));
      const actual = linesOf(item, corpus[name])
        .map(orderOf)
        .filter((line) => line !== '');
      expect(recorded.length).toBeGreaterThan(0);
      if (!brokenElsewhere.has(item.id)) {
        expect(actual).toEqual(expected);
        return;
      }
      const words = wordsOf(item.text).filter(({ length }) => length > 1 && length < 20);
      const shown = words.map(({ start, length }) =>
        recorded
          .flatMap((line) => line.filter((index) => index >= start && index < start + length))
          .map((index) => characters[index])
          .join(''),
      );
      expect(shown.length).toBeGreaterThan(2);
      for (const word of shown)
        expect(
          actual.some((line) => line.includes(word)),
          word,
        ).toBe(true);
    });
  }
});

function wordsOf(text: string): { start: number; length: number }[] {
  return [...text.matchAll(/[\p{L}\p{N}_]+/gu)].map((match) => ({ start: [...text.slice(0, match.index)].length, length: [...match[0]].length }));
}
