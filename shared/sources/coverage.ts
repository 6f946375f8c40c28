/** Which journeys the agreed fields carry: what each needs, how sure it is, and the shortest way to free those that stand still. Pure. */
import type { Engagement } from '../engagement/schema';
import type { Journey } from '../journey/schema';
import { isWorkedOutAlone } from '../record/formula/worked-out-alone';
import { type AttributeLineage, hasSource, type Lineage } from '../record/lineage';
import type { Attribute } from '../record/schema';
import type { FieldStatus } from './schema';

/** The best that feeds an attribute; `unmapped`: no field at all; `given`: computed, kept by the platform or entered, so no field is asked for. */
export type Supply = FieldStatus | 'unmapped' | 'given';

export type Need = { attribute: Attribute; supply: Supply /** The journey stands still for it. */; blocks: boolean };

export type JourneyCoverage = {
  journey: Journey;
  /** What is blocking first, then what is least sure; `given` last. */
  needs: Need[];
  count: Record<Supply, number>;
  blocked: boolean;
};

/** Attributes that free journeys together, once each has a field that comes. */
export type FreeingStep = { attributes: string[] /** Ids of the journeys it frees, given the steps before. */; journeys: string[] };

const bestFirst: readonly FieldStatus[] = ['confirmed', 'promised', 'open-question', 'missing'];
const urgentFirst: readonly Supply[] = ['unmapped', 'missing', 'open-question', 'promised', 'confirmed', 'given'];

export function supplyOf({ attribute, fields }: Pick<AttributeLineage, 'attribute' | 'fields'>): Supply {
  const best = isWorkedOutAlone(attribute) ? undefined : bestFirst.find((status) => fields.some(({ field }) => field.status === status));
  // A field for an attribute that needs none is no lack.
  return best ?? (attribute.origin === 'mapped' ? 'unmapped' : 'given');
}

/** Journeys that are not retired, those standing still first, then in document order. */
export function coverageOfJourneys(engagement: Pick<Engagement, 'journeys'>, lineage: Lineage): JourneyCoverage[] {
  return engagement.journeys
    .filter((journey) => journey.status !== 'retired')
    .map((journey) => coverageOf(journey, lineage))
    .sort((a, b) => Number(b.blocked) - Number(a.blocked));
}

function coverageOf(journey: Journey, lineage: Lineage): JourneyCoverage {
  const blocking = new Set(lineage.missingFor(journey.id));
  const count: JourneyCoverage['count'] = { confirmed: 0, promised: 0, 'open-question': 0, missing: 0, unmapped: 0, given: 0 };
  const needs = [...lineage.needsOf('journey', journey.id)].flatMap((id): Need[] => {
    const found = lineage.attributes.get(id);
    if (!found) return [];
    const supply = supplyOf(found);
    count[supply]++;
    return [{ attribute: found.attribute, supply, blocks: blocking.has(id) && !hasSource(found) }];
  });
  needs.sort(
    (a, b) =>
      Number(b.blocks) - Number(a.blocks) || urgentFirst.indexOf(a.supply) - urgentFirst.indexOf(b.supply) || (a.attribute.id < b.attribute.id ? -1 : 1),
  );
  return { journey, needs, count, blocked: blocking.size > 0 };
}

/**
 * Which few attributes free the most journeys, step by step: each step takes what one blocked journey still lacks, namely
 * the one that frees most journeys for each attribute asked for (then the smaller one). At most `limit` steps.
 */
export function stepsThatFree(coverage: readonly JourneyCoverage[], limit = 5): FreeingStep[] {
  let waiting = coverage
    .filter(({ blocked }) => blocked)
    .map(({ journey, needs }) => ({ journey: journey.id, lacks: needs.filter((need) => need.blocks).map((need) => need.attribute.id) }));
  const steps: FreeingStep[] = [];
  while (waiting.length > 0 && steps.length < limit) {
    let best: FreeingStep | undefined;
    for (const { lacks } of waiting) {
      const given = new Set(lacks);
      const journeys = waiting.filter((one) => one.lacks.every((id) => given.has(id))).map(({ journey }) => journey);
      const step = { attributes: lacks, journeys };
      if (!best || isBetter(step, best)) best = step;
    }
    if (!best) break;
    const { attributes, journeys } = best;
    steps.push(best);
    waiting = waiting
      .filter(({ journey }) => !journeys.includes(journey))
      .map(({ journey, lacks }) => ({ journey, lacks: lacks.filter((id) => !attributes.includes(id)) }));
  }
  return steps;
}

function isBetter(a: FreeingStep, b: FreeingStep): boolean {
  const gain = a.journeys.length * b.attributes.length - b.journeys.length * a.attributes.length;
  return gain > 0 || (gain === 0 && a.attributes.length < b.attributes.length);
}
