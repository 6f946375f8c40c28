/** What stands between this engagement and a brief, and the shortest way on. Pure. */
import type { Lineage } from '../record/lineage';
import type { Engagement } from './schema';

export type BlockedJourney = { journey: string /** Attributes no source brings, that it reads. */; missing: string[] };

export type WayForward = {
  /** Fewest missing attributes first: the next one to unblock. */
  blocked: BlockedJourney[];
  /** Journeys that could be built today, of those not retired. */
  buildable: number;
  total: number;
  /** The missing attributes, those that block the most journeys first. */
  attributes: { attribute: string; journeys: string[] }[];
};

export function wayForward(engagement: Pick<Engagement, 'journeys'>, lineage: Pick<Lineage, 'missingFor'>): WayForward {
  const live = engagement.journeys.filter((journey) => journey.status !== 'retired');
  const blocked = live.map((journey) => ({ journey: journey.id, missing: lineage.missingFor(journey.id) })).filter(({ missing }) => missing.length > 0);
  const byAttribute = new Map<string, string[]>();
  for (const { journey, missing } of blocked) for (const attribute of missing) byAttribute.set(attribute, [...(byAttribute.get(attribute) ?? []), journey]);
  return {
    blocked: blocked.sort((a, b) => a.missing.length - b.missing.length),
    buildable: live.length - blocked.length,
    total: live.length,
    attributes: [...byAttribute].map(([attribute, journeys]) => ({ attribute, journeys })).sort((a, b) => b.journeys.length - a.journeys.length),
  };
}
