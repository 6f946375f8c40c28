/**
 * The rule grammar of the catalogue's segments and journeys, as it stands in the files. It is content, not a second
 * condition language: `compileRule` turns it into a `Condition` and nothing evaluates it directly.
 */
import { z } from 'zod';
import { keySchema } from '../ids';

/** `{trigger: 'product-id'}`: that property of the event which started the journey. */
export const triggerValueSchema = z.strictObject({ trigger: keySchema });

const scalarSchema = z.union([z.string(), z.number(), z.boolean()]);
const oneSchema = z.union([scalarSchema, triggerValueSchema]);
export type RuleValue = z.infer<typeof oneSchema>;
const boundSchema = z.union([z.number(), z.string()]);
const listSchema = z.array(scalarSchema).min(1);
const daysSchema = z.number().int().positive();

/** What a field or a property is compared with, by operator. */
const plainForms = [
  { op: z.enum(['eq', 'neq', 'gt', 'gte', 'lt', 'lte', 'contains']), value: oneSchema },
  { op: z.literal('in'), value: listSchema },
] as const;
const fieldForms = [
  ...plainForms,
  { op: z.literal('between'), value: z.tuple([boundSchema, boundSchema]) },
  { op: z.literal('contains-any'), value: listSchema },
  { op: z.literal('is-set'), value: z.boolean() },
  { op: z.enum(['within-last-days', 'older-than-days', 'within-next-days']), value: daysSchema },
] as const;

export const propertyOperators = ['eq', 'neq', 'gt', 'gte', 'lt', 'lte', 'contains', 'in'] as const;
export const fieldOperators = [...propertyOperators, 'between', 'contains-any', 'is-set', 'within-last-days', 'older-than-days', 'within-next-days'] as const;
export const eventOperators = ['count-eq', 'count-gt', 'count-gte', 'count-lt', 'count-lte', 'distinct-gt', 'distinct-gte', 'sum-lt', 'sum-gte'] as const;

const property = { property: keySchema };
export const whereSchema = z.discriminatedUnion('op', [z.strictObject({ ...property, ...plainForms[0] }), z.strictObject({ ...property, ...plainForms[1] })]);
export type Where = z.infer<typeof whereSchema>;

const field = { field: keySchema };
const fieldRuleSchema = z.discriminatedUnion('op', [
  z.strictObject({ ...field, ...fieldForms[0] }),
  z.strictObject({ ...field, ...fieldForms[1] }),
  z.strictObject({ ...field, ...fieldForms[2] }),
  z.strictObject({ ...field, ...fieldForms[3] }),
  z.strictObject({ ...field, ...fieldForms[4] }),
  z.strictObject({ ...field, ...fieldForms[5] }),
]);
export type FieldRule = z.infer<typeof fieldRuleSchema>;

const event = {
  event: keySchema,
  value: z.number(),
  windowDays: daysSchema.optional(),
  where: z.array(whereSchema).min(1).optional(),
  groupBy: keySchema.optional(),
  afterLast: keySchema.optional(),
  beforeLast: keySchema.optional(),
  sinceEntry: z.literal(true).optional(),
};
const eventRuleSchema = z.discriminatedUnion('op', [
  z.strictObject({ ...event, op: z.enum(['count-eq', 'count-gt', 'count-gte', 'count-lt', 'count-lte']) }),
  z.strictObject({ ...event, op: z.enum(['distinct-gt', 'distinct-gte', 'sum-lt', 'sum-gte']), property: keySchema }),
]);
export type EventRule = z.infer<typeof eventRuleSchema>;

/** She is in that segment: one place says where the line is. */
const segmentRuleSchema = z.strictObject({ segment: keySchema });

export type Rule = FieldRule | EventRule | z.infer<typeof segmentRuleSchema> | { all: Rule[] } | { any: Rule[] } | { not: Rule[] };

export const ruleSchema: z.ZodType<Rule> = z.lazy(() =>
  z.union([
    fieldRuleSchema,
    eventRuleSchema,
    segmentRuleSchema,
    z.strictObject({ all: z.array(ruleSchema).min(1) }),
    z.strictObject({ any: z.array(ruleSchema).min(1) }),
    z.strictObject({ not: z.array(ruleSchema).min(1) }),
  ]),
);

/** A trigger's field change: `changed` and `changed-to` exist only here; the rest is a comparison that has just become true. */
export const fieldChangeSchema = z.union([
  z.strictObject({ ...field, op: z.literal('changed'), value: z.literal(true) }),
  z.strictObject({ ...field, op: z.literal('changed-to'), value: scalarSchema }),
  fieldRuleSchema,
]);
export type FieldChange = z.infer<typeof fieldChangeSchema>;
