/**
 * SMS and WhatsApp by Twilio's Messages resource (2010-04-01). WhatsApp takes free text in an open conversation; else the template of the Content API
 * that was approved for the message goes, with ContentSid and ContentVariables (https://www.twilio.com/docs/api/errors/63016). It honours no key: what was asked for twice is sent twice, so a broken line leaves a message
 * in doubt. Where it may call back, the call names our key, which settles the doubt.
 */
import { z } from 'zod';
import type { OutChannel, SettingsOf } from '../../../shared/executor/channels';
import { systemClock } from '../../clock';
import type { Adapter, AdapterOptions, Outcome, Outgoing } from '../adapter';
import { dialledNumber } from '../dialled-number';
import { type Answered, createHttpClient, urlUnder } from '../http-call';
import { readJson } from '../json-reply';
import { retryAfterMs } from '../retry-after';
import { faultOfSecret } from '../secrets';
import { templateWords } from '../template-words';
import { inDoubt, outcomeOf, outcomeOfStatus, outcomeWithoutAnswer, reasonIn, reasonOf } from '../troubles';
import { twilioPauseMs, twilioTrouble } from './errors';

const takenSchema = z.object({ sid: z.string().regex(/^[A-Z]{2}[0-9a-f]{32}$/), status: z.string(), error_code: z.number().nullish() });
const errorSchema = z.object({ code: z.number().int() });
const accountSchema = z.object({ sid: z.string(), status: z.string() });

const atOnce = 10;

export function openTwilio({ channel, settings, secrets, callBackUrl, timeoutMs, clock = systemClock }: AdapterOptions<'twilio'>): Adapter {
  const http = createHttpClient({ atOnce, timeoutMs, clock });
  const account = `/2010-04-01/Accounts/${settings.accountSid}`;
  const headers = { authorization: `Basic ${Buffer.from(`${settings.accountSid}:${secrets.authToken ?? ''}`).toString('base64')}`, accept: 'application/json' };

  return {
    honoursKey: false,
    atOnce,
    async send(message) {
      const to = dialledNumber(message.to);
      if (to === undefined) return outcomeOf('number-invalid');
      const content = contentOf(message, channel, settings);
      if ('stop' in content) return content.stop;
      const fault = faultOfSecret(secrets.authToken);
      if (fault) return { do: 'later', reason: fault, everybody: true };
      const result = await http.call({
        method: 'POST',
        url: urlUnder(settings.baseUrl, `${account}/Messages.json`),
        headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
        body: formOf(content.fields, message.key, to, channel === 'whatsapp' ? 'whatsapp:' : '', settings.from, callBackUrl).toString(),
      });
      if (result.sent !== 'answered') return outcomeWithoutAnswer(result);
      if (result.status < 200 || result.status >= 300) return outcomeOfError(result, clock.now());
      const taken = readJson(result.body, takenSchema);
      return taken ? { do: 'accepted', id: taken.sid } : inDoubt('reply-unreadable', result.status);
    },
    async check() {
      const fault = faultOfSecret(secrets.authToken);
      if (fault) return fault;
      const result = await http.call({ method: 'GET', url: urlUnder(settings.baseUrl, `${account}.json`), headers });
      if (result.sent !== 'answered') return reasonIn(outcomeWithoutAnswer(result));
      if (result.status !== 200) return reasonIn(outcomeOfError(result, clock.now()));
      const found = readJson(result.body, accountSchema);
      if (found?.sid !== settings.accountSid) return reasonOf('provider-elsewhere', result.status);
      return found.status === 'active' ? undefined : reasonOf('account-blocked', found.status);
    },
    close: http.close,
  };
}

/** As with Meta: where nobody knows whether a conversation is open and there is no template, Twilio decides. A template goes without `Body`. */
function contentOf(message: Outgoing, channel: OutChannel, { templates }: SettingsOf<'twilio'>): { stop: Outcome } | { fields: Record<string, string> } {
  const template = channel === 'whatsapp' ? templates[message.message] : undefined;
  if (template && message.inConversation !== true) {
    const words = templateWords(message, template.parameters);
    if (!words) return { stop: outcomeOf('template-refused') };
    const fields: Record<string, string> = { ContentSid: template.contentSid };
    if (words.length > 0) fields.ContentVariables = JSON.stringify(Object.fromEntries(words.map((text, i) => [String(i + 1), text])));
    return { fields };
  }
  if (channel === 'whatsapp' && message.inConversation === false) return { stop: outcomeOf('template-needed') };
  return { fields: { Body: message.body } };
}

function formOf(content: Record<string, string>, key: string, to: string, prefix: string, from: string, callBackUrl: string | undefined): URLSearchParams {
  const form = new URLSearchParams({ To: `${prefix}${to}`, ...content });
  if (/^MG[0-9a-f]{32}$/.test(from)) form.set('MessagingServiceSid', from);
  else form.set('From', `${prefix}${from.replace(/^whatsapp:/i, '')}`);
  if (callBackUrl !== undefined) form.set('StatusCallback', callBackFor(callBackUrl, key));
  return form;
}

/** The key travels along, so that a message whose answer was lost is known by what is told of it. */
function callBackFor(callBackUrl: string, key: string): string {
  const url = new URL(callBackUrl);
  url.searchParams.set('key', key);
  return url.href;
}

function outcomeOfError({ status, headers, body }: Answered, now: number): Outcome {
  const afterMs = retryAfterMs(headers, now);
  const code = readJson(body, errorSchema)?.code;
  const trouble = code === undefined ? undefined : twilioTrouble(code);
  if (trouble && code !== undefined) return outcomeOf(trouble, code, afterMs ?? twilioPauseMs(code));
  // A number that is new here, with a status that blames the request: it will not be taken the next time either.
  return code !== undefined && status === 400 ? outcomeOf('provider-refused', code) : outcomeOfStatus(status, afterMs);
}
