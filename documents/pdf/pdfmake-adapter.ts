/**
 * Teaches pdfmake 0.3.11 to write right to left. pdfmake measures and draws words from left to right in logical order; some of
 * its private seams are replaced so that lines are measured, broken, ordered and shaped by ./bidi instead:
 *
 *   1. TextInlines.buildInlines    text → measured, still whole
 *   2. the font of each piece      shapes with a direction it was told, and keeps the line's height the same in fallback fonts
 *   3. LayoutBuilder.buildNextLine the next line of such a text, as wide as there is room, in visual order
 *   4. PDFDocument.font            a font file is opened once per process, not once per document
 *   5. StyleContextStack           looks a style up without copying anything; the same answers in a tenth of the time
 *   6. Renderer.renderLine         a bookmark leads to its line, not to the top of its page
 *
 * The first three only act on text whose style has a `bidi` session; everything else in pdfmake stays as it was. A style may carry
 * `direction` ('ltr' | 'rtl' | 'auto', default the session's) and `alignment: 'start' | 'end'`, both looked up like any style.
 */
import { isAbsolute } from 'node:path';
import type { Font } from 'fontkit';
import type { Line } from 'pdfmake/js/Line.js';
import type { EmbeddedFont, PdfKitDocument } from 'pdfmake/js/PDFDocument.js';
import type { Inline } from 'pdfmake/js/TextInlines.js';
import type { Script } from './bidi/characters';
import type { BaseDirection } from './bidi/levels';
import { createLineFiller, type Line as FilledLine, type LineFiller } from './bidi/lines';
import { measureText } from './bidi/measured-text';
import type { Piece } from './bidi/pieces';
import { type Face, faceOf } from './bidi/shaping';
import { openFont } from './open-font';
import './page-turns';
import { LayoutBuilder, PdfDocument, Line as PdfmakeLine, Printer, Renderer, StyleContextStack, TextInlines, URLResolver } from './pdfmake-parts';
import { listen, type OnShare } from './progress';

/** What the text of one document has in common. Put into pdfmake's `defaultStyle` as `bidi`. */
export type BidiSession = {
  direction: 'ltr' | 'rtl';
  /** Families tried, in order, for a character the wanted font lacks. */
  fallback: readonly string[];
  /** Counts characters no font has. */
  missing: Map<string, number>;
  /** Digits of page references, '0' to '9'; pdfmake writes those itself, after layout. */
  digits: readonly string[];
};

/** How a span of a text looks, and the fonts it is written with. */
type Style = { inline: Inline; fonts: Fonts };

/** Stands in pdfmake's list of words for all words of a text. */
type WholeText = Inline & { lines: LineFiller<number>; looks: readonly Style[] };

function isWholeText(inline: Inline | undefined): inline is WholeText {
  return inline !== undefined && 'lines' in inline;
}

// Seam 1 -----------------------------------------------------------------------------------------------------------------

const plainBuildInlines = TextInlines.prototype.buildInlines;
TextInlines.prototype.buildInlines = function (texts, styles) {
  const session = StyleContextStack.getStyleProperty({}, styles, 'bidi', null) as BidiSession | null;
  if (!session) return plainBuildInlines.call(this, texts, styles);
  const style = (item: Record<string, unknown>, property: string, fallback: unknown) => StyleContextStack.getStyleProperty(item, styles, property, fallback);

  const items = flattened(texts);
  const looks = items.map((item): Style => {
    // pdfmake's own `measure` resolves every style property; the empty text costs nothing.
    const [inline] = this.measure([{ ...StyleContextStack.copyStyle(item), text: '' }], styles);
    if (!inline) throw new Error('pdfmake measured nothing');
    inline.isPageReference = style(item, '_pageRef', null) !== null;
    inline.alignment = physical(String(style(item, 'alignment', 'start')), session.direction);
    const look = { bold: style(item, 'bold', false) === true, lineHeight: Number(style(item, 'lineHeight', 1)) };
    return { inline, fonts: fontsFor(this.pdfDocument, inline.font, session, { ...look, digits: isPageReference(inline) ? session.digits : undefined }) };
  });
  const [first] = looks;
  if (!first) return { items: [], minWidth: 0, maxWidth: 0 };

  const spans = looks.map(({ inline, fonts }, index) => ({ text: items[index]?.text ?? '', faces: fonts.faces, size: inline.fontSize }));
  const { paragraphs, minWidth, maxWidth, missing } = measureText(spans, style({}, 'direction', session.direction) as BaseDirection);
  for (const character of missing) session.missing.set(character, (session.missing.get(character) ?? 0) + 1);
  const whole = style({}, 'noWrap', false) === true;
  const apart = ({ span }: Piece<number>) => isPageReference(looks[span.style]?.inline);
  const item: WholeText = { ...first.inline, lines: createLineFiller(paragraphs, { whole, apart }), looks };
  return { items: [item], minWidth: whole ? maxWidth : minWidth, maxWidth };
};

