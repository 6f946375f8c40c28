/** The few members we use of libraries that ship no typings. */

declare module 'linebreak' {
  export type Break = { position: number; required: boolean };
  export default class LineBreaker {
    constructor(text: string);
    nextBreak(): Break | null;
  }
}

declare module 'fontkit' {
  export type PathCommand = { command: 'moveTo' | 'lineTo' | 'quadraticCurveTo' | 'bezierCurveTo' | 'closePath'; args: number[] };
  export type Glyph = { id: number; codePoints: number[]; advanceWidth: number; path: { commands: PathCommand[] } };
  export type Position = { xAdvance: number; yAdvance: number; xOffset: number; yOffset: number };
  export type GlyphRun = { glyphs: Glyph[]; positions: Position[] };
  export type Font = {
    postscriptName: string;
    unitsPerEm: number;
    ascent: number;
    descent: number;
    characterSet: number[];
    hasGlyphForCodePoint(codePoint: number): boolean;
    glyphForCodePoint(codePoint: number): Glyph;
    getGlyph(id: number, characters?: readonly number[]): Glyph;
    /** Private: glyphs it has made, by id. */
    _glyphs: Record<number, Glyph>;
    /** A given `script` also decides the shaping rules; a given `direction` ('ltr' | 'rtl') is never guessed again. */
    layout(text: string, features?: string[], script?: string, language?: string, direction?: string): GlyphRun;
  };
  export function create(bytes: Uint8Array): Font;
}
