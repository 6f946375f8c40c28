/** journey-definition 1.0. These unions are the source; the published JSON Schema is generated from them. Everybody imports them from here. */
import { z } from 'zod';
import { conditionSchema, durationSchema, refSchema } from '../condition/schema';
import { keySchema, partIdSchema, ulidSchema } from '../ids';
import { textSchema } from '../text';
import { annotationsSchema } from './schema-annotations';
import { suppressionSchema } from './schema-messages';
import { edgeSchema, nodeSchema } from './schema-nodes';

export * from './schema-annotations';
export * from './schema-calendars';
export * from './schema-messages';
export * from './schema-nodes';

export const reentrySchema = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('never') }),
  z.strictObject({ mode: z.literal('after-exit'), cooldown: durationSchema.optional() }),
  z.strictObject({ mode: z.literal('parallel-by-key'), key: refSchema, cooldown: durationSchema.optional() }),
]);

/** What becomes of somebody who stands at a step when another version is published. */
export const placementSchema = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('finish-on-old') }),
  z.strictObject({ action: z.literal('migrate'), to: partIdSchema, timer: z.enum(['keep', 'restart']) }),
  z.strictObject({ action: z.literal('exit') }),
]);
export type Placement = z.infer<typeof placementSchema>;

export const journeySchema = z.strictObject({
  schemaVersion: z.literal('1.0'),
  id: ulidSchema,
  key: keySchema,
  from: keySchema.optional(),
  name: textSchema,
  purpose: textSchema.optional(),
  /** Counted by whoever wrote the file. Which version runs is counted where it is published (`DeploymentSummary`). */
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
      byNode: z.record(partIdSchema, placementSchema).optional(),
    }),
    maxDuration: durationSchema.optional(),
  }),
  nodes: z.array(nodeSchema),
  edges: z.array(edgeSchema),
  kpis: z.array(keySchema),
  /** Where nodes are drawn, left to right, in pixels. Outside the content hash. */
  layout: z.record(partIdSchema, z.strictObject({ x: z.number(), y: z.number() })),
  annotations: annotationsSchema,
  ext: z.record(z.string(), z.json()).optional(),
});
export type Journey = z.infer<typeof journeySchema>;
