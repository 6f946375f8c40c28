/** A stand-in for Twilio's Messages resource: checks who asks, the form and the numbers, takes messages, and calls back with its signature. */
import { createHmac } from 'node:crypto';
import type { CallBack } from '../../executor/channels/adapter';
import type { StandIn } from '../../executor/channels/contract.fixture';
import { type Answer, type ServeOptions, serve } from './serve';

export const twilioAccount = { accountSid: `AC${'0a1b2c3d'.repeat(4)}`, authToken: 'stand-in-auth-token-31' };
/** Numbers that stand for something: whoever has this ending. */
export const twilioEndings: Readonly<Record<string, number>> = {
  ...{ '0000001': 21211, '0000002': 21610, '0000003': 21614, '0000004': 21408, '0000005': 63016 },
  ...{ '0000006': 63024, '0000007': 63032, '0000008': 63049, '0000009': 14107, '0000010': 63018 },
};

/** Templates of the account's Content API, by number: how many variables each of them has. */
export const twilioTemplates: Readonly<Record<string, number>> = { [`HX${'1'.repeat(32)}`]: 0, [`HX${'2'.repeat(32)}`]: 1, [`HX${'3'.repeat(32)}`]: 2 };

/** What is wrong with a template as it is asked for, as Twilio numbers it. */
function faultOfTemplate(contentSid: string, variables: string | null): number | undefined {
  const count = twilioTemplates[contentSid];
  if (count === undefined) return 21655;
  let given: unknown = {};
  try {
    given = JSON.parse(variables ?? '{}');
  } catch {
    return 21656;
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return 21656;
  const texts = Object.values(given);
  if (texts.some((text) => typeof text !== 'string' || text === '' || /[\n\r\t]| {5,}/.test(text))) return 21656;
  return Object.keys(given).join() === Array.from({ length: count }, (_, i) => String(i + 1)).join() ? undefined : 63028;
}

export type TwilioStandIn = StandIn & {
  /** What it would call back with about the message it took as number `index`; undefined where it was given no address. */
  statusOf(index: number, status: string, errorCode?: number): CallBack | undefined;
  /** What it would call `url` with when somebody writes. */
  replyTo(url: string, reply: { from: string; text: string; optOutType?: string }): CallBack;
};

type Sent = { sid: string; to: string; callBack: string | undefined };

export async function startTwilio(options: ServeOptions & { calls?: (call: CallBack) => void } = {}): Promise<TwilioStandIn> {
  const { accountSid, authToken } = twilioAccount;
  const messages: Sent[] = [];
  const account = `/2010-04-01/Accounts/${accountSid}`;
  const error = (status: number, code: number): Answer => ({
    status,
    // As Twilio does, with the number in the sentence: none of it may come out in a reason.
    body: {
      code,
      message: `The 'To' number ${messages.at(-1)?.to ?? ''} is not right for ${authToken}`,
      more_info: `https://www.twilio.com/docs/errors/${code}`,
      status,
    },
  });

  const base = await serve(
    {
      gate({ method, path, headers, body }) {
        const expected = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
        if (headers.authorization !== expected) return error(401, 20003);
        if (method === 'GET' && path === `${account}.json`) return { status: 200, body: { sid: accountSid, status: 'active', friendly_name: 'Stand-in' } };
        if (method !== 'POST' || path !== `${account}/Messages.json`) return error(404, 20404);
        if (headers['content-type'] !== 'application/x-www-form-urlencoded') return error(400, 21602);
        const form = new URLSearchParams(body.toString());
        const to = form.get('To') ?? '';
        if (!/^(whatsapp:)?\+[1-9]\d{7,14}$/.test(to)) return error(400, 21211);
        const contentSid = form.get('ContentSid');
        const fault = contentSid === null ? undefined : faultOfTemplate(contentSid, form.get('ContentVariables'));
        if (fault !== undefined) return error(400, fault);
        if (contentSid === null && !form.get('Body')) return error(400, 21602);
        if (!form.get('From') && !form.get('MessagingServiceSid')) return error(400, 21603);
        const code = twilioEndings[to.slice(-7)];
        // Whoever has no conversation open takes a template.
        return code === undefined || (code === 63016 && contentSid !== null) ? undefined : error(400, code);
      },
      take({ body }) {
        const form = new URLSearchParams(body.toString());
        const sid = `SM${String(messages.length + 1).padStart(32, '0')}`;
        const to = form.get('To') ?? '';
        messages.push({ sid, to, callBack: form.get('StatusCallback') ?? undefined });
        const delivered = options.calls && statusOf(messages.length - 1, 'delivered');
        if (delivered) options.calls?.(delivered);
        return {
          taken: {
            to: to.replace('whatsapp:', ''),
            text: form.get('Body') ?? [form.get('ContentSid'), form.get('ContentVariables')].filter((part) => part !== null).join(' '),
          },
          answer: { status: 201, body: { sid, status: 'queued', error_code: null, to } },
        };
      },
      refuse: () => error(400, 21610),
      busy: () => error(429, 20429),
      down: () => error(503, 20503),
    },
    options,
  );

  const signed = (url: string, fields: Record<string, string>): CallBack => {
    const sorted = Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1));
    const signature = createHmac('sha1', authToken)
      .update(url + sorted.map(([name, value]) => `${name}${value}`).join(''))
      .digest('base64');
    const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8', 'x-twilio-signature': signature };
    return { method: 'POST', url, headers, body: Buffer.from(new URLSearchParams(fields).toString()) };
  };
  function statusOf(index: number, status: string, errorCode?: number): CallBack | undefined {
    const sent = messages[index];
    if (sent?.callBack === undefined) return undefined;
    const fields = {
      AccountSid: accountSid,
      MessageSid: sent.sid,
      SmsSid: sent.sid,
      MessageStatus: status,
      SmsStatus: status,
      To: sent.to,
      ApiVersion: '2010-04-01',
    };
    return signed(sent.callBack, { ...fields, ...(errorCode !== undefined && { ErrorCode: String(errorCode) }) });
  }
  let replies = 0;
  return {
    ...base,
    statusOf,
    replyTo(url, { from, text, optOutType }) {
      const sid = `SM${String(++replies).padStart(32, 'f')}`;
      const fields = {
        AccountSid: accountSid,
        MessageSid: sid,
        SmsSid: sid,
        SmsStatus: 'received',
        From: from,
        To: '+972500000000',
        Body: text,
        NumMedia: '0',
      };
      return signed(url, { ...fields, ...(optOutType !== undefined && { OptOutType: optOutType }) });
    },
  };
}
