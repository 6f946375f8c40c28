/** Volumes, KPI inputs, planned sends and phases: the numbers and dates that segments, gap and business case lean on. */
import { produce } from 'immer';
import { keySchema } from '../ids';
import type { Text } from '../text';
import { type Engagement, type Phase, type PlannedSend, phaseSchema, plannedSendSchema, type Volumes, volumesSchema } from './schema';
import { typed, typedOptional, typedText } from './typed-text';
import { withoutUndefined } from './without-undefined';

export type VolumesPatch = Partial<Omit<Volumes, 'eventsPerMonth' | 'messagePrices'>> & {
  /** `undefined` takes the entry out. */
  eventsPerMonth?: Record<string, number | undefined>;
  messagePrices?: { [channel in keyof Volumes['messagePrices']]?: number | undefined };
};

/** Changes the volumes named in `volumes`; `undefined` = not known. Values out of range change nothing at all. */
export function editVolumes(engagement: Engagement, { volumes }: { volumes: VolumesPatch }): Engagement {
  const next = volumesSchema.safeParse({
    ...engagement.volumes,
    ...volumes,
    eventsPerMonth: withoutUndefined({ ...engagement.volumes.eventsPerMonth, ...volumes.eventsPerMonth }),
    messagePrices: withoutUndefined({ ...engagement.volumes.messagePrices, ...volumes.messagePrices }),
  });
  return next.success ? { ...engagement, volumes: withoutUndefined(next.data) } : engagement;
}

/** The client's own value for an input of the KPI formulas; `undefined` goes back to the catalogue's. */
export function setKpiInput(engagement: Engagement, { input, value }: { input: string; value: number | undefined }): Engagement {
  if (input === '' || input === '__proto__' || (value !== undefined && !Number.isFinite(value))) return engagement;
  return { ...engagement, kpiInputs: withoutUndefined({ ...engagement.kpiInputs, [input]: value }) };
}

export type PlannedSendFields = Omit<PlannedSend, 'id'>;

export function addPlannedSend(engagement: Engagement, { id, send }: { id: string; send: PlannedSendFields }): Engagement {
  const next = parseSend({ ...send, id });
  if (!next || engagement.plannedSends.some((other) => other.id === id)) return engagement;
  return { ...engagement, plannedSends: sortedByDate([...engagement.plannedSends, next]) };
}

/** Absent keys stay; a key set to `undefined` is emptied where it may be empty. An invalid value changes nothing. */
export function editPlannedSend(engagement: Engagement, { id, send }: { id: string; send: Partial<PlannedSendFields> }): Engagement {
  const old = engagement.plannedSends.find((other) => other.id === id);
  const next = old && parseSend({ ...old, ...send });
  if (!next) return engagement;
  return { ...engagement, plannedSends: sortedByDate(engagement.plannedSends.map((other) => (other.id === id ? next : other))) };
}

export function removePlannedSend(engagement: Engagement, { id }: { id: string }): Engagement {
  return withoutItem(engagement, 'plannedSends', id);
}

export function addPhase(
  engagement: Engagement,
  { id, name, journeys = [], start }: { id: string; name: Text; journeys?: string[]; start?: string },
): Engagement {
  if (engagement.phases.some((phase) => phase.id === id)) return engagement;
  const next = phaseSchema.safeParse({ id, name: typedText(name, 200), journeys: [], ...(start === undefined ? {} : { start }) });
  if (!next.success) return engagement;
  return journeys.reduce((e, journey) => setPhaseOfJourney(e, { journey, phase: id }), { ...engagement, phases: [...engagement.phases, next.data] });
}

/** `start` and `note`: `undefined` empties. */
export function editPhase(engagement: Engagement, { id, phase }: { id: string; phase: Partial<Pick<Phase, 'name' | 'start' | 'note'>> }): Engagement {
  const old = engagement.phases.find((other) => other.id === id);
  if (!old) return engagement;
  const next = phaseSchema.safeParse({
    ...old,
    ...phase,
    name: phase.name ? typedText(phase.name, 200) : old.name,
    note: typedOptional('note' in phase ? phase.note : old.note, 5000),
  });
  return next.success ? { ...engagement, phases: engagement.phases.map((other) => (other.id === id ? withoutUndefined(next.data) : other)) } : engagement;
}

export function removePhase(engagement: Engagement, { id }: { id: string }): Engagement {
  return withoutItem(engagement, 'phases', id);
}

export function movePhase(engagement: Engagement, { id, index }: { id: string; index: number }): Engagement {
  return produce(engagement, (draft) => moveItem(draft.phases, id, index));
}

/** A journey is in at most one phase. `phase: undefined` takes it out; `index` is its place in the phase, default last. */
export function setPhaseOfJourney(
  engagement: Engagement,
  { journey, phase, index }: { journey: string; phase: string | undefined; index?: number },
): Engagement {
  if (!engagement.journeys.some((other) => other.id === journey)) return engagement;
  if (phase !== undefined && !engagement.phases.some((other) => other.id === phase)) return engagement;
  return produce(engagement, (draft) => {
    for (const other of draft.phases) if (other.journeys.includes(journey)) other.journeys = other.journeys.filter((id) => id !== journey);
    const target = draft.phases.find((other) => other.id === phase);
    target?.journeys.splice(index ?? target.journeys.length, 0, journey);
  });
}

/** Moves the item with this id to `index` (clamped), in place. */
export function moveItem<T extends { id: string }>(items: T[], id: string, index: number): void {
  const from = items.findIndex((item) => item.id === id);
  if (from < 0) return;
  const [item] = items.splice(from, 1);
  if (item !== undefined) items.splice(Math.max(0, Math.min(items.length, index)), 0, item);
}

function withoutItem(engagement: Engagement, list: 'plannedSends' | 'phases', id: string): Engagement {
  if (!engagement[list].some((item) => item.id === id)) return engagement;
  return produce(engagement, (draft) => {
    const items: { id: string }[] = draft[list];
    items.splice(
      items.findIndex((item) => item.id === id),
      1,
    );
  });
}

function parseSend(send: PlannedSend): PlannedSend | undefined {
  const next = plannedSendSchema.safeParse({ ...send, name: typed(send.name, 200) });
  return next.success && (next.data.segment === undefined || keySchema.safeParse(next.data.segment).success) ? withoutUndefined(next.data) : undefined;
}

function sortedByDate(sends: PlannedSend[]): PlannedSend[] {
  return sends
    .map((send, i) => [send, i] as const)
    .sort(([a, i], [b, j]) => (a.date < b.date ? -1 : a.date > b.date ? 1 : i - j))
    .map(([send]) => send);
}
