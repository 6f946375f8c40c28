/**
 * The executor's HTTP calls, described once: the API registers them, OpenAPI describes them, the typed client makes them.
 * `:name` in a path is a parameter.
 */
import { z } from 'zod';
import { languageSchema } from '../text';
import {
  countsSchema,
  customerTraceSchema,
  deploymentBundleSchema,
  deploymentSummarySchema,
  deployReplySchema,
  deploySchema,
  eventSchema,
  healthSchema,
  identityTotalsSchema,
  ingestReplySchema,
  nodeCustomersSchema,
  outboxRowSchema,
  profileUpdateSchema,
  reasonSchema,
  startReplySchema,
  startSchema,
  tracePageSchema,
  whoSchema,
  whyOutsideSchema,
} from './api';
import { audienceMembersSchema, audienceRowSchema, audienceSchema } from './audiences';
import { backupListSchema, backupNameSchema, backupSchema, careSettingsSchema, restoredSchema } from './care';
import {
  channelChangeSchema,
  channelSchema,
  deliveryDecisionSchema,
  deliveryRowSchema,
  deliveryStateSchema,
  outChannelSchema,
  publicSettingsSchema,
  publicStateSchema,
  secretsSchema,
  switchSchema,
} from './channels';
import { mailLogSchema, mailSchema, sentMailSchema } from './mails';
import { historyDays, historySchema, undeliveredSchema } from './monitor';
import { erasedSchema, everythingSchema } from './rights';
import { summaryQuerySchema, summarySchema } from './summary';
import { taskChangeSchema, taskPageSchema, taskQuery, taskRowSchema } from './tasks';
import { visitorTokenSchema } from './visitors';

/** More than this in one call is refused; send several. */
export const maxBatch = 5000;

/** What a call can be refused with, and the status of such an answer. Problems of what was sent, which have many codes, are 400. */
export const refusalStatus = {
  'invalid-arguments': 400,
  'invalid-value': 400,
  'body-not-json': 400,
  'body-too-deep': 400,
  'request-malformed': 400,
  'executor-token-refused': 401,
  'executor-host-refused': 403,
  'executor-origin-refused': 403,
  'unknown-call': 404,
  'unknown-deployment': 404,
  'customer-unknown': 404,
  'run-unknown': 404,
  'method-refused': 405,
  'request-too-slow': 408,
  'journey-not-startable': 409,
  'not-a-sandbox': 409,
  'clock-too-far': 409,
  'run-not-failed': 409,
  'run-not-repeatable': 409,
  'run-superseded': 409,
  'deployment-not-running': 409,
  'deployment-held': 409,
  'sandbox-stays-inside': 409,
  'provider-refused': 409,
  'channel-not-set-up': 409,
  'trial-list-empty': 409,
  'channel-needs-unsubscribe': 409,
  'secret-missing': 409,
  'delivery-unknown': 404,
  'delivery-not-open': 409,
  'channel-closed': 409,
  'audience-unknown': 404,
  'audience-without-segment': 409,
  'audiences-too-many': 409,
  'task-unknown': 404,
  'task-not-open': 409,
  'port-taken': 409,
  'port-refused': 409,
  'public-closed': 409,
  'visitor-refused': 401,
  'kept-message-unknown': 404,
  'origin-refused': 403,
  'host-refused': 421,
  'link-unknown': 404,
  'period-refused': 409,
  'mail-channel-off': 409,
  'mail-needs-server': 409,
  'mail-not-on-list': 409,
  'mail-attachment-refused': 409,
  'undo-too-late': 409,
  'body-too-large': 413,
  'body-too-many-values': 413,
  'content-type-refused': 415,
  'too-many-requests': 429,
  'events-too-fast': 429,
  'too-many-tries': 429,
  'executor-busy': 429,
  'headers-too-large': 431,
  'internal-error': 500,
  'too-many-connections': 503,
  'executor-stopping': 503,
  'executor-store-failed': 507,
  'executor-store-torn': 507,
  'executor-restoring': 503,
  'backup-missing': 404,
  'backup-running': 409,
  'backup-newer': 409,
  'backup-damaged': 409,
  'sandbox-mismatch': 409,
  'backup-failed': 507,
  'restore-failed': 507,
  'backup-no-room': 507,
  'disk-full': 507,
} as const;
export type RefusalCode = keyof typeof refusalStatus;

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
  /** A body as a program would send it; of lists one member. */
  example?: unknown;
  value: V;
  status: 200 | 202;
  /** It writes to the store, which may be full, busy or about to close. */
  writes?: boolean;
  /** What only this call is refused with. */
  refuses?: readonly RefusalCode[];
  /** The value is a text of this type, not JSON. */
  text?: string;
  /** May take minutes: whoever asks has to be patient. */
  slow?: boolean;
};

