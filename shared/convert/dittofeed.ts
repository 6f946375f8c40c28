/** The shape of Dittofeed's journeys and segments, as its public sources describe it; only what we write or read. */
import { z } from 'zod';

const operatorSchema = z.object({ type: z.string(), value: z.unknown().optional(), windowSeconds: z.number().optional() });
export const dittofeedSegmentNodeSchema = z.object({
  type: z.string(),
  id: z.string(),
  event: z.string().optional(),
  key: z.string().optional(),
  path: z.string().optional(),
  percent: z.number().optional(),
  times: z.number().optional(),
  timesOperator: z.string().optional(),
  withinSeconds: z.number().optional(),
  children: z.array(z.string()).optional(),
  operator: operatorSchema.optional(),
});
export type DittofeedSegmentNode = z.infer<typeof dittofeedSegmentNodeSchema>;
export const dittofeedSegmentSchema = z.object({
  id: z.string(),
  name: z.string(),
  definition: z.object({ entryNode: dittofeedSegmentNodeSchema, nodes: z.array(dittofeedSegmentNodeSchema) }),
});
export type DittofeedSegment = z.infer<typeof dittofeedSegmentSchema>;

const id = z.string().max(200);
const delaySchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Second'), seconds: z.number().nonnegative() }),
  z.object({
    type: z.literal('LocalTime'),
    hour: z.number().int().min(0).max(23),
    minute: z.number().int().min(0).max(59).optional(),
    allowedDaysOfWeek: z.array(z.number().int().min(0).max(6)).optional(),
  }),
  z.object({
    type: z.literal('UserProperty'),
    userProperty: z.string(),
    offsetSeconds: z.number().optional(),
    offsetDirection: z.enum(['after', 'before']).optional(),
  }),
]);
export type DittofeedDelay = z.infer<typeof delaySchema>;

/** A kind that fits none of these is read as `ext`. */
export const dittofeedNodeSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('DelayNode'), id, variant: delaySchema, child: id }),
  z.object({
    type: z.literal('MessageNode'),
    id,
    name: z.string().optional(),
    variant: z.object({ type: z.string(), templateId: z.string() }),
    subscriptionGroupId: z.string().optional(),
    child: id,
  }),
  z.object({
    type: z.literal('SegmentSplitNode'),
    id,
    name: z.string().optional(),
    variant: z.object({ type: z.literal('Boolean'), segment: id, trueChild: id, falseChild: id }),
  }),
  z.object({
    type: z.literal('WaitForNode'),
    id,
    timeoutSeconds: z.number().nonnegative(),
    timeoutChild: id,
    segmentChildren: z.array(z.object({ id, segmentId: id })),
  }),
]);
export type DittofeedNode = z.infer<typeof dittofeedNodeSchema>;

export const dittofeedEntrySchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('EntryNode'), segment: id, child: id }),
  z.object({ type: z.literal('EventEntryNode'), event: z.string(), key: z.string().optional(), child: id }),
]);
export type DittofeedEntry = z.infer<typeof dittofeedEntrySchema>;

export type DittofeedDefinition = { entryNode: DittofeedEntry; exitNode: { type: 'ExitNode' }; nodes: DittofeedNode[] };
export type DittofeedTemplate = { id: string; name: string; definition: { type: string; [setting: string]: string } };
/** What we write: the journey with the segments and templates its ids name, to be created over there first. */
export type DittofeedFile = { name: string; definition: DittofeedDefinition; segments: DittofeedSegment[]; messageTemplates: DittofeedTemplate[] };
