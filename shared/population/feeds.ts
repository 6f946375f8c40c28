import type { Engagement } from '../engagement/schema';
import type { Attribute, Mapping } from '../record/schema';

/** One mapping of a field into an attribute; `rank`: its place in the attribute's order of trust. */
export type Feed = { attribute: Attribute; mapping: Mapping; rank: number };

/** What each field feeds, by its id. */
export function feedsByField(attributes: readonly Attribute[]): Map<string, Feed[]> {
  const feeds = new Map<string, Feed[]>();
  for (const attribute of attributes)
    for (const [rank, mapping] of attribute.sources.entries()) {
      const known = feeds.get(mapping.field);
      if (known) known.push({ attribute, mapping, rank });
      else feeds.set(mapping.field, [{ attribute, mapping, rank }]);
    }
  return feeds;
}

/** The objects whose rows say by themselves who they are about: a field of theirs feeds an identifier. */
export function identifyingObjects({ sources, identity }: Pick<Engagement, 'sources' | 'identity'>, feeds: ReadonlyMap<string, readonly Feed[]>): Set<string> {
  const identifiers = new Set(identity.rules.map((rule) => rule.attribute));
  const objects = sources.flatMap((source) => source.objects);
  const isIdentifying = (field: { id: string; status: string }) =>
    field.status !== 'missing' && feeds.get(field.id)?.some(({ attribute }) => identifiers.has(attribute.id));
  return new Set(objects.filter(({ fields }) => fields.some(isIdentifying)).map(({ id }) => id));
}
