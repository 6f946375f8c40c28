import bidiFactory from 'bidi-js';

/** `auto`: from the first strong character, left to right when there is none. */
export type BaseDirection = 'ltr' | 'rtl' | 'auto';

const bidi = bidiFactory();

export type Levels = { levels: Uint8Array; base: number };

/** Latin letters, digits, punctuation, currency signs and arrows; no controls. */
const leftToRight = /^[ -~\u00a0-\u00ac\u00ae-\u024f\u2010-\u2027\u20a0-\u20bf\u2190-\u21ff]*$/;
/** Hebrew and Arabic-script letters with marks, blanks and punctuation; no digits. */
const rightToLeft = /^[ !"'()*,.:;?[\]{}\u2013-\u201e\u2026\u05be\u05c0\u05d0-\u05ea\u05f3\u05f4\u060c\u061b\u061f\u0620-\u064a\u066e-\u066f\u0671-\u06d3]*$/;

/**
 * Embedding level per UTF-16 unit of one whole paragraph (UAX #9). Always ask with the whole paragraph: the level of a
 * bracket or a number depends on words that may end up on other lines.
 */
export function levelsOf(paragraph: string, direction: BaseDirection): Levels {
  // Of one direction only, as most texts are: the rules come to nothing.
  if (direction === 'rtl' ? rightToLeft.test(paragraph) : leftToRight.test(paragraph)) {
    const base = direction === 'rtl' ? 1 : 0;
    return { levels: new Uint8Array(paragraph.length).fill(base), base };
  }
  const result = bidi.getEmbeddingLevels(paragraph, direction);
  return { levels: result.levels, base: result.paragraphs[0]?.level ?? (direction === 'rtl' ? 1 : 0) };
}

/** Brackets and the like as they must be drawn inside right-to-left text, if the font `has` the other one. fontkit does not do it. */
export function mirrored(text: string, has: (character: string) => boolean = () => true): string {
  let result = '';
  for (const character of text) {
    const other = bidi.getMirroredCharacter(character);
    result += other !== null && has(other) ? other : character;
  }
  return result;
}

/**
 * Rule L2: from the highest level down to the lowest odd one, reverse every maximal run at that level or above.
 * Items without ink (bidi controls) must still be among `items`: dropped earlier, they would merge runs they keep apart.
 */
export function inVisualOrder<T extends { level: number }>(items: readonly T[]): T[] {
  const result = [...items];
  if (result.length < 2) return result;
  let highest = 0;
  let lowestOdd = Number.POSITIVE_INFINITY;
  for (const { level } of items) {
    highest = Math.max(highest, level);
    if (level % 2 === 1) lowestOdd = Math.min(lowestOdd, level);
  }
  for (let level = highest; level >= lowestOdd; level--) {
    for (let start = 0; start < result.length; start++) {
      let end = start;
      while ((result[end]?.level ?? -1) >= level) end++;
      if (end > start + 1) result.splice(start, end - start, ...result.slice(start, end).reverse());
      start = Math.max(start, end);
    }
  }
  return result;
}
