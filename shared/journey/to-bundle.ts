import type { Catalogue } from '../catalogue/schema';
import type { Engagement } from '../engagement/schema';
import type { DeploymentBundle } from '../executor/api';
import { eventListOf } from '../executor/known-names';
import { failed, ok, type Problem, problem, type Result, refuse } from '../problem';
import { messageIds } from './content-hash';
import { segmentNeeds } from './segment-needs';

/** A journey with all that decides what it does. A deployment is one; so is the state of now, or of a snapshot. */
export type JourneyVersion = Omit<DeploymentBundle, 'mode' | 'events'>;

/** The journey as it is in this engagement; what it names and is not there is left out. */
export function journeyVersion(engagement: Engagement, journeyId: string): JourneyVersion | undefined {
  const journey = engagement.journeys.find((one) => one.id === journeyId);
  if (!journey) return undefined;
  const wanted = messageIds(journey);
  const named = new Set(journey.policies.suppressions);
  const { caps, calendars, record, identity, sender } = engagement;
  const suppressions = engagement.suppressions.filter(({ id }) => named.has(id));
  const needed = segmentNeeds({ journey, suppressions, caps, segments: engagement.segments });
  return {
    journey,
    messages: engagement.messages.filter(({ id }) => wanted.has(id)),
    segments: engagement.segments.filter(({ id, administrative }) => needed.has(id) || administrative),
    record,
    identity,
    suppressions,
    caps,
    calendars,
    ...(sender && { sender }),
    languages: engagement.languages.customers,
  };
}

/**
 * What the executor is given to run one journey: the journey, its messages, the suppressions it names, the segments any of
 * these look at (and the administrative ones, which keep test records and employees apart), and the record, identity rules,
 * caps and calendars of the client; with `events` of the catalogue also which events may be sent to it. Whether it may run is `checkJourney`'s business; here only things that are not there
 * fail (`journey-unknown`, `message-unknown`, `suppression-unknown`, `segment-unknown`).
 */
export function toDeploymentBundle(
  engagement: Engagement,
  journeyId: string,
  mode: DeploymentBundle['mode'],
  events?: Pick<Catalogue['events'], 'events' | 'commonProperties'>,
): Result<DeploymentBundle> {
  const version = journeyVersion(engagement, journeyId);
  if (!version) return refuse('journey-unknown', { id: journeyId }, ['journeys', journeyId]);
  const { journey, messages, suppressions } = version;
  const path = ['journeys', journeyId];
  const without = (wanted: Iterable<string>, there: readonly { id: string }[]) => {
    const left = new Set(wanted);
    for (const { id } of there) left.delete(id);
    return [...left];
  };
  const needed = segmentNeeds({ journey, suppressions, caps: version.caps, segments: engagement.segments });
  const missing: Problem[] = [
    ...without(messageIds(journey), messages).map((id) => problem('blocks', 'message-unknown', path, { message: id })),
    ...without(journey.policies.suppressions, suppressions).map((id) =>
      problem('blocks', 'suppression-unknown', [...path, 'policies', 'suppressions', id], { suppression: id }),
    ),
    ...without(needed, version.segments).map((id) => problem('blocks', 'segment-unknown', path, { segment: id })),
  ];
  return missing.length > 0 ? failed(...missing) : ok({ ...version, ...(events && { events: eventListOf(events) }), mode });
}
