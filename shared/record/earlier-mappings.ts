import type { Catalogue } from '../catalogue/schema';
import type { Engagement } from '../engagement/schema';
import { sameNameKey } from '../sources/name-tokens';
import type { SourceObject } from '../sources/schema';
import { meaningsOfName } from './name-words';
import type { Attribute } from './schema';

/** By catalogue field: the attribute it usually feeds. */
export function usualAttributes({ dataSources }: Pick<Catalogue, 'dataSources'>): Map<string, string> {
  const usual = new Map<string, string>();
  for (const source of dataSources.sources)
    for (const object of source.objects) for (const field of object.fields) if (field.unifiedField !== null) usual.set(field.id, field.unifiedField);
  return usual;
}

/** Names people have mapped already, by kind of object: the next source with the same column in the same kind is likely the same. */
export function learnedNames(engagement: Pick<Engagement, 'sources'>, attributes: ReadonlyMap<string, Attribute>): Map<string, Map<string, Set<string>>> {
  const byField = new Map<string, string[]>();
  for (const attribute of attributes.values()) for (const { field } of attribute.sources) byField.set(field, [...(byField.get(field) ?? []), attribute.id]);
  const learned = new Map<string, Map<string, Set<string>>>();
  for (const source of engagement.sources)
    for (const object of source.objects)
      for (const field of object.fields)
        for (const id of byField.get(field.id) ?? []) {
          const kind = kindOf(object);
          const names = learned.get(kind) ?? new Map<string, Set<string>>();
          const key = sameNameKey(field.nativeName);
          learned.set(kind, names.set(key, (names.get(key) ?? new Set()).add(id)));
        }
  return learned;
}

/** What rows of the object are, however its name is written. */
export function kindOf(object: SourceObject): string {
  return meaningsOfName(object.nativeName).join(' ');
}
