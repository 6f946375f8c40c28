import { isInvisible, withoutInvisibles } from './characters';
import { inVisualOrder } from './levels';
import { hangingWidth, type Paragraph, type Piece, type Unit, widthOf, withoutLeadingBlanks, withoutTrailingBlanks } from './pieces';

/** A piece at its place. `x` in points from the line's left edge. */
export type PlacedPiece<S> = Piece<S> & { x: number };
/** `pieces` from left to right. */
export type Line<S> = { pieces: PlacedPiece<S>[]; width: number; base: number };

/**
 * Fills lines of `width` points, greedily, in logical order. A unit wider than a line is cut where the line ends, the same way
 * pdfmake does it, so that what is measured here is what is printed.
 */
export function fitLines<S>(paragraphs: readonly Paragraph<S>[], width: number): Line<S>[] {
  return paragraphs.flatMap(({ units, base }) => fitParagraph(units, width).map((pieces) => finishLine(pieces, base)));
}

function fitParagraph<S>(units: readonly Unit<S>[], width: number): Piece<S>[][] {
  const lines: Piece<S>[][] = [];
  let line: Piece<S>[] = [];
  let used = 0;
  const next = () => {
    lines.push(line);
    line = [];
    used = 0;
  };
  for (const unit of units) {
    const wanted = unit.pieces.reduce((sum, piece) => sum + piece.width, 0);
    if (line.length > 0 && used + wanted - hangingWidth(unit) > width) next();
    for (const piece of unit.pieces) {
      let rest = piece;
      while (wanted > width && rest.width > width - used && [...rest.text].length > 1) {
        const [head, tail] = cutAt(rest, width - used);
        if (!tail) break;
        line.push(head);
        next();
        rest = tail;
      }
      line.push(rest);
      used += rest.width;
    }
  }
  if (line.length > 0 || lines.length === 0) next();
  return lines;
}

/** The longest start of the piece that fits, at least one character. */
function cutAt<S>(piece: Piece<S>, room: number): [Piece<S>, Piece<S> | null] {
  const characters = [...piece.text];
  let low = 1;
  let high = characters.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (widthOf({ ...piece, text: characters.slice(0, middle).join('') }) <= room) low = middle;
    else high = middle - 1;
  }
  const part = (text: string): Piece<S> => ({ ...piece, text, width: widthOf({ ...piece, text }) });
  if (low >= characters.length) return [piece, null];
  return [part(characters.slice(0, low).join('')), part(characters.slice(low).join(''))];
}

/**
 * Puts the pieces of one finished line into their visual order: blanks at both ends go, equal neighbours become one piece,
 * rule L2, then (not earlier) what has no ink is dropped. `apart`: pieces that must not be merged with others.
 */
export function finishLine<S>(logical: readonly Piece<S>[], base: number, apart: (piece: Piece<S>) => boolean = () => false): Line<S> {
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
    const width = widthOf({ ...piece, text });
    pieces.push({ ...piece, text, width, x });
    x += width;
  }
  return { pieces, width: x, base };
}

function trimmed<S>(pieces: readonly Piece<S>[]): Piece<S>[] {
  const result = pieces.map((piece) => ({ ...piece }));
  const hasInk = (piece: Piece<S>) => [...piece.text].some((character) => !isInvisible(character));
  for (const piece of result) {
    piece.text = withoutLeadingBlanks(piece.text);
    if (hasInk(piece)) break;
  }
  for (const piece of [...result].reverse()) {
    piece.text = withoutTrailingBlanks(piece.text);
    if (hasInk(piece)) break;
  }
  return result;
}

/** The line's characters from left to right, brackets not mirrored; for tests and for drawings made of single words. */
export function visualCharacters<S>(line: Line<S>): string[] {
  return line.pieces.flatMap((piece) => (piece.level % 2 === 1 ? [...piece.text].reverse() : [...piece.text]));
}
