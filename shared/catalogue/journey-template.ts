/** A journey as the catalogue tells it. `shared/journey` compiles it to journey-definition 1.0. */
import { z } from 'zod';
import { durationSchema, offsetSchema } from '../condition/schema';
import { keySchema } from '../ids';
import { channelSchema, lateSchema, messageClassSchema } from '../journey/schema';
import { explainedSchema, fileHead, fullTextSchema, namedSchema } from './parts';
import { fieldChangeSchema, ruleSchema, triggerValueSchema, whereSchema } from './rule';

const clockSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
/** `friday 14:00` */
const weekTimeSchema = z.string().regex(/^(monday|tuesday|wednesday|thursday|friday|saturday|sunday) ([01]\d|2[0-3]):[0-5]\d$/);

const suppressionActionSchema = z.enum(['exit', 'hold', 'skip-message', 'use-other-channel-or-skip']);

const commonSuppressionSchema = z.strictObject({
  id: keySchema,
  text: fullTextSchema,
  appliesTo: z.array(messageClassSchema).min(1),
  channels: z.array(channelSchema).min(1).optional(),
  rule: ruleSchema.nullable(),
  /** Said in words: the engine looks at the consent the message names. */
  engineCheck: z.literal('message.requiresConsent eq granted').optional(),
  schedule: z
    .strictObject({
      quietFrom: clockSchema,
      quietTo: clockSchema,
      restDays: z.array(z.strictObject({ country: z.string().length(2), from: weekTimeSchema, to: weekTimeSchema })),
      /** Steps that may speak at any hour. */
      exceptSteps: z.array(keySchema),
    })
    .optional(),
  action: suppressionActionSchema,
  maxHold: durationSchema.optional(),
});
export type CommonSuppression = z.infer<typeof commonSuppressionSchema>;

const eventTrigger = { type: z.literal('event'), event: keySchema, where: z.array(whereSchema).min(1).optional(), text: fullTextSchema };
const triggerSchema = z.discriminatedUnion('type', [
  z.strictObject({
    ...eventTrigger,
    fieldChange: fieldChangeSchema.optional(),
    alternatives: z.array(z.strictObject({ ...eventTrigger, entryStep: keySchema })).optional(),
  }),
  z.strictObject({ type: z.literal('segment-enter'), segment: keySchema, text: fullTextSchema }),
  z.strictObject({ type: z.literal('schedule'), every: durationSchema, fieldChange: fieldChangeSchema.optional(), text: fullTextSchema }),
]);

const step = { id: keySchema };
const stepSchema = z.discriminatedUnion('type', [
  z.strictObject({
    ...step,
    type: z.literal('message'),
    touchpoint: z.number().int().positive(),
    optional: z.boolean(),
    channel: channelSchema,
    messageClass: messageClassSchema,
    subject: fullTextSchema,
    /** Of an e-mail. */
    preheader: fullTextSchema.optional(),
    purpose: fullTextSchema,
    requiresConsent: keySchema.optional(),
    ignoreSuppression: z.array(keySchema).optional(),
    late: lateSchema.optional(),
    next: keySchema,
  }),
  z.strictObject({ ...step, type: z.literal('wait'), label: fullTextSchema, duration: durationSchema, next: keySchema }),
  z.strictObject({ ...step, type: z.literal('condition'), label: fullTextSchema, rule: ruleSchema, yes: keySchema, no: keySchema }),
  z.strictObject({
    ...step,
    type: z.literal('split'),
    label: fullTextSchema,
    hypothesis: fullTextSchema,
    variants: z.array(z.strictObject({ id: keySchema, share: z.number().min(0).max(100), next: keySchema })).min(2),
    winnerMetric: keySchema,
    minimumRunDays: z.number().int().positive(),
  }),
  z.strictObject({
    ...step,
    type: z.literal('update-field'),
    label: fullTextSchema,
    field: keySchema,
    value: z.union([z.string(), z.number(), z.boolean(), z.strictObject({ remove: triggerValueSchema })]),
    next: keySchema,
  }),
  z.strictObject({
    ...step,
    type: z.literal('action'),
    action: z.enum(['batch-by-stock', 'create-task', 'create-ticket', 'escalate', 'issue-ticket', 'webhook']),
    label: fullTextSchema,
    assignTo: keySchema.optional(),
    emits: keySchema.optional(),
    within: durationSchema.optional(),
    whenDone: keySchema.optional(),
    targets: z.array(keySchema).optional(),
    payloadFields: z.array(keySchema).optional(),
    maxDelay: durationSchema.optional(),
    peoplePerUnit: z.number().int().positive().optional(),
    waveEvery: durationSchema.optional(),
    next: keySchema,
  }),
  z.strictObject({
    ...step,
    type: z.literal('wait-for-event'),
    label: fullTextSchema,
    event: keySchema,
    where: z.array(whereSchema).min(1).optional(),
    timeout: durationSchema,
    onEvent: keySchema,
    onTimeout: keySchema,
  }),
  z.strictObject({
    ...step,
    type: z.literal('wait-until-date'),
    label: fullTextSchema,
    /** `<event>.<property>` */
    dateRef: z.strictObject({ eventProperty: z.string().regex(/^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$/) }),
    offset: offsetSchema,
    next: keySchema,
  }),
  z.strictObject({ ...step, type: z.literal('goal'), label: fullTextSchema }),
  z.strictObject({ ...step, type: z.literal('exit'), label: fullTextSchema }),
]);
export type TemplateStep = z.infer<typeof stepSchema>;
export type TemplateStepOf<T extends TemplateStep['type']> = Extract<TemplateStep, { type: T }>;

