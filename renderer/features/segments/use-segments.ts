import { useDeferredValue, useMemo } from 'react';
import type { Catalogue } from '../../../shared/catalogue/schema';
import type { JourneyContext } from '../../../shared/journey/journey-context';
import { bySeverity, type Problem } from '../../../shared/problem';
import { checkSegments } from '../../../shared/segments/check-segments';
import type { Segment } from '../../../shared/segments/schema';
import { type SegmentUse, usesOfSegments } from '../../../shared/segments/segment-uses';
import type { Text } from '../../../shared/text';
import { contextOf, useCatalogue } from '../../store/derived';
import { useEngagement } from '../../store/session';
import type { SegmentSizes } from './sizes/segment-sizes';

export type SegmentGroup = { id: string; label: Text; segments: Segment[] };

export type SegmentsModel = {
  catalogue: Catalogue;
  context: JourneyContext;
  groups: SegmentGroup[];
  /** What stands in the way of working a segment out, worst first. */
  problemsOf: (segment: string) => Problem[];
  usesOf: (segment: string) => SegmentUse[];
};

const none: never[] = [];

/** Segments by category with what is missing and who rests on them; undefined until the catalogue is there. */
export function useSegments(): SegmentsModel | undefined {
  const catalogue = useCatalogue();
  const engagement = useEngagement();
  const settled = useDeferredValue(engagement);
  const context = catalogue && contextOf(settled, catalogue);
  const problems = useMemo(() => {
    const found = new Map<string, Problem[]>();
    for (const problem of context ? bySeverity(checkSegments(context)) : []) {
      const id = String(problem.path[1] ?? '');
      found.set(id, [...(found.get(id) ?? []), problem]);
    }
    return found;
  }, [context]);
  const uses = useMemo(() => usesOfSegments(settled), [settled]);
  const groups = useMemo(() => (catalogue ? groupSegments(engagement.segments, catalogue) : []), [engagement.segments, catalogue]);
  if (!catalogue || !context) return undefined;
  return { catalogue, context, groups, problemsOf: (id) => problems.get(id) ?? none, usesOf: (id) => uses.get(id) ?? none };
}

function groupSegments(segments: readonly Segment[], { segments: library }: Catalogue): SegmentGroup[] {
  const known = new Map(library.categories.map(({ id, label }) => [id, label]));
  const ids = [...new Set([...known.keys(), ...segments.map(({ category }) => category)])];
  return ids
    .map((id) => ({ id, label: known.get(id) ?? { en: id }, segments: segments.filter(({ category }) => category === id) }))
    .filter((group) => group.segments.length > 0);
}

export const segmentFilters = ['all', 'computable', 'blocked', 'small', 'dead', 'used', 'unused'] as const;
export type SegmentFilter = (typeof segmentFilters)[number];

/** `blocked`: by the plan, or because the samples hold nothing of what it needs. */
export function passes({ id }: Segment, filter: SegmentFilter, { problemsOf, usesOf }: SegmentsModel, sizes: SegmentSizes | undefined): boolean {
  const state = sizes?.of(id)?.state;
  const isBlocked = problemsOf(id).length > 0 || state === 'not-computable';
  switch (filter) {
    case 'all':
      return true;
    case 'computable':
      return !isBlocked;
    case 'blocked':
      return isBlocked;
    case 'small':
    case 'dead':
      return state === filter;
    case 'used':
      return usesOf(id).length > 0;
    case 'unused':
      return usesOf(id).length === 0;
  }
}
