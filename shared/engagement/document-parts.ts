/**
 * A document as it is sent again and again to somebody who remembers the one before: only parts that are new are sent as
 * text. Both sides remember the parts of the last document and no others, so that neither grows with the length of a day.
 */
import { z } from 'zod';
import type { Engagement } from './schema';
import { walkParts } from './walk-parts';

const partNumber = z.number().int().nonnegative();
/** `added`: new parts by number, each the JSON of a value. `pieces`: the whole in order, text between parts and parts by number. */
export const documentPartsSchema = z.object({
  added: z.array(z.tuple([partNumber, z.string()])),
  pieces: z.array(z.union([z.string(), partNumber])),
});
export type DocumentParts = z.infer<typeof documentPartsSchema>;

/** Writes documents for one reader (`createPartsReader`), who must get all of them, in order. */
export function createPartsWriter(): (engagement: Engagement) => DocumentParts {
  let numbers = new Map<object, number>();
  let count = 0;
  return (engagement) => {
    const inThis = new Map<object, number>();
    const added: DocumentParts['added'] = [];
    const pieces: DocumentParts['pieces'] = [];
    let between = '';
    walkParts(
      engagement,
      (text) => {
        between += text;
      },
      (part) => {
        let number = inThis.get(part) ?? numbers.get(part);
        if (number === undefined) {
          number = count++;
          added.push([number, JSON.stringify(part)]);
        }
        inThis.set(part, number);
        pieces.push(between, number);
        between = '';
      },
    );
    pieces.push(between);
    numbers = inThis;
    return { added, pieces };
  };
}

export type PartsReader = ReturnType<typeof createPartsReader>;

/** Puts the text of each document together again. */
export function createPartsReader() {
  let known = new Map<number, string>();

  /** Undefined when a part is missing: the sender thinks we know what we don't, and has to send all of it. */
  function read({ added, pieces }: DocumentParts): string | undefined {
    const given = new Map(added);
    const inThis = new Map<number, string>();
    let text = '';
    for (const piece of pieces) {
      if (typeof piece === 'string') {
        text += piece;
        continue;
      }
      const part = given.get(piece) ?? known.get(piece);
      if (part === undefined) return undefined;
      inThis.set(piece, part);
      text += part;
    }
    known = inThis;
    return text;
  }

  /** The document read last, for another reader who remembers the parts `theirs`. */
  function passOn({ pieces }: DocumentParts, theirs: ReadonlySet<number> = new Set()): DocumentParts {
    return { added: [...known].filter(([number]) => !theirs.has(number)), pieces };
  }

  return { read, passOn };
}

/** The numbers of the parts a document has. */
export function partsOf({ pieces }: DocumentParts): ReadonlySet<number> {
  return new Set(pieces.filter((piece) => typeof piece === 'number'));
}
