/**
 * Teaches pdfmake 0.3.11 to write right to left. pdfmake measures and draws words from left to right in logical order; some of
 * its private seams are replaced so that lines are measured, broken, ordered and shaped by ./bidi instead:
 *
 *   1. TextInlines.buildInlines  text → measured pieces, still in logical order (pdfmake goes on to fill lines with them)
 *   2. the font of each piece    shapes with a direction it was told, and keeps the line's height the same in fallback fonts
 *   3. ElementWriter.addLine     a finished line is put into visual order, once, before it is aligned
 *   4. PDFDocument.font          a font file is opened once per process, not once per document
 *
 * The first three only act on text whose style has a `bidi` session; everything else in pdfmake stays as it was. A style may carry
 * `direction` ('ltr' | 'rtl' | 'auto', default the session's) and `alignment: 'start' | 'end'`, both looked up like any style.
 */
import { isAbsolute } from 'node:path';
import type { Font } from 'fontkit';
import ElementWriterModule, { type Line } from 'pdfmake/js/ElementWriter.js';
import PdfDocumentModule, { type EmbeddedFont, type PdfKitDocument } from 'pdfmake/js/PDFDocument.js';
import PrinterModule from 'pdfmake/js/Printer.js';
import StyleContextStackModule from 'pdfmake/js/StyleContextStack.js';
import TextInlinesModule, { type Inline } from 'pdfmake/js/TextInlines.js';
import URLResolverModule from 'pdfmake/js/URLResolver.js';
import type { Script } from './bidi/characters';
import type { BaseDirection } from './bidi/levels';
import { finishLine } from './bidi/lines';
import { hangingWidth, type Piece, type Span, toParagraphs } from './bidi/pieces';
import { type Face, faceOf } from './bidi/shaping';
import { unwrapped } from './commonjs';
import { openFont } from './open-font';
import './page-turns';

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

const Printer = unwrapped(PrinterModule);
const TextInlines = unwrapped(TextInlinesModule);
const ElementWriter = unwrapped(ElementWriterModule);
const StyleContextStack = unwrapped(StyleContextStackModule);
const PdfDocument = unwrapped(PdfDocumentModule);
const URLResolver = unwrapped(URLResolverModule);

/** What a piece has to remember between measuring and finishing the line. `inline`: the styled inline it is a copy of. */
type Style = { inline: Inline; voiceOf: (piece: Piece<Style>) => EmbeddedFont };
type BidiInline = Inline & { piece: Piece<Style>; base: number; finished?: boolean };

function isBidi(inline: Inline | undefined): inline is BidiInline {
  return inline !== undefined && 'piece' in inline;
}

// Seam 1 -----------------------------------------------------------------------------------------------------------------

