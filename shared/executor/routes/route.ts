/** How one call is described. `:name` in a path is a parameter. */
import { z } from 'zod';

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
  'mailbox-not-set-up': 409,
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
export function route<R extends Route>(described: R): R {
  return described;
}

export const none = z.object({});

export const many = <T extends z.ZodType>(item: T) => z.array(item).min(1).max(maxBatch);
