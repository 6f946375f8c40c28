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

/** Pieces that stay together on a line: a break is only allowed after the last. */
export type Unit<S> = { pieces: Piece<S>[] };

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

type Cluster<S> = { text: string; script: Script | null; level: number; face: Face; span: Span<S>; start: number };

function toParagraph<S>(spans: readonly Span<S>[], direction: BaseDirection, onMissing: OnMissing): Paragraph<S> {
  const text = spans.map((span) => span.text).join('');
  const { levels, base } = levelsOf(text, direction);
  const clusters = toClusters(spans, levels, base, onMissing);
  settleScripts(clusters);
  const breaks = breaksIn(text);
  const units: Unit<S>[] = [];
  let unit: Piece<S>[] = [];
  let open: Cluster<S> | undefined;
  for (const cluster of clusters) {
    if (cluster.start > 0 && breaks.has(cluster.start)) {
      units.push({ pieces: unit });
      unit = [];
      open = undefined;
    }
    const piece = unit.at(-1);
    const same = open && open.level === cluster.level && open.face === cluster.face && open.script === cluster.script && open.span === cluster.span;
    if (piece && same) piece.text += cluster.text;
    else unit.push({ text: cluster.text, level: cluster.level, script: cluster.script ?? 'latn', face: cluster.face, span: cluster.span, width: 0 });
    open = cluster;
  }
  units.push({ pieces: unit });
  for (const { pieces } of units) for (const piece of pieces) piece.width = widthOf(piece);
  return { units: units.filter(({ pieces }) => pieces.length > 0), base };
}

/** Base character plus what is attached to it, each with the first font of the chain that has all of it. */
function toClusters<S>(spans: readonly Span<S>[], levels: Uint8Array, base: number, onMissing: OnMissing): Cluster<S>[] {
  const clusters: Cluster<S>[] = [];
  let offset = 0;
  for (const span of spans) {
    let last: Cluster<S> | undefined;
    for (const character of span.text) {
      const level = levels[offset] ?? base;
      const previous: Cluster<S> | undefined = last ?? clusters.at(-1);
      if (last && isAttached(character) && level === last.level) {
        attach(last, character, span.faces, onMissing);
      } else if (isInvisible(character) || isBlank(character)) {
        const face = previous && span.faces.includes(previous.face) ? previous.face : span.faces[0];
        if (face) clusters.push({ text: character === '\t' ? ' ' : character, script: null, level, face, span, start: offset });
        last = undefined;
      } else {
        const [drawn, face] = drawable(character, span.faces, onMissing);
        last = { text: drawn, script: scriptOf(character), level, face, span, start: offset };
        clusters.push(last);
      }
      offset += character.length;
    }
  }
  return clusters;
}

function drawable(character: string, faces: readonly Face[], onMissing: OnMissing): [string, Face] {
  for (const face of faces) if (face.has(character)) return [character, face];
  const standIn = standInFor(character);
  for (const wanted of standIn ? [standIn, missingMark] : [missingMark]) {
    if (wanted === missingMark) onMissing(character);
    for (const face of faces) if (face.has(wanted)) return [wanted, face];
  }
  const [face] = faces;
  if (!face) throw new Error('A span without fonts');
  return ['?', face];
}

function attach<S>(cluster: Cluster<S>, character: string, faces: readonly Face[], onMissing: OnMissing): void {
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

/** Punctuation, digits and blanks are shaped with the letters before them, at the start of a paragraph with those after. */
function settleScripts<S>(clusters: Cluster<S>[]): void {
  let current: Script = clusters.find((cluster) => cluster.script)?.script ?? 'latn';
  for (const cluster of clusters) {
    cluster.script ??= current;
    current = cluster.script;
  }
}

function breaksIn(text: string): Set<number> {
  const positions = new Set<number>();
  const breaker = new LineBreaker(text);
  for (let found = breaker.nextBreak(); found; found = breaker.nextBreak()) positions.add(found.position);
  return positions;
}

export function shapePiece<S>(piece: Pick<Piece<S>, 'text' | 'level' | 'script' | 'face'>) {
  return piece.face.shape(piece.text, piece.script, piece.level % 2 === 1);
}

/** In points. */
export function widthOf<S>(piece: Pick<Piece<S>, 'text' | 'level' | 'script' | 'face' | 'span'>): number {
  return (shapePiece(piece).advance * piece.span.size) / 1000;
}

/** Width of the blanks at the logical end of a unit: they may hang over the line's edge. In points. */
export function hangingWidth<S>(unit: Unit<S>): number {
  let width = 0;
  for (let index = unit.pieces.length - 1; index >= 0; index--) {
    const piece = unit.pieces[index];
    if (!piece) break;
    const kept = withoutTrailingBlanks(piece.text);
    width += piece.width - widthOf({ ...piece, text: kept });
    if ([...kept].some((c) => !isInvisible(c))) break;
  }
  return width;
}

/** Removes blanks at the end, looking through controls, which stay. */
export function withoutTrailingBlanks(text: string): string {
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
  const characters = [...text];
  for (let index = 0; index < characters.length; index++) {
    const character = characters[index] ?? '';
    if (isBlank(character)) characters.splice(index--, 1);
    else if (!isInvisible(character)) break;
  }
  return characters.join('');
}