const plainBuildInlines = TextInlines.prototype.buildInlines;
TextInlines.prototype.buildInlines = function (texts, styles) {
  const session = StyleContextStack.getStyleProperty({}, styles, 'bidi', null) as BidiSession | null;
  if (!session) return plainBuildInlines.call(this, texts, styles);
  const style = (item: object, property: string, fallback: unknown) => StyleContextStack.getStyleProperty(item, styles, property, fallback);

  const spans = flattened(texts).map((item): Span<Style> => {
    // pdfmake's own `measure` resolves every style property; the empty text costs nothing.
    const [inline] = this.measure([{ ...StyleContextStack.copyStyle(item), text: '' }], styles);
    if (!inline) throw new Error('pdfmake measured nothing');
    inline.isPageReference = style(item, '_pageRef', null) !== null;
    inline.alignment = physical(String(style(item, 'alignment', 'start')), session.direction);
    const bold = style(item, 'bold', false) === true;
    const fonts = [inline.font, ...session.fallback.map((family) => this.pdfDocument.provideFont(family, bold, false))];
    const byFace = new Map(fonts.map((font) => [faceOf(font.font), font]));
    const metrics = lineMetrics(inline.font, Number(style(item, 'lineHeight', 1)));
    const digits = isPageReference(inline) ? session.digits : undefined;
    const known = new Map<Face, Map<string, EmbeddedFont>>([...byFace.keys()].map((face) => [face, new Map()]));
    const voiceOf = ({ face, script, level }: Piece<Style>) => {
      const rtl = level % 2 === 1;
      const key = rtl ? script : `${script} ltr`;
      let found = known.get(face)?.get(key);
      if (!found) {
        found = voice(byFace.get(face) ?? inline.font, face, script, rtl, metrics, digits);
        known.get(face)?.set(key, found);
      }
      return found;
    };
    return { text: item.text, faces: [...byFace.keys()], size: inline.fontSize, style: { inline, voiceOf } };
  });

  const direction = style({}, 'direction', session.direction) as BaseDirection;
  const noWrap = style({}, 'noWrap', false) === true;
  const paragraphs = toParagraphs(spans, direction, (character) => session.missing.set(character, (session.missing.get(character) ?? 0) + 1));

  const items: BidiInline[] = [];
  let minWidth = 0;
  let maxWidth = 0;
  for (const [index, { units, base }] of paragraphs.entries()) {
    const glued = noWrap ? [{ pieces: units.flatMap((unit) => unit.pieces) }] : units;
    let lineWidth = 0;
    let hanging = 0;
    for (const unit of glued) {
      const width = unit.pieces.reduce((sum, piece) => sum + piece.width, 0);
      hanging = hangingWidth(unit);
      minWidth = Math.max(minWidth, width - hanging);
      lineWidth += width;
      for (const [at, piece] of unit.pieces.entries()) {
        const last = at === unit.pieces.length - 1;
        // pdfmake keeps pieces together by `noNewLine`, and lets the blanks of the last one hang over the edge.
        items.push({ ...toInline(piece), piece, base, leadingCut: 0, trailingCut: last ? hanging : 0, ...(last ? {} : { noNewLine: true }) });
      }
    }
    maxWidth = Math.max(maxWidth, lineWidth - hanging);
    const isLast = index === paragraphs.length - 1;
    const last = items.at(-1);
    if (units.length === 0) {
      // An empty line needs something of its height.
      const span = spans[0];
      const face = span?.faces[0];
      if (span && face) items.push({ ...emptyInline(span, face, base), ...(isLast ? {} : { lineEnd: true }) });
    } else if (last && !isLast) last.lineEnd = true;
  }
  return { items, minWidth, maxWidth: Math.max(minWidth, maxWidth) };
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

function toInline(piece: Piece<Style>): Inline {
  const { inline, voiceOf } = piece.span.style;
  return { ...inline, text: piece.text, width: piece.width, font: voiceOf(piece) };
}

function emptyInline(span: Span<Style>, face: Face, base: number): BidiInline {
  const piece: Piece<Style> = { text: '', level: base, script: 'latn', face, span, width: 0 };
  return { ...toInline(piece), piece, base, leadingCut: 0, trailingCut: 0 };
}

function isPageReference(inline: Inline): boolean {
  return inline.isPageReference === true;
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

const voices = new WeakMap<EmbeddedFont, Map<string, EmbeddedFont>>();

/** The same embedded font, made to shape in a known script and direction. Must be on the inline before pdfmake asks for widths. */
function voice(font: EmbeddedFont, face: Face, script: Script, rightToLeft: boolean, metrics: LineMetrics, digits?: readonly string[]): EmbeddedFont {
  const key = `${script} ${rightToLeft} ${metrics.ascender} ${metrics.descender} ${digits?.join('') ?? ''}`;
  let known = voices.get(font);
  if (!known) {
    known = new Map();
    voices.set(font, known);
  }
  let found = known.get(key);
  if (!found) {
    const shape = (text: string) => face.shape(digits ? text.replace(/\d/g, (digit) => digits[Number(digit)] ?? digit) : text, script, rightToLeft);
    found = Object.assign(Object.create(font) as EmbeddedFont, {
      ...metrics,
      // A reference made on this object would never be finished, and the document would wait for it forever.
      ref: () => font.ref(),
      finalize: () => font.finalize(),
      widthOfString: (text: string, size: number) => (shape(text).advance * size) / 1000,
      encode(text: string) {
        const { glyphs } = shape(text);
        const codes = glyphs.map((glyph) => {
          const code = font.subset.includeGlyph(glyph.id);
          font.widths[code] ??= glyph.width;
          font.unicode[code] ??= glyph.codePoints;
          return code.toString(16).padStart(4, '0');
        });
        return [codes, glyphs.map(({ advance, width, xOffset, yOffset }) => ({ xAdvance: advance, yAdvance: 0, xOffset, yOffset, advanceWidth: width }))];
      },
    });
    known.set(key, found);
  }
  return found;
}

// Seam 3 -----------------------------------------------------------------------------------------------------------------

const plainAddLine = ElementWriter.prototype.addLine;
ElementWriter.prototype.addLine = function (line, keepPosition, index) {
  putInVisualOrder(line);
  return plainAddLine.call(this, line, keepPosition, index);
};

/** Once per line: pdfmake calls addLine again with the same line when it had to turn the page. */
function putInVisualOrder(line: Line): void {
  const [first] = line.inlines;
  if (!isBidi(first) || first.finished) return;
  // pdfmake may have cut the text of an inline that was wider than the line.
  const logical = line.inlines.filter(isBidi).map((inline): Piece<Style> => ({ ...inline.piece, text: inline.text, width: inline.width }));
  const finished = finishLine(logical, first.base, (piece) => isPageReference(piece.span.style.inline));
  const inlines = finished.pieces.map(
    (piece): BidiInline => ({ ...toInline(piece), piece, base: first.base, x: piece.x, leadingCut: 0, trailingCut: 0, finished: true }),
  );
  if (inlines.length === 0) inlines.push({ ...emptyInline(first.piece.span, first.piece.face, first.base), x: 0, finished: true });
  for (const inline of inlines) {
    // Renderer looks for this on the inlines of a finished line.
    const source = line.inlines.find((candidate) => isBidi(candidate) && candidate.piece.span === inline.piece.span);
    if (source && '_pageNodeRef' in source) inline._pageNodeRef = source._pageNodeRef;
  }
  line.inlines = inlines;
  line.inlineWidths = finished.width;
  line.leadingCut = 0;
  line.trailingCut = 0;
}

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

// ------------------------------------------------------------------------------------------------------------------------

export type PdfDefinition = { content: unknown; defaultStyle: Record<string, unknown> & { bidi?: BidiSession }; [property: string]: unknown };
export type FontDictionary = Record<string, { normal: string; bold: string; italics: string; bolditalics: string }>;

/** Lays out and writes a pdfmake document definition. Reads the fonts and nothing else: no URL, no other file. */
export async function writePdf(definition: PdfDefinition, fonts: FontDictionary): Promise<Uint8Array> {
  const allowed = new Set(Object.values(fonts).flatMap((styles) => Object.values(styles)));
  const noFiles = { existsSync: () => false };
  const resolver = new URLResolver(noFiles);
  resolver.setUrlAccessPolicy(() => false);
  const document = await new Printer(fonts, noFiles, resolver, (path) => allowed.has(path)).createPdfKitDocument(definition, {});
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
