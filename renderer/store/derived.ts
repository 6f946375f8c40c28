/** What follows from the document: readiness, problems, lineage. Computed once per document, behind the typing and between frames. */
import { useEffect, useMemo, useState } from 'react';
import { create } from 'zustand';
import type { Catalogue } from '../../shared/catalogue/parse-catalogue';
import { type Progress, progressOf } from '../../shared/engagement/progress';
import type { Engagement } from '../../shared/engagement/schema';
import { checkJourney } from '../../shared/journey/check-journey';
import { checkTriggers } from '../../shared/journey/check-triggers';
import { type JourneyContext, journeyContext } from '../../shared/journey/journey-context';
import { journeyOfProblem } from '../../shared/journey/journey-problem';
import type { Journey } from '../../shared/journey/schema';
import type { Problem } from '../../shared/problem';
import { checkRecord } from '../../shared/record/check-record';
import { createLineage, type Lineage } from '../../shared/record/lineage';
import { suggestInParts } from '../../shared/record/suggest-mappings';
import type { Suggestion } from '../../shared/record/suggestion';
import { checkSegments } from '../../shared/segments/check-segments';
import { checkSources } from '../../shared/sources/check-sources';
import { loadCatalogue } from './catalogue';
import { inSlices, type Sliced } from './in-slices';
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

/** The document of now and the one a page still shows. More would be kept alive by the history, a megabyte for each step. */
const RECENT = 2;

function perRecent<V>(make: (engagement: Engagement) => V): (engagement: Engagement) => V {
  let made: { of: Engagement; value: V }[] = [];
  return (engagement) => {
    const known = made.find((one) => one.of === engagement);
    if (known) return known.value;
    const value = make(engagement);
    made = [{ of: engagement, value }, ...made].slice(0, RECENT);
    return value;
  };
}

export const lineageOf: (engagement: Engagement) => Lineage = perRecent(createLineage);
const progressFor: (engagement: Engagement) => Progress = perRecent((engagement) => progressOf(engagement, lineageOf(engagement)));

/** The value of last time as long as the parts of the document it is made of are the same. */
function perParts<V>(partsOf: (engagement: Engagement) => readonly unknown[], make: (engagement: Engagement) => V): (engagement: Engagement) => V {
  let last: { parts: readonly unknown[]; value: V } | undefined;
  return (engagement) => {
    const parts = partsOf(engagement);
    if (!last?.parts.every((part, i) => part === parts[i])) last = { parts, value: make(engagement) };
    return last.value;
  };
}

const contextIn = perObject((catalogue: Catalogue) =>
  perParts(
    (e) => [e.sources, e.record, e.segments, e.messages, e.suppressions, e.languages, e.sender, e.client],
    (engagement) => journeyContext(engagement, catalogue),
  ),
);

/** The same value as long as nothing it is made of changed, so that journeys keep their checked problems. */
export function contextOf(engagement: Engagement, catalogue: Catalogue): JourneyContext {
  return contextIn(catalogue)(engagement);
}

const problemsOfSources = perParts((e) => [e.sources, e.record, e.notes], checkSources);

const checked = perObject((context: JourneyContext) => perObject((journey: Journey) => checkJourney(journey, context)));

/** Problems of one journey in one context; an unchanged journey is not checked again. */
export function problemsOfJourney(journey: Journey, context: JourneyContext): Problem[] {
  return checked(context)(journey);
}

const clashes = perParts(
  (e) => [e.journeys],
  (engagement) => {
    const byJourney = new Map<string, Problem[]>();
    for (const problem of checkTriggers(engagement.journeys)) {
      const id = journeyOfProblem(problem) ?? '';
      byJourney.set(id, [...(byJourney.get(id) ?? []), problem]);
    }
    return byJourney;
  },
);

/** Where a journey competes with others for its start. */
export function clashesOf(engagement: Engagement, journey: string): readonly Problem[] {
  return clashes(engagement).get(journey) ?? none;
}

