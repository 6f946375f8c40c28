/**
 * Where a problem of a journey lies. Paths hold ids, not positions, so that they stay true while nodes are added and moved:
 *   ['journeys', <journey id>]                                         the journey
 *   ['journeys', <journey id>, 'nodes', <node id>, <setting>?…]        a node
 *   ['journeys', <journey id>, 'edges', <edge id>]                     an edge
 *   ['journeys', <journey id>, 'entry', 'filter' | 'reentry']           who enters, and who again
 *   ['journeys', <journey id>, 'policies', <policy>, <rule id>?]       goal, exits, suppressions, own, timeZone
 */
import { type Problem, type ProblemParams, problem, type Severity } from '../problem';
import type { Journey } from './schema';

export type JourneyPath = (string | number)[];

/** The journey a problem speaks of. */
export function journeyOfProblem({ path }: Pick<Problem, 'path'>): string | undefined {
  return path[0] === 'journeys' && typeof path[1] === 'string' ? path[1] : undefined;
}

/** The node a problem speaks of; undefined when it is about an edge or the journey as a whole. */
export function nodeOfProblem({ path }: Pick<Problem, 'path'>): string | undefined {
  return path[0] === 'journeys' && path[2] === 'nodes' && typeof path[3] === 'string' ? path[3] : undefined;
}

/** The edge a problem speaks of. */
export function edgeOfProblem({ path }: Pick<Problem, 'path'>): string | undefined {
  return path[0] === 'journeys' && path[2] === 'edges' && typeof path[3] === 'string' ? path[3] : undefined;
}

/** A node, or what is set for the journey as a whole: the part of it as a path, `''` when it is no part in particular. */
export type JourneySpot = { node: string } | { part: string };

/** Where one goes to put a problem of this journey right. */
export function spotOfProblem(problem: Pick<Problem, 'path'>, { edges }: Pick<Journey, 'edges'>): JourneySpot {
  const edge = edges.find(({ id }) => id === edgeOfProblem(problem));
  const node = nodeOfProblem(problem) ?? edge?.from;
  return node === undefined ? { part: problem.path.slice(2).join(' ') } : { node };
}

/** Collects problems of one journey, each said once per place. */
export type Findings = {
  add(severity: Severity, code: string, place: JourneyPath, params?: ProblemParams): void;
  problems: Problem[];
};

export function createFindings(journeyId: string): Findings {
  const seen = new Set<string>();
  const problems: Problem[] = [];
  return {
    problems,
    add: (severity, code, place, params = {}) => {
      const key = JSON.stringify([code, place, params]);
      if (seen.has(key)) return;
      seen.add(key);
      problems.push(problem(severity, code, ['journeys', journeyId, ...place], params));
    },
  };
}
