import type { Findings } from '../journey/journey-problem';
import type { Journey } from '../journey/schema';

/** What the rules around a journey lose in a system that knows only some of them. */
export function findPolicyLosses(
  { entry, policies }: Journey,
  findings: Findings,
  { format, goal, exits, filter }: { format: string; goal: boolean; exits: boolean; filter: boolean },
): void {
  if (entry.filter && !filter) findings.add('blocks', 'loss-entry-filter', ['entry'], { format });
  if (policies.goal && !goal) findings.add('blocks', 'loss-goal', ['policies', 'goal'], { format });
  if (policies.exits.length > 0 && !exits) findings.add('blocks', 'loss-exits', ['policies', 'exits'], { format, count: policies.exits.length });
  const rules = policies.suppressions.length + policies.own.length;
  if (rules > 0) findings.add('warns', 'loss-suppressions', ['policies', 'suppressions'], { format, count: rules });
  findings.add('informs', 'loss-policies', ['policies'], { format });
}
