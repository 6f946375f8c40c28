import LineBreaker from 'linebreak';
import { isAttached, isBlank, isInvisible, missingMark, type Script, scriptOf, standInFor } from './characters';
import { type BaseDirection, levelsOf } from './levels';
import type { Face } from './shaping';

/** A stretch of text in one style. `faces`: fallback chain, the wanted font first. `size` in points. */
export type Span<S> = { text: string; faces: readonly Face[]; size: number; style: S };

/**
 * The smallest thing that is shaped on its own: one level, one font, one script, one span. Bidi controls may be inside
 * `text` or be all of it; they take no room but keep their place until the line has been reordered.
 */
export type Piece<S> = { text: string; level: number; script: Script; face: Face; span: Span<S>; width: number };

/** Pieces that stay together on a line: a break is only allowed after the last. `hanging`: width of the blanks at its end, which may hang over the line's edge. */
export type Unit<S> = { pieces: Piece<S>[]; width: number; hanging: number };

/** The text up to a hard line break. `base`: 0 left to right, 1 right to left. */
export type Paragraph<S> = { units: Unit<S>[]; base: number };

export type OnMissing = (character: string) => void;

const hardBreak = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;

/**
 * Cuts text into paragraphs at hard breaks, paragraphs into unbreakable units, units into pieces. Levels and breaks are
 * found on the whole paragraph, across spans. A character no font has is replaced by a visible mark and told to `onMissing`.
 */
export function toParagraphs<S>(spans: readonly Span<S>[], direction: BaseDirection, onMissing: OnMissing = () => {}): Paragraph<S>[] {
  return hardLines(spans).map((line) => toParagraph(line, direction, onMissing));
}

function hardLines<S>(spans: readonly Span<S>[]): Span<S>[][] {
  const lines: Span<S>[][] = [[]];
  for (const span of spans) {
    for (const [index, text] of span.text.split(hardBreak).entries()) {
      if (index > 0) lines.push([]);
      lines.at(-1)?.push(text === span.text ? span : { ...span, text });
    }
  }
  return lines;
}

function toParagraph<S>(spans: readonly Span<S>[], direction: BaseDirection, onMissing: OnMissing): Paragraph<S> {
  const text = spans.length === 1 && spans[0] ? spans[0].text : spans.map((span) => span.text).join('');
  const { levels, base } = levelsOf(text, direction);
  const breaks = breaksIn(text);
  const units: Unit<S>[] = [];
  let pieces: Piece<S>[] = [];
  let open: Piece<S> | undefined;
  // Punctuation, digits and blanks are shaped with the letters before them, at the start of a paragraph with those after.
  let script = firstScript(text);
  let offset = 0;
  for (const span of spans) {
    for (let index = 0; index < span.text.length; ) {
      const cluster = clusterAt(span, index, offset, levels, open, onMissing);
      const level = levels[offset] ?? base;
      script = cluster.script ?? script;
      if (offset > 0 && breaks.has(offset)) {
        units.push(toUnit(pieces));
        pieces = [];
        open = undefined;
      }
      if (open && open.span === span && open.level === level && open.face === cluster.face && open.script === script) open.text += cluster.text;
      else {
        open = { text: cluster.text, level, script, face: cluster.face, span, width: 0 };
        pieces.push(open);
      }
      index += cluster.length;
      offset += cluster.length;
    }
  }
  if (pieces.length > 0) units.push(toUnit(pieces));
  return { units, base };
}

function toUnit<S>(pieces: Piece<S>[]): Unit<S> {
  let width = 0;
  for (const piece of pieces) {
    piece.width = widthOf(piece);
    width += piece.width;
  }
  return { pieces, width, hanging: hangingWidth(pieces) };
}

function firstScript(text: string): Script {
  for (const character of text) {
    const script = scriptOf(character);
    if (script) return script;
  }
  return 'latn';
}

/** What is drawn of a base character with all that is attached to it, in the first font of the chain that has all of it. `length`: of what it stands for. */
type Cluster = { text: string; length: number; script: Script | null; face: Face };

