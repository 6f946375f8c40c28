/**
 * The steps of a journey and the ways between them.
 * An edge leaves a named port; every port a node declares is wired; there are no implicit exits.
 */
import { z } from 'zod';
import { conditionSchema, durationSchema, literalSchema, offsetSchema, refSchema } from '../condition/schema';
import { keySchema, partIdSchema } from '../ids';
import { textSchema } from '../text';
import { clockSchema, weekdaySchema } from './schema-calendars';
import { channelSchema, messageClassSchema } from './schema-messages';

/** What starts a run. `audience` on the trigger node turns an event without a customer into one run per matching customer. */
export const triggerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('event'), event: keySchema, where: conditionSchema.optional() }),
  z.strictObject({ kind: z.literal('segment-enter'), segment: keySchema }),
  z.strictObject({ kind: z.literal('segment-exit'), segment: keySchema }),
  z.strictObject({ kind: z.literal('attribute-changed'), attribute: keySchema, to: literalSchema.optional(), where: conditionSchema.optional() }),
  z.strictObject({ kind: z.literal('date-attribute'), attribute: keySchema, offset: offsetSchema, at: clockSchema.optional() }),
  z.strictObject({ kind: z.literal('schedule'), every: durationSchema, at: clockSchema.optional() }),
  z.strictObject({ kind: z.literal('manual') }),
  z.strictObject({ kind: z.literal('api') }),
]);
export type Trigger = z.infer<typeof triggerSchema>;
export const triggerKinds: readonly Trigger['kind'][] = triggerSchema.options.map(({ shape }) => shape.kind.value);

const base = { id: partIdSchema, name: textSchema.optional() };

/** What to do when a wake-up comes late (the laptop slept). */
export const lateSchema = z.strictObject({ policy: z.enum(['run-now', 'next-window', 'skip']), olderThan: durationSchema.optional() });

export const nodeSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...base,
    kind: z.literal('trigger'),
    trigger: triggerSchema,
    audience: conditionSchema.optional(),
    /** With an audience: let in `people` per unit of the event property `per` at once, as many again after each `every`. */
    waves: z.strictObject({ people: z.number().int().positive(), per: keySchema, every: durationSchema }).optional(),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('wait'),
    duration: durationSchema,
    align: z.strictObject({ at: clockSchema, days: z.array(weekdaySchema).optional() }).optional(),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('wait-until'),
    until: refSchema,
    offset: offsetSchema.optional(),
    at: clockSchema.optional(),
    onMissing: z.enum(['continue', 'exit']),
  }),
  z.strictObject({ ...base, kind: z.literal('wait-event'), event: keySchema, match: conditionSchema.optional(), timeout: durationSchema }),
  z.strictObject({ ...base, kind: z.literal('window'), days: z.array(weekdaySchema).min(1), from: clockSchema, to: clockSchema }),
  z.strictObject({
    ...base,
    kind: z.literal('decision'),
    cases: z.array(z.strictObject({ port: partIdSchema, name: textSchema.optional(), when: conditionSchema })).min(1),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('ab'),
    salt: z.string().min(1),
    unit: z.enum(['customer', 'run']),
    arms: z.array(z.strictObject({ port: partIdSchema, name: textSchema.optional(), weight: z.number().min(0).max(100) })).min(2),
    hypothesis: textSchema.optional(),
    metric: keySchema.optional(),
    minimumRunDays: z.number().int().positive().optional(),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('send'),
    message: keySchema,
    channel: channelSchema,
    fallbackChannel: channelSchema.optional(),
    class: messageClassSchema,
    /** Ids of suppressions this message is allowed to pass. */
    ignores: z.array(keySchema),
    onSuppressed: z.enum(['continue', 'branch']),
    onFailure: z.enum(['continue', 'branch']),
    late: lateSchema.optional(),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('update'),
    attribute: keySchema,
    value: z.union([literalSchema, refSchema]),
    /** Absent: set. `add` and `remove` put a value into a list attribute or take it out. */
    mode: z.enum(['set', 'add', 'remove']).optional(),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('task'),
    task: z.enum(['create-task', 'ticket', 'alert', 'other']),
    /** Attribute that names the person, or empty for the journey's owner. */
    assignTo: keySchema.optional(),
    /** Event that says the task was made. */
    emits: keySchema.optional(),
    /** How long the person has for it. */
    within: durationSchema.optional(),
    /** Event that says somebody has done it; it carries the outcome. */
    whenDone: keySchema.optional(),
    params: z.record(z.string(), literalSchema).optional(),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('webhook'),
    targets: z.array(z.string().min(1)).min(1),
    payload: z.array(keySchema),
    maxDelay: durationSchema.optional(),
    emits: keySchema.optional(),
    onFailure: z.enum(['continue', 'branch']),
  }),
  z.strictObject({ ...base, kind: z.literal('goal') }),
  z.strictObject({ ...base, kind: z.literal('exit'), reason: keySchema.optional() }),
  z.strictObject({ ...base, kind: z.literal('join') }),
  /** A kind we do not know: kept as it came, inert, blocks publishing. */
  z.strictObject({ ...base, kind: z.literal('ext'), originalKind: z.string(), data: z.json() }),
]);
export type Node = z.infer<typeof nodeSchema>;
export type NodeKind = Node['kind'];
export type NodeOf<K extends NodeKind> = Extract<Node, { kind: K }>;
export const nodeKinds = [
  'trigger',
  'wait',
  'wait-until',
  'wait-event',
  'window',
  'decision',
  'ab',
  'send',
  'update',
  'task',
  'webhook',
  'goal',
  'exit',
  'join',
  'ext',
] as const satisfies readonly NodeKind[];

export const edgeSchema = z.strictObject({ id: partIdSchema, from: partIdSchema, port: partIdSchema, to: partIdSchema });
export type Edge = z.infer<typeof edgeSchema>;

/** The names of the ports a node declares, in the order they are drawn. */
export function portsOf(node: Node): string[] {
  switch (node.kind) {
    case 'wait-event':
      return ['happened', 'timeout'];
    case 'decision':
      return [...node.cases.map((c) => c.port), 'else'];
    case 'ab':
      return node.arms.map((a) => a.port);
    case 'send':
      return ['out', ...(node.onSuppressed === 'branch' ? ['suppressed'] : []), ...(node.onFailure === 'branch' ? ['failed'] : [])];
    case 'webhook':
      return ['out', ...(node.onFailure === 'branch' ? ['failed'] : [])];
    case 'goal':
    case 'exit':
    case 'ext':
      return [];
    case 'trigger':
    case 'wait':
    case 'wait-until':
    case 'window':
    case 'update':
    case 'task':
    case 'join':
      return ['out'];
  }
}
