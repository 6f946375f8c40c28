/** Which journeys of an engagement are simulated together, made ready to run. */
import type { Engagement } from '../engagement/schema';
import type { DeploymentBundle } from '../executor/api';
import { toDeploymentBundle } from '../journey/to-bundle';
import { ok, type Problem, type Result, refuse } from '../problem';
import { createPrograms, type SimulatedProgram } from './program';

export type SimulatedJourneys = {
  programs: readonly SimulatedProgram[];
  bundles: readonly DeploymentBundle[];
  /** Knows all segments and caps of the client. */
  overall: SimulatedProgram;
  /** Journeys that could not be made ready. */
  leftOut: string[];
};

/** `ids`: absent, all that are not retired. Problems: what `toDeploymentBundle` says of those left out; `simulation-nothing-to-run` when none is left. */
export function prepareJourneys(engagement: Engagement, ids?: readonly string[]): Result<SimulatedJourneys> {
  const problems: Problem[] = [];
  const leftOut: string[] = [];
  const wanted = ids ?? engagement.journeys.filter(({ status }) => status !== 'retired').map(({ id }) => id);
  const bundles = wanted.flatMap((id) => {
    const bundle = toDeploymentBundle(engagement, id, 'live');
    if (bundle.ok) return [bundle.value];
    leftOut.push(id);
    problems.push(...bundle.problems.map((one) => ({ ...one, severity: 'warns' as const })));
    return [];
  });
  const nothing = refuse('simulation-nothing-to-run');
  const [first] = bundles;
  if (!first) return { ok: false, problems: [...problems, ...nothing.problems] };
  const [overall, ...programs] = createPrograms([{ ...first, segments: engagement.segments }, ...bundles]);
  return overall ? ok({ programs, bundles, overall, leftOut }, problems) : nothing;
}
