import type { Engagement } from '../engagement/schema';
import type { DeploymentBundle } from '../executor/api';
import { failed, ok, type Problem, problem, type Result, refuse } from '../problem';
import { messageIds } from './content-hash';
import { segmentNeeds } from './segment-needs';

/**
 * What the executor is given to run one journey: the journey, its messages, the suppressions it names, the segments any of
 * these look at (and the administrative ones, which keep test records and employees apart), and the record, identity rules,
 * caps and calendars of the client. Whether it may run is `checkJourney`'s business; here only things that are not there
 * fail (`journey-unknown`, `message-unknown`, `suppression-unknown`, `segment-unknown`).
 */
export function toDeploymentBundle(engagement: Engagement, journeyId: string, mode: DeploymentBundle['mode']): Result<DeploymentBundle> {
  const journey = engagement.journeys.find((one) => one.id === journeyId);
  if (!journey) return refuse('journey-unknown', { id: journeyId }, ['journeys', journeyId]);
  const path = ['journeys', journeyId];
  const missing: Problem[] = [];

  const wanted = messageIds(journey);
  const messages = engagement.messages.filter((message) => wanted.delete(message.id));
  for (const id of wanted) missing.push(problem('blocks', 'message-unknown', path, { message: id }));

  const named = new Set(journey.policies.suppressions);
  const suppressions = engagement.suppressions.filter((suppression) => named.delete(suppression.id));
  for (const id of named) missing.push(problem('blocks', 'suppression-unknown', [...path, 'policies', 'suppressions', id], { suppression: id }));

  const { caps, calendars, record, identity } = engagement;
  const needed = segmentNeeds({ journey, suppressions, caps, segments: engagement.segments });
  const segments = engagement.segments.filter((segment) => needed.delete(segment.id) || segment.administrative);
  for (const id of needed) missing.push(problem('blocks', 'segment-unknown', path, { segment: id }));

  if (missing.length > 0) return failed(...missing);
  return ok({ journey, messages, segments, record, identity, suppressions, caps, calendars, mode });
}
