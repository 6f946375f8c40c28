import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Font, Glyph } from 'fontkit';
import { isWoff, toTrueType } from './woff';

// The same copy of fontkit that pdfkit requires: imported, a second one would be loaded beside it.
const fontkit: typeof import('fontkit') = createRequire(import.meta.url)('fontkit');

const opened = new Map<string, Font>();

/**
 * A font file, opened and decoded once per process and shared by all documents; what a document uses of it is kept in that
 * document. A file that changes while the program runs is not read again.
 */
export function openFont(path: string): Font {
  let font = opened.get(path);
  if (!font) {
    const bytes = readFileSync(path);
    font = withoutMemory(fontkit.create(isWoff(bytes) ? toTrueType(bytes) : bytes));
    opened.set(path, font);
  }
  return font;
}

/**
 * fontkit remembers the characters a glyph was first asked for by, and answers with these ever after: U+0020 for the blank
 * of a U+00A0, or the other way round. Shared, one document would then decide what another one's text copies as.
 */
function withoutMemory(font: Font): Font {
  const glyphs = new Map<string, Glyph>();
  const plain = font.getGlyph.bind(font);
  font.getGlyph = (id, characters = []) => {
    const key = `${id} ${characters}`;
    let glyph = glyphs.get(key);
    if (!glyph) {
      font._glyphs = {};
      glyph = plain(id, characters);
      glyphs.set(key, glyph);
    }
    return glyph;
  };
  return font;
}
