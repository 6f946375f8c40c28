/**
 * journey-definition 1.0. These unions are the source; the published JSON Schema is generated from them.
 * An edge leaves a named port; every port a node declares is wired; there are no implicit exits.
 */
import { z } from 'zod';
import { conditionSchema, durationSchema, literalSchema, offsetSchema, refSchema } from '../condition/schema';
import { keySchema, partIdSchema, ulidSchema } from '../ids';
import { textSchema } from '../text';
import { holidaySets } from '../time/holidays';

export const channels = ['email', 'sms', 'whatsapp', 'push', 'in-app', 'on-site'] as const;
export const channelSchema = z.enum(channels);
export type Channel = z.infer<typeof channelSchema>;

export const messageClassSchema = z.enum(['marketing', 'service']);
export type MessageClass = z.infer<typeof messageClassSchema>;

const clockSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
export const weekdays = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'] as const;
export const weekdaySchema = z.enum(weekdays);
export type Weekday = z.infer<typeof weekdaySchema>;

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

const base = { id: partIdSchema, name: textSchema.optional() };

/** What to do when a wake-up comes late (the laptop slept). */
const lateSchema = z.strictObject({ policy: z.enum(['run-now', 'next-window', 'skip']), olderThan: durationSchema.optional() });

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

/**
 * A reason not to send, or not yet. `consent`: the attribute that holds the channel's consent is not granted.
 * `caps`: a frequency cap is reached. `quiet-times`: a calendar says not now. `condition`: as written.
 */
export const suppressionSchema = z.strictObject({
  id: keySchema,
  name: textSchema,
  classes: z.array(messageClassSchema).min(1),
  channels: z.array(channelSchema).optional(),
  rule: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('consent') }),
    z.strictObject({ kind: z.literal('caps') }),
    z.strictObject({ kind: z.literal('quiet-times') }),
    z.strictObject({ kind: z.literal('condition'), when: conditionSchema }),
    /** Described in words only; a person sees to it. Shown, never evaluated. */
    z.strictObject({ kind: z.literal('manual') }),
  ]),
  action: z.enum(['hold', 'skip', 'exit', 'use-other-channel']),
  /** Only with `hold`: after this long, `afterHold` applies. */
  maxHold: durationSchema.optional(),
  afterHold: z.enum(['send', 'skip', 'exit']).optional(),
});
export type Suppression = z.infer<typeof suppressionSchema>;

/** At most `limit` messages of these classes within `window`, across all journeys. */
export const capSchema = z.strictObject({
  id: keySchema,
  name: textSchema,
  classes: z.array(messageClassSchema).min(1),
  channels: z.array(channelSchema).optional(),
  limit: z.number().int().nonnegative(),
  window: durationSchema,
  /** Applies only to customers for whom this holds. */
  when: conditionSchema.optional(),
});
export type Cap = z.infer<typeof capSchema>;

/** Where the sun sets that Shabbat and feasts go by, and how many minutes sooner than sunset and later than nightfall the quiet begins and ends. */
const sunSchema = z.strictObject({
  latitude: z.number().min(-65).max(65),
  longitude: z.number().min(-180).max(180),
  beforeSunset: z.number().int().min(0).max(180),
  afterNightfall: z.number().int().min(0).max(180),
});

/** Days the client names; the last one is quiet too. */
const ownDaysSchema = z.strictObject({ id: keySchema, name: textSchema, from: z.iso.date(), to: z.iso.date() });
export type OwnDays = z.infer<typeof ownDaysSchema>;

/** When not to write, in the customer's own zone. */
export const calendarSchema = z.strictObject({
  id: keySchema,
  name: textSchema,
  /** Empty: every country. ISO 3166 codes otherwise. */
  countries: z.array(z.string().length(2)),
  nights: z.strictObject({ from: clockSchema, to: clockSchema }).optional(),
  /** Weekly rest, from a weekday and time to a weekday and time. */
  rest: z.array(z.strictObject({ fromDay: weekdaySchema, from: clockSchema, toDay: weekdaySchema, to: clockSchema })),
  /** Weekly rest by the sun: from Friday's sunset to Saturday's nightfall. */
  shabbat: z.boolean().optional(),
  holidays: z.array(z.enum(holidaySets)).optional(),
  /** Absent: Jerusalem, with candles forty minutes before sunset. */
  sun: sunSchema.optional(),
  days: z.array(ownDaysSchema).optional(),
});
export type Calendar = z.infer<typeof calendarSchema>;

export const messageSchema = z.strictObject({
  id: keySchema,
  name: textSchema,
  channel: channelSchema,
  class: messageClassSchema,
  purpose: textSchema.optional(),
  subject: textSchema,
  body: textSchema,
  /** A live channel refuses a draft. */
  status: z.enum(['draft', 'approved']),
});
export type Message = z.infer<typeof messageSchema>;

export const reentrySchema = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('never') }),
  z.strictObject({ mode: z.literal('after-exit'), cooldown: durationSchema.optional() }),
  z.strictObject({ mode: z.literal('parallel-by-key'), key: refSchema, cooldown: durationSchema.optional() }),
]);

/** What a drawn picture of the storyboard shows. */
export const scenes = [
  'letter',
  'phone',
  'talk',
  'bell',
  'screen',
  'place',
  'shop',
  'cart',
  'payment',
  'parcel',
  'gift',
  'ticket',
  'calendar',
  'morning',
  'code',
  'door',
  'seat',
  'star',
] as const;
export type Scene = (typeof scenes)[number];

/** Where in the funnel a touchpoint, or one step of it, stands. */
export const funnelStages = ['awareness', 'interest', 'decision', 'purchase', 'use', 'loyalty'] as const;
export type FunnelStage = (typeof funnelStages)[number];

