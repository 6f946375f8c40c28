import { bySeverity, type Problem } from '../problem';
import { isValidZone } from '../time/duration';
import { checkData } from './check-data';
import { checkGraph } from './check-graph';
import { checkMessages } from './check-messages';
import { checkSender } from './check-sender';
import { toGraph } from './graph';
import type { CheckContext } from './journey-context';
import { createFindings } from './journey-problem';
import type { Journey } from './schema';

/**
 * Everything that keeps a journey from running, or should be looked at first; blocking problems first. Paths are those of
 * `journey-problem.ts`. Looks at the whole journey in one pass (300 nodes take a few milliseconds), so it may be asked
 * after every edit; a journey that has not changed has the same problems as long as `context` is the same value.
 */
export function checkJourney(journey: Journey, context: CheckContext): Problem[] {
  const findings = createFindings(journey.id);
  checkGraph(journey, toGraph(journey), findings);
  checkPolicies(journey, findings.add);
  checkData(journey, context, findings);
  checkMessages(journey, context, findings);
  checkSender(journey, context, findings);
  return bySeverity(findings.problems);
}

function checkPolicies(journey: Journey, add: ReturnType<typeof createFindings>['add']): void {
  const { policies } = journey;
  if (!isValidZone(policies.timeZone.fallback)) add('blocks', 'time-zone-unknown', ['policies', 'timeZone'], { zone: policies.timeZone.fallback });
  if (policies.goal && policies.exits.length === 0) add('warns', 'goal-without-exits', ['policies', 'exits']);
  const drawn = journey.nodes.find((node) => node.kind === 'goal');
  if (drawn && !policies.goal) add('warns', 'goal-without-rule', ['nodes', drawn.id]);
}