function clusterAt<S>(span: Span<S>, index: number, offset: number, levels: Uint8Array, before: Piece<S> | undefined, onMissing: OnMissing): Cluster {
  const { text, faces } = span;
  const character = characterAt(text, index);
  if (isInvisible(character) || isBlank(character)) {
    const face = before && faces.includes(before.face) ? before.face : firstOf(faces);
    // Fonts have no tabulators and seldom every other blank; where a line may break was found before.
    const text = character !== '\t' && (isInvisible(character) || face.has(character)) ? character : ' ';
    return { text, length: character.length, script: null, face };
  }
  const cluster = { ...drawable(character, faces, onMissing), length: character.length, script: scriptOf(character) };
  while (index + cluster.length < text.length) {
    const next = characterAt(text, index + cluster.length);
    if (!isAttached(next) || levels[offset + cluster.length] !== levels[offset]) break;
    attach(cluster, next, faces, onMissing);
    cluster.length += next.length;
  }
  return cluster;
}

function characterAt(text: string, index: number): string {
  const unit = text.charCodeAt(index);
  return unit >= 0xd800 && unit < 0xdc00 ? String.fromCodePoint(text.codePointAt(index) ?? unit) : text.charAt(index);
}

function firstOf(faces: readonly Face[]): Face {
  const [face] = faces;
  if (!face) throw new Error('A span without fonts');
  return face;
}

function drawable(character: string, faces: readonly Face[], onMissing: OnMissing): { text: string; face: Face } {
  for (const face of faces) if (face.has(character)) return { text: character, face };
  const standIn = standInFor(character);
  for (const wanted of standIn ? [standIn, missingMark] : [missingMark]) {
    if (wanted === missingMark) onMissing(character);
    for (const face of faces) if (face.has(wanted)) return { text: wanted, face };
  }
  return { text: '?', face: firstOf(faces) };
}

function attach(cluster: Cluster, character: string, faces: readonly Face[], onMissing: OnMissing): void {
  const joiner = character === '\u200c' || character === '\u200d';
  if (!joiner && !cluster.face.has(character)) {
    const whole = [...cluster.text, character].filter((c) => !isInvisible(c));
    const better = faces.find((face) => whole.every((c) => face.has(c) || c === '\u200c' || c === '\u200d'));
    if (!better) {
      onMissing(character);
      return;
    }
    cluster.face = better;
  }
  cluster.text += character;
}

function breaksIn(text: string): Set<number> {
  const positions = new Set<number>();
  const breaker = new LineBreaker(text);
  for (let found = breaker.nextBreak(); found; found = breaker.nextBreak()) positions.add(found.position);
  return positions;
}

/** In points. */
export function widthOf<S>({ face, text, script, level, span }: Pick<Piece<S>, 'text' | 'level' | 'script' | 'face' | 'span'>): number {
  return (face.advance(text, script, level % 2 === 1) * span.size) / 1000;
}

/** Width of the blanks at the logical end: they may hang over the line's edge. In points. */
function hangingWidth<S>(pieces: readonly Piece<S>[]): number {
  let width = 0;
  for (let index = pieces.length - 1; index >= 0; index--) {
    const piece = pieces[index];
    if (!piece) break;
    const kept = withoutTrailingBlanks(piece.text);
    if (kept !== piece.text) width += piece.width - widthOf({ ...piece, text: kept });
    if (hasInk(kept)) break;
  }
  return width;
}

/** Anything but controls that direct and are not drawn. Blanks count. */
export function hasInk(text: string): boolean {
  for (const character of text) if (!isInvisible(character)) return true;
  return false;
}

/** Removes blanks at the end, looking through controls, which stay. */
export function withoutTrailingBlanks(text: string): string {
  const last = text.charAt(text.length - 1);
  if (!isBlank(last) && !isInvisible(last)) return text;
  const characters = [...text];
  for (let index = characters.length - 1; index >= 0; index--) {
    const character = characters[index] ?? '';
    if (isBlank(character)) characters.splice(index, 1);
    else if (!isInvisible(character)) break;
  }
  return characters.join('');
}

/** Removes blanks at the start, looking through controls, which stay. */
export function withoutLeadingBlanks(text: string): string {
  const first = text.charAt(0);
  if (!isBlank(first) && !isInvisible(first)) return text;
  const characters = [...text];
  for (let index = 0; index < characters.length; index++) {
    const character = characters[index] ?? '';
    if (isBlank(character)) characters.splice(index--, 1);
    else if (!isInvisible(character)) break;
  }
  return characters.join('');
}
