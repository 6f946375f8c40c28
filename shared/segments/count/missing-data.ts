import { refsOf } from '../../condition/refs';
import type { JourneyContext } from '../../journey/journey-context';
import type { Population } from '../../population/population';
import type { Segment } from '../schema';
import type { SegmentIndex } from '../segment-index';
import type { SegmentSize } from '../size-report';

/** What can be had: which attributes the record has and which events somebody sends. */
export type Known = Pick<JourneyContext, 'attributes' | 'events'>;

/**
 * What each segment lacks in order to be counted, by segment. An attribute nobody in the sample has a value of is missing,
 * unless a source gives it or somebody enters it: then nobody happens to have one. Events likewise. Test records and
 * employees that can't be told apart make no other segment uncountable.
 */
export function missingData(
  population: Pick<Population, 'columns' | 'events'>,
  segments: readonly Segment[],
  { order, needs }: Pick<SegmentIndex, 'order' | 'needs'>,
  { attributes, events }: Known,
): Map<string, SegmentSize['missing']> {
  const hasAttribute = (id: string) => {
    const known = attributes.get(id);
    if (population.columns.has(id) || known?.attribute.origin === 'entered') return true;
    return known?.attribute.origin === 'mapped' && !known.blocked;
  };
  const hasEvent = (id: string) => population.events.has(id) || (events.get(id)?.fields.length ?? 0) > 0;
  const byId = new Map(segments.map((segment) => [segment.id, segment]));
  const answerable = new Set(order);
  const found = new Map<string, SegmentSize['missing']>();
  for (const id of [...order, ...[...byId.keys()].filter((one) => !answerable.has(one))]) {
    const segment = byId.get(id);
    if (!segment) continue;
    const refs = refsOf(segment.when);
    const lacking = (one: string) => !answerable.has(one) || (found.get(one)?.length ?? 0) > 0;
    const leftOut = answerable.has(id) ? [] : [...(needs.get(id) ?? [])].filter((one) => !answerable.has(one));
    found.set(id, [
      ...refs.attributes.filter((one) => !hasAttribute(one)).map((one) => ({ kind: 'attribute' as const, id: one })),
      ...Object.keys(refs.events).flatMap((one) => (hasEvent(one) ? [] : [{ kind: 'event' as const, id: one }])),
      ...[...new Set([...refs.segments.filter(lacking), ...leftOut])].map((one) => ({ kind: 'segment' as const, id: one })),
    ]);
  }
  return found;
}
