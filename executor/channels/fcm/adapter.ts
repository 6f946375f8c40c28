/**
 * Push notifications by Firebase Cloud Messaging v1. It honours no key. What is sent twice carries the same mark, by which a device shows one in the place of
 * the other where both arrive.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { systemClock } from '../../clock';
import type { Adapter, AdapterOptions, Outcome, Outgoing } from '../adapter';
import { type Answered, createHttpClient, urlUnder } from '../http-call';
import { readJson } from '../json-reply';
import { retryAfterMs } from '../retry-after';
import { inDoubt, outcomeOf, outcomeOfStatus, outcomeWithoutAnswer, reasonIn, type Trouble } from '../troubles';
import { createTokenSource } from './access-token';

const takenSchema = z.object({ name: z.string().regex(/^projects\/[^/]+\/messages\/.{1,300}$/) });
const errorSchema = z.object({
  error: z.object({
    status: z.string(),
    details: z
      .array(z.object({ '@type': z.string(), errorCode: z.string().optional(), fieldViolations: z.array(z.object({ field: z.string() })).optional() }))
      .optional(),
  }),
});
type Fault = z.infer<typeof errorSchema>['error'];

const atOnce = 20;
/** Keys and values, in bytes. Said here, as Firebase's answer would look as if the token were wrong. */
const largestPayload = 4096;
/** Where a quota is used up and nothing else is said, Firebase asks for a minute. */
const quotaPauseMs = 60_000;

export function openFcm({ settings, secrets, timeoutMs, clock = systemClock }: AdapterOptions<'fcm'>): Adapter {
  const http = createHttpClient({ atOnce, timeoutMs, clock });
  const tokens = createTokenSource(secrets.accessToken, http, clock);
  const post = async (token: string, body: Record<string, unknown>) => {
    const result = await http.call({
      method: 'POST',
      url: urlUnder(settings.baseUrl, `/v1/projects/${settings.projectId}/messages:send`),
      headers: { authorization: `Bearer ${token}`, accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (result.sent === 'answered' && result.status === 401) tokens.forget();
    return result;
  };

  return {
    honoursKey: false,
    atOnce,
    async send(message) {
      if (!isToken(message.to)) return outcomeOf('device-gone');
      const { subject, body, message: id, key } = message;
      if (Buffer.byteLength(JSON.stringify({ subject, body, id, key })) > largestPayload) return outcomeOf('content-refused');
      const access = await tokens.token();
      if ('stop' in access) return access.stop;
      const result = await post(access.token, { message: notificationOf(message) });
      if (result.sent !== 'answered') return outcomeWithoutAnswer(result);
      if (result.status < 200 || result.status >= 300) return outcomeOfError(result, clock.now());
      const taken = readJson(result.body, takenSchema);
      return taken ? { do: 'accepted', id: taken.name } : inDoubt('reply-unreadable', result.status);
    },
    async check() {
      const access = await tokens.token();
      if ('stop' in access) return reasonIn(access.stop);
      // Looked at and not sent; that nobody has such a token is what a right project answers.
      const result = await post(access.token, { validate_only: true, message: { token: 'masa-check', notification: { title: '-' } } });
      if (result.sent !== 'answered') return reasonIn(outcomeWithoutAnswer(result));
      if (result.status >= 200 && result.status < 300 && readJson(result.body, takenSchema)) return undefined;
      const error = readJson(result.body, errorSchema)?.error;
      if (error && ['INVALID_ARGUMENT', 'UNREGISTERED'].includes(codeOf(error))) return undefined;
      return reasonIn(outcomeOfError(result, clock.now()));
    },
    close: http.close,
  };
}

function isToken(to: string): boolean {
  return /^[\x21-\x7e]{1,4096}$/.test(to);
}

function notificationOf({ key, message, to, subject, body }: Outgoing): Record<string, unknown> {
  // 32 signs of base64url: what the narrowest of them, a web push topic, takes.
  const mark = createHash('sha256').update(key).digest('base64url').slice(0, 32);
  return {
    token: to,
    notification: { title: subject, body },
    // For the app, which may tell us what became of it, and may drop what it has shown.
    data: { masa_message: message, masa_key: key },
    android: { notification: { tag: mark } },
    apns: { headers: { 'apns-collapse-id': mark } },
    webpush: { headers: { Topic: mark }, notification: { tag: mark } },
  };
}

/** Firebase's own word where there is one, else that of all of Google's services. */
function codeOf({ status, details }: Fault): string {
  return details?.find((detail) => detail.errorCode !== undefined)?.errorCode ?? status;
}

function outcomeOfError({ status, headers, body }: Answered, now: number): Outcome {
  const error = readJson(body, errorSchema)?.error;
  const afterMs = retryAfterMs(headers, now);
  if (!error) return outcomeOfStatus(status, afterMs);
  const code = codeOf(error);
  const trouble = troubleOf(code, error);
  if (trouble) return outcomeOf(trouble, code, afterMs ?? (code === 'QUOTA_EXCEEDED' ? quotaPauseMs : undefined));
  // `INTERNAL`: it broke while they had it.
  return code === 'INTERNAL' ? inDoubt('reply-lost', code) : outcomeOfStatus(status, afterMs);
}

/**
 * As https://firebase.google.com/docs/reference/fcm/rest/v1/ErrorCode has them, and https://firebase.google.com/docs/cloud-messaging/error-codes for
 * INVALID_ARGUMENT: of a token that is none, Firebase's own detail stands alone; what is wrong with a value is named in a BadRequest beside it.
 */
function troubleOf(code: string, { details }: Fault): Trouble | undefined {
  switch (code) {
    case 'UNREGISTERED':
    // The token belongs to another project's app.
    case 'SENDER_ID_MISMATCH':
      return 'device-gone';
    case 'INVALID_ARGUMENT':
      return isAboutToken(details) ? 'device-gone' : 'content-refused';
    case 'QUOTA_EXCEEDED':
    case 'RESOURCE_EXHAUSTED':
      return 'provider-busy';
    case 'UNAVAILABLE':
      return 'provider-down';
    case 'UNAUTHENTICATED':
    case 'PERMISSION_DENIED':
      return 'credentials-refused';
    // Apple's or the browser's certificate in the project: others get through.
    case 'THIRD_PARTY_AUTH_ERROR':
      return 'network-refused';
    case 'NOT_FOUND':
      return 'provider-not-there';
    default:
      return undefined;
  }
}

function isAboutToken(details: Fault['details']): boolean {
  const fields = (details ?? []).flatMap(({ fieldViolations }) => fieldViolations ?? []).map(({ field }) => field);
  if (fields.length > 0) return fields.some((field) => /^message\.token$/.test(field));
  return details?.some((detail) => detail['@type'].endsWith('google.firebase.fcm.v1.FcmError') && detail.errorCode === 'INVALID_ARGUMENT') ?? false;
}