/** All problems, a pause after each part: thousands of fields and thirty journeys take longer than a frame. */
function* problemsInParts(engagement: Engagement, catalogue: Catalogue): Generator<undefined, Problem[]> {
  const lineage = lineageOf(engagement);
  yield;
  const context = contextOf(engagement, catalogue);
  yield;
  const problems = [...problemsOfSources(engagement)];
  yield;
  problems.push(...checkRecord(engagement, lineage, context.events));
  yield;
  problems.push(...checkSegments(context));
  for (const journey of engagement.journeys) {
    yield;
    if (journey.status !== 'retired') problems.push(...problemsOfJourney(journey, context), ...clashesOf(engagement, journey.id));
  }
  return problems;
}

type Derived<T> = { of: Engagement; value: T };
const derivedStore = create<{
  problems: Derived<Problem[]> | undefined;
  progress: Derived<Progress> | undefined;
  suggestions: Derived<Suggestion[]> | undefined;
}>(() => ({
  problems: undefined,
  progress: undefined,
  suggestions: undefined,
}));

/** One value at a time is worked out, for the newest document; what was begun for an older one is left. */
function createDeriving<T>(set: (derived: Derived<T>) => void) {
  let running: { of: Engagement; sliced: Sliced<T> } | undefined;
  return (engagement: Engagement, work: () => Generator<unknown, T>) => {
    if (running?.of === engagement) return;
    running?.sliced.stop();
    const mine = { of: engagement, sliced: inSlices(work()) };
    running = mine;
    void mine.sliced.promise.then((value) => {
      if (value !== undefined && running === mine) set({ of: engagement, value });
    });
  };
}
const deriveProblems = createDeriving<Problem[]>((problems) => derivedStore.setState({ problems }));
const deriveProgress = createDeriving<Progress>((progress) => derivedStore.setState({ progress }));
const deriveSuggestions = createDeriving<Suggestion[]>((suggestions) => derivedStore.setState({ suggestions }));

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
  const engagement = useEngagement();
  const known = derivedStore((derived) => derived.progress);
  const current = known?.of.id === engagement.id ? known : undefined;
  useEffect(() => {
    if (current?.of === engagement) return;
    deriveProgress(engagement, function* () {
      lineageOf(engagement);
      yield;
      return progressFor(engagement);
    });
  }, [engagement, current]);
  // The first time there is nothing older to show.
  return current?.value ?? progressFor(engagement);
}

/** All problems of the engagement, a moment behind the typing. None in the first moments. */
export function useProblems(): Problem[] {
  const catalogue = useCatalogue();
  const engagement = useEngagement();
  const known = derivedStore((derived) => derived.problems);
  const current = known?.of.id === engagement.id ? known : undefined;
  useEffect(() => {
    if (catalogue && current?.of !== engagement) deriveProblems(engagement, () => problemsInParts(engagement, catalogue));
  }, [engagement, catalogue, current]);
  return current?.value ?? none;
}

/** Suggested mappings, a moment behind the typing. None in the first moments. */
export function useSuggestions(): Suggestion[] {
  const catalogue = useCatalogue();
  const engagement = useEngagement();
  const known = derivedStore((derived) => derived.suggestions);
  const current = known?.of.id === engagement.id ? known : undefined;
  const isCurrent = current?.of.sources === engagement.sources && current.of.record === engagement.record;
  useEffect(() => {
    if (catalogue && !isCurrent) deriveSuggestions(engagement, () => suggestInParts(engagement, { catalogue }));
  }, [engagement, catalogue, isCurrent]);
  return useMemo(() => {
    if (!current || isCurrent) return current?.value ?? noSuggestions;
    // Those of a moment ago, less what was just accepted.
    const mapped = new Set(engagement.record.attributes.flatMap((attribute) => attribute.sources.map(({ field }) => field)));
    return current.value.filter(({ field }) => !mapped.has(field));
  }, [current, isCurrent, engagement.record]);
}

const none: Problem[] = [];
const noSuggestions: Suggestion[] = [];
