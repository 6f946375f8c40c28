import { isAttached, withoutInvisibles } from './characters';
import { inVisualOrder } from './levels';
import { hasInk, type Paragraph, type Piece, type Unit, widthOf, withoutLeadingBlanks, withoutTrailingBlanks } from './pieces';

/** A piece at its place. `x` in points from the line's left edge. */
export type PlacedPiece<S> = Piece<S> & { x: number };
/** `pieces` from left to right. */
export type Line<S> = { pieces: PlacedPiece<S>[]; width: number; base: number };

/**
 * Fills lines of `width` points, greedily, in logical order. A unit wider than a line is cut where the line ends.
 */
export function fitLines<S>(paragraphs: readonly Paragraph<S>[], width: number): Line<S>[] {
  const filler = createLineFiller(paragraphs);
  const lines: Line<S>[] = [];
  for (let line = filler.next(width); line; line = filler.next(width)) lines.push(line);
  return lines;
}

/** In points. A column as wide as its text comes back from sums of other widths a trifle narrower, and its text would break. */
const tolerance = 0.001;

/** Gives one line after the other, each as wide as is asked for then; null after the last. */
export type LineFiller<S> = { next(width: number): Line<S> | null };

/** `whole`: units are never cut, however wide. `apart`: pieces that must not be merged with others. */
export function createLineFiller<S>(paragraphs: readonly Paragraph<S>[], { whole = false, apart }: Options<S> = {}): LineFiller<S> {
  let at = 0;
  let unitAt = 0;
  let pieceAt = 0;
  /** What is left of the piece that was cut. */
  let rest: Piece<S> | null = null;

  return {
    next(asked) {
      const width = asked + tolerance;
      const paragraph = paragraphs[at];
      if (!paragraph) return null;
      const { units, base } = paragraph;
      const line: Piece<S>[] = [];
      let used = 0;
      for (let unit = units[unitAt]; unit; unit = units[++unitAt]) {
        const isFresh = pieceAt === 0 && !rest;
        if (isFresh && line.length > 0 && (used + unit.width - unit.hanging > width || isToMove(units, unitAt, width - used, width)))
          return finishLine(line, base, apart);
        const mayBeCut = !whole && unit.width - unit.hanging > width;
        for (let piece = rest ?? unit.pieces[pieceAt]; piece; piece = unit.pieces[++pieceAt]) {
          rest = null;
          const hanging = pieceAt === unit.pieces.length - 1 ? unit.hanging : 0;
          if (mayBeCut && piece.width - hanging > width - used) {
            const [head, tail] = cutAt(piece, width - used, line.length > 0);
            if (tail) {
              if (head) line.push(head);
              rest = tail;
              return finishLine(line, base, apart);
            }
          }
          line.push(piece);
          used += piece.width;
        }
        pieceAt = 0;
      }
      at++;
      unitAt = 0;
      return finishLine(line, base, apart);
    },
  };
}

const zeroWidthSpace = '\u200b';

function goesOn<S>(unit: Unit<S> | undefined): boolean {
  return unit?.pieces.at(-1)?.text.endsWith(zeroWidthSpace) === true;
}

/** A long id or address may be broken, but only where no line has room for the whole of it: its parts read as two things. */
function isToMove<S>(units: readonly Unit<S>[], at: number, room: number, width: number): boolean {
  if (!goesOn(units[at]) || goesOn(units[at - 1])) return false;
  let wide = 0;
  for (let index = at; ; index++) {
    const unit = units[index];
    if (!unit) break;
    wide += unit.width;
    if (wide - unit.hanging > width) return false;
    if (goesOn(unit)) continue;
    wide -= unit.hanging;
    break;
  }
  return wide > room;
}

type Options<S> = { whole?: boolean; apart?: (piece: Piece<S>) => boolean };

/** The longest start of the piece that fits, and the rest. At least one character with its marks, unless the whole piece can go to the next line. */
function cutAt<S>(piece: Piece<S>, room: number, mayMove: boolean): [Piece<S> | null, Piece<S> | null] {
  const characters = clustersOf(piece.text);
  const part = (start: number, end: number): Piece<S> => {
    const text = characters.slice(start, end).join('');
    return { ...piece, text, width: widthOf({ ...piece, text }) };
  };
  let low = mayMove ? 0 : 1;
  let high = characters.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (part(0, middle).width <= room) low = middle;
    else high = middle - 1;
  }
  if (low >= characters.length) return [piece, null];
  return [low > 0 ? part(0, low) : null, part(low, characters.length)];
}

/** Characters, each with its marks. */
function clustersOf(text: string): string[] {
  const clusters: string[] = [];
  for (const character of text) {
    if (clusters.length > 0 && isAttached(character)) clusters[clusters.length - 1] += character;
    else clusters.push(character);
  }
  return clusters;
}

/**
 * Puts the pieces of one finished line into their visual order: blanks at both ends go, equal neighbours become one piece,
 * rule L2, then (not earlier) what has no ink is dropped.
 */
function finishLine<S>(logical: readonly Piece<S>[], base: number, apart: (piece: Piece<S>) => boolean = () => false): Line<S> {
  const merged: Piece<S>[] = [];
  for (const piece of trimmed(logical)) {
    const last = merged.at(-1);
    const same =
      last &&
      last.span.style === piece.span.style &&
      last.span.size === piece.span.size &&
      last.face === piece.face &&
      last.level === piece.level &&
      last.script === piece.script;
    if (last && same && !apart(last) && !apart(piece)) merged[merged.length - 1] = { ...last, text: last.text + piece.text };
    else merged.push(piece);
  }
  const pieces: PlacedPiece<S>[] = [];
  let x = 0;
  for (const piece of inVisualOrder(merged)) {
    const text = withoutInvisibles(piece.text);
    if (text === '') continue;
    // Measured anew: what was merged may be set closer together than its parts.
    const width = widthOf({ ...piece, text });
    pieces.push({ text, level: piece.level, script: piece.script, face: piece.face, span: piece.span, width, x });
    x += width;
  }
  return { pieces, width: x, base };
}

function trimmed<S>(pieces: readonly Piece<S>[]): Piece<S>[] {
  const result = [...pieces];
  for (let index = 0; index < result.length; index++) if (trimAt(result, index, withoutLeadingBlanks)) break;
  for (let index = result.length - 1; index >= 0; index--) if (trimAt(result, index, withoutTrailingBlanks)) break;
  return result;
}

/** True when the piece has ink left. */
function trimAt<S>(pieces: Piece<S>[], index: number, trim: (text: string) => string): boolean {
  const piece = pieces[index];
  if (!piece) return false;
  const text = trim(piece.text);
  if (text !== piece.text) pieces[index] = { ...piece, text };
  return hasInk(text);
}

/** The line's characters from left to right, brackets not mirrored; for tests and for drawings made of single words. */
export function visualCharacters<S>(line: Line<S>): string[] {
  return line.pieces.flatMap((piece) => (piece.level % 2 === 1 ? [...piece.text].reverse() : [...piece.text]));
}
