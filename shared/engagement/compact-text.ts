import type { Engagement } from './schema';

/**
 * The engagement as JSON on one line, cut where its parts meet. Documents share what a command left alone, so a part that is
 * the same object as before is the same text as before: after an edit only few parts have to be written again, which is what
 * makes an autosave of 5,000 fields cheap. `onText` gets what lies between the parts, `onPart` each part, in order.
 */
function walk(engagement: Engagement, onText: (text: string) => void, onPart: (part: object) => void): void {
  writeEntries(engagement, (key, value) => {
    // A source may be most of the document: its objects are the parts.
    if (key === 'sources' && Array.isArray(value))
      writeItems(value, (source) =>
        writeEntries(source, (name, inner) => (name === 'objects' && Array.isArray(inner) ? writeItems(inner, writePart) : writePart(inner))),
      );
    else if (Array.isArray(value)) writeItems(value, writePart);
    else if (isObject(value)) writeEntries(value, (_name, inner) => (Array.isArray(inner) ? writeItems(inner, writePart) : writePart(inner)));
    else writePart(value);
  });

  function writePart(value: unknown): void {
    if (isObject(value)) onPart(value);
    // Within a list JSON has no other word for what isn't there.
    else onText(JSON.stringify(value) ?? 'null');
  }

  function writeItems(items: readonly unknown[], write: (item: unknown) => void): void {
    onText('[');
    items.forEach((item, i) => {
      if (i > 0) onText(',');
      write(item);
    });
    onText(']');
  }

  function writeEntries(value: unknown, write: (key: string, value: unknown) => void): void {
    if (!isObject(value) || Array.isArray(value)) {
      writePart(value);
      return;
    }
    onText('{');
    let first = true;
    for (const [key, inner] of Object.entries(value)) {
      if (inner === undefined) continue;
      onText(`${first ? '' : ','}${JSON.stringify(key)}:`);
      first = false;
      write(key, inner);
    }
    onText('}');
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

const texts = new WeakMap<object, string>();

/** The same text as `JSON.stringify(engagement)`; parts written before are remembered. */
export function toCompactText(engagement: Engagement): string {
  let text = '';
  walk(
    engagement,
    (between) => {
      text += between;
    },
    (part) => {
      let written = texts.get(part);
      if (written === undefined) {
        written = JSON.stringify(part);
        texts.set(part, written);
      }
      text += written;
    },
  );
  return text;
}

/** A document for a reader who remembers parts by number: `added` are the new ones, `pieces` the whole in order. */
export type TextPieces = { added: [number, string][]; pieces: (string | number)[]; forgetFirst: boolean };

/** Parts a reader remembers at most; then both sides begin anew. */
const MOST_PARTS = 50_000;

/** Writes documents for one reader (`createPieceReader`), who must get all of them, in order. */
export function createPieceWriter(mostParts = MOST_PARTS): (engagement: Engagement) => TextPieces {
  let numbers = new WeakMap<object, number>();
  let count = 0;
  return (engagement) => {
    const forgetFirst = count > mostParts;
    if (forgetFirst) {
      numbers = new WeakMap();
      count = 0;
    }
    const added: [number, string][] = [];
    const pieces: (string | number)[] = [];
    let between = '';
    walk(
      engagement,
      (text) => {
        between += text;
      },
      (part) => {
        let number = numbers.get(part);
        if (number === undefined) {
          number = count++;
          numbers.set(part, number);
          added.push([number, JSON.stringify(part)]);
        }
        pieces.push(between, number);
        between = '';
      },
    );
    pieces.push(between);
    return { added, pieces, forgetFirst };
  };
}

/** Puts the text together again. A number it was never given is a bug of the writer, hence the throw. */
export function createPieceReader(): (document: TextPieces) => string {
  const parts = new Map<number, string>();
  return ({ added, pieces, forgetFirst }) => {
    if (forgetFirst) parts.clear();
    for (const [number, text] of added) parts.set(number, text);
    return pieces
      .map((piece) => {
        const text = typeof piece === 'string' ? piece : parts.get(piece);
        if (text === undefined) throw new Error(`part ${piece} was never sent`);
        return text;
      })
      .join('');
  };
}
