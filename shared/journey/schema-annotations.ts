/** What people say about a journey and put on its drawing: the storyboard, groups, cards. No customer is treated differently for it. */
import { z } from 'zod';
import { keySchema, partIdSchema } from '../ids';
import { textSchema } from '../text';

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

/** What people say about a journey. Outside the content hash. */
export const annotationsSchema = z.strictObject({
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
});
