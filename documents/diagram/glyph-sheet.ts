import type { Piece } from '../pdf/bidi/pieces';
import type { Face } from '../pdf/bidi/shaping';
import { round } from './rounding';

/** The letters of one drawing: each drawn once, and used wherever it stands. */
export type GlyphSheet = {
  /** A piece of a line with its left edge at `x` on the baseline `y`, in points. */
  write(piece: Piece<null>, size: number, color: string, x: number, y: number): string;
  /** What the uses refer to; to be put before them. */
  definitions(): string;
};

/**
 * Letters as outlines: whoever opens the drawing needs neither our fonts nor to know which way words run. `xlink:href`, because
 * office programs and older drawing programs know no other.
 * @param prefix of the letters' ids, where several drawings are in one document
 */
export function createGlyphSheet(prefix = ''): GlyphSheet {
  const ids = new Map<Face, Map<number, string>>();
  const paths: string[] = [];

  function idOf(face: Face, glyph: number): string {
    const known = ids.get(face) ?? new Map<number, string>();
    ids.set(face, known);
    let id = known.get(glyph);
    if (id === undefined) {
      const outline = face.outline(glyph);
      id = outline === '' ? '' : `${prefix}g${paths.length}`;
      if (outline !== '') paths.push(`<path id="${id}" d="${outline}"/>`);
      known.set(glyph, id);
    }
    return id;
  }

  return {
    write({ text, script, face, level }, size, color, x, y) {
      let at = 0;
      const uses = face.shape(text, script, level % 2 === 1).glyphs.map(({ id: glyph, advance, xOffset, yOffset }) => {
        const id = idOf(face, glyph);
        const left = Math.round(at + xOffset);
        at += advance;
        return id === '' ? '' : `<use xlink:href="#${id}"${left === 0 ? '' : ` x="${left}"`}${yOffset === 0 ? '' : ` y="${Math.round(yOffset)}"`}/>`;
      });
      const drawn = uses.join('');
      const scale = size / 1000;
      return drawn === '' ? '' : `<g fill="${color}" transform="translate(${round(x)} ${round(y)}) scale(${scale} ${-scale})">${drawn}</g>`;
    },
    definitions: () => (paths.length > 0 ? `<defs>${paths.join('')}</defs>` : ''),
  };
}
