/** What ends a run from outside its path: the goal, the exit rules, the longest stay. */
import { evaluate } from '../condition/evaluate';
import { addDuration, approximateMs } from '../time/duration';
import type { Deployment } from './deployment';
import type { Run } from './run';
import { CLOCK_CHANGES_MS } from './step-dates';
import { fallbackZoneOf } from './step-facts';
import type { Leave, Passage } from './step-passage';

/**
 * The first rule that ends the run now. The goal is asked before the exits: an order that both reaches the goal and empties
 * the cart is a success. On every input the goal and the immediate exits count; before a send all exits do.
 */
export function endingRule({ deployment, facts, run, now }: Passage, when: 'input' | 'before-send'): Leave | undefined {
  const { goal, exits } = deployment.journey.policies;
  if (goal && evaluate(goal.when, facts)) return { do: 'leave', code: 'goal', reason: { code: 'goal-reached', params: {} } };
  for (const exit of exits)
    if ((exit.scope === 'immediate' || when === 'before-send') && evaluate(exit.when, facts))
      return { do: 'leave', code: 'exit-rule', reason: { code: 'exit-rule', params: { exit: exit.id } }, detail: exit.id };
  if (isPastDeadline(deployment, run, now))
    return { do: 'leave', code: 'too-long', reason: { code: 'too-long', params: { duration: deployment.journey.policies.maxDuration ?? '' } } };
  return undefined;
}

function isPastDeadline(deployment: Deployment, run: Run, now: number): boolean {
  // One millisecond on: the deadline itself is past.
  return beforeDeadline(deployment, run, now + 1) <= now;
}

/** `at`, or the end of the journey's longest stay if that comes first. */
export function beforeDeadline(deployment: Deployment, run: Run, at: number): number {
  const { maxDuration } = deployment.journey.policies;
  // A calendar sum costs more than all the rest of a step; far from the end nobody needs it.
  if (maxDuration === undefined || at < run.enteredAt + approximateMs(maxDuration) - CLOCK_CHANGES_MS) return at;
  return Math.min(at, deadlineOf(deployment, run) ?? at);
}

/** In the journey's own zone, so that it stays where it is when the customer moves. */
function deadlineOf({ journey }: Deployment, run: Run): number | undefined {
  const { maxDuration } = journey.policies;
  return maxDuration === undefined ? undefined : addDuration(run.enteredAt, maxDuration, fallbackZoneOf(journey));
}
