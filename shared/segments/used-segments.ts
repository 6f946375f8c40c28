import { refsOf } from '../condition/refs';
import type { Engagement } from '../engagement/schema';
import type { JourneyContext } from '../journey/journey-context';
import { journeyNeeds } from '../journey/journey-needs';
import type { Segment } from './schema';

/** Segments in use: what a live journey or a planned send names, and what these rest on. */
export function usedSegments({ segments, plannedSends, journeys }: Engagement, context: JourneyContext): Segment[] {
  const known = new Map(segments.map((segment) => [segment.id, segment]));
  const live = journeys.filter(({ status }) => status !== 'retired');
  const used = new Set([...live.flatMap((journey) => journeyNeeds(journey, context).segments), ...plannedSends.flatMap(({ segment }) => segment ?? [])]);
  for (const id of used) for (const other of refsOf(known.get(id)?.when).segments) used.add(other);
  return [...used].flatMap((id) => known.get(id) ?? []);
}
