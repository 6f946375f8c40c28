/** Taking a checklist along as a template, and what it would change in another engagement. */
import type { Engagement } from '../engagement/schema';
import { typed } from '../engagement/typed-text';
import { withoutUndefined } from '../engagement/without-undefined';
import { isSameJson } from '../same-json';
import type { Checklist, Point, Priority } from './schema';
import { type ChecklistTemplate, TEMPLATE_FORMAT, TEMPLATE_VERSION, type TemplateParts } from './template-schema';
import type { TrialTask } from './trial-schema';

const mostTasks = 50;

/** Without vendors, answers and requirements, which are this client's own. `savedAt` is ISO 8601. */
export function toTemplate(
  { points, trialTasks }: Pick<Checklist, 'points' | 'trialTasks'>,
  { id, name, savedAt }: { id: string; name: string; savedAt: string },
): ChecklistTemplate {
  return {
    format: TEMPLATE_FORMAT,
    formatVersion: TEMPLATE_VERSION,
    id,
    name: typed(name, 200),
    savedAt,
    points: points.map(({ requirement: _requirement, ...point }) => point),
    trialTasks,
  };
}

export type TemplateChange =
  | { point: string; kind: 'weight'; from: number; to: number }
  | { point: string; kind: 'priority'; from: Priority; to: Priority }
  | { point: string; kind: 'wanted'; from: number | undefined; to: number | undefined }
  | { point: string; kind: 'off'; reason: string }
  | { point: string; kind: 'on' }
  /** A point of the template's own that is not here yet. */
  | { point: string; kind: 'new' };

export type TemplateChanges = { points: TemplateChange[]; order: boolean; tasks: number };

/** What applying would change, in the template's order. */
export function templateChanges(checklist: Pick<Checklist, 'points' | 'trialTasks'>, template: TemplateParts): TemplateChanges {
  const here = new Map(checklist.points.map((point) => [point.id, point]));
  const points = template.points.flatMap((to): TemplateChange[] => {
    const from = here.get(to.id);
    const point = to.id;
    if (!from) return to.own ? [{ point, kind: 'new' }] : [];
    const changes: TemplateChange[] = [];
    if (from.weight !== to.weight) changes.push({ point, kind: 'weight', from: from.weight, to: to.weight });
    if (from.priority !== to.priority) changes.push({ point, kind: 'priority', from: from.priority, to: to.priority });
    if (from.wanted !== to.wanted) changes.push({ point, kind: 'wanted', from: from.wanted, to: to.wanted });
    if (to.switchedOff !== undefined && from.switchedOff !== to.switchedOff) changes.push({ point, kind: 'off', reason: to.switchedOff });
    if (to.switchedOff === undefined && from.switchedOff !== undefined) changes.push({ point, kind: 'on' });
    return changes;
  });
  const before = checklist.points.map(({ id }) => id);
  const after = pointsAfter(checklist.points, template).flatMap(({ id }) => (here.has(id) ? [id] : []));
  return { points, order: !isSameJson(before, after), tasks: tasksToAdd(checklist.trialTasks, template).length };
}

/**
 * Weights, priorities, wanted states, what is switched off, own points, order and tasks become the template's. Answers and
 * requirements stay, and so do points the template does not know, after the others. `newId` gives an id for each new task.
 */
export function applyTemplate(engagement: Engagement, { template, newId }: { template: TemplateParts; newId: () => string }): Engagement {
  const { checklist } = engagement;
  const { points, order, tasks } = templateChanges(checklist, template);
  if (points.length === 0 && !order && tasks === 0) return engagement;
  const added = tasksToAdd(checklist.trialTasks, template).map((task) => ({ ...task, id: newId() }));
  return { ...engagement, checklist: { ...checklist, points: pointsAfter(checklist.points, template), trialTasks: [...checklist.trialTasks, ...added] } };
}

function pointsAfter(points: readonly Point[], template: TemplateParts): Point[] {
  const here = new Map(points.map((point) => [point.id, point]));
  const inTemplate = new Set(template.points.map(({ id }) => id));
  let ordinal = Math.max(points.filter(({ own }) => own).length, ...points.map(({ own }) => own?.ordinal ?? 0), 0);
  const taken = template.points.flatMap(({ weight, priority, wanted, switchedOff, id, own }): Point[] => {
    const old = here.get(id);
    if (old) return [withoutUndefined({ ...old, weight, priority, wanted, switchedOff }) as Point];
    // Its number is the next one here, whatever it was there.
    return own ? [withoutUndefined({ id, weight, priority, wanted, switchedOff, own: { ...own, ordinal: ++ordinal } }) as Point] : [];
  });
  return [...taken, ...points.filter(({ id }) => !inTemplate.has(id))];
}

/** Tasks are the same when their words are: a template that is applied twice must not double the script. */
function tasksToAdd(tasks: readonly TrialTask[], template: TemplateParts): TrialTask[] {
  const known = new Set(tasks.map(({ task }) => task.trim()));
  return template.trialTasks.filter(({ task }) => !known.has(task.trim())).slice(0, Math.max(0, mostTasks - tasks.length));
}