type TextItem = { text: string; [property: string]: unknown };

function flattened(texts: unknown): TextItem[] {
  if (Array.isArray(texts)) return texts.flatMap(flattened);
  if (typeof texts !== 'object' || texts === null) return [{ text: String(texts ?? '') }];
  if ('text' in texts && (Array.isArray(texts.text) || typeof texts.text === 'object')) return flattened(texts.text);
  return [{ ...texts, text: 'text' in texts ? String(texts.text ?? '') : '' }];
}

function physical(alignment: string, direction: 'ltr' | 'rtl'): string {
  if (alignment === 'start') return direction === 'rtl' ? 'right' : 'left';
  if (alignment === 'end') return direction === 'rtl' ? 'left' : 'right';
  return alignment;
}

/** Words of a finished line. A line without any needs something of its height. */
function toInlines({ pieces }: FilledLine<number>, looks: readonly Style[]): Inline[] {
  const inlines = pieces.flatMap((piece): Inline[] => {
    const look = looks[piece.span.style];
    return look ? [{ ...look.inline, text: piece.text, width: piece.width, x: piece.x, font: look.fonts.voiceOf(piece) }] : [];
  });
  const [first] = looks;
  if (inlines.length > 0 || !first) return inlines;
  const [face] = first.fonts.faces;
  return face ? [{ ...first.inline, text: '', width: 0, x: 0, font: first.fonts.voiceOf({ face, script: 'latn', level: 0 }) }] : [];
}

function isPageReference(inline: Inline | undefined): boolean {
  return inline?.isPageReference === true;
}

// Seam 2 -----------------------------------------------------------------------------------------------------------------

type LineMetrics = { ascender: number; descender: number };

/**
 * The line's height comes from the wanted font alone, whatever the fallback fonts are, and the extra leading goes half above,
 * half below, so that text sits in the middle of table rows.
 */
function lineMetrics(font: EmbeddedFont, lineHeight: number): LineMetrics {
  const half = ((font.ascender - font.descender) * (lineHeight - 1)) / 2;
  return { ascender: font.ascender + half, descender: font.descender - half };
}

/** A font with its fallbacks. */
type Fonts = { faces: readonly Face[]; voiceOf(piece: Pick<Piece<number>, 'face' | 'script' | 'level'>): EmbeddedFont };
type Look = { bold: boolean; lineHeight: number; digits: readonly string[] | undefined };

const known = new WeakMap<EmbeddedFont, Map<string, Fonts>>();

function fontsFor(document: PdfKitDocument, wanted: EmbeddedFont, { fallback }: BidiSession, look: Look): Fonts {
  const key = `${look.bold} ${look.lineHeight} ${look.digits} ${fallback}`;
  let ofFont = known.get(wanted);
  if (!ofFont) {
    ofFont = new Map();
    known.set(wanted, ofFont);
  }
  let fonts = ofFont.get(key);
  if (!fonts) {
    fonts = createFonts([wanted, ...fallback.map((family) => document.provideFont(family, look.bold, false))], look);
    ofFont.set(key, fonts);
  }
  return fonts;
}

function createFonts(fonts: readonly EmbeddedFont[], { lineHeight, digits }: Look): Fonts {
  const [wanted] = fonts;
  if (!wanted) throw new Error('A text without fonts');
  const byFace = new Map(fonts.map((font) => [faceOf(font.font), font]));
  const metrics = lineMetrics(wanted, lineHeight);
  const voices = new Map<Face, Map<string, EmbeddedFont>>([...byFace.keys()].map((face) => [face, new Map()]));
  return {
    faces: [...byFace.keys()],
    voiceOf({ face, script, level }) {
      const rtl = level % 2 === 1;
      const key = rtl ? script : `${script} ltr`;
      let found = voices.get(face)?.get(key);
      if (!found) {
        found = createVoice(byFace.get(face) ?? wanted, face, script, rtl, metrics, digits);
        voices.get(face)?.set(key, found);
      }
      return found;
    },
  };
}

/** The same embedded font, made to shape in a known script and direction. Must be on the inline before pdfmake asks for widths. */
function createVoice(font: EmbeddedFont, face: Face, script: Script, rightToLeft: boolean, metrics: LineMetrics, digits?: readonly string[]): EmbeddedFont {
  const localized = (text: string) => (digits ? text.replace(/\d/g, (digit) => digits[Number(digit)] ?? digit) : text);
  return Object.assign(Object.create(font) as EmbeddedFont, {
    ...metrics,
    // A reference made on this object would never be finished, and the document would wait for it forever.
    ref: () => font.ref(),
    finalize: () => font.finalize(),
    widthOfString: (text: string, size: number) => (face.advance(localized(text), script, rightToLeft) * size) / 1000,
    encode(text: string) {
      const { glyphs } = face.shape(localized(text), script, rightToLeft);
      const codes = glyphs.map((glyph) => {
        const code = font.subset.includeGlyph(glyph.id);
        font.widths[code] ??= glyph.width;
        font.unicode[code] ??= glyph.codePoints;
        return hexOf(code);
      });
      return [codes, glyphs.map(({ advance, width, xOffset, yOffset }) => ({ xAdvance: advance, yAdvance: 0, xOffset, yOffset, advanceWidth: width }))];
    },
  });
}

