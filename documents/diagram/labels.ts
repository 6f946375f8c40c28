import type { Language } from '../../shared/text';
import { isolateTokens, withLongWordsBroken } from '../pdf/bidi/isolate';
import { mirrored } from '../pdf/bidi/levels';
import { fitLines, type Line } from '../pdf/bidi/lines';
import { type OnMissing, type Piece, toParagraphs, widthOf } from '../pdf/bidi/pieces';
import { type Family, fallbackOf, type MeasuringFonts } from '../pdf/fonts';
import type { GlyphSheet } from './glyph-sheet';
import { round } from './rounding';

export type LabelStyle = { size: number; color: string; strong?: boolean };
/** With `glyphs` words are drawn as outlines; without, as text for pdfmake, which has the fonts. */
export type Lettering = { language: Language; rtl: boolean; fonts: MeasuringFonts; glyphs?: GlyphSheet; onMissing: OnMissing };

/** More than fits anywhere; what a file brings may be megabytes. */
const longest = 500;

/** Lines of at most `width` points; what does not fit into `maxLines` is cut with an ellipsis. */
export function labelLines(lettering: Lettering, text: string, style: LabelStyle, width: number, maxLines: number): Line<null>[] {
  const linesFor = (words: string, onMissing?: OnMissing) => {
    const prepared = withLongWordsBroken(lettering.rtl ? isolateTokens(words) : words);
    return fitLines(
      toParagraphs([{ text: prepared, faces: chainOf(lettering, style), size: style.size, style: null }], lettering.rtl ? 'rtl' : 'ltr', onMissing),
      width,
    );
  };
  const fits = (lines: Line<null>[]) => lines.length <= maxLines && lines.every((line) => line.width <= width + 0.01);
  const flat = text.slice(0, longest).replace(/\s+/g, ' ').trim();
  if (flat === '') return [];
  const whole = linesFor(flat, lettering.onMissing);
  if (fits(whole)) return whole;
  const characters = [...flat];
  let low = 0;
  let high = characters.length;
  const start = (length: number) => `${characters.slice(0, length).join('').trimEnd()}…`;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(linesFor(start(middle)))) low = middle;
    else high = middle - 1;
  }
  return linesFor(start(low)).slice(0, maxLines);
}

/** Whether the text fits into one line of `width` points as it is. */
export function fitsLine(lettering: Lettering, text: string, style: LabelStyle, width: number): boolean {
  const [line] = labelLines({ ...lettering, onMissing: () => {} }, text, style, 10_000, 1);
  return (line?.width ?? 0) <= width;
}

function chainOf({ fonts, language }: Lettering, style: LabelStyle) {
  const chain: Family[] = fallbackOf(language);
  if (style.strong && language !== 'fa') return (['RubikMedium', ...chain] as const).map((family) => fonts.face(family, false));
  return chain.map((family) => fonts.face(family, style.strong === true));
}

/** The words of a line whose left edge is `x` and baseline `y`. */
export function svgWords(lettering: Lettering, line: Line<null>, style: LabelStyle, x: number, y: number): string {
  const { glyphs } = lettering;
  return line.pieces
    .map((piece) => (glyphs ? glyphs.write(piece, style.size, style.color, x + piece.x, y) : pdfWords(lettering, piece, style, x + piece.x, y)))
    .join('');
}

/**
 * One <text> per word. pdfmake's SVG engine shapes word by word and guesses the direction from the script, so words that it
 * would turn the wrong way are handed over turned.
 */
function pdfWords({ fonts }: Lettering, piece: Piece<null>, style: LabelStyle, x: number, y: number): string {
  const rtl = piece.level % 2 === 1;
  const words = piece.text.split(/( +)/).filter((word) => word !== '');
  const family = fonts.familyOf(piece.face);
  const bold = style.strong && family !== 'RubikMedium' ? ' font-weight="bold"' : '';
  let at = x;
  return (rtl ? words.reverse() : words)
    .map((word) => {
      const left = at;
      at += widthOf({ ...piece, text: word });
      if (word.trim() === '') return '';
      return `<text x="${round(left)}" y="${round(y)}" font-family="${family}" font-size="${style.size}"${bold} fill="${style.color}">${escaped(forEngine(word, rtl, piece.face.has))}</text>`;
    })
    .join('');
}

function forEngine(word: string, rtl: boolean, has: (character: string) => boolean): string {
  const drawn = rtl ? mirrored(word, has) : word;
  const first = [...word].find((character) => /[^\p{Script=Common}\p{Script=Inherited}]/u.test(character));
  const guessedRtl = first !== undefined && /[\p{Script=Hebrew}\p{Script=Arabic}]/u.test(first);
  return guessedRtl === rtl ? drawn : [...drawn].reverse().join('');
}

export function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
