import type { Population } from '../../population/population';
import { type Problem, problem } from '../../problem';
import type { Segment } from '../schema';
import type { SegmentReport, SegmentSize } from '../size-report';
import { type Known, missingData } from './missing-data';
import { overlapOf, regionsOf } from './overlap';
import { countPeople, noPeople } from './people-set';
import { projectSize } from './project-size';
import { segmentPeople } from './segment-people';

export type CountOptions = {
  /** The moment the segments are asked at, epoch ms. */
  now: number;
  /** What the record has and who sends which event: tells "nobody" from "no data" (`journeyContext` knows it). */
  known: Known;
  /** People on the client's own list; absent or 0: not known. */
  total?: number | undefined;
  /** Segments whose overlap is asked for; unknown ones are left out. */
  compare?: readonly string[];
};

/**
 * How many people of the population are in each segment, in the order of the list. Who is in one is what
 * `createSegmentIndex` says of every single person. The size of a condition that is being edited: give the list with the
 * segment replaced. Problems: `segment-cycle`, `segment-unknown`; `segment-dead` and `segment-small` as warnings.
 */
export function countSegments(population: Population, segments: readonly Segment[], options: CountOptions): SegmentReport {
  const { people, index } = segmentPeople(population, segments, options.now);
  const missing = missingData(population, segments, index, options.known);
  const total = options.total ? options.total : undefined;
  const sizes = segments.map((segment): SegmentSize => {
    const size = countPeople(people.get(segment.id) ?? noPeople(0));
    const lacks = missing.get(segment.id) ?? [];
    // What can't be counted says nothing about the client's list either.
    const projected = total === undefined || lacks.length > 0 ? undefined : projectSize(size, population.size, total);
    const state = lacks.length > 0 ? 'not-computable' : stateOf(size, projected?.people ?? size, segment.minimumSize);
    return { segment: segment.id, size, ...(projected && { projected }), state, missing: lacks };
  });
  const compared = [...new Set(options.compare)].flatMap((id) => {
    const set = people.get(id);
    return set ? [[id, set] as const] : [];
  });
  return {
    people: population.size,
    ...(total !== undefined && { total }),
    sizes,
    overlap: overlapOf(compared),
    regions: regionsOf(compared),
    problems: [...index.problems, ...sizes.flatMap((size, n) => warningOf(size, segments[n]))],
  };
}

function stateOf(size: number, expected: number, minimum: number): SegmentSize['state'] {
  if (size === 0) return 'dead';
  return expected < minimum ? 'small' : 'counted';
}

/** Nobody has to mind that there are no test records. */
function warningOf({ state, size, projected }: SegmentSize, segment: Segment | undefined): Problem[] {
  if (!segment || segment.administrative) return [];
  const path = ['segments', segment.id];
  if (state === 'dead') return [problem('warns', 'segment-dead', path, { segment: segment.name })];
  if (state === 'small')
    return [problem('warns', 'segment-small', path, { segment: segment.name, people: projected?.people ?? size, minimum: segment.minimumSize })];
  return [];
}