/** How the lead journey scores: points per event, fit rules, decay. */
const scoringModelSchema = z.strictObject({
  field: keySchema,
  range: z.tuple([z.number(), z.number()]),
  handOverAt: z.number(),
  requiresFitGrade: z.array(keySchema).min(1),
  decay: z.strictObject({ points: z.number(), afterInactiveDays: z.number().int().positive(), text: fullTextSchema }),
  points: z.array(
    z.strictObject({
      id: keySchema,
      event: keySchema,
      where: z.array(whereSchema).min(1).optional(),
      points: z.number(),
      maxPerDays: z.number().int().positive(),
      text: fullTextSchema,
    }),
  ),
  fitRules: z.array(z.strictObject({ id: keySchema, grade: keySchema, rule: ruleSchema, text: fullTextSchema })),
  note: fullTextSchema,
});

const journeyTemplateSchema = z.strictObject({
  id: keySchema,
  /** As consultants number it: `6.1` follows `6`. */
  number: z.string(),
  name: fullTextSchema,
  base: z.boolean(),
  published: z.boolean(),
  /** 1 speaks first. */
  priority: z.number().int().min(1).max(10),
  goal: fullTextSchema,
  touchpoints: z.strictObject({ min: z.number().int().positive(), max: z.number().int().positive() }),
  trigger: triggerSchema,
  requiredFields: z.array(keySchema),
  requiredEvents: z.array(keySchema),
  entry: z.strictObject({ text: fullTextSchema, rule: ruleSchema, reentryAfterDays: z.number().int().positive().nullable() }),
  exit: z.strictObject({
    goalText: fullTextSchema,
    goalRule: ruleSchema,
    otherExits: z.array(z.strictObject({ id: keySchema, text: fullTextSchema, rule: ruleSchema })),
  }),
  steps: z.array(stepSchema).min(1),
  storyboard: z.array(z.strictObject({ touchpoint: z.number().int().positive(), emotion: fullTextSchema, doubt: fullTextSchema, motivation: fullTextSchema })),
  suppression: z.strictObject({
    common: z.array(keySchema),
    own: z.array(z.strictObject({ id: keySchema, text: fullTextSchema, rule: ruleSchema.nullable(), action: suppressionActionSchema })),
  }),
  primaryKpi: keySchema,
  kpis: z.array(keySchema).min(1),
  workshopNotes: fullTextSchema.optional(),
  /** What to text in each language. */
  keywords: fullTextSchema.optional(),
  gapReport: z
    .strictObject({
      registeredEvent: keySchema,
      attendedEvent: keySchema,
      joinOn: z.array(keySchema).min(1),
      alertWhenShowRateBelow: z.number().min(0).max(1),
      text: fullTextSchema,
    })
    .optional(),
  scoringModel: scoringModelSchema.optional(),
});
export type JourneyTemplate = z.infer<typeof journeyTemplateSchema>;

export const journeysFileSchema = z.strictObject({
  ...fileHead,
  id: z.literal('journey-templates'),
  conventions: z.strictObject({ touchpoints: fullTextSchema, placeholders: fullTextSchema, priority: fullTextSchema, rules: fullTextSchema }),
  channels: z.array(namedSchema.extend({ id: channelSchema })),
  stepTypes: z.array(explainedSchema.extend({ id: keySchema }).partial({ description: true })),
  commonSuppressions: z.array(commonSuppressionSchema),
  journeys: z.array(journeyTemplateSchema),
});