const moodSchema = z.number().int().min(-2).max(2);
const peopleSchema = z.number().int().min(0).max(1e9);

/** One touchpoint of the storyboard: what the customer feels, fears and wants, and what came of it. */
export const frameSchema = z.strictObject({
  touchpoint: z.number().int().nonnegative(),
  /** Absent: "Touchpoint 3". */
  name: textSchema.optional(),
  /** Absent: as the waits on the way there say. */
  when: textSchema.optional(),
  scene: z.enum(scenes).optional(),
  emotion: textSchema,
  doubt: textSchema,
  motivation: textSchema,
  /** −2 … +2; absent while nobody has judged it. */
  mood: moodSchema.optional(),
  /** What the mood is known from; absent: it is a guess. */
  evidence: textSchema.optional(),
  /** How it should feel. */
  toBe: z.strictObject({ mood: moodSchema.optional(), emotion: textSchema.optional() }).optional(),
  /** A contact that no message of ours makes: a scan, a call, the shelf. */
  contact: textSchema.optional(),
  /** How many people should come this far. */
  planned: peopleSchema.optional(),
  /** How many did, as somebody counted them. */
  actual: z.strictObject({ count: peopleSchema, on: z.iso.date(), source: textSchema.optional() }).optional(),
  pain: textSchema.optional(),
  opportunity: textSchema.optional(),
  owner: textSchema.optional(),
  kpi: textSchema.optional(),
  stage: z.enum(funnelStages).optional(),
});
export type Frame = z.infer<typeof frameSchema>;

/** The storyboard as a whole. */
export const sheetSchema = z.strictObject({
  persona: textSchema.optional(),
  /** The target group, as a segment of the engagement. */
  segment: keySchema.optional(),
  goal: textSchema.optional(),
  /** The touchpoint at which the goal is reached; what comes after it is for those who did not come. */
  reachedAt: z.number().int().positive().optional(),
});
export type Sheet = z.infer<typeof sheetSchema>;

/** Steps that are looked at as one: what a part of the way is about. A node is in at most one. */
export const groupSchema = z.strictObject({
  id: partIdSchema,
  name: textSchema,
  nodes: z.array(partIdSchema).min(1),
  /** Drawn as one box. */
  folded: z.boolean().optional(),
});
export type Group = z.infer<typeof groupSchema>;

export const cardTints = ['saffron', 'lapis', 'pine', 'plum'] as const;

/** Words that lie on the drawing, about no step in particular. */
export const cardSchema = z.strictObject({
  id: partIdSchema,
  text: z.string().max(5000),
  x: z.number(),
  y: z.number(),
  width: z.number().min(80).max(2000),
  height: z.number().min(40).max(2000),
  tint: z.enum(cardTints),
});
export type Card = z.infer<typeof cardSchema>;

export const journeySchema = z.strictObject({
  schemaVersion: z.literal('1.0'),
  id: ulidSchema,
  key: keySchema,
  from: keySchema.optional(),
  name: textSchema,
  purpose: textSchema.optional(),
  version: z.number().int().positive(),
  status: z.enum(['draft', 'in-review', 'approved', 'published', 'retired']),
  entry: z.strictObject({ filter: conditionSchema.optional(), reentry: reentrySchema }),
  policies: z.strictObject({
    timeZone: z.strictObject({ source: z.enum(['customer', 'journey']), fallback: z.string().min(1) }),
    /** 0–100, higher speaks first. */
    priority: z.number().int().min(0).max(100),
    goal: z.strictObject({ name: textSchema.optional(), when: conditionSchema }).optional(),
    exits: z.array(z.strictObject({ id: keySchema, name: textSchema, when: conditionSchema, scope: z.enum(['immediate', 'before-next-send']) })),
    /** Engagement-level suppressions that apply, by id. */
    suppressions: z.array(keySchema),
    /** Suppressions of this journey alone. */
    own: z.array(suppressionSchema),
    onRepublish: z.strictObject({
      default: z.enum(['finish-on-old', 'migrate', 'exit']),
      byNode: z
        .record(
          partIdSchema,
          z.discriminatedUnion('action', [
            z.strictObject({ action: z.literal('finish-on-old') }),
            z.strictObject({ action: z.literal('migrate'), to: partIdSchema, timer: z.enum(['keep', 'restart']) }),
            z.strictObject({ action: z.literal('exit') }),
          ]),
        )
        .optional(),
    }),
    maxDuration: durationSchema.optional(),
  }),
  nodes: z.array(nodeSchema),
  edges: z.array(edgeSchema),
  kpis: z.array(keySchema),
  /** Where nodes are drawn, left to right, in pixels. Outside the content hash. */
  layout: z.record(partIdSchema, z.strictObject({ x: z.number(), y: z.number() })),
  /** What people say about it. Outside the content hash. */
  annotations: z.strictObject({
    storyboard: z.array(frameSchema),
    sheet: sheetSchema.optional(),
    /** Of sends. 0: at no touchpoint; absent: counted along the way. */
    touchpoints: z.record(partIdSchema, z.number().int().nonnegative()),
    optional: z.array(partIdSchema),
    workshopNote: textSchema.optional(),
    /** Of nodes that stand elsewhere in the funnel than their touchpoint. */
    stages: z.record(partIdSchema, z.enum(funnelStages)).optional(),
    groups: z.array(groupSchema).optional(),
    cards: z.array(cardSchema).optional(),
  }),
  ext: z.record(z.string(), z.json()).optional(),
});
export type Journey = z.infer<typeof journeySchema>;
