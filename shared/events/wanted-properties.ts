/** What of each event the plan needs, beyond what the event always carries: one answer for the event plan, the checklist and the examples. */
import { refsOf } from '../condition/refs';
import type { Engagement } from '../engagement/schema';
import type { JourneyContext } from '../journey/journey-context';
import { lookedProperties } from '../journey/looked-properties';
import { formulaSources } from '../record/formula/formula-needs';
import { parseFormula } from '../record/formula/parse-formula';
import { createLineage } from '../record/lineage';
import { wantedAttributes } from '../record/wanted-attributes';
import { usedSegments } from '../segments/used-segments';

/** Property ids by event id, of live journeys, segments in use and formulas that have to be worked out. */
export function wantedProperties(engagement: Engagement, context: JourneyContext): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  const add = (event: string, ids: Iterable<string>) => {
    const known = found.get(event) ?? new Set();
    found.set(event, known);
    for (const id of ids) known.add(id);
  };
  for (const journey of engagement.journeys) if (journey.status !== 'retired') for (const [event, ids] of lookedProperties(journey, context)) add(event, ids);
  for (const segment of usedSegments(engagement, context)) for (const [event, ids] of Object.entries(refsOf(segment.when).events)) add(event, ids);
  const wanted = wantedAttributes(engagement, createLineage(engagement));
  for (const { id, formula } of engagement.record.attributes) {
    const parsed = formula !== undefined && wanted.has(id) ? parseFormula(formula) : undefined;
    if (parsed?.ok) for (const { event, properties } of formulaSources(parsed.value)) add(event, properties);
  }
  return found;
}
