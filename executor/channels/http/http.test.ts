import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { type HttpStandIn, httpAccount, startHttp } from '../../../tests/stand-ins/http';
import { createManualClock } from '../../clock';
import type { AdapterOptions, CallBack } from '../adapter';
import { describeAdapter, outgoing } from '../contract.fixture';
import { openHttp, refusals } from './adapter';
import { understandHttp } from './call-back';

const { token, signingSecret } = httpAccount;
const secrets = { token, signingSecret };
const now = Date.UTC(2026, 5, 1, 7);
const email = { ...outgoing, channel: 'email', to: 'noa@example.com', unsubscribe: { page: 'https://masa.example.com/u/1' } } as const;

for (const message of [outgoing, email])
  describeAdapter({
    name: 'A provider of our format',
    channel: message.channel,
    honoursKey: true,
    message,
    nobody: message.channel === 'sms' ? ['', '050-1234567', 'noa@example.com'] : ['', 'noa', '+972501234567', 'noa@example.com, all@example.com'],
    async start(clock) {
      const standIn = await startHttp({ clock });
      return {
        standIn,
        secrets,
        open: ({ url = standIn.url, ...changes } = {}) =>
          openHttp({
            channel: message.channel,
            settings: { provider: 'http', url },
            secrets: changes.secrets ?? secrets,
            clock: changes.clock ?? clock,
            timeoutMs: changes.timeoutMs,
          }),
      };
    },
  });

describe('A provider of our format', () => {
  let standIn: HttpStandIn;
  afterEach(() => standIn?.close());
  const open = async (more: Partial<AdapterOptions<'http'>> = {}) => {
    const clock = createManualClock(now);
    standIn = await startHttp({ clock });
    return openHttp({ channel: 'sms', settings: { provider: 'http', url: standIn.url }, secrets, clock, ...more });
  };

  test('it is told everything it needs', async () => {
    const adapter = await open({ channel: 'email' });
    // Values stand in isolates, which are no part of what is to be said.
    await adapter.send({ ...email, preheader: 'עוד כאן', body: `\u2068${email.body}\u2069` });
    expect(standIn.bodies).toEqual([
      {
        type: 'message',
        key: email.key,
        channel: 'email',
        class: 'marketing',
        to: email.to,
        message: email.message,
        language: 'he',
        subject: email.subject,
        preheader: 'עוד כאן',
        body: email.body,
        unsubscribe: { page: 'https://masa.example.com/u/1' },
      },
    ]);
  });

  test('what it says is wrong is what is told', async () => {
    expect(await (await open()).send({ ...outgoing, to: '+972500000002' })).toEqual({
      do: 'refused',
      reason: { code: 'recipient-unsubscribed', params: { code: '422' } },
    });
  });

  test('a message that is just being taken on another line is asked for again, by nobody else', async () => {
    expect(await (await open()).send({ ...outgoing, to: '+972500000003' })).toEqual({
      do: 'later',
      reason: { code: 'provider-busy', params: { code: '409' } },
    });
  });

  test('a clock that is ten minutes off signs nothing that is believed', async () => {
    const clock = createManualClock(now - 600_000);
    expect(await (await open({ clock })).send(outgoing)).toMatchObject({ do: 'later', everybody: true, reason: { code: 'credentials-refused' } });
  });

  test('a check sends nothing', async () => {
    expect(await (await open()).check()).toBeUndefined();
    expect(standIn.taken).toEqual([]);
    expect(await (await open({ secrets: { ...secrets, token: 'another' } })).check()).toMatchObject({ code: 'credentials-refused' });
  });

  test('what it tells is heard, each in its own words', async () => {
    await open();
    expect(
      told(
        standIn.tells('https://masa.example.com/call-backs/sms', [
          { uid: '1', key: outgoing.key, what: 'delivered', at: '2026-06-01T10:00:00+03:00' },
          { uid: '2', id: 'msg-1', what: 'bounced', bounce: 'hard', error: 'recipient-unknown' },
          { uid: '3', id: 'msg-1', what: 'clicked', url: 'https://shop.example.com/cart' },
          { uid: '4', what: 'replied', from: '+972501234567', text: 'הסר' },
          { uid: '5', id: 'msg-2', what: 'failed', error: 'content-filtered' },
          { uid: '6', id: 'msg-2', what: 'complained' },
        ]),
      ),
    ).toEqual({
      reports: [
        { uid: 'http:1', key: outgoing.key, what: 'delivered', at: now, properties: {} },
        { uid: 'http:2', id: 'msg-1', what: 'bounced', properties: { 'bounce-type': 'hard', reason: 'recipient-unknown' } },
        { uid: 'http:3', id: 'msg-1', what: 'clicked', properties: { 'link-url': 'https://shop.example.com/cart' } },
        { uid: 'http:4', what: 'replied', from: '+972501234567', properties: { keyword: 'הסר', 'reply-text': 'הסר' }, optOut: true },
        { uid: 'http:5', id: 'msg-2', what: 'failed', properties: { reason: 'content-filtered' } },
        { uid: 'http:6', id: 'msg-2', what: 'complained', properties: {} },
      ],
    });
  });

  test('what is not signed, signed long ago or no sense is not', async () => {
    await open();
    const call = standIn.tells('https://x.example.com/', []);
    expect(told(call)).toEqual({ reports: [] });
    expect(told({ ...call, body: Buffer.from('{"reports":[ ]}') })).toBe('forbidden');
    expect(told(standIn.tells('https://x.example.com/', [], now - 400_000))).toBe('forbidden');
    expect(told(call, { token })).toBe('forbidden');
    expect(told({ ...call, method: 'GET' })).toBe('malformed');
    for (const report of [{}, { uid: '1', what: 'delivered', at: 'yesterday' }, { uid: '1', what: 'sold' }, { uid: '1', what: 'bounced' }])
      expect(told(standIn.tells('https://x.example.com/', [report])), JSON.stringify(report)).toBe('malformed');
  });

  test('its document says every refusal there is, and the example it signs is right', () => {
    const text = readFileSync(new URL('../../../docs/formats/channel-http.md', import.meta.url), 'utf8');
    for (const refusal of refusals) expect(text).toContain(`\`${refusal}\``);
    expect(text).toContain('v1=93ffe1c01f16149e55a3dab4f73102e3ac68ba7d2fb5232ff00e46ae4e108d37');
  });
});

function told(call: CallBack, known: AdapterOptions<'http'>['secrets'] = secrets) {
  return understandHttp(call, { channel: 'sms', settings: { provider: 'http', url: 'https://x.example.com/' }, secrets: known, clock: createManualClock(now) });
}
