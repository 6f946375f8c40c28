import type { Engagement } from './schema';

/**
 * The engagement as JSON on one line, cut where its parts meet. Documents share what a command left alone, so a part that is
 * the same object as before is the same text as before: after an edit only few parts have to be written again, which is what
 * makes an autosave of 5,000 fields cheap. `onText` gets what lies between the parts, `onPart` each part, in order.
 */
export function walkParts(engagement: Engagement, onText: (text: string) => void, onPart: (part: object) => void): void {
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
