import type { DeploymentBundle } from '../executor/api';
import { bySeverity, type Problem } from '../problem';
import { createComputation } from '../record/formula/computation';
import { checkJourney } from './check-journey';
import { bundleContext } from './journey-context';
import { createFindings, nodeOfProblem } from './journey-problem';
import { segmentNeeds } from './segment-needs';

/** What the canvas asks of a journey, asked again of what is published, as far as a bundle knows it: another program may have asked nothing. `blocks` refuses it. */
export function checkBundle(bundle: DeploymentBundle): Problem[] {
  const { journey, segments, record } = bundle;
  // A bundle holds the suppressions its journey names; messages may say that they pass others.
  const isElsewhere = (one: Problem) => one.code === 'suppression-unknown' && nodeOfProblem(one) !== undefined;
  const problems = checkJourney(journey, bundleContext(bundle)).filter((one) => !isElsewhere(one));
  // Those that caps, suppressions and other segments look at.
  const findings = createFindings(journey.id);
  const known = new Set([...segments.map(({ id }) => id), ...problems.flatMap(({ code, params }) => (code === 'segment-unknown' ? [params.segment] : []))]);
  for (const id of segmentNeeds(bundle)) if (!known.has(id)) findings.add('blocks', 'segment-unknown', [], { segment: id });
  return bySeverity([...problems, ...findings.problems, ...createComputation(record.attributes).problems]);
}
