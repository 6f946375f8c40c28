import type { Font } from 'fontkit';
import { isBlank, type Script, withoutInvisibles, zwnj } from './characters';
import { mirrored } from './levels';

/** Widths and offsets in thousandths of the font size. `codePoints`: what a reader gets when copying. */
export type ShapedGlyph = { id: number; codePoints: readonly number[]; advance: number; width: number; xOffset: number; yOffset: number };
export type Shaped = { glyphs: ShapedGlyph[]; advance: number };

/** One font file, asked only three things: can you, how wide, and what it looks like. Ascender and descender in thousandths of the font size. */
export type Face = {
  name: string;
  ascender: number;
  descender: number;
  has(character: string): boolean;
  /** Glyphs from left to right. `text` in logical order, not mirrored; what is never drawn is skipped. */
  shape(text: string, script: Script, rightToLeft: boolean): Shaped;
  /** The width of what `shape` gives. */
  advance(text: string, script: Script, rightToLeft: boolean): number;
  /** A glyph as the commands of an SVG path, in thousandths of the font size, upwards; empty for blanks. */
  outline(glyph: number): string;
};

/**
 * Acrobat and every viewer tried give سلام back from a copied lam-alef only when the ligature's two letters are written
 * in reverse in the font's ToUnicode table. One constant, in case a viewer turns up that disagrees.
 */
const reverseArabicLigatures = true;

const nothing: Shaped = { glyphs: [], advance: 0 };

/** Words remembered per font: far more than one document has, and an end to what a hundred of them could pile up. */
const mostWords = 20_000;

const faces = new WeakMap<Font, Face>();

/** One face per font, so that all documents share the words already shaped. */
export function faceOf(font: Font): Face {
  let face = faces.get(font);
  if (!face) {
    face = createFace(font);
    faces.set(font, face);
  }
  return face;
}

/**
 * Shapes with fontkit, always told the direction: left alone it guesses from the script and reverses Persian digits.
 * Shaped word by word with a cache, which is also how the joining forms next to a ZWNJ come out right.
 */
function createFace(font: Font): Face {
  const scale = 1000 / font.unitsPerEm;
  const words = new Map<string, Shaped>();
  const known = new Map<string, boolean>();

  function has(character: string): boolean {
    let answer = known.get(character);
    if (answer === undefined) {
      answer = font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0);
      known.set(character, answer);
    }
    return answer;
  }

  function shapeWord(word: string, script: Script, rightToLeft: boolean): Shaped {
    const key = `${script}${rightToLeft ? '<' : '>'}${word}`;
    let shaped = words.get(key);
    if (!shaped) {
      shaped = word === zwnj ? shapeNonJoiner() : shapeFresh(word, script, rightToLeft);
      if (words.size >= mostWords) words.clear();
      words.set(key, shaped);
    }
    return shaped;
  }

  /** Drawn as nothing, but present, so that searching finds می‌شود. Fonts without it simply end the word there. */
  function shapeNonJoiner(): Shaped {
    if (!has(zwnj)) return nothing;
    const glyph = font.glyphForCodePoint(0x200c);
    return { glyphs: [{ id: glyph.id, codePoints: [0x200c], advance: 0, width: glyph.advanceWidth * scale, xOffset: 0, yOffset: 0 }], advance: 0 };
  }

  function shapeFresh(word: string, script: Script, rightToLeft: boolean): Shaped {
    const run = font.layout(rightToLeft ? mirrored(word, has) : word, [], script, undefined, rightToLeft ? 'rtl' : 'ltr');
    const glyphs: ShapedGlyph[] = [];
    let advance = 0;
    for (const [index, glyph] of run.glyphs.entries()) {
      const position = run.positions[index];
      if (!position) continue;
      // fontkit turns ZWJ into a space of no width; drawn, it would split the word for whoever copies it.
      if (position.xAdvance === 0 && glyph.codePoints[0] === 0x20) continue;
      glyphs.push({
        id: glyph.id,
        codePoints: rightToLeft && script === 'arab' ? copiedOrder(glyph.codePoints) : glyph.codePoints,
        advance: position.xAdvance * scale,
        width: glyph.advanceWidth * scale,
        xOffset: position.xOffset * scale,
        yOffset: position.yOffset * scale,
      });
      advance += position.xAdvance * scale;
    }
    return { glyphs, advance };
  }

  const letters = { moveTo: 'M', lineTo: 'L', quadraticCurveTo: 'Q', bezierCurveTo: 'C', closePath: 'Z' } as const;
  function outline(glyph: number): string {
    return font
      .getGlyph(glyph)
      .path.commands.map(({ command, args }) => letters[command] + args.map((value) => Math.round(value * scale)).join(' '))
      .join('');
  }

  return {
    name: font.postscriptName,
    outline,
    ascender: font.ascent * scale,
    descender: font.descent * scale,
    has,
    advance(text, script, rightToLeft) {
      let sum = 0;
      for (const word of wordsOf(withoutInvisibles(text))) sum += shapeWord(word, script, rightToLeft).advance;
      return sum;
    },
    shape(text, script, rightToLeft) {
      const chunks = wordsOf(withoutInvisibles(text)).map((word) => shapeWord(word, script, rightToLeft));
      if (chunks.length === 1) return chunks[0] ?? nothing;
      if (rightToLeft) chunks.reverse();
      return { glyphs: chunks.flatMap((chunk) => chunk.glyphs), advance: chunks.reduce((sum, chunk) => sum + chunk.advance, 0) };
    },
  };
}

function wordsOf(text: string): string[] {
  const words: string[] = [];
  let start = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    if (character !== zwnj && !isBlank(character)) continue;
    if (index > start) words.push(text.slice(start, index));
    words.push(character);
    start = index + 1;
  }
  if (start < text.length) words.push(text.slice(start));
  return words;
}

function copiedOrder(codePoints: readonly number[]): readonly number[] {
  if (!reverseArabicLigatures || codePoints.length < 2) return codePoints;
  return codePoints.every((code) => /\p{L}/u.test(String.fromCodePoint(code))) ? [...codePoints].reverse() : codePoints;
}
