/** A checklist as one industry or one consultant weighs it, without vendors and answers: what the next engagement begins with. */
import { z } from 'zod';
import { fullTextSchema } from '../catalogue/parts';
import type { Catalogue } from '../catalogue/schema';
import { keySchema } from '../ids';
import { failed, ok, problem } from '../problem';
import { templateForm, templateHead } from '../template-file';
import { type Language, type Text, textIn } from '../text';
import { pointSchema, prioritySchema } from './schema';
import { trialTaskSchema } from './trial-schema';

export const TEMPLATE_FORMAT = 'masa-checklist-template';
export const TEMPLATE_VERSION = 1;

/** A requirement follows from each client's own plan, so none is carried along. Their order is the template's. */
export const templatePointSchema = pointSchema.omit({ requirement: true });
export type TemplatePoint = z.infer<typeof templatePointSchema>;

export const templateSchema = templateHead(TEMPLATE_FORMAT, TEMPLATE_VERSION).extend({
  points: z.array(templatePointSchema).max(500),
  trialTasks: z.array(trialTaskSchema).max(50),
});
export type ChecklistTemplate = z.infer<typeof templateSchema>;

/** What is applied, wherever it comes from. */
export type TemplateParts = Pick<ChecklistTemplate, 'points' | 'trialTasks'>;

export const checklistTemplateForm = templateForm<ChecklistTemplate>(
  { format: TEMPLATE_FORMAT, version: TEMPLATE_VERSION, mostBytes: 2_000_000, schema: templateSchema },
  (template, file) => {
    const ids = template.points.map(({ id }) => id);
    const doubled = ids.find((id, at) => ids.indexOf(id) !== at);
    return doubled === undefined ? ok(template) : failed(problem('blocks', 'template-damaged', ['points'], { file, place: doubled }));
  },
);

/** What ships: only where an industry weighs otherwise than the catalogue, each with its reason. */
const shippedTemplateSchema = z.strictObject({
  id: keySchema,
  name: fullTextSchema,
  description: fullTextSchema,
  points: z.array(
    z.strictObject({
      id: keySchema,
      weight: z.number().min(0).max(10).optional(),
      priority: prioritySchema.optional(),
      /** Switched off, because of `why`. */
      off: z.literal(true).optional(),
      why: fullTextSchema,
    }),
  ),
  trialTasks: z.array(z.strictObject({ task: fullTextSchema, weight: z.number().min(0).max(10), minutes: z.number().positive() })),
});
export const shippedTemplatesSchema = z.array(shippedTemplateSchema);
export type ShippedTemplate = z.infer<typeof shippedTemplateSchema>;

/** The whole checklist as this industry weighs it; words that the document keeps are in its language. */
export function partsOfShipped(shipped: ShippedTemplate, { checklist }: Pick<Catalogue, 'checklist'>, language: Language, newId: () => string): TemplateParts {
  const changed = new Map(shipped.points.map((point) => [point.id, point]));
  return {
    points: checklist.points.map(({ id, defaultWeight, defaultPriority }) => {
      const { weight = defaultWeight, priority = defaultPriority, off, why } = changed.get(id) ?? {};
      return { id, weight, priority, ...(off && { switchedOff: textIn(why, language) }) };
    }),
    trialTasks: shipped.trialTasks.map(({ task, ...rest }) => ({ id: newId(), task: textIn(task, language), ...rest })),
  };
}

/** Why the industry weighs a point as it does. */
export function reasonsOf(shipped: ShippedTemplate): ReadonlyMap<string, Text> {
  return new Map(shipped.points.map(({ id, why }) => [id, why]));
}
