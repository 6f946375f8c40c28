/**
 * The seven files of `assets/catalogue`: the domain knowledge the product ships. Strict, so that a typo in the content
 * fails the tests instead of disappearing. Ids are kebab-case and never change.
 */
import { z } from 'zod';
import { prioritySchema } from '../checklist/schema';
import { keySchema } from '../ids';
import { survivorshipSchema } from '../record/schema';
import { canonicalTypeSchema, fieldUseSchema, piiClassSchema, transportSchema } from '../sources/schema';
import { journeysFileSchema } from './journey-template';
import { explainedSchema, fileHead, fullTextSchema, namedSchema } from './parts';
import { eventOperators, fieldOperators, propertyOperators, ruleSchema } from './rule';

const scoreSchema = z.number().int().min(0).max(4);

const pointSchema = z.strictObject({
  id: keySchema,
  number: z.number().int().positive(),
  category: keySchema,
  /** The question in two to four words, for heat maps and tables. */
  label: fullTextSchema,
  question: fullTextSchema,
  why: fullTextSchema,
  answerType: z.enum(['yes-no', 'choice', 'number', 'text', 'money']),
  unit: fullTextSchema.optional(),
  targetValue: z.number().optional(),
  options: z.array(namedSchema.extend({ suggestedScore: scoreSchema })).optional(),
  evidence: fullTextSchema,
  redFlag: fullTextSchema,
  defaultWeight: z.number().min(0).max(10),
  defaultPriority: prioritySchema,
  scoring: z.array(z.strictObject({ score: scoreSchema, text: fullTextSchema })).length(5),
  costQuestion: fullTextSchema.optional(),
  published: z.boolean(),
  /** Where the point also appears. Never shown. */
});
export type CataloguePoint = z.infer<typeof pointSchema>;

const checklistFileSchema = z.strictObject({
  ...fileHead,
  id: z.literal('vendor-gap-checklist'),
  scoringScale: z.array(z.strictObject({ score: scoreSchema, label: fullTextSchema })).length(5),
  scoringMethod: z.strictObject({
    expression: z.string().min(1),
    unansweredPoints: fullTextSchema,
    blockingRule: fullTextSchema,
    gapDefinition: fullTextSchema,
    requiredScoreByPriority: z.strictObject({ must: scoreSchema, should: scoreSchema, could: scoreSchema }),
  }),
  answerTypes: z.array(namedSchema),
  priorities: z.array(explainedSchema.extend({ id: prioritySchema })),
  categories: z.array(namedSchema.extend({ order: z.number().int().positive(), guidingQuestion: fullTextSchema })),
  points: z.array(pointSchema),
});

const sourceFieldSchema = z.strictObject({
  id: keySchema,
  nativeName: z.string().min(1),
  nativeType: z.string().min(1),
  label: fullTextSchema,
  isKey: z.boolean(),
  use: fieldUseSchema,
  /** The attribute it usually feeds. */
  unifiedField: keySchema.nullable(),
  eventProperties: z.array(z.string().regex(/^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$/)),
  /** The same field in other products: product → its name there. */
  aliases: z.record(z.string(), z.string().min(1)).optional(),
  note: fullTextSchema.optional(),
});
export type CatalogueField = z.infer<typeof sourceFieldSchema>;

const sourceSchema = z.strictObject({
  id: keySchema,
  label: fullTextSchema,
  description: fullTextSchema,
  exampleProducts: z.array(z.string().min(1)),
  fieldCount: z.number().int().positive(),
  inReferenceArchitecture: z.boolean(),
  integrationModes: z.array(transportSchema).min(1),
  trustedFor: z.array(keySchema),
  workshopNotes: fullTextSchema,
  objects: z
    .array(
      z.strictObject({
        id: keySchema,
        nativeName: z.string().min(1),
        label: fullTextSchema,
        model: fullTextSchema,
        fields: z.array(sourceFieldSchema).min(1),
      }),
    )
    .min(1),
});
export type CatalogueSource = z.infer<typeof sourceSchema>;

const dataSourcesFileSchema = z.strictObject({
  ...fileHead,
  id: z.literal('data-source-catalogue'),
  architectureNote: fullTextSchema,
  integrationModeLabels: z.array(namedSchema.extend({ id: transportSchema })),
  fieldUseLabels: z.array(namedSchema.extend({ id: fieldUseSchema })),
  sources: z.array(sourceSchema),
});

const propertySchema = z.strictObject({
  id: keySchema,
  /** On the wire. */
  name: z.string().regex(/^[a-z][a-z0-9_]*$/),
  type: canonicalTypeSchema,
  required: z.boolean(),
  label: fullTextSchema,
});
export type CatalogueProperty = z.infer<typeof propertySchema>;

const eventSchema = z.strictObject({
  id: keySchema,
  name: z.string().regex(/^[a-z][a-z0-9_]*$/),
  category: keySchema,
  label: fullTextSchema,
  description: fullTextSchema,
  properties: z.array(propertySchema),
  usedByJourneys: z.array(keySchema),
  usedBySegments: z.array(keySchema),
});
export type CatalogueEvent = z.infer<typeof eventSchema>;

const eventsFileSchema = z.strictObject({
  ...fileHead,
  id: z.literal('behavioural-events'),
  categories: z.array(namedSchema),
  /** Carried by every event. */
  commonProperties: z.array(propertySchema),
  rules: z.array(z.strictObject({ id: keySchema, text: fullTextSchema })),
  events: z.array(eventSchema),
});

