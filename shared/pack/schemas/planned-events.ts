/** Which events the plan rests on, and what each of them is needed for. */
import type { Engagement } from '../../engagement/schema';
import { listensOf } from '../../journey/deployment-listens';
import type { Journey } from '../../journey/schema';
import { journeyVersion } from '../../journey/to-bundle';
import { lookBackOf } from '../../runtime/look-back';

/** `journeys`: those that look at it themselves. `elsewhere`: a formula of the record or a segment does. */
export type EventNeed = { journeys: Journey[]; elsewhere: boolean };

/** By catalogue id. */
export function plannedEvents(engagement: Engagement): ReadonlyMap<string, EventNeed> {
  const needs = new Map<string, EventNeed>();
  const needOf = (event: string): EventNeed => {
    const need = needs.get(event) ?? { journeys: [], elsewhere: false };
    needs.set(event, need);
    return need;
  };
  const nothing = { groups: [], attributes: [] };
  for (const journey of engagement.journeys) {
    const version = journeyVersion(engagement, journey.id);
    if (!version) continue;
    // What is everybody's is asked once, below.
    const own = { ...version, record: nothing, segments: [], caps: [] };
    const { triggers, runs } = listensOf({ ...version, mode: 'live' });
    for (const event of new Set([...triggers.events, ...runs.events, ...lookBackOf(own).keys()])) needOf(event).journeys.push(journey);
  }
  const { record, segments, caps } = engagement;
  const common = { record, segments, caps, messages: [] };
  for (const event of lookBackOf(common).keys()) needOf(event).elsewhere = true;
  for (const event of Object.keys(engagement.volumes.eventsPerMonth)) needOf(event);
  return needs;
}
