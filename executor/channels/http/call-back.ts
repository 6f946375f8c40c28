/** What a provider of our own format tells of messages (docs/formats/channel-http.md). */
import { z } from 'zod';
import { systemClock } from '../../clock';
import type { AdapterOptions, CallBack, CallBackAnswer, Report } from '../adapter';
import { readJson } from '../json-reply';
import { replyOf } from '../reply-text';
import { isSigned, signatureHeader } from '../signature';
import { refusals } from './adapter';

const id = z.string().min(1).max(200);
const base = { uid: id, id: id.optional(), key: id.optional(), at: z.iso.datetime({ offset: true }).optional() };
const reportSchema = z.discriminatedUnion('what', [
  z.object({ ...base, what: z.enum(['delivered', 'opened', 'complained']) }),
  z.object({ ...base, what: z.literal('clicked'), url: z.string().max(2000).optional() }),
  z.object({ ...base, what: z.literal('failed'), error: z.enum(refusals).default('content-refused') }),
  z.object({ ...base, what: z.literal('bounced'), error: z.enum(refusals).optional(), bounce: z.enum(['hard', 'soft']) }),
  z.object({ ...base, what: z.literal('replied'), from: z.string().min(1).max(254), text: z.string().max(10_000), optOut: z.boolean().default(false) }),
]);
const callSchema = z.object({ reports: z.array(reportSchema).max(1000) });

export function understandHttp({ method, headers, body }: CallBack, { channel, secrets, clock = systemClock }: AdapterOptions<'http'>): CallBackAnswer {
  if (method !== 'POST') return 'malformed';
  if (!isSigned(headers[signatureHeader], secrets.signingSecret, body, clock.now())) return 'forbidden';
  const told = readJson(body, callSchema);
  return told ? { reports: told.reports.map((report) => toReport(report, channel === 'sms')) } : 'malformed';
}

function toReport(told: z.infer<typeof reportSchema>, sms: boolean): Report {
  const { uid, id, key, at } = told;
  // Theirs and ours are counted apart: two providers may number alike.
  const common = { uid: `http:${uid}`, ...(id !== undefined && { id }), ...(key !== undefined && { key }), ...(at !== undefined && { at: Date.parse(at) }) };
  switch (told.what) {
    case 'delivered':
    case 'opened':
    case 'complained':
      return { ...common, what: told.what, properties: {} };
    case 'clicked':
      return { ...common, what: 'clicked', properties: told.url === undefined ? {} : { 'link-url': told.url } };
    case 'failed':
      return { ...common, what: 'failed', properties: { reason: told.error } };
    case 'bounced':
      return { ...common, what: 'bounced', properties: { 'bounce-type': told.bounce, ...(told.error !== undefined && { reason: told.error }) } };
    case 'replied':
      return { ...common, what: 'replied', from: told.from, ...replyOf(told.text, { sms, asked: told.optOut }) };
  }
}