const kpiSchema = z.strictObject({
  id: keySchema,
  category: keySchema,
  published: z.boolean(),
  name: fullTextSchema,
  formula: fullTextSchema,
  /** Over the input ids, with underscores. */
  expression: z.string().min(1),
  inputs: z.array(
    z.strictObject({
      /** As written in `expression`. */
      id: z.string().regex(/^[a-z][a-z0-9_]*$/),
      label: fullTextSchema,
      value: z.number(),
      origin: z.enum(['assumption', 'example', 'published']),
    }),
  ),
  result: z.strictObject({ value: z.number(), decimals: z.number().int().min(0).max(6), unit: fullTextSchema }),
  better: z.enum(['higher', 'lower']),
  worked: fullTextSchema,
  note: fullTextSchema.optional(),
});
export type CatalogueKpi = z.infer<typeof kpiSchema>;

const kpiFileSchema = z.strictObject({
  ...fileHead,
  id: z.literal('kpi-library'),
  inputOrigins: z.array(namedSchema),
  verdicts: z.array(namedSchema),
  categories: z.array(namedSchema),
  claimsChecked: z.array(
    z.strictObject({
      id: keySchema,
      published: z.boolean(),
      claim: fullTextSchema,
      verdict: keySchema,
      explanation: fullTextSchema,
      kpis: z.array(keySchema),
    }),
  ),
  kpis: z.array(kpiSchema),
});

const useSchema = z.enum(['campaign', 'trigger', 'condition', 'exclusion']);
const parameterValueSchema = z.union([z.string(), z.number(), z.array(z.union([z.string(), z.number()])).min(1)]);

const segmentSchema = z.strictObject({
  id: keySchema,
  category: keySchema,
  published: z.boolean(),
  name: fullTextSchema,
  rule: ruleSchema,
  /** Values meant to be changed with the client: JSON pointers into `rule`. */
  parameters: z.array(
    z.strictObject({
      id: keySchema,
      pointer: z.string().regex(/^(\/[^/]+)+$/),
      alsoPointers: z.array(z.string().regex(/^(\/[^/]+)+$/)).optional(),
      default: parameterValueSchema,
      label: fullTextSchema,
    }),
  ),
  minimumSize: z.strictObject({
    use: useSchema,
    recommended: z.number().int().nonnegative(),
    floor: z.number().int().nonnegative(),
    guidance: fullTextSchema,
  }),
  refresh: z.enum(['daily', 'real-time']),
  purpose: fullTextSchema,
  usedByJourneys: z.array(keySchema),
  note: fullTextSchema.optional(),
});
export type CatalogueSegment = z.infer<typeof segmentSchema>;

const segmentsFileSchema = z.strictObject({
  ...fileHead,
  id: z.literal('segment-library'),
  minimumSizePolicy: z.strictObject({
    text: fullTextSchema,
    uses: z.array(z.strictObject({ id: useSchema, recommended: z.number().int().nonnegative(), floor: z.number().int().nonnegative(), text: fullTextSchema })),
  }),
  globalExclusion: z.strictObject({ text: fullTextSchema, rule: ruleSchema, exceptSegments: z.array(keySchema) }),
  ruleGrammar: z.strictObject({
    combinators: z.array(namedSchema),
    fieldOperators: z.array(namedSchema.extend({ id: z.enum(fieldOperators), appliesTo: z.array(z.union([z.literal('*'), canonicalTypeSchema])) })),
    eventOperators: z.array(namedSchema.extend({ id: z.enum(eventOperators) })),
    /** Named as they are written in a rule, so not kebab-case. */
    eventModifiers: z.array(
      z.strictObject({
        id: z.enum(['windowDays', 'where', 'property', 'groupBy', 'afterLast', 'beforeLast', 'sinceEntry']),
        label: fullTextSchema,
      }),
    ),
    valueReferences: z.array(namedSchema),
    propertyOperators: z.array(z.enum(propertyOperators)),
    membership: fullTextSchema,
    emptyValueRule: fullTextSchema,
  }),
  categories: z.array(namedSchema),
  segments: z.array(segmentSchema),
});

const unifiedFieldSchema = z.strictObject({
  id: keySchema,
  group: keySchema,
  label: fullTextSchema,
  type: canonicalTypeSchema,
  identifier: z.boolean(),
  matchStrength: z.enum(['strong', 'medium', 'weak']).optional(),
  pii: piiClassSchema,
  derived: z.boolean(),
  description: fullTextSchema,
  mergeRule: survivorshipSchema,
  mergeNote: fullTextSchema.optional(),
  enumValues: z.array(namedSchema).optional(),
  fedBySources: z.array(keySchema),
  usedByJourneys: z.array(keySchema),
  usedBySegments: z.array(keySchema),
});
export type UnifiedField = z.infer<typeof unifiedFieldSchema>;

const unifiedRecordFileSchema = z.strictObject({
  ...fileHead,
  id: z.literal('unified-customer-record'),
  types: z.array(namedSchema.extend({ id: canonicalTypeSchema })),
  mergeRules: z.array(explainedSchema.extend({ id: survivorshipSchema })),
  piiLevels: z.array(explainedSchema.extend({ id: piiClassSchema })),
  matchingOrder: z.strictObject({ text: fullTextSchema, fields: z.array(keySchema).min(1) }),
  /** Per group of attributes: which system is believed first. */
  trustOrder: z.array(z.strictObject({ group: keySchema, sources: z.array(keySchema).min(1) })),
  groups: z.array(explainedSchema),
  fields: z.array(unifiedFieldSchema),
});

export const catalogueSchema = z.strictObject({
  checklist: checklistFileSchema,
  dataSources: dataSourcesFileSchema,
  events: eventsFileSchema,
  journeys: journeysFileSchema,
  kpi: kpiFileSchema,
  segments: segmentsFileSchema,
  unifiedRecord: unifiedRecordFileSchema,
});
export type Catalogue = z.infer<typeof catalogueSchema>;
