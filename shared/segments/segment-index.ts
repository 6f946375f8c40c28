/** Who is in which segment. Segments may rest on other segments; the administrative ones keep people out of all others. */
import { evaluate } from '../condition/evaluate';
import type { Facts } from '../condition/facts';
import { refsOf } from '../condition/refs';
import { type Problem, problem } from '../problem';
import type { Segment } from './schema';

/** What a segment may look at: the customer and nothing of a run. */
export type SegmentFacts = Pick<Facts, 'now' | 'timeZone' | 'attribute' | 'events'>;

export type SegmentIndex = {
  /**
   * Answers `inSegment` for one customer at one moment; each segment is worked out at most once. An unknown segment has
   * nobody in it.
   */
  membership(facts: SegmentFacts): (segment: string) => boolean;
  /** Those that can be answered, each after the ones it rests on. Nobody is in the others. */
  order: readonly string[];
  /** What each segment rests on directly: those it names, and the administrative ones it leaves out. */
  needs: ReadonlyMap<string, ReadonlySet<string>>;
  /** `segment-cycle` and `segment-unknown`, at `['segments', id]`. */
  problems: Problem[];
};

/**
 * Looks the segments up once. A segment that rests on itself or on one that does not exist can't be answered, nor can
 * those that rest on it: nobody is in them (with "not in", a missing segment would otherwise let everybody in).
 * @param withTestRecords test records and employees count like everybody: for the test run of a journey
 */
export function createSegmentIndex(segments: readonly Segment[], { withTestRecords = false } = {}): SegmentIndex {
  const known = new Map(segments.map((segment) => [segment.id, segment]));
  const administrative = withTestRecords ? [] : segments.filter((segment) => segment.administrative);
  const needs = new Map(
    [...known.values()].map((segment) => {
      const named = refsOf(segment.when).segments;
      const excluding = segment.administrative ? [] : administrative.map(({ id }) => id);
      return [segment.id, new Set([...named, ...excluding])] as const;
    }),
  );
  const answerable = answerableIn(needs);
  const problems = [...unknownIn(needs, known), ...cyclesIn(needs, answerable)];

  const membership = (facts: SegmentFacts) => {
    const answers = new Map<string, boolean>();
    const inside: Facts = {
      now: facts.now,
      timeZone: facts.timeZone,
      attribute: (id) => facts.attribute(id),
      events: (name) => facts.events(name),
      inSegment: (id) => isIn(id),
    };
    const isIn = (id: string): boolean => {
      const answered = answers.get(id);
      if (answered !== undefined) return answered;
      const segment = known.get(id);
      const answer =
        segment !== undefined &&
        answerable.has(id) &&
        (segment.administrative || !administrative.some((one) => isIn(one.id))) &&
        evaluate(segment.when, inside);
      answers.set(id, answer);
      return answer;
    };
    return isIn;
  };
  return { membership, order: [...answerable], needs, problems };
}

type Needs = ReadonlyMap<string, ReadonlySet<string>>;

/** Those whose needs, and their needs, can all be answered, found from the ones that need nothing upwards. */
function answerableIn(needs: Needs): Set<string> {
  const waiting = new Map([...needs].map(([id, wanted]) => [id, wanted.size]));
  const neededBy = new Map<string, string[]>();
  for (const [id, wanted] of needs)
    for (const one of wanted) {
      const list = neededBy.get(one);
      if (list) list.push(id);
      else neededBy.set(one, [id]);
    }
  const answerable = new Set<string>();
  const open = [...needs.keys()].filter((id) => waiting.get(id) === 0);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    answerable.add(id);
    for (const other of neededBy.get(id) ?? []) {
      const left = (waiting.get(other) ?? 0) - 1;
      waiting.set(other, left);
      if (left === 0) open.push(other);
    }
  }
  return answerable;
}

function unknownIn(needs: Needs, known: ReadonlyMap<string, Segment>): Problem[] {
  return [...needs].flatMap(([id, wanted]) =>
    [...wanted].filter((one) => !known.has(one)).map((segment) => problem('blocks', 'segment-unknown', ['segments', id], { segment })),
  );
}

/** Each cycle once, at the first of its segments. */
function cyclesIn(needs: Needs, answerable: ReadonlySet<string>): Problem[] {
  const problems: Problem[] = [];
  const done = new Set<string>();
  for (const start of needs.keys()) {
    const trail: string[] = [];
    for (let id: string | undefined = start; id !== undefined && !done.has(id); ) {
      const again = trail.indexOf(id);
      if (again >= 0) {
        const cycle = trail.slice(again);
        problems.push(problem('blocks', 'segment-cycle', ['segments', id], { segments: [...cycle, id].join(' → ') }));
        break;
      }
      trail.push(id);
      id = [...(needs.get(id) ?? [])].find((one) => needs.has(one) && !answerable.has(one) && !done.has(one));
    }
    for (const id of trail) done.add(id);
  }
  return problems;
}
