import type { Population } from '../../population/population';
import type { Segment } from '../schema';
import { createSegmentIndex, type SegmentIndex } from '../segment-index';
import { createConditionPeople } from './condition-people';
import { inEither, noPeople, type PeopleSet, without } from './people-set';

/**
 * Who is in each segment: for every person the same as `createSegmentIndex` says, the exclusion of test records and
 * employees included. Segments that can't be answered have nobody in them.
 * @param now epoch ms
 */
export function segmentPeople(
  population: Population,
  segments: readonly Segment[],
  now: number,
): { people: ReadonlyMap<string, PeopleSet>; index: SegmentIndex } {
  const index = createSegmentIndex(segments);
  const known = new Map(segments.map((segment) => [segment.id, segment]));
  const sets = new Map<string, PeopleSet>();
  const peopleOf = createConditionPeople(population, now, sets);
  let excluded = noPeople(population.size);
  for (const id of index.order) {
    const segment = known.get(id);
    if (!segment) continue;
    const people = peopleOf(segment.when);
    // Each ordinary segment rests on all administrative ones, which therefore have come before it.
    sets.set(id, segment.administrative ? people : without(people, excluded));
    if (segment.administrative) excluded = inEither(excluded, people);
  }
  for (const id of known.keys()) if (!sets.has(id)) sets.set(id, noPeople(population.size));
  return { people: sets, index };
}
