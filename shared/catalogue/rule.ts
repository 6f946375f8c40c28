/**
 * The rule grammar of the catalogue's segments and journeys, as it stands in the files. It is content, not a second
 * condition language: `compileRule` turns it into a `Condition` and nothing evaluates it directly.
 */
import { z } from 'zod';
import { keySchema } from '../ids';

/** `{trigger: 'product-id'}`: that property of the event which started the journey. */
export const triggerValueSchema = z.strictObject({ trigger: keySchema });

const scalarSchema = z.union([z.string(), z.number(), z.boolean()]);
const valueSchema = z.union([scalarSchema, z.array(scalarSchema).min(1), triggerValueSchema]);
export type RuleValue = z.infer<typeof valueSchema>;

export const fieldOperators = [
  'eq',
  'neq',
  'in',
  'gt',
  'gte',
  'lt',
  'lte',
  'between',
  'contains',
  'contains-any',
  'is-set',
  'within-last-days',
  'older-than-days',
  'within-next-days',
] as const;
export const propertyOperators = ['eq', 'neq', 'in', 'gt', 'gte', 'lt', 'lte', 'contains'] as const;
export const eventOperators = ['count-eq', 'count-gt', 'count-gte', 'count-lt', 'count-lte', 'distinct-gt', 'distinct-gte', 'sum-lt', 'sum-gte'] as const;

export const whereSchema = z.strictObject({ property: keySchema, op: z.enum(propertyOperators), value: valueSchema });
export type Where = z.infer<typeof whereSchema>;

const fieldRuleSchema = z.strictObject({ field: keySchema, op: z.enum(fieldOperators), value: valueSchema });
export type FieldRule = z.infer<typeof fieldRuleSchema>;

const eventRuleSchema = z.strictObject({
  event: keySchema,
  op: z.enum(eventOperators),
  value: z.number(),
  windowDays: z.number().int().positive().optional(),
  where: z.array(whereSchema).min(1).optional(),
  property: keySchema.optional(),
  groupBy: keySchema.optional(),
  afterLast: keySchema.optional(),
  beforeLast: keySchema.optional(),
  sinceEntry: z.literal(true).optional(),
});
export type EventRule = z.infer<typeof eventRuleSchema>;

export type Rule = FieldRule | EventRule | { all: Rule[] } | { any: Rule[] } | { not: Rule[] };

export const ruleSchema: z.ZodType<Rule> = z.lazy(() =>
  z.union([
    fieldRuleSchema,
    eventRuleSchema,
    z.strictObject({ all: z.array(ruleSchema).min(1) }),
    z.strictObject({ any: z.array(ruleSchema).min(1) }),
    z.strictObject({ not: z.array(ruleSchema).min(1) }),
  ]),
);

/** A trigger's field change: `changed` and `changed-to` exist only here; the rest is a comparison that has just become true. */
export const fieldChangeSchema = z.strictObject({ field: keySchema, op: z.enum([...fieldOperators, 'changed', 'changed-to']), value: scalarSchema });
export type FieldChange = z.infer<typeof fieldChangeSchema>;