/** Keeps the exact type: whether there is a body at all is part of it. */
function route<R extends Route>(described: R): R {
  return described;
}

const none = z.object({});
const many = <T extends z.ZodType>(item: T) => z.array(item).min(1).max(maxBatch);

/** A fast-forward goes no further at once. */
export const mostAheadMs = 400 * 86_400_000;

export const moveClockSchema = z.union([
  z.object({ advanceMs: z.number().int().min(0).max(mostAheadMs) }),
  /** A moment that is over moves nothing. */
  z.object({ to: z.iso.datetime({ offset: true }) }),
  z.object({ to: z.literal('next-wake') }),
]);
export type MoveClock = z.infer<typeof moveClockSchema>;

/** A visitor's token is good for a week at most: it can't be called back. */
export const mostVisitorMinutes = 7 * 24 * 60;

/** What a provider says to settings and secrets; null: all is well. */
export const checkedSchema = z.object({ problem: reasonSchema.nullable() });
/** Of how many messages something was decided. */
export const decidedSchema = z.object({ changed: z.number().int() });

export const clockSchema = z.object({ now: z.iso.datetime() });

export const executorRoutes = {
  health: route({
    method: 'GET',
    path: '/health',
    summary: 'Is it well: state, totals, age of the oldest overdue wait, and what is wrong',
    params: none,
    query: none,
    value: healthSchema,
    status: 200,
  }),
  history: route({
    method: 'GET',
    path: '/history',
    summary: `What each of the last hours brought, of all and of each deployment; hours are kept for ${historyDays} days`,
    params: none,
    query: z.object({
      hours: z.coerce
        .number()
        .int()
        .min(1)
        .max(historyDays * 24)
        .default(24),
    }),
    value: historySchema,
    status: 200,
  }),
  metrics: route({
    method: 'GET',
    path: '/metrics',
    summary: 'Totals, counts by journey and channel, lateness, sizes and findings in the text format of Prometheus; nothing about anybody',
    params: none,
    query: none,
    value: z.string(),
    text: 'text/plain; version=0.0.4; charset=utf-8',
    status: 200,
  }),
  sendEvents: route({
    method: 'POST',
    path: '/events',
    summary:
      'Events: one object, an array, or NDJSON. Answered when they are on disk; a known uid is a duplicate and changes nothing. Names nobody understands are kept and come back as warnings',
    params: none,
    query: none,
    body: many(eventSchema),
    lines: true,
    example: {
      uid: 'order-1042',
      name: 'order_placed',
      occurred_at: '2026-06-01T10:00:00+03:00',
      source_system: 'web-shop',
      identifiers: { email: 'dana@shop.example' },
      properties: { order_value: 249.9, currency: 'ILS' },
    },
    value: ingestReplySchema,
    status: 202,
    writes: true,
    refuses: ['events-too-fast'],
  }),
  updateProfiles: route({
    method: 'POST',
    path: '/profiles',
    summary: 'Attribute values of customers: one object, an array, or NDJSON. Names nobody understands are kept and come back as warnings',
    params: none,
    query: none,
    body: many(profileUpdateSchema),
    lines: true,
    example: {
      identifiers: { email: 'dana@shop.example' },
      attributes: { first_name: 'Dana', email_consent: 'granted' },
      occurred_at: '2026-06-01T10:00:00+03:00',
    },
    value: ingestReplySchema,
    status: 202,
    writes: true,
    refuses: ['events-too-fast'],
  }),
  deploy: route({
    method: 'POST',
    path: '/deployments',
    summary:
      'Publish a journey with everything it needs, and say what becomes of the people inside. The same bundle again is the same deployment; an earlier one is a way back. Whom a restore holds stays held',
    params: none,
    query: none,
    body: deploySchema,
    value: deployReplySchema,
    status: 200,
    writes: true,
    refuses: ['deployment-held'],
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
    refuses: ['unknown-deployment'],
  }),
  setState: route({
    method: 'POST',
    path: '/deployments/:hash/state',
    summary: 'live: resume or roll back to; paused: nothing starts or goes on; draining: nobody enters; retired: everybody leaves',
    params: z.object({ hash: z.string().min(1).max(100) }),
    query: none,
    body: z.object({ state: z.enum(['live', 'paused', 'draining', 'retired']) }),
    example: { state: 'paused' },
    value: deploymentSummarySchema,
    status: 200,
    writes: true,
    refuses: ['unknown-deployment'],
  }),
  counts: route({
    method: 'GET',
    path: '/journeys/:id/counts',
    summary: 'Counts per node of the newest deployment of a journey, or of the one asked for',
    params: z.object({ id: z.string().min(1).max(64) }),
    query: z.object({ deployment: z.string().max(100).optional() }),
    value: countsSchema,
    status: 200,
    refuses: ['unknown-deployment'],
  }),
  nodeCustomers: route({
    method: 'GET',
    path: '/journeys/:id/nodes/:node/customers',
    summary: 'Who is behind a count of a node: who waits there and till when, whom it refused or whose run failed, by reason',
    params: z.object({ id: z.string().min(1).max(64), node: z.string().min(1).max(64) }),
    query: z.object({
      what: whoSchema,
      /** Reason code; absent: all of them. */
      reason: z.string().max(100).optional(),
      deployment: z.string().max(100).optional(),
      after: z.coerce.number().int().min(0).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(20),
    }),
    value: nodeCustomersSchema,
    status: 200,
  }),
  start: route({
    method: 'POST',
    path: '/journeys/:id/start',
    summary: 'Start a run for one known customer, in a journey with a trigger by hand or by API. Says why when she may not enter',
    params: z.object({ id: z.string().min(1).max(64) }),
    query: none,
    body: startSchema,
    example: { identifiers: { email: 'dana@shop.example' }, uid: 'call-77' },
    value: startReplySchema,
    status: 200,
    writes: true,
    refuses: ['customer-unknown', 'journey-not-startable'],
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
    summary: 'One customer: identifiers, attributes, who turned out to be her, and what happened to her and why',
    params: z.object({ id: z.string().min(1).max(64) }),
    query: none,
    value: customerTraceSchema,
    status: 200,
    refuses: ['customer-unknown'],
  }),
  trace: route({
    method: 'GET',
    path: '/customers/:id/trace',
    summary: 'What happened to one customer and why, in one journey or in all, a page at a time from the newest',
    params: z.object({ id: z.string().min(1).max(64) }),
    query: z.object({
      journeyId: z.string().max(64).optional(),
      /** `earlier` of the page before. */
      before: z.coerce.number().int().min(0).optional(),
      limit: z.coerce.number().int().min(1).max(1000).default(200),
    }),
    value: tracePageSchema,
    status: 200,
    refuses: ['customer-unknown'],
  }),
  whyOutside: route({
    method: 'GET',
    path: '/customers/:id/journeys/:journey/why',
    summary: 'Why a customer is not in a journey, asked of its triggers as things are now',
    params: z.object({ id: z.string().min(1).max(64), journey: z.string().min(1).max(64) }),
    query: none,
    value: whyOutsideSchema,
    status: 200,
    refuses: ['customer-unknown'],
  }),
  decideFailed: route({
    method: 'POST',
    path: '/customers/:id/runs/:run/failed',
    summary: 'What becomes of a run that failed: try-again takes the step that broke once more; let-go leaves it at that',
    params: z.object({ id: z.string().min(1).max(64), run: z.string().min(1).max(100) }),
    query: none,
    body: z.object({ decision: z.enum(['try-again', 'let-go']) }),
    example: { decision: 'try-again' },
    value: z.object({ status: z.enum(['active', 'exited']) }),
    status: 200,
    writes: true,
    refuses: ['run-unknown', 'run-not-failed', 'run-not-repeatable', 'run-superseded', 'deployment-not-running'],
  }),
  everything: route({
    method: 'GET',
    path: '/customers/:id/everything',
    summary: 'All that is kept about one person, for whoever has the right to know; null when she is unknown',
    params: z.object({ id: z.string().min(1).max(64) }),
    query: none,
    value: everythingSchema.nullable(),
    status: 200,
    slow: true,
  }),
  erase: route({
    method: 'POST',
    path: '/customers/:id/erasure',
    summary: 'Forget one person for ever: all that is hers goes, counts stay, and what is told of her from now on is not taken in',
    params: z.object({ id: z.string().min(1).max(64) }),
    query: none,
    body: z.object({ confirm: z.literal('for ever') }),
    example: { confirm: 'for ever' },
    value: erasedSchema,
    status: 200,
    writes: true,
    refuses: ['customer-unknown'],
  }),
  readmit: route({
    method: 'POST',
    path: '/erased/lift',
    summary: 'Somebody who was forgotten has come back by herself: these identifiers are taken in again',
    params: none,
    query: none,
    body: z.object({ identifiers: z.record(z.string(), z.union([z.string(), z.number()])) }),
    example: { identifiers: { email: 'dana@shop.example' } },
    value: z.object({ lifted: z.number().int() }),
    status: 200,
    writes: true,
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
  backups: route({
    method: 'GET',
    path: '/backups',
    summary: 'Backups of the store, newest first, and why the last daily one could not be made',
    params: none,
    query: none,
    value: backupListSchema,
    status: 200,
  }),
  backUp: route({
    method: 'POST',
    path: '/backups',
    summary: 'Make a backup now. Everything goes on meanwhile; it is whole or not there at all',
    params: none,
    query: none,
    value: backupSchema,
    status: 200,
    slow: true,
    refuses: ['backup-running', 'backup-no-room', 'disk-full', 'backup-failed', 'executor-store-torn'],
  }),
  restore: route({
    method: 'POST',
    path: '/restore',
    summary: 'Go back to a backup. The present store is set aside, not deleted; all deployments come back paused',
    params: none,
    query: none,
    body: z.object({ backup: backupNameSchema }),
    example: { backup: '2026-06-01T07-00-00-000Z' },
    value: restoredSchema,
    status: 200,
    slow: true,
    refuses: ['backup-missing', 'backup-newer', 'backup-damaged', 'sandbox-mismatch', 'backup-no-room', 'disk-full', 'restore-failed'],
  }),
  resumeRestored: route({
    method: 'POST',
    path: '/restore/resume',
    summary: 'Let everything go on that was paused by a restore',
    params: none,
    query: none,
    value: z.object({ resumed: z.number().int() }),
    status: 200,
    writes: true,
  }),
  channels: route({
    method: 'GET',
    path: '/channels',
    summary: 'Ways out of the laptop: whether anything may leave by them, how they are set up, and where their messages have got to',
    params: none,
    query: none,
    value: z.array(channelSchema),
    status: 200,
  }),
  setChannel: route({
    method: 'POST',
    path: '/channels/:channel',
    summary: 'Set up a channel, or switch it: off, trial (only recipients on the list), live. What was written while it was off never leaves',
    params: z.object({ channel: outChannelSchema }),
    query: none,
    body: channelChangeSchema,
    example: { mode: 'trial', allowed: ['me@shop.example'] },
    value: channelSchema,
    status: 200,
    writes: true,
    refuses: ['sandbox-stays-inside', 'provider-refused', 'channel-not-set-up', 'trial-list-empty', 'channel-needs-unsubscribe', 'secret-missing'],
  }),
  setSecrets: route({
    method: 'POST',
    path: '/channels/:channel/secrets',
    summary: 'Passwords and tokens of a channel’s provider; null forgets one. They are never shown again. keep: false holds them until the next start only',
    params: z.object({ channel: outChannelSchema }),
    query: none,
    body: z.object({ values: secretsSchema, keep: z.boolean().default(true) }),
    example: { values: { password: 'correct horse' } },
    value: channelSchema,
    status: 200,
    writes: true,
  }),
  checkChannel: route({
    method: 'POST',
    path: '/channels/:channel/check',
    summary: 'Ask the provider whether settings and secrets are right, without sending anything; null: all is well',
    params: z.object({ channel: outChannelSchema }),
    query: none,
    value: checkedSchema,
    status: 200,
    slow: true,
    refuses: ['channel-not-set-up'],
  }),
  channelSwitches: route({
    method: 'GET',
    path: '/channel-switches',
    summary: 'When each channel was switched, newest first',
    params: none,
    query: z.object({ limit: z.coerce.number().int().min(1).max(500).default(50) }),
    value: z.array(switchSchema),
    status: 200,
  }),
  deliveries: route({
    method: 'GET',
    path: '/deliveries',
    summary: 'Messages and calls that may leave or have left, newest first, by channel and state',
    params: none,
    query: z.object({
      channel: outChannelSchema.optional(),
      state: deliveryStateSchema.optional(),
      /** `n` of the last one before. */
      before: z.coerce.number().int().min(1).optional(),
      limit: z.coerce.number().int().min(1).max(500).default(50),
    }),
    value: z.array(deliveryRowSchema),
    status: 200,
  }),
  undelivered: route({
    method: 'GET',
    path: '/undelivered',
    summary: 'How many messages were stopped on their way out, failed, bounced, or are in doubt, by channel and reason',
    params: none,
    query: none,
    value: z.array(undeliveredSchema),
    status: 200,
  }),
  decideDelivery: route({
    method: 'POST',
    path: '/deliveries/:n/decision',
    summary: 'What becomes of one message that did not leave, or of which nobody knows whether it did',
    params: z.object({ n: z.coerce.number().int().min(1) }),
    query: none,
    body: z.object({ decision: deliveryDecisionSchema }),
    example: { decision: 'try-again' },
    value: decidedSchema,
    status: 200,
    writes: true,
    refuses: ['delivery-unknown', 'delivery-not-open', 'channel-closed'],
  }),
  decideDeliveries: route({
    method: 'POST',
    path: '/deliveries/decision',
    summary: 'The same for all messages of a channel in one state',
    params: none,
    query: none,
    body: z.object({ channel: outChannelSchema, state: deliveryStateSchema, decision: deliveryDecisionSchema }),
    example: { channel: 'email', state: 'failed', decision: 'try-again' },
    value: decidedSchema,
    status: 200,
    writes: true,
    refuses: ['delivery-not-open', 'channel-closed'],
  }),
  summary: route({
    method: 'GET',
    path: '/summary',
    summary: 'What became of everything from one moment to another: journeys, messages, deliveries, what is open and what is ahead. Names no customer',
    params: none,
    query: summaryQuerySchema,
    value: summarySchema,
    status: 200,
    slow: true,
    refuses: ['period-refused'],
  }),
  sendMails: route({
    method: 'POST',
    path: '/mails',
    summary:
      'A mail to people of one’s own, a PDF with it: by the mail server of the e-mail channel, and in its mode. off: refused; trial: refused when one of them is not on the list',
    params: none,
    query: none,
    body: mailSchema,
    example: { to: ['team@shop.example'], subject: 'What the week came to', text: 'The report is attached.' },
    value: z.array(sentMailSchema),
    status: 200,
    writes: true,
    slow: true,
    refuses: ['channel-not-set-up', 'mail-channel-off', 'mail-needs-server', 'mail-not-on-list', 'mail-attachment-refused'],
  }),
  mails: route({
    method: 'GET',
    path: '/mails',
    summary: 'Mails to people of one’s own, the newest first: to whom, what became of each. Not what they said',
    params: none,
    query: z.object({ limit: z.coerce.number().int().min(1).max(500).default(50) }),
    value: z.array(mailLogSchema),
    status: 200,
  }),
  tasks: route({
    method: 'GET',
    path: '/tasks',
    summary: 'What journeys ask people to do, newest first, by state and person (an empty one: nobody’s), with how many there are in all',
    params: none,
    query: z.object({
      ...taskQuery,
      /** `n` of the last one before. */
      before: z.coerce.number().int().min(1).optional(),
      limit: z.coerce.number().int().min(1).max(500).default(50),
    }),
    value: taskPageSchema,
    status: 200,
  }),
  changeTask: route({
    method: 'POST',
    path: '/tasks/:n',
    summary:
      'Give a task to somebody, note something, say that it is done and what came of it, or that nobody will do it. Done, it is an event of the customer where its step names one, so that journeys go on',
    params: z.object({ n: z.coerce.number().int().min(1) }),
    query: none,
    body: taskChangeSchema,
    example: { state: 'done', outcome: 'interested', by: 'Dana', note: 'Sends an offer on Sunday' },
    value: taskRowSchema,
    status: 200,
    writes: true,
    refuses: ['task-unknown', 'task-not-open'],
  }),
  audiences: route({
    method: 'GET',
    path: '/audiences',
    summary: 'Segments that are watched: how many are in each now, and how many came and went on each of the last seven days',
    params: none,
    query: none,
    value: z.array(audienceRowSchema),
    status: 200,
  }),
  watch: route({
    method: 'POST',
    path: '/audiences',
    summary: 'Watch a segment from now on: everybody is looked at once, then only those of whom there is news or whose time has come',
    params: none,
    query: none,
    body: audienceSchema,
    value: z.array(audienceRowSchema),
    status: 200,
    writes: true,
    refuses: ['audience-without-segment', 'audiences-too-many'],
  }),
  unwatch: route({
    method: 'POST',
    path: '/audiences/:segment/end',
    summary: 'Watch a segment no more; what is known of it is let go',
    params: z.object({ segment: z.string().min(1).max(100) }),
    query: none,
    value: z.array(audienceRowSchema),
    status: 200,
    writes: true,
    refuses: ['audience-unknown'],
  }),
  audienceMembers: route({
    method: 'GET',
    path: '/audiences/:segment/members',
    summary: 'Who is in a watched segment, in the order of their numbers; without anything personal unless names are asked for',
    params: z.object({ segment: z.string().min(1).max(100) }),
    query: z.object({
      /** Number of the last one before. */
      after: z.coerce.number().int().min(0).optional(),
      limit: z.coerce.number().int().min(1).max(1000).default(100),
      names: z
        .enum(['true', 'false'])
        .default('false')
        .transform((value) => value === 'true'),
    }),
    value: audienceMembersSchema,
    status: 200,
    refuses: ['audience-unknown'],
  }),
  publicSettings: route({
    method: 'GET',
    path: '/public',
    summary: 'What people and providers outside can reach: where to take oneself off, call-backs, inbox and on-site script',
    params: none,
    query: none,
    value: publicStateSchema,
    status: 200,
  }),
  setPublic: route({
    method: 'POST',
    path: '/public',
    summary: 'Open or close the public address of this machine, and say by which address others reach it',
    params: none,
    query: none,
    body: publicSettingsSchema,
    example: { listens: true, url: 'https://links.shop.example' },
    value: publicStateSchema,
    status: 200,
    writes: true,
    refuses: ['port-taken', 'port-refused'],
  }),
  visitorToken: route({
    method: 'POST',
    path: '/customers/visitor-token',
    summary:
      'For a server of the client’s own: a token by which the app or page of one known customer asks the public address for her messages. Whoever has it reads them until it ends',
    params: none,
    query: none,
    body: z.object({
      identifiers: z.record(z.string(), z.union([z.string(), z.number()])),
      /** How long it is good. */
      minutes: z.number().int().min(1).max(mostVisitorMinutes).default(60),
    }),
    example: { identifiers: { email: 'dana@shop.example' }, minutes: 60 },
    value: visitorTokenSchema,
    status: 200,
    writes: true,
    refuses: ['customer-unknown'],
  }),
  demoVisit: route({
    method: 'POST',
    path: '/customers/:id/demo-visit',
    summary: 'The address of the demo page as this customer sees it, for half an hour; the public address has to be open',
    params: z.object({ id: z.string().min(1).max(64) }),
    query: none,
    body: z.object({ language: languageSchema.default('en') }),
    example: { language: 'he' },
    value: z.object({ url: z.url(), expiresAt: z.iso.datetime() }),
    status: 200,
    writes: true,
    refuses: ['customer-unknown', 'public-closed'],
  }),
  care: route({
    method: 'GET',
    path: '/settings',
    summary: 'Daily backups and how long what is over is kept',
    params: none,
    query: none,
    value: careSettingsSchema,
    status: 200,
  }),
  setCare: route({
    method: 'POST',
    path: '/settings',
    summary: 'Change the settings',
    params: none,
    query: none,
    body: careSettingsSchema,
    example: { dailyBackup: true, keepBackups: 7, keepDays: 400 },
    value: careSettingsSchema,
    status: 200,
    writes: true,
  }),
  moveClock: route({
    method: 'POST',
    path: '/clock',
    summary:
      'Sandbox only: fast-forward by a while, to a moment or to the next thing that happens by itself; all that falls due on the way happens at its own time',
    params: none,
    query: none,
    body: moveClockSchema,
    example: { advanceMs: 86_400_000 },
    value: clockSchema,
    status: 200,
    refuses: ['not-a-sandbox', 'clock-too-far'],
  }),
} as const;
export type ExecutorRoutes = typeof executorRoutes;
export type RouteName = keyof ExecutorRoutes;
