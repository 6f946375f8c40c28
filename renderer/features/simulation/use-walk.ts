import { useCallback, useMemo, useState } from 'react';
import type { Json } from '../../../shared/condition/facts';
import { type DraftValue, parseTypedValues } from '../../../shared/executor/event-draft';
import type { JourneyContext } from '../../../shared/journey/journey-context';
import { journeyNeeds } from '../../../shared/journey/journey-needs';
import type { Result } from '../../../shared/problem';
import type { Attribute } from '../../../shared/record/schema';
import { madeUpCustomer } from '../../../shared/simulation/made-up';
import { MOST_WALK_STEPS, type WalkState, type WalkStep, walk } from '../../../shared/simulation/walk';
import { useEngagement } from '../../store/session';

const HOUR = 3_600_000;
const MINUTE = 60_000;

type Kept = { from: number; chosen: readonly string[]; typed: Readonly<Record<string, DraftValue>>; steps: readonly WalkStep[] };
/** Kept while the program runs, so that a look at the canvas in between costs nothing. By engagement. */
const kept = new Map<string, Kept>();

export type Walking = {
  /** As picked; none: all that are not retired. */
  chosen: readonly string[];
  choose(ids: readonly string[]): void;
  /** Those she may come into. */
  journeys: readonly string[];
  /** What these journeys look at and nobody works out. */
  attributes: readonly Attribute[];
  computed: readonly Attribute[];
  typed: Readonly<Record<string, DraftValue>>;
  type(attribute: string, value: DraftValue): void;
  steps: readonly WalkStep[];
  take(step: WalkStep): void;
  takeBack(): void;
  again(): void;
  /** True when no more steps fit. */
  isFull: boolean;
  state: Result<WalkState>;
  from: number;
};

/** A walk of one made-up customer: chosen journeys, typed attributes and steps, and what follows from them. */
export function useWalk(context: JourneyContext, only: string | undefined): Walking {
  const engagement = useEngagement();
  const [walking, setWalking] = useState<Kept>(() => begin(kept.get(engagement.id)));

  function begin(before: Kept | undefined): Kept {
    const all = engagement.journeys.map(({ id }) => id);
    const wanted = only !== undefined && all.includes(only) ? [only] : undefined;
    if (before && (!wanted || (before.chosen.length === 1 && before.chosen[0] === only)))
      return { ...before, chosen: before.chosen.filter((id) => all.includes(id)) };
    return { from: Math.floor(Date.now() / MINUTE) * MINUTE, chosen: wanted ?? [], typed: before?.typed ?? {}, steps: [] };
  }
  const change = useCallback(
    (next: (old: Kept) => Kept) =>
      setWalking((old) => {
        const made = next(old);
        kept.set(engagement.id, made);
        return made;
      }),
    [engagement.id],
  );

  const taking = useMemo(
    () => engagement.journeys.filter(({ id, status }) => (walking.chosen.length > 0 ? walking.chosen.includes(id) : status !== 'retired')),
    [engagement.journeys, walking.chosen],
  );
  const journeys = useMemo(() => taking.map(({ id }) => id), [taking]);
  const [attributes, computed] = useMemo(() => {
    const ids = new Set(taking.flatMap((journey) => journeyNeeds(journey, context).attributes));
    const needed = engagement.record.attributes.filter(({ id }) => ids.has(id));
    return [needed.filter(({ formula }) => formula === undefined), needed.filter(({ formula }) => formula !== undefined)];
  }, [taking, context, engagement.record]);
  const madeUp = useMemo(
    () =>
      madeUpCustomer(
        attributes.map(({ id }) => id),
        { country: engagement.client.country, language: engagement.languages.customers[0] ?? engagement.languages.document },
      ),
    [attributes, engagement.client.country, engagement.languages],
  );
  const typed = useMemo(() => ({ ...asDrafts(madeUp), ...walking.typed }), [madeUp, walking.typed]);

  const state = useMemo((): Result<WalkState> => {
    const values = parseTypedValues(typed, attributes);
    if (!values.ok) return values;
    return walk(engagement, { journeys, attributes: values.value, from: walking.from }, walking.steps);
  }, [engagement, journeys, attributes, typed, walking]);

  return {
    chosen: walking.chosen,
    choose: (chosen) => change((old) => ({ ...old, chosen })),
    journeys,
    attributes,
    computed,
    typed,
    type: (attribute, value) => change((old) => ({ ...old, typed: { ...old.typed, [attribute]: value } })),
    steps: walking.steps,
    take: (step) => change((old) => (old.steps.length < MOST_WALK_STEPS ? { ...old, steps: [...old.steps, step] } : old)),
    takeBack: () => change((old) => ({ ...old, steps: old.steps.slice(0, -1) })),
    again: () => change((old) => ({ ...old, steps: [], from: Math.floor(Date.now() / MINUTE) * MINUTE })),
    isFull: walking.steps.length >= MOST_WALK_STEPS,
    state,
    from: walking.from,
  };
}

function asDrafts(values: Readonly<Record<string, Json>>): Record<string, DraftValue> {
  return Object.fromEntries(
    Object.entries(values).map(([id, value]) => [id, typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined]),
  );
}

/** Times that are often gone to. */
export const leaps = [
  { key: 'hour', ms: HOUR },
  { key: 'day', ms: 24 * HOUR },
  { key: 'week', ms: 7 * 24 * HOUR },
] as const;
