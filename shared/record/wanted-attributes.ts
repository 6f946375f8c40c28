import type { Engagement } from '../engagement/schema';
import type { Lineage } from './lineage';

/**
 * Ids of the attributes that have to be built: a source feeds them, they say who somebody is, or something that will run
 * needs them (a live journey, a planned send, the formula of another). The catalogue brings many more.
 */
export function wantedAttributes({ journeys, plannedSends, record, identity }: Engagement, lineage: Lineage): ReadonlySet<string> {
  const wanted = new Set(identity.rules.map(({ attribute }) => attribute));
  for (const { id, status } of journeys) if (status !== 'retired') for (const one of lineage.needsOf('journey', id)) wanted.add(one);
  for (const { segment } of plannedSends) if (segment) for (const one of lineage.needsOf('segment', segment)) wanted.add(one);
  for (const { id, sources } of record.attributes) if (sources.length > 0) wanted.add(id);
  // Written by a journey, or asked for by the way it runs: its language, its clock.
  const live = new Set(journeys.flatMap(({ id, status }) => (status === 'retired' ? [] : [id])));
  for (const [id, { uses }] of lineage.attributes) if (uses.some((use) => use.kind === 'journey' && live.has(use.id))) wanted.add(id);
  // What a formula reads has to be there before it can be worked out.
  for (const id of [...wanted]) for (const one of lineage.needsOf('attribute', id)) wanted.add(one);
  return wanted;
}
