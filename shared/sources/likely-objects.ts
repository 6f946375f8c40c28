/**
 * Which tables of a large file the workshop is about: an ERP has two hundred, of which ten hold customers, orders and
 * consents. The others stay one search away.
 */
import type { Engagement } from '../engagement/schema';
import { suggestInParts } from '../record/suggest-mappings';
import type { FieldDraft, ImportedSource } from './draft';
import { sameNameKey } from './name-tokens';
import type { Field, Source } from './schema';

/** Up to so many tables nobody is spared a look. */
const FEW = 12;
/** A suggestion at least this sure says that a table holds something of the record. */
const SURE = 0.7;
/** So many attributes make a table likely. */
const ENOUGH = 2;

/** Positions in `imported.objects`: those the source already has, and those that would feed the record. Pauses now and then. */
export function* likelyObjects(
  { record }: Pick<Engagement, 'record'>,
  imported: ImportedSource,
  into: Pick<Source, 'objects'> | undefined,
): Generator<undefined, ReadonlySet<number>> {
  const all = imported.objects.map((_, index) => index);
  if (all.length <= FEW) return new Set(all);
  const known = new Set(into?.objects.map((object) => sameNameKey(object.nativeName)));
  const likely = new Set(all.filter((index) => known.has(sameNameKey(imported.objects[index]?.name ?? ''))));
  const fieldsOf = (index: number) => (imported.objects[index]?.fields ?? []).map((draft, f) => pretend(`${index}.${f}`, draft));
  const source: Source = {
    id: 'imported',
    name: { en: imported.name },
    transports: [],
    direction: 'in',
    objects: all.map((index) => ({ id: String(index), nativeName: imported.objects[index]?.name ?? '', label: {}, fields: fieldsOf(index) })),
  };
  const suggestions = yield* suggestInParts({ sources: [source], record }, { threshold: SURE, perField: 1 });
  const attributes = new Map<number, Set<string>>();
  for (const { field, attribute } of suggestions) {
    const index = Number(field.split('.')[0]);
    attributes.set(index, (attributes.get(index) ?? new Set()).add(attribute));
  }
  for (const [index, found] of attributes) if (found.size >= ENOUGH) likely.add(index);
  // Nothing speaks for any of them: then nothing speaks against any either.
  return likely.size > 0 ? likely : new Set(all);
}

/** A field as it would be, only to be judged by its name and type. */
function pretend(id: string, { nativeName, nativeType, type, required, key, pii }: FieldDraft): Field {
  return { id, nativeName, nativeType, type, label: {}, required, key, pii, status: 'promised', use: 'direct', eventProperties: [] };
}
