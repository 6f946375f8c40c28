import type { Engagement } from '../engagement/schema';
import { keyOf, type ThingKind, thingsOf } from '../record/leaning-things';
import type { Text } from '../text';

/** Something that rests on a segment directly. */
export type SegmentUse = { kind: ThingKind | 'planned-send'; id: string; name: Text };

const order: readonly SegmentUse['kind'][] = ['journey', 'planned-send', 'segment', 'suppression', 'cap'];

/** Who rests on each segment, journeys first. Segments nobody uses, and ids that are no segment, are left out. */
export function usesOfSegments(engagement: Engagement): Map<string, SegmentUse[]> {
  const uses = new Map<string, SegmentUse[]>();
  const byKey = new Map(engagement.segments.map(({ id }) => [keyOf('segment', id), id]));
  const add = (segment: string | undefined, use: SegmentUse) => {
    if (segment !== undefined) uses.set(segment, [...(uses.get(segment) ?? []), use]);
  };
  for (const { kind, id, name, leansOn } of thingsOf(engagement).values()) for (const key of leansOn.keys()) add(byKey.get(key), { kind, id, name });
  for (const { id, name, segment } of engagement.plannedSends)
    if (segment !== undefined) add(byKey.get(keyOf('segment', segment)), { kind: 'planned-send', id, name: { en: name } });
  const rank = ({ kind }: SegmentUse) => (order.includes(kind) ? order.indexOf(kind) : order.length);
  return new Map([...uses].map(([segment, found]) => [segment, found.sort((a, b) => rank(a) - rank(b))]));
}
