/**
 * The one condition language: segments, entry filters, decisions, exits, goals, suppressions, event filters.
 * A comparison with a missing value is false, `ne` included; write `exists` when empty should count.
 */
import { z } from 'zod';
import { keySchema } from '../ids';

/** ISO 8601, days/weeks/time only. `P1D` = one calendar day in the customer's zone; `PT24H` = 24 hours elapsed. */
export const durationSchema = z.string().regex(/^P(?!$)(\d+W|(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?)$/);
/** As `durationSchema`, with an optional minus sign (before a date). */
export const offsetSchema = z.string().regex(/^-?P(?!$)(\d+W|(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?)$/);
export type Duration = z.infer<typeof durationSchema>;

/**
 * customer.<attribute>: live. entry.<property>: of the event that started the run, frozen. event.<property>: of the event
 * being looked at. journey.<id|key>, step.<outcome>: about the run itself.
 */
export const refSchema = z.strictObject({ kind: z.enum(['customer', 'entry', 'event', 'journey', 'step']), path: keySchema });
export type Ref = z.infer<typeof refSchema>;

export const literalSchema = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.union([z.string(), z.number(), z.boolean()]))]);
export type Literal = z.infer<typeof literalSchema>;
// Literals first: most operands are, and a union lists why each member before the right one did not fit.
const operandSchema = z.union([literalSchema, refSchema]);
export type Operand = z.infer<typeof operandSchema>;

/** A moment: so long ago, so long ahead, an ISO date or date-time, or another value. */
const momentSchema = z.union([z.strictObject({ ago: durationSchema }), z.strictObject({ ahead: durationSchema }), refSchema, z.string()]);
export type Moment = z.infer<typeof momentSchema>;

export const comparisonOps = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte'] as const;
export type ComparisonOp = (typeof comparisonOps)[number];

export type Condition =
  | { op: 'and' | 'or'; args: Condition[] }
  | { op: 'not'; arg: Condition }
  | { op: ComparisonOp; left: Ref; right: Operand }
  | { op: 'in'; left: Ref; right: (string | number | boolean)[] }
  | { op: 'contains'; left: Ref; right: Operand }
  | { op: 'starts-with'; left: Ref; right: string }
  | { op: 'exists'; left: Ref }
  | { op: 'before' | 'after'; left: Ref; right: Moment }
  | { op: 'within'; left: Ref; past?: Duration | undefined; next?: Duration | undefined }
  | {
      op: 'performed';
      event: string;
      measure: 'count' | 'distinct' | 'sum';
      /** What is summed or counted as distinct. */
      property?: string | undefined;
      /** Count per value of this property; true when one value reaches it. */
      groupBy?: string | undefined;
      is: { op: ComparisonOp; value: number };
      window?: EventWindow | undefined;
      where?: Condition | undefined;
    }
  | { op: 'in-segment'; segment: string };

export const eventWindowSchema = z.strictObject({
  last: durationSchema.optional(),
  /** Only after the run began; the triggering event itself does not count. */
  sinceEntry: z.literal(true).optional(),
  afterLast: keySchema.optional(),
  beforeLast: keySchema.optional(),
});
export type EventWindow = z.infer<typeof eventWindowSchema>;

export const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.discriminatedUnion('op', [
    z.strictObject({ op: z.enum(['and', 'or']), args: z.array(conditionSchema).min(1) }),
    z.strictObject({ op: z.literal('not'), arg: conditionSchema }),
    z.strictObject({ op: z.enum(comparisonOps), left: refSchema, right: operandSchema }),
    z.strictObject({ op: z.literal('in'), left: refSchema, right: z.array(z.union([z.string(), z.number(), z.boolean()])).min(1) }),
    z.strictObject({ op: z.literal('contains'), left: refSchema, right: operandSchema }),
    z.strictObject({ op: z.literal('starts-with'), left: refSchema, right: z.string().min(1) }),
    z.strictObject({ op: z.literal('exists'), left: refSchema }),
    z.strictObject({ op: z.enum(['before', 'after']), left: refSchema, right: momentSchema }),
    z.strictObject({ op: z.literal('within'), left: refSchema, past: durationSchema.optional(), next: durationSchema.optional() }),
    z.strictObject({
      op: z.literal('performed'),
      event: keySchema,
      measure: z.enum(['count', 'distinct', 'sum']),
      property: keySchema.optional(),
      groupBy: keySchema.optional(),
      is: z.strictObject({ op: z.enum(comparisonOps), value: z.number() }),
      window: eventWindowSchema.optional(),
      where: conditionSchema.optional(),
    }),
    z.strictObject({ op: z.literal('in-segment'), segment: keySchema }),
  ]),
);
