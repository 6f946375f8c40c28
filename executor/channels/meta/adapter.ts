/**
 * WhatsApp by Meta's Cloud API. It honours no key, but gives ours back with every status (`biz_opaque_callback_data`), which settles what is in doubt.
 * Free text is for an open conversation; else the template that was approved for the message goes.
 */
import { z } from 'zod';
import type { SettingsOf } from '../../../shared/executor/channels';
import { systemClock } from '../../clock';
import type { Adapter, AdapterOptions, Outcome, Outgoing } from '../adapter';
import { dialledNumber } from '../dialled-number';
import { type Answered, createHttpClient, urlUnder } from '../http-call';
import { readJson } from '../json-reply';
import { retryAfterMs } from '../retry-after';
import { faultOfSecret } from '../secrets';
import { templateWords } from '../template-words';
import { inDoubt, outcomeOf, outcomeOfStatus, outcomeWithoutAnswer, reasonIn, reasonOf } from '../troubles';
import { metaPauseMs, metaTrouble } from './errors';

const takenSchema = z.object({ messages: z.array(z.object({ id: z.string().min(1).max(200) })).min(1) });
const errorSchema = z.object({ error: z.object({ code: z.number().int(), error_subcode: z.number().int().optional() }) });
const numberSchema = z.object({ id: z.string() });

const atOnce = 20;
/** What WhatsApp takes of one text. */
const longestText = 4096;

export function openMeta({ settings, secrets, timeoutMs, clock = systemClock }: AdapterOptions<'meta'>): Adapter {
  const http = createHttpClient({ atOnce, timeoutMs, clock });
  const number = urlUnder(settings.baseUrl, `/${settings.apiVersion}/${settings.phoneNumberId}`);
  const headers = () => ({ authorization: `Bearer ${secrets.accessToken ?? ''}`, accept: 'application/json' });

  return {
    honoursKey: false,
    atOnce,
    async send(message) {
      const to = dialledNumber(message.to);
      if (to === undefined) return outcomeOf('number-invalid');
      const content = contentOf(message, settings);
      if ('stop' in content) return content.stop;
      const fault = faultOfSecret(secrets.accessToken);
      if (fault) return { do: 'later', reason: fault, everybody: true };
      const result = await http.call({
        method: 'POST',
        url: `${number}/messages`,
        headers: { ...headers(), 'content-type': 'application/json' },
        body: JSON.stringify({
          messaging_product: 'whatsapp',
          recipient_type: 'individual',
          to: to.slice(1),
          ...content.fields,
          biz_opaque_callback_data: message.key,
        }),
      });
      if (result.sent !== 'answered') return outcomeWithoutAnswer(result);
      if (result.status < 200 || result.status >= 300) return outcomeOfError(result, clock.now());
      const id = readJson(result.body, takenSchema)?.messages[0]?.id;
      return id === undefined ? inDoubt('reply-unreadable', result.status) : { do: 'accepted', id };
    },
    async check() {
      const fault = faultOfSecret(secrets.accessToken);
      if (fault) return fault;
      const result = await http.call({ method: 'GET', url: `${number}?fields=id`, headers: headers() });
      if (result.sent !== 'answered') return reasonIn(outcomeWithoutAnswer(result));
      if (result.status !== 200) return reasonIn(outcomeOfError(result, clock.now()));
      return readJson(result.body, numberSchema)?.id === settings.phoneNumberId ? undefined : reasonOf('provider-elsewhere', result.status);
    },
    close: http.close,
  };
}

/** Where nobody knows whether a conversation is open and there is no template, Meta decides. */
function contentOf(message: Outgoing, { templates }: SettingsOf<'meta'>): { stop: Outcome } | { fields: Record<string, unknown> } {
  const template = templates[message.message];
  if (template && message.inConversation !== true) {
    const words = templateWords(message, template.parameters);
    if (!words) return { stop: outcomeOf('template-refused') };
    const parameters = words.map((text) => ({ type: 'text', text }));
    const components = parameters.length > 0 ? { components: [{ type: 'body', parameters }] } : {};
    return { fields: { type: 'template', template: { name: template.name, language: { code: template.language, policy: 'deterministic' }, ...components } } };
  }
  if (message.inConversation === false) return { stop: outcomeOf('template-needed') };
  if (message.body.length > longestText) return { stop: outcomeOf('content-refused') };
  return { fields: { type: 'text', text: { preview_url: false, body: message.body } } };
}

function outcomeOfError({ status, headers, body }: Answered, now: number): Outcome {
  const error = readJson(body, errorSchema)?.error;
  const afterMs = retryAfterMs(headers, now);
  if (!error) return outcomeOfStatus(status, afterMs);
  const trouble = metaTrouble(error.code, error.error_subcode);
  if (trouble) return outcomeOf(trouble, error.code, afterMs ?? metaPauseMs(error.code));
  return status === 400 ? outcomeOf('provider-refused', error.code) : outcomeOfStatus(status, afterMs);
}
