import type { ImportedSource } from './draft';
import { sameNameKey } from './name-tokens';
import type { Source } from './schema';

/** Columns a file must share with a table of the same name, or with a source whatever its tables are called. */
const ENOUGH = { inTable: 2, anywhere: 3 };
/** And which share of the smaller of the two: every system has an e-mail and a phone somewhere. */
const SHARE = 0.5;

/**
 * The source that a file most likely is a newer export of: the one that shares most names with it. An export is rarely
 * called what the table is called, so many shared columns speak as loudly as a shared table. `current` wins a tie.
 * Undefined when no source shares enough.
 */
export function likelySource(sources: readonly Source[], imported: ImportedSource, current: string | undefined): string | undefined {
  const exact = new Set<string>();
  const loose = new Set<string>();
  for (const object of imported.objects)
    for (const { nativeName } of object.fields) {
      const field = sameNameKey(nativeName);
      exact.add(`${sameNameKey(object.name)}/${field}`);
      loose.add(field);
    }
  const tables = new Set(imported.objects.map((object) => sameNameKey(object.name)));
  let best: { id: string; score: number } | undefined;
  for (const source of sources) {
    let inTable = 0;
    let ofTables = 0;
    let anywhere = 0;
    let fields = 0;
    for (const object of source.objects) {
      const table = sameNameKey(object.nativeName);
      if (tables.has(table)) ofTables += object.fields.length;
      for (const { nativeName } of object.fields) {
        const field = sameNameKey(nativeName);
        fields += 1;
        if (exact.has(`${table}/${field}`)) inTable += 1;
        if (loose.has(field)) anywhere += 1;
      }
    }
    const isEnough =
      (inTable >= ENOUGH.inTable && inTable >= Math.min(exact.size, ofTables) * SHARE) ||
      (anywhere >= ENOUGH.anywhere && anywhere >= Math.min(loose.size, fields) * SHARE);
    const score = inTable * 2 + anywhere + (source.id === current ? 0.5 : 0);
    if (isEnough && (!best || score > best.score)) best = { id: source.id, score };
  }
  return best?.id;
}
