/** What follows from the document: readiness, problems, lineage. Computed once per document, and behind the typing. */
import { useDeferredValue, useEffect, useState } from 'react';
import type { Catalogue } from '../../shared/catalogue/parse-catalogue';
import { type Progress, progressOf } from '../../shared/engagement/progress';
import type { Engagement } from '../../shared/engagement/schema';
import { checkJourney } from '../../shared/journey/check-journey';
import { type JourneyContext, journeyContext } from '../../shared/journey/journey-context';
import type { Journey } from '../../shared/journey/schema';
import type { Problem } from '../../shared/problem';
import { checkRecord } from '../../shared/record/check-record';
import { createLineage, type Lineage } from '../../shared/record/lineage';
import { checkSegments } from '../../shared/segments/check-segments';
import { checkSources } from '../../shared/sources/check-sources';
import { loadCatalogue } from './catalogue';
import { useEngagement } from './session';

/** One value per key object, forgotten with it. */
function perObject<K extends object, V>(make: (key: K) => V): (key: K) => V {
  const made = new WeakMap<K, V>();
  return (key) => {
    let value = made.get(key);
    if (value === undefined) {
      value = make(key);
      made.set(key, value);
    }
    return value;
  };
}

export const lineageOf: (engagement: Engagement) => Lineage = perObject(createLineage);
const progressFor: (engagement: Engagement) => Progress = perObject((engagement) => progressOf(engagement, lineageOf(engagement)));

let lastContext: { parts: readonly unknown[]; value: JourneyContext } | undefined;

/** The same value as long as nothing it is made of changed, so that journeys keep their checked problems. */
export function contextOf(engagement: Engagement, catalogue: Catalogue): JourneyContext {
  const parts = [engagement.sources, engagement.record, engagement.segments, engagement.messages, engagement.suppressions, engagement.languages];
  if (lastContext?.parts.every((part, i) => part === parts[i])) return lastContext.value;
  lastContext = { parts, value: journeyContext(engagement, catalogue) };
  return lastContext.value;
}

const checked = perObject((context: JourneyContext) => perObject((journey: Journey) => checkJourney(journey, context)));

/** Problems of one journey in one context; an unchanged journey is not checked again. */
export function problemsOfJourney(journey: Journey, context: JourneyContext): Problem[] {
  return checked(context)(journey);
}

const problemsFor = perObject((catalogue: Catalogue) =>
  perObject((engagement: Engagement) => {
    const context = contextOf(engagement, catalogue);
    return [
      ...checkSources(engagement),
      ...checkRecord(engagement, lineageOf(engagement)),
      ...checkSegments(context),
      ...engagement.journeys.filter((journey) => journey.status !== 'retired').flatMap((journey) => problemsOfJourney(journey, context)),
    ];
  }),
);

/** The shipped catalogue, undefined for the first moments. */
export function useCatalogue(): Catalogue | undefined {
  const [catalogue, setCatalogue] = useState<Catalogue>();
  useEffect(() => {
    let wanted = true;
    void loadCatalogue().then((loaded) => wanted && setCatalogue(loaded));
    return () => {
      wanted = false;
    };
  }, []);
  return catalogue;
}

/** A moment behind the typing, so that a key press never waits for it. */
export function useProgress(): Progress {
  return progressFor(useDeferredValue(useEngagement()));
}

/** All problems of the engagement, a moment behind the typing. */
export function useProblems(): Problem[] {
  const catalogue = useCatalogue();
  const engagement = useDeferredValue(useEngagement());
  return catalogue ? problemsFor(catalogue)(engagement) : [];
}
