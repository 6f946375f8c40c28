/** Commands on the scripted trial. Ids that lead nowhere change nothing. */
import { moveItem } from '../engagement/edit-plan';
import type { Engagement } from '../engagement/schema';
import { typed, typedOptional } from '../engagement/typed-text';
import { withoutUndefined } from '../engagement/without-undefined';
import type { Checklist } from './schema';
import { type TrialResult, type TrialTask, trialResultSchema, trialTaskSchema } from './trial-schema';

const mostTasks = 50;

/** At the end of the script. An empty task, or one more than fifty, changes nothing. */
export function addTrialTask(engagement: Engagement, { id, task }: { id: string; task: Omit<TrialTask, 'id'> }): Engagement {
  const { trialTasks } = engagement.checklist;
  const next = parseTask({ ...task, id });
  if (!next || trialTasks.length >= mostTasks || trialTasks.some((other) => other.id === id)) return engagement;
  return withTrial(engagement, { trialTasks: [...trialTasks, next] });
}

/** Absent keys stay; an empty task changes nothing. */
export function editTrialTask(engagement: Engagement, { id, task }: { id: string; task: Partial<Omit<TrialTask, 'id'>> }): Engagement {
  const { trialTasks } = engagement.checklist;
  const old = trialTasks.find((other) => other.id === id);
  const next = old && parseTask({ ...old, ...task });
  return next ? withTrial(engagement, { trialTasks: trialTasks.map((other) => (other.id === id ? next : other)) }) : engagement;
}

export function moveTrialTask(engagement: Engagement, { id, index }: { id: string; index: number }): Engagement {
  const trialTasks = [...engagement.checklist.trialTasks];
  moveItem(trialTasks, id, index);
  return withTrial(engagement, { trialTasks });
}

/** Takes its results along. */
export function removeTrialTask(engagement: Engagement, { id }: { id: string }): Engagement {
  const { trialTasks, trialResults } = engagement.checklist;
  if (!trialTasks.some((task) => task.id === id)) return engagement;
  return withTrial(engagement, { trialTasks: trialTasks.filter((task) => task.id !== id), trialResults: trialResults.filter((result) => result.task !== id) });
}

export type TrialResultPatch = Partial<Omit<TrialResult, 'vendor' | 'task'>>;

/** Writes part of a result. The first part that is written must be how it went. */
export function setTrialResult(engagement: Engagement, { vendor, task, result }: { vendor: string; task: string; result: TrialResultPatch }): Engagement {
  const { vendors, trialTasks, trialResults } = engagement.checklist;
  if (!vendors.some(({ id }) => id === vendor) || !trialTasks.some(({ id }) => id === task)) return engagement;
  const isThis = (other: TrialResult) => other.vendor === vendor && other.task === task;
  const old = trialResults.find(isThis);
  const merged = { ...old, ...result, vendor, task };
  const next = trialResultSchema.safeParse({ ...merged, by: typedOptional(merged.by, 200), note: typedOptional(merged.note, 2000) });
  if (!next.success) return engagement;
  const written = withoutUndefined(next.data);
  return withTrial(engagement, { trialResults: old ? trialResults.map((other) => (isThis(other) ? written : other)) : [...trialResults, written] });
}

export function clearTrialResult(engagement: Engagement, { vendor, task }: { vendor: string; task: string }): Engagement {
  const { trialResults } = engagement.checklist;
  const rest = trialResults.filter((other) => other.vendor !== vendor || other.task !== task);
  return rest.length === trialResults.length ? engagement : withTrial(engagement, { trialResults: rest });
}

function parseTask(task: TrialTask): TrialTask | undefined {
  const next = trialTaskSchema.safeParse({ ...task, task: typed(task.task, 1000) });
  return next.success ? withoutUndefined(next.data) : undefined;
}

function withTrial(engagement: Engagement, patch: Partial<Checklist>): Engagement {
  return { ...engagement, checklist: { ...engagement.checklist, ...patch } };
}
