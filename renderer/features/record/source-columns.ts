import type { Lineage } from '../../../shared/record/lineage';
import type { Suggestion } from '../../../shared/record/suggestion';
import type { Source } from '../../../shared/sources/schema';

/** More columns than this are no longer read side by side. */
const MOST = 11;
/** Columns that stay when some are folded. */
const PINNED = 8;

/** Columns in document order: those used most stand alone, the others share the last one until it is opened. */
export function sourceColumns(
  sources: readonly Source[],
  lineage: Lineage,
  suggestions: readonly Suggestion[],
  sourceOf: ReadonlyMap<string, string>,
): { pinned: Source[]; folded: Source[] } {
  if (sources.length <= MOST) return { pinned: [...sources], folded: [] };
  const uses = new Map<string, number>();
  const add = (source: string | undefined, weight: number) => {
    if (source !== undefined) uses.set(source, (uses.get(source) ?? 0) + weight);
  };
  for (const { fields } of lineage.attributes.values()) for (const { source } of fields) add(source.id, 1);
  // What is only suggested counts less, but a source nobody has mapped yet must not hide for that.
  for (const { field } of suggestions) add(sourceOf.get(field), 0.4);
  const most = new Set(
    [...sources]
      .sort((a, b) => (uses.get(b.id) ?? 0) - (uses.get(a.id) ?? 0))
      .slice(0, PINNED)
      .map(({ id }) => id),
  );
  return { pinned: sources.filter(({ id }) => most.has(id)), folded: sources.filter(({ id }) => !most.has(id)) };
}
