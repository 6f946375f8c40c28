/** What each window sent last, so that it need not send all of an engagement at every save. */
import { createPartsReader, type DocumentParts, type PartsReader } from '../shared/engagement/document-parts';
import { ok, type Result, refuse } from '../shared/problem';

/** Windows remembered at once; one more, and whoever has been quiet longest sends everything again at its next save. */
const MOST_WRITERS = 8;

export function createPartsReaders() {
  const readers = new Map<string, PartsReader>();

  /** The document as text, or `parts-unknown`. */
  return function read(writer: string, document: DocumentParts): Result<string> {
    const reader = readers.get(writer) ?? createPartsReader();
    const text = reader.read(document);
    if (text === undefined) return refuse('parts-unknown');
    // Last in a map's order is who spoke last.
    readers.delete(writer);
    readers.set(writer, reader);
    for (const quiet of [...readers.keys()].slice(0, -MOST_WRITERS)) readers.delete(quiet);
    return ok(text);
  };
}