const hexes: string[] = [];

/** Four hexadecimal digits, as a glyph is written in a PDF. */
function hexOf(code: number): string {
  hexes[code] ??= code.toString(16).padStart(4, '0');
  return hexes[code];
}

// Seam 3 -----------------------------------------------------------------------------------------------------------------

const plainBuildNextLine = LayoutBuilder.prototype.buildNextLine;
LayoutBuilder.prototype.buildNextLine = function (node) {
  const text = node._inlines?.[0];
  if (!isWholeText(text)) return plainBuildNextLine.call(this, node);
  const { availableWidth } = this.writer.context();
  const filled = text.lines.next(availableWidth);
  if (!filled) return null;
  const line: Line = new PdfmakeLine(availableWidth);
  line.inlines = toInlines(filled, text.looks);
  line.inlineWidths = filled.width;
  return line;
};

// Seam 4 -----------------------------------------------------------------------------------------------------------------

const plainFont = PdfDocument.prototype.font;

PdfDocument.prototype.font = function (source, family, size) {
  if (typeof source !== 'string' || !isAbsolute(source) || this._fontFamilies[source]) return plainFont.call(this, source, family, size);
  Embedded ??= embeddedFontClass(this, source);
  this._fontFamilies[source] = new Embedded(this, openFont(source), `F${++this._fontCount}`);
  return plainFont.call(this, source, family, size);
};

type EmbeddedFontClass = new (document: PdfKitDocument, font: Font, id: string) => EmbeddedFont;
let Embedded: EmbeddedFontClass | undefined;

/** pdfkit does not export its class: it is read off a font it opened itself, for a document nobody sees. */
function embeddedFontClass(document: PdfKitDocument, path: string): EmbeddedFontClass {
  const unseen = plainFont.call(Object.assign(Object.create(document) as PdfKitDocument, { _fontFamilies: {} }), path);
  return unseen._font.constructor as EmbeddedFontClass;
}

// Seam 5 -----------------------------------------------------------------------------------------------------------------

const plainGetProperty = StyleContextStack.prototype.getProperty;
StyleContextStack.prototype.getProperty = function (property) {
  for (let index = this.styleOverrides.length - 1; index >= 0; index--) {
    const style = this.styleOverrides[index];
    // Named styles, which we have none of.
    if (typeof style === 'string') return plainGetProperty.call(this, property);
    const value = style?.[property];
    if (value !== undefined && value !== null) return value;
  }
  return this.defaultStyle?.[property];
};

const plainGetStyleProperty = StyleContextStack.getStyleProperty;
StyleContextStack.getStyleProperty = (item, styles, property, fallback) => {
  const { [property]: own, style } = item;
  if (own !== undefined && own !== null) return own;
  if (style || !styles) return plainGetStyleProperty.call(StyleContextStack, item, styles, property, fallback);
  return styles.getProperty(property) ?? fallback;
};

// Seam 6 -----------------------------------------------------------------------------------------------------------------

const plainRenderLine = Renderer.prototype.renderLine;
Renderer.prototype.renderLine = function (line, x, y) {
  plainRenderLine.call(this, line, x, y);
  const target = line._outline?.id === undefined ? undefined : this.outlineMap[line._outline.id]?.outlineData.Dest;
  if (target) target.splice(2, 2, 0, this.pdfDocument.page.height - y);
};

// ------------------------------------------------------------------------------------------------------------------------

export type PdfDefinition = { content: object; defaultStyle: Record<string, unknown> & { bidi?: BidiSession }; [property: string]: unknown };
export type FontDictionary = Record<string, { normal: string; bold: string; italics: string; bolditalics: string }>;

/**
 * Lays out and writes a pdfmake document definition. Reads the fonts and nothing else: no URL, no other file.
 * @param onProgress told how much has been measured, laid out and written
 */
export async function writePdf(definition: PdfDefinition, fonts: FontDictionary, onProgress?: OnShare): Promise<Uint8Array> {
  const allowed = new Set(Object.values(fonts).flatMap((styles) => Object.values(styles)));
  const noFiles = { existsSync: () => false };
  const resolver = new URLResolver(noFiles);
  resolver.setUrlAccessPolicy(() => false);
  const document = await new Printer(fonts, noFiles, resolver, (path) => allowed.has(path)).createPdfKitDocument(
    definition,
    onProgress ? { progressCallback: listen(definition.content, onProgress) } : {},
  );
  return collected(document);
}

function collected(document: PdfKitDocument): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    document.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    document.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
    document.on('error', reject);
    document.end();
  });
}
