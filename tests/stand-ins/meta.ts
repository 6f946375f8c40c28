/** A stand-in for WhatsApp's Cloud API: checks the token and what may be written when, takes messages, and tells of them with its signature. */
import { createHmac } from 'node:crypto';
import type { CallBack } from '../../executor/channels/adapter';
import type { StandIn } from '../../executor/channels/contract.fixture';
import { type Answer, type ServeOptions, serve } from './serve';

export const metaAccount = {
  phoneNumberId: '106540352242922',
  accessToken: 'EAAG-stand-in-access-token',
  appSecret: 'stand-in-app-secret-77',
  verifyToken: 'stand-in-verify-token',
  template: 'cart_reminder',
};
/** Numbers that stand for something: whoever has this ending. */
export const metaEndings: Readonly<Record<string, number>> = { '0000001': 131026, '0000002': 131050, '0000003': 131047, '0000004': 131056, '0000005': 131030 };

type Fields = { to?: string; type?: string; text?: { body?: string }; template?: Template; biz_opaque_callback_data?: string; messaging_product?: string };
type Template = { name?: string; language?: { code?: string }; components?: { parameters?: { text?: string }[] }[] };

export type MetaStandIn = StandIn & {
  /** What it would tell about the message it took as number `index`. */
  statusOf(url: string, index: number, status: string, errorCode?: number): CallBack;
  replyTo(url: string, reply: { from: string; text: string; at: number }): CallBack;
  /** How Meta asks whether an address is ours. */
  verification(url: string, token?: string): CallBack;
  signed(url: string, body: unknown): CallBack;
};

export async function startMeta(options: ServeOptions & { calls?: { url: string; make: (call: CallBack) => void } } = {}): Promise<MetaStandIn> {
  const { phoneNumberId, accessToken, appSecret, verifyToken, template } = metaAccount;
  const messages: { id: string; to: string; key: string | undefined }[] = [];
  const error = (status: number, code: number, more: Record<string, unknown> = {}): Answer => ({
    status,
    body: {
      error: {
        message: `(#${code}) Failed for ${messages.at(-1)?.to ?? ''} with ${accessToken}`,
        type: 'OAuthException',
        code,
        fbtrace_id: 'Az8or2yhqkZfEZ',
        ...more,
      },
    },
  });
  const readFields = (body: Buffer): Fields | undefined => {
    try {
      return JSON.parse(body.toString());
    } catch {
      return undefined;
    }
  };

  const base = await serve(
    {
      gate({ method, path, headers, body }) {
        if (headers.authorization !== `Bearer ${accessToken}`) return error(401, 190);
        const own = new RegExp(`^/v\\d+\\.\\d/${phoneNumberId}(/messages)?$`).exec(path);
        if (!own) return error(400, 100, { error_subcode: 33 });
        if (method === 'GET' && own[1] === undefined) return { status: 200, body: { id: phoneNumberId } };
        const fields = readFields(body);
        if (!fields || fields.messaging_product !== 'whatsapp' || !/^[1-9]\d{7,14}$/.test(fields.to ?? '')) return error(400, 100);
        const code = metaEndings[fields.to?.slice(-7) ?? ''];
        if (code !== undefined) return error(400, code);
        if (fields.type === 'template') {
          const values = fields.template?.components?.[0]?.parameters?.map(({ text }) => text ?? '') ?? [];
          if (fields.template?.name !== template || fields.template.language?.code !== 'he') return error(404, 132001);
          if (values.length !== 1) return error(400, 132000);
          return values.some((value) => /[\n\t]| {5}/.test(value)) ? error(400, 132018) : undefined;
        }
        return fields.text?.body ? undefined : error(400, 131008);
      },
      take({ body }) {
        const fields = readFields(body) ?? {};
        const id = `wamid.${Buffer.from(`stand-in ${messages.length + 1}`).toString('base64')}`;
        const to = fields.to ?? '';
        messages.push({ id, to, key: fields.biz_opaque_callback_data });
        options.calls?.make(statusOf(options.calls.url, messages.length - 1, 'delivered'));
        const text = fields.text?.body ?? `${fields.template?.name}: ${fields.template?.components?.[0]?.parameters?.[0]?.text}`;
        return {
          taken: { to: `+${to}`, text },
          answer: { status: 200, body: { messaging_product: 'whatsapp', contacts: [{ input: to, wa_id: to }], messages: [{ id }] } },
        };
      },
      refuse: () => error(400, 131026),
      busy: () => error(429, 130429),
      down: () => error(503, 131016),
    },
    options,
  );

  const signed = (url: string, told: unknown): CallBack => {
    const body = Buffer.from(JSON.stringify(told));
    const signature = createHmac('sha256', appSecret).update(body).digest('hex');
    return { method: 'POST', url, headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` }, body };
  };
  const news = (value: Record<string, unknown>) => ({
    object: 'whatsapp_business_account',
    entry: [{ id: '1', changes: [{ field: 'messages', value: { messaging_product: 'whatsapp', metadata: { phone_number_id: phoneNumberId }, ...value } }] }],
  });
  function statusOf(url: string, index: number, status: string, errorCode?: number): CallBack {
    const { id, to, key } = messages[index] ?? { id: '', to: '', key: undefined };
    const errors = errorCode === undefined ? undefined : [{ code: errorCode, title: 'Message failed', message: `to ${to}` }];
    return signed(url, news({ statuses: [{ id, status, timestamp: '1780297200', recipient_id: to, biz_opaque_callback_data: key, errors }] }));
  }
  let replies = 0;
  return {
    ...base,
    statusOf,
    signed,
    replyTo(url, { from, text, at }) {
      const message = { from: from.slice(1), id: `wamid.reply${++replies}`, timestamp: String(Math.floor(at / 1000)), type: 'text', text: { body: text } };
      return signed(url, news({ contacts: [{ wa_id: from.slice(1), profile: { name: 'Noa' } }], messages: [message] }));
    },
    verification(url, token = verifyToken) {
      const asked = new URL(url);
      for (const [name, value] of [
        ['mode', 'subscribe'],
        ['verify_token', token],
        ['challenge', '1158201444'],
      ] as const)
        asked.searchParams.set(`hub.${name}`, value);
      return { method: 'GET', url: asked.href, headers: {}, body: Buffer.alloc(0) };
    },
  };
}
