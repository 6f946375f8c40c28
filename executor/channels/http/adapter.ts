/**
 * Any provider, or a system of the client's own, that takes our JSON and takes a repeated key once. What it has to do is told in
 * docs/formats/channel-http.md.
 */
import { z } from 'zod';
import { withoutIsolates } from '../../../shared/direction-marks';
import { systemClock } from '../../clock';
import type { Adapter, AdapterOptions, Outcome, Outgoing } from '../adapter';
import { dialledNumber } from '../dialled-number';
import { type Answered, createHttpClient } from '../http-call';
import { readJson } from '../json-reply';
import { retryAfterMs } from '../retry-after';
import { faultOfSecret } from '../secrets';
import { postSigned } from '../signed-post';
import { inDoubt, outcomeOf, outcomeOfStatus, outcomeWithoutAnswer, reasonIn, reasonOf, type Trouble } from '../troubles';

/** The id is theirs to give; whatever else they say is not looked at. */
const takenSchema = z.object({ id: z.string().min(1).max(200).optional() });

/** What they may say is wrong, of the words that all providers share. */
export const refusals = [
  'number-invalid',
  'recipient-unknown',
  'recipient-unreachable',
  'recipient-unsubscribed',
  'recipient-not-allowed',
  'recipient-limit',
  'device-gone',
  'content-refused',
  'content-filtered',
  'template-needed',
  'template-refused',
  'sender-refused',
  'account-blocked',
] as const;
const errorSchema = z.object({ error: z.enum(refusals) });

const atOnce = 20;

export function openHttp({ channel, settings, secrets, timeoutMs, clock = systemClock }: AdapterOptions<'http'>): Adapter {
  const http = createHttpClient({ atOnce, timeoutMs, clock });
  const post = (key: string, body: unknown) =>
    postSigned(http, clock, { url: settings.url, key, body, token: secrets.token, signingSecret: secrets.signingSecret });
  const fault = () => {
    // One of the two proves who we are; which, is theirs to say.
    if (!secrets.token && !secrets.signingSecret) return reasonOf('secret-missing');
    return secrets.token ? faultOfSecret(secrets.token) : undefined;
  };

  return {
    honoursKey: true,
    atOnce,
    async send(message) {
      const to = recipientOf(message);
      if ('trouble' in to) return outcomeOf(to.trouble);
      const reason = fault();
      if (reason) return { do: 'later', reason, everybody: true };
      const result = await post(message.key, bodyOf(message, to.is));
      if (result.sent !== 'answered') return outcomeWithoutAnswer(result);
      if (result.status < 200 || result.status >= 300) return outcomeOfError(result, clock.now());
      // A web page that answers 200 to everything is no provider, and has taken nothing.
      const taken = readJson(result.body, takenSchema);
      return taken ? { do: 'accepted', ...(taken.id !== undefined && { id: taken.id }) } : inDoubt('reply-unreadable', result.status);
    },
    async check() {
      const reason = fault();
      if (reason) return reason;
      const result = await post('check', { type: 'check', channel });
      if (result.sent !== 'answered') return reasonIn(outcomeWithoutAnswer(result));
      if (result.status < 200 || result.status >= 300) return reasonIn(outcomeOfError(result, clock.now()));
      return readJson(result.body, takenSchema) ? undefined : reasonOf('provider-elsewhere', result.status);
    },
    close: http.close,
  };
}

/** As far as it can be told from here; a line break in an address may begin a header on the other side. */
function recipientOf({ channel, to }: Outgoing): { is: string } | { trouble: Trouble } {
  if (channel === 'sms' || channel === 'whatsapp') {
    const number = dialledNumber(to);
    return number === undefined ? { trouble: 'number-invalid' } : { is: number };
  }
  if (channel === 'email') return z.email().max(254).safeParse(to).success ? { is: to } : { trouble: 'address-invalid' };
  return /^[\x21-\x7e]{1,4096}$/.test(to) ? { is: to } : { trouble: 'device-gone' };
}

function bodyOf(
  { key, channel, class: messageClass, message, language, subject, preheader, body, sender, unsubscribe }: Outgoing,
  to: string,
): Record<string, unknown> {
  return {
    type: 'message',
    key,
    channel,
    class: messageClass,
    to,
    message,
    language,
    subject,
    ...(preheader && { preheader }),
    body: withoutIsolates(body),
    ...(sender && { sender }),
    ...(unsubscribe && { unsubscribe }),
  };
}

function outcomeOfError({ status, headers, body }: Answered, now: number): Outcome {
  const afterMs = retryAfterMs(headers, now);
  const said = readJson(body, errorSchema)?.error;
  if (said && status >= 400 && status < 500) return outcomeOf(said, status, afterMs);
  // The same message is just being taken on another line: its answer will be had for the asking.
  if (status === 409) return { do: 'later', reason: reasonOf('provider-busy', status), ...(afterMs !== undefined && { afterMs }) };
  return outcomeOfStatus(status, afterMs);
}
