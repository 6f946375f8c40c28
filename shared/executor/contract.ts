/**
 * The executor's HTTP calls, described once: the API registers them, OpenAPI describes them, the typed client makes them.
 * `:name` in a path is a parameter.
 */
import { z } from 'zod';
import {
  countsSchema,
  customerTraceSchema,
  deploymentBundleSchema,
  deploymentSummarySchema,
  eventSchema,
  healthSchema,
  identityTotalsSchema,
  ingestReplySchema,
  outboxRowSchema,
  profileUpdateSchema,
  startReplySchema,
  startSchema,
} from './api';

/** More than this in one call is refused; send several. */
export const maxBatch = 5000;

export type Route<P extends z.ZodType = z.ZodType, Q extends z.ZodType = z.ZodType, B extends z.ZodType = z.ZodType, V extends z.ZodType = z.ZodType> = {
  method: 'GET' | 'POST';
  path: string;
  summary: string;
  params: P;
  query: Q;
  /** Absent on GET. */
  body?: B;
  /** The body is a list that may also come as one object or as NDJSON. */
  lines?: boolean;
  value: V;
  status: 200 | 202;
};

/** Keeps the exact type: whether there is a body at all is part of it. */
function route<R extends Route>(described: R): R {
  return described;
}

const none = z.object({});
const many = <T extends z.ZodType>(item: T) => z.array(item).min(1).max(maxBatch);

export const clockSchema = z.object({ now: z.iso.datetime() });

export const executorRoutes = {
  health: route({
    method: 'GET',
    path: '/health',
    summary: 'Is it well: state, totals, age of the oldest overdue wait',
    params: none,
    query: none,
    value: healthSchema,
    status: 200,
  }),
  sendEvents: route({
    method: 'POST',
    path: '/events',
    summary: 'Events: one object, an array, or NDJSON. Answered when they are on disk; a known uid is a duplicate and changes nothing',
    params: none,
    query: none,
    body: many(eventSchema),
    lines: true,
    value: ingestReplySchema,
    status: 202,
  }),
  updateProfiles: route({
    method: 'POST',
    path: '/profiles',
    summary: 'Attribute values of customers: one object, an array, or NDJSON',
    params: none,
    query: none,
    body: many(profileUpdateSchema),
    lines: true,
    value: ingestReplySchema,
    status: 202,
  }),
  deploy: route({
    method: 'POST',
    path: '/deployments',
    summary: 'Publish a journey with everything it needs. The same bundle again is the same deployment',
    params: none,
    query: none,
    body: deploymentBundleSchema,
    value: deploymentSummarySchema,
    status: 200,
  }),
  deployments: route({
    method: 'GET',
    path: '/deployments',
    summary: 'All deployments, newest first',
    params: none,
    query: none,
    value: z.array(deploymentSummarySchema),
    status: 200,
  }),
  deployment: route({
    method: 'GET',
    path: '/deployments/:hash',
    summary: 'What was deployed: the bundle with this hash',
    params: z.object({ hash: z.string().min(1).max(100) }),
    query: none,
    value: deploymentBundleSchema,
    status: 200,
  }),
  setState: route({
    method: 'POST',
    path: '/deployments/:hash/state',
    summary: 'live: resume or roll back to; paused: nothing starts or goes on; draining: nobody enters; retired: everybody leaves',
    params: z.object({ hash: z.string().min(1).max(100) }),
    query: none,
    body: z.object({ state: z.enum(['live', 'paused', 'draining', 'retired']) }),
    value: deploymentSummarySchema,
    status: 200,
  }),
  counts: route({
    method: 'GET',
    path: '/journeys/:id/counts',
    summary: 'Counts per node of the newest deployment of a journey, or of the one asked for; null when there is none',
    params: z.object({ id: z.string().min(1).max(64) }),
    query: z.object({ deployment: z.string().max(100).optional() }),
    value: countsSchema.nullable(),
    status: 200,
  }),
  start: route({
    method: 'POST',
    path: '/journeys/:id/start',
    summary: 'Start a run for one known customer, in a journey with a trigger by hand or by API. Says why when she may not enter',
    params: z.object({ id: z.string().min(1).max(64) }),
    query: none,
    body: startSchema,
    value: startReplySchema,
    status: 200,
  }),
  outbox: route({
    method: 'GET',
    path: '/outbox',
    summary: 'Messages, newest first',
    params: none,
    query: z.object({ limit: z.coerce.number().int().min(1).max(500).default(50), journeyId: z.string().max(64).optional() }),
    value: z.array(outboxRowSchema),
    status: 200,
  }),
  findCustomers: route({
    method: 'GET',
    path: '/customers',
    summary: 'Customers whose identifier begins with the text; the newest when it is empty',
    params: none,
    query: z.object({ text: z.string().max(200).default(''), limit: z.coerce.number().int().min(1).max(100).default(20) }),
    value: z.array(z.object({ customer: z.string(), label: z.string() })),
    status: 200,
  }),
  customer: route({
    method: 'GET',
    path: '/customers/:id',
    summary: 'One customer: identifiers, attributes, who turned out to be her, and what happened to her and why; null when unknown',
    params: z.object({ id: z.string().min(1).max(64) }),
    query: none,
    value: customerTraceSchema.nullable(),
    status: 200,
  }),
  identity: route({
    method: 'GET',
    path: '/identity',
    summary: 'Since the store began: customers who turned out to be another one, and identifiers not taken as they were sent, by reason',
    params: none,
    query: none,
    value: identityTotalsSchema,
    status: 200,
  }),
  moveClock: route({
    method: 'POST',
    path: '/clock',
    summary: 'Sandbox only: fast-forward; everything that falls due on the way happens at its own time',
    params: none,
    query: none,
    body: z.object({
      advanceMs: z
        .number()
        .int()
        .min(0)
        .max(400 * 86_400_000),
    }),
    value: clockSchema,
    status: 200,
  }),
} as const;
export type ExecutorRoutes = typeof executorRoutes;
export type RouteName = keyof ExecutorRoutes;
