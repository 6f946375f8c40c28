/** What Meta tells of messages on WhatsApp, and what people write back. */
import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { AdapterOptions, CallBack, CallBackAnswer, Report } from '../adapter';
import { readJson } from '../json-reply';
import { replyOf } from '../reply-text';
import { areSame } from '../secrets';
import { reportOf } from '../troubles';
import { metaTrouble } from './errors';

const statusSchema = z.object({
  id: z.string().min(1).max(200),
  status: z.string(),
  timestamp: z.string().regex(/^\d{1,12}$/),
  biz_opaque_callback_data: z.string().max(512).optional(),
  errors: z.array(z.object({ code: z.number().int() })).optional(),
});
const title = z.object({ title: z.string() });
const messageSchema = z.object({
  id: z.string().min(1).max(200),
  from: z.string().regex(/^\d{5,20}$/),
  timestamp: z.string().regex(/^\d{1,12}$/),
  type: z.string(),
  context: z.object({ id: z.string().optional() }).optional(),
  text: z.object({ body: z.string() }).optional(),
  button: z.object({ text: z.string() }).optional(),
  interactive: z.object({ button_reply: title.optional(), list_reply: title.optional() }).optional(),
});
/** A call may tell of several numbers, and of more than messages; what is not read here is somebody else's. */
const valueSchema = z.object({
  metadata: z.object({ phone_number_id: z.string() }),
  statuses: z.array(statusSchema).optional(),
  messages: z.array(messageSchema).optional(),
});
const callSchema = z.object({
  object: z.string(),
  entry: z.array(z.object({ changes: z.array(z.object({ field: z.string(), value: z.unknown() })) })),
});

/** GET: Meta asks whether the address is ours, and hears its own challenge back. POST: news. */
export function understandMeta(call: CallBack, { settings, secrets }: AdapterOptions<'meta'>): CallBackAnswer {
  if (call.method === 'GET') return verify(call.url, secrets.verifyToken);
  if (!secrets.appSecret || !isSignedByMeta(call.body, call.headers['x-hub-signature-256'] ?? '', secrets.appSecret)) return 'forbidden';
  const told = readJson(call.body, callSchema);
  if (told?.object !== 'whatsapp_business_account') return 'malformed';
  const reports: Report[] = [];
  for (const { field, value } of told.entry.flatMap((entry) => entry.changes)) {
    if (field !== 'messages') continue;
    const read = valueSchema.safeParse(value);
    if (!read.success) return 'malformed';
    if (read.data.metadata.phone_number_id !== settings.phoneNumberId) continue;
    for (const status of read.data.statuses ?? []) reports.push(...statusReport(status));
    for (const message of read.data.messages ?? []) reports.push(...replyReport(message));
  }
  return { reports };
}

function verify(address: string, verifyToken: string | undefined): CallBackAnswer {
  if (!URL.canParse(address)) return 'malformed';
  const asked = new URL(address).searchParams;
  if (!verifyToken || asked.get('hub.mode') !== 'subscribe' || !areSame(asked.get('hub.verify_token') ?? '', verifyToken)) return 'forbidden';
  const challenge = asked.get('hub.challenge') ?? '';
  // Said back as it came, so it must not be a page.
  return /^[\w-]{1,200}$/.test(challenge) ? { reports: [], reply: challenge } : 'malformed';
}

/** HMAC-SHA256 over the body as it came: read and written again it would be another. */
function isSignedByMeta(body: Buffer, signature: string, appSecret: string): boolean {
  return areSame(signature, `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`);
}

function statusReport({ id, status, timestamp, biz_opaque_callback_data: key, errors }: z.infer<typeof statusSchema>): Report[] {
  const code = errors?.[0]?.code;
  const base = { uid: `meta:${id}:${status}`, id, ...(key && { key }), at: Number(timestamp) * 1000 };
  switch (status) {
    case 'delivered':
      return [{ ...base, what: 'delivered', properties: {} }];
    case 'read':
      return [{ ...base, what: 'opened', properties: {} }];
    case 'failed':
      return [{ ...base, ...reportOf((code === undefined ? undefined : metaTrouble(code)) ?? 'provider-refused', code ?? '') }];
    default:
      return [];
  }
}

/** Pictures, voices and reactions say no word that a journey could ask for. */
function replyReport(message: z.infer<typeof messageSchema>): Report[] {
  const { interactive } = message;
  const text = message.text?.body ?? message.button?.text ?? interactive?.button_reply?.title ?? interactive?.list_reply?.title;
  if (text === undefined) return [];
  const answered = message.context?.id;
  return [
    {
      uid: `meta:${message.id}:reply`,
      ...(answered !== undefined && { id: answered }),
      at: Number(message.timestamp) * 1000,
      what: 'replied',
      from: `+${message.from}`,
      ...replyOf(text),
    },
  ];
}
