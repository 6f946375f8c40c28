/** Foreign keys of an imported file as links between the objects of a source. */
import type { Engagement } from '../engagement/schema';
import type { ImportedSource } from './draft';
import { findSource } from './find';
import { sameNameKey } from './name-tokens';
import type { Link, SourceObject } from './schema';

/** Adds the foreign keys of the file whose both ends are in the source by now. A link that is there already is not made twice. */
export function linkObjects(engagement: Engagement, sourceId: string, imported: ImportedSource): Engagement {
  const source = findSource(engagement, sourceId);
  if (!source || imported.objects.every((object) => !object.links?.length)) return engagement;
  const byName = new Map(source.objects.map((object) => [sameNameKey(object.nativeName), object]));
  const links = new Map<string, Link[]>();
  for (const object of imported.objects) {
    const from = byName.get(sameNameKey(object.name));
    for (const draft of object.links ?? []) {
      const to = byName.get(sameNameKey(draft.object));
      const fields = from && idsOf(from, draft.fields);
      if (!from || !to || !fields) continue;
      const toFields = draft.toFields && idsOf(to, draft.toFields);
      const link: Link = { fields, object: to.id, ...(toFields && { toFields }) };
      const known = links.get(from.id) ?? from.links ?? [];
      if (!known.some((one) => one.object === link.object && one.fields.join() === link.fields.join())) links.set(from.id, [...known, link]);
    }
  }
  if (links.size === 0) return engagement;
  const objects = source.objects.map((object) => {
    const own = links.get(object.id);
    return own ? { ...object, links: own } : object;
  });
  return { ...engagement, sources: engagement.sources.map((one) => (one === source ? { ...source, objects } : one)) };
}

/** The ids of fields by name; undefined unless all of them are there. */
function idsOf(object: SourceObject, names: readonly string[]): string[] | undefined {
  const byName = new Map(object.fields.map((field) => [sameNameKey(field.nativeName), field.id]));
  const ids = names.flatMap((name) => byName.get(sameNameKey(name)) ?? []);
  return ids.length === names.length ? ids : undefined;
}
