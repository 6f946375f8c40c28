import type { SegmentReport } from '../size-report';
import { countInBoth, countPeople, noPeople, type PeopleSet } from './people-set';

/** As many circles as can be drawn so that every region is there. */
const MOST_CIRCLES = 4;

/** People in both, for every pair. */
export function overlapOf(sets: readonly (readonly [id: string, people: PeopleSet])[]): SegmentReport['overlap'] {
  return sets.flatMap(([a, inA], i) => sets.slice(i + 1).map(([b, inB]) => ({ a, b, people: countInBoth(inA, inB) })));
}

/** People by exactly which of the segments they are in, all combinations but "none"; nothing for more than four segments. */
export function regionsOf(sets: readonly (readonly [id: string, people: PeopleSet])[]): SegmentReport['regions'] {
  if (sets.length > MOST_CIRCLES) return [];
  return Array.from({ length: 2 ** sets.length - 1 }, (_, i) => {
    const chosen = sets.map(([id, people], n) => ({ id, people, isIn: (((i + 1) >>> n) & 1) === 1 }));
    const words = noPeople((sets[0]?.[1].length ?? 0) * 32).map((_, at) =>
      chosen.reduce((word, { people, isIn }) => word & (isIn ? (people[at] ?? 0) : ~(people[at] ?? 0)), -1),
    );
    return { segments: chosen.filter(({ isIn }) => isIn).map(({ id }) => id), people: countPeople(words) };
  });
}
