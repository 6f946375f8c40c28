import { meaningsOfName } from '../record/name-words';
import type { ImportedSource, ObjectDraft } from './draft';
import { sameNameKey } from './name-tokens';
import type { Source, SourceObject } from './schema';

/** Columns that two tables share at least. Every system has an e-mail and a phone somewhere. */
const ENOUGH = { sameName: 2, otherName: 3 };
/** And which share of the columns: of the smaller table when both bear one name, of the larger when they don't. */
const SHARE = 0.5;
/** What every list of people has: two systems are not one for it. */
const everyday = new Set(['email', 'phone', 'mobile', 'first', 'last', 'full', 'name', 'id', 'number', 'customer', 'contact', 'user', 'member']);

/**
 * The source that a file most likely is a newer export of: the one whose tables it has. A table is known by its name and
 * half of its columns; a file of one table, whose name is rarely the table's, by half of all columns alone, one of which at
 * least is not in every list of people. `current` wins a tie. Undefined when no source has enough of it.
 */
export function likelySource(sources: readonly Source[], imported: ImportedSource, current: string | undefined): string | undefined {
  const objects = imported.objects.map(keysOf);
  let best: { id: string; score: number } | undefined;
  for (const source of sources) {
    const own = source.objects.map(keysOf);
    let shared = 0;
    for (const object of objects) shared += Math.max(0, ...own.map((other) => sharedColumns(object, other, objects.length === 1)));
    const score = shared + (source.id === current ? 0.5 : 0);
    if (shared > 0 && (!best || score > best.score)) best = { id: source.id, score };
  }
  return best?.id;
}

type Keys = { name: string; columns: ReadonlySet<string> };

function keysOf(object: ObjectDraft | SourceObject): Keys {
  const name = 'nativeName' in object ? object.nativeName : object.name;
  return { name: sameNameKey(name), columns: new Set(object.fields.map((field) => sameNameKey(field.nativeName))) };
}

/** How many columns speak for the two being one table; 0 when too few do. */
function sharedColumns(a: Keys, b: Keys, mayBearOtherName: boolean): number {
  const isSameName = a.name === b.name;
  if (!isSameName && !mayBearOtherName) return 0;
  let shared = 0;
  let isTelling = false;
  for (const column of a.columns) {
    if (!b.columns.has(column)) continue;
    shared += 1;
    isTelling ||= meaningsOfName(column).some((meaning) => !everyday.has(meaning));
  }
  const [smaller, larger] = a.columns.size < b.columns.size ? [a.columns.size, b.columns.size] : [b.columns.size, a.columns.size];
  if (isSameName) return shared >= ENOUGH.sameName && shared >= smaller * SHARE ? shared * 2 : 0;
  return isTelling && shared >= ENOUGH.otherName && shared >= larger * SHARE ? shared : 0;
}
