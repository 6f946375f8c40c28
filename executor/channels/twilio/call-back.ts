/** What Twilio tells of messages, and what people text back. */
import { createHash, createHmac } from 'node:crypto';
import type { AdapterOptions, CallBack, CallBackAnswer, Report } from '../adapter';
import { replyOf } from '../reply-text';
import { areSame } from '../secrets';
import { reportOf } from '../troubles';
import { twilioTrouble } from './errors';

/** A status call-back or an incoming message; both come as a form. Statuses on the way (`queued`, `sending`, `sent`) say nothing that is not known. */
export function understandTwilio({ method, url, headers, body }: CallBack, { channel, settings, secrets }: AdapterOptions<'twilio'>): CallBackAnswer {
  if (method !== 'POST') return 'malformed';
  if (!secrets.authToken || !isSignedByTwilio(url, body, headers['x-twilio-signature'] ?? '', secrets.authToken)) return 'forbidden';
  const form = new URLSearchParams(body.toString('utf8'));
  const id = form.get('MessageSid') ?? form.get('SmsSid') ?? '';
  if (!/^[A-Z]{2}[0-9a-f]{32}$/.test(id) || form.get('AccountSid') !== settings.accountSid) return 'malformed';
  // Sent along where Twilio was told of a status; an incoming message has one too: `received`.
  const status = form.get('MessageStatus') ?? form.get('SmsStatus') ?? '';
  if (status === 'received' || form.has('Body')) return { reports: [reply(form, id, channel === 'sms')] };
  const told = whatOf(status, Number(form.get('ErrorCode') ?? 0));
  if (!told) return { reports: [] };
  const key = URL.canParse(url) ? new URL(url).searchParams.get('key') : null;
  return { reports: [{ uid: `twilio:${id}:${status}`, id, ...(key && { key }), ...told }] };
}

function whatOf(status: string, code: number): Pick<Report, 'what' | 'properties' | 'optOut'> | undefined {
  switch (status) {
    case 'delivered':
      return { what: 'delivered', properties: {} };
    case 'read':
      return { what: 'opened', properties: {} };
    case 'undelivered':
    case 'failed':
      return reportOf(twilioTrouble(code) ?? 'provider-refused', code || '');
    default:
      return undefined;
  }
}

function reply(form: URLSearchParams, id: string, sms: boolean): Report {
  const from = (form.get('From') ?? '').replace(/^whatsapp:/, '');
  return { uid: `twilio:${id}:reply`, what: 'replied', from, ...replyOf(form.get('Body') ?? '', { sms, asked: form.get('OptOutType') === 'STOP' }) };
}

/**
 * HMAC-SHA1 over the address and the form's names and values in the order of the names; of a body that is no form, the address holds its SHA-256 as
 * `bodySHA256` (https://www.twilio.com/docs/usage/webhooks/webhooks-security). Twilio signs with or without the usual port; both are heard.
 */
export function isSignedByTwilio(url: string, body: Buffer, signature: string, authToken: string): boolean {
  const hash = URL.canParse(url) ? new URL(url).searchParams.get('bodySHA256') : null;
  if (hash !== null) return areSame(hash.toLowerCase(), createHash('sha256').update(body).digest('hex')) && isSignedOver(url, '', signature, authToken);
  const form = new URLSearchParams(body.toString('utf8'));
  const names = [...new Set(form.keys())].sort();
  const signed = names
    .map((name) =>
      [...new Set(form.getAll(name))]
        .sort()
        .map((value) => name + value)
        .join(''),
    )
    .join('');
  return isSignedOver(url, signed, signature, authToken);
}

function isSignedOver(url: string, signed: string, signature: string, authToken: string): boolean {
  const expected = (address: string) =>
    createHmac('sha1', authToken)
      .update(address + signed)
      .digest('base64');
  return [url, withPort(url), withoutPort(url)].map((address) => areSame(signature, expected(address))).includes(true);
}

function withPort(url: string): string {
  return url.replace(
    /^(https?):\/\/([^/?#:]+)(?=[/?#]|$)/i,
    (_, scheme: string, host: string) => `${scheme}://${host}:${scheme.toLowerCase() === 'https' ? 443 : 80}`,
  );
}

function withoutPort(url: string): string {
  return url.replace(/^(https?:\/\/[^/?#:]+):\d+(?=[/?#]|$)/i, '$1');
}
