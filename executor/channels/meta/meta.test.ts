import { afterEach, describe, expect, test } from 'vitest';
import type { SettingsOf } from '../../../shared/executor/channels';
import { type MetaStandIn, metaAccount, startMeta } from '../../../tests/stand-ins/meta';
import type { AdapterOptions, CallBack } from '../adapter';
import { describeAdapter, outgoing } from '../contract.fixture';
import { openMeta } from './adapter';
import { understandMeta } from './call-back';

const { accessToken, appSecret, verifyToken, phoneNumberId } = metaAccount;
const secrets = { accessToken, appSecret, verifyToken };
const settings = (baseUrl: string, templates: SettingsOf<'meta'>['templates'] = {}): SettingsOf<'meta'> => ({
  provider: 'meta',
  baseUrl,
  apiVersion: 'v23.0',
  phoneNumberId,
  templates,
});
const message = { ...outgoing, channel: 'whatsapp' } as const;

describeAdapter({
  name: 'Meta',
  channel: 'whatsapp',
  honoursKey: false,
  message,
  nobody: ['', 'noa@example.com', '050-1234567', '+972'],
  async start(clock) {
    const standIn = await startMeta({ clock });
    return {
      standIn,
      secrets: { accessToken },
      open: ({ url = standIn.url, ...changes } = {}) =>
        openMeta({
          channel: 'whatsapp',
          settings: settings(url),
          secrets: changes.secrets ?? secrets,
          clock: changes.clock ?? clock,
          timeoutMs: changes.timeoutMs,
        }),
    };
  },
});

const url = 'https://masa.example.com/call-backs/whatsapp';
let standIn: MetaStandIn;
afterEach(() => standIn?.close());
const open = async (more: Partial<AdapterOptions<'meta'>> = {}, templates: SettingsOf<'meta'>['templates'] = {}) => {
  standIn = await startMeta();
  return openMeta({ channel: 'whatsapp', settings: settings(standIn.url, templates), secrets, ...more });
};
const template = { name: metaAccount.template, language: 'he', parameters: ['body' as const] };

describe('Meta', () => {
  test.each([
    ['+972500000001', { do: 'refused', reason: { code: 'recipient-unreachable', params: { code: '131026' } } }],
    ['+972500000002', { do: 'refused', reason: { code: 'recipient-unsubscribed', params: { code: '131050' } } }],
    ['+972500000003', { do: 'refused', reason: { code: 'template-needed', params: { code: '131047' } } }],
    ['+972500000004', { do: 'later', afterMs: 10_000, reason: { code: 'recipient-limit', params: { code: '131056' } } }],
    ['+972500000005', { do: 'refused', reason: { code: 'recipient-not-allowed', params: { code: '131030' } } }],
  ] as const)('%s does not get it, for its own reason', async (to, outcome) => {
    expect(await (await open()).send({ ...message, to })).toEqual(outcome);
  });

  test('outside a conversation the approved template goes, with what stands in for its values on one line', async () => {
    const adapter = await open({}, { [message.message]: template });
    expect((await adapter.send(message)).do).toBe('accepted');
    expect((await adapter.send({ ...message, inConversation: false })).do).toBe('accepted');
    expect(standIn.taken[0]?.text).toBe(`cart_reminder: ${message.body.replace('\n', ' ')}`);
    expect((await adapter.send({ ...message, inConversation: true })).do).toBe('accepted');
    expect(standIn.taken[2]?.text).toBe(message.body);
  });

  test('without a template nobody is written to whose conversation is known to be closed', async () => {
    const adapter = await open({}, { 'another-message': template });
    expect(await adapter.send({ ...message, inConversation: false })).toMatchObject({ do: 'refused', reason: { code: 'template-needed' } });
    expect(standIn.asked()).toBe(0);
  });

  test('a template that Meta does not know, or with other values, is refused as that', async () => {
    for (const wrong of [
      { ...template, name: 'other' },
      { ...template, language: 'en_US' },
      { ...template, parameters: [] },
    ])
      expect(await (await open({}, { [message.message]: wrong })).send(message)).toMatchObject({ do: 'refused', reason: { code: 'template-refused' } });
  });

  test('a text that is too long for WhatsApp does not leave', async () => {
    const adapter = await open();
    expect((await adapter.send({ ...message, body: 'א'.repeat(4096) })).do).toBe('accepted');
    expect(await adapter.send({ ...message, body: 'א'.repeat(4097) })).toMatchObject({ do: 'refused', reason: { code: 'content-refused' } });
  });

  test('a check sends nothing and says what is wrong', async () => {
    expect(await (await open()).check()).toBeUndefined();
    expect(await (await open({ secrets: { accessToken: 'expired' } })).check()).toEqual({ code: 'credentials-refused', params: { code: '190' } });
    const other = await open();
    await other.close();
    const wrongNumber = openMeta({ channel: 'whatsapp', settings: { ...settings(standIn.url), phoneNumberId: '99999' }, secrets });
    expect(await wrongNumber.check()).toEqual({ code: 'settings-unusable', params: { code: '100' } });
    expect(standIn.taken).toEqual([]);
  });

  test('statuses give our key back, also when the answer was lost', async () => {
    const adapter = await open();
    standIn.next({ do: 'drop', taken: true });
    expect((await adapter.send(message)).do).toBe('unknown');
    expect(told(standIn.statusOf(url, 0, 'delivered'))).toEqual({
      reports: [
        {
          uid: expect.stringMatching(/^meta:wamid\..*:delivered$/),
          id: expect.any(String),
          key: message.key,
          at: 1780297200000,
          what: 'delivered',
          properties: {},
        },
      ],
    });
    expect(told(standIn.statusOf(url, 0, 'read'))).toMatchObject({ reports: [{ what: 'opened' }] });
    expect(told(standIn.statusOf(url, 0, 'sent'))).toEqual({ reports: [] });
    expect(told(standIn.statusOf(url, 0, 'failed', 131026))).toMatchObject({
      reports: [{ what: 'bounced', properties: { 'bounce-type': 'soft', reason: 'recipient-unreachable 131026' } }],
    });
    expect(told(standIn.statusOf(url, 0, 'failed', 131050))).toMatchObject({
      reports: [{ what: 'failed', properties: { reason: 'recipient-unsubscribed 131050' }, optOut: true }],
    });
    expect(told(standIn.statusOf(url, 0, 'failed', 131049))).toMatchObject({ reports: [{ what: 'failed', properties: { reason: 'recipient-limit 131049' } }] });
  });

  test('replies say who, when and what', async () => {
    await open();
    const at = Date.UTC(2026, 5, 1, 8);
    expect(told(standIn.replyTo(url, { from: '+972501234567', text: 'הסר', at }))).toMatchObject({
      reports: [{ what: 'replied', from: '+972501234567', at, properties: { keyword: 'הסר' }, optOut: true }],
    });
    const answer = told(standIn.replyTo(url, { from: '+972501234567', text: 'cancel', at }));
    expect(answer).not.toMatchObject({ reports: [{ optOut: true }] });
  });

  test('the address is proved to be ours to whoever knows our token', async () => {
    await open();
    expect(told(standIn.verification(url))).toEqual({ reports: [], reply: '1158201444' });
    expect(told(standIn.verification(url, 'guessed'))).toBe('forbidden');
    expect(told(standIn.verification(url, ''), { accessToken, appSecret, verifyToken: '' })).toBe('forbidden');
    const page = new URL(standIn.verification(url).url);
    page.searchParams.set('hub.challenge', '<script>alert(1)</script>');
    expect(told({ method: 'GET', url: page.href, headers: {}, body: Buffer.alloc(0) })).toBe('malformed');
  });

  test('what nobody has signed is not heard; what is signed and no sense is malformed', async () => {
    await (await open()).send(message);
    const call = standIn.statusOf(url, 0, 'delivered');
    // The same JSON, written otherwise.
    expect(told({ ...call, body: Buffer.from(JSON.stringify(JSON.parse(call.body.toString()), null, 1)) })).toBe('forbidden');
    expect(told({ ...call, headers: {} })).toBe('forbidden');
    expect(told(call, { accessToken })).toBe('forbidden');
    for (const body of [
      null,
      [],
      { object: 'page', entry: [] },
      { object: 'whatsapp_business_account' },
      { object: 'whatsapp_business_account', entry: [{ changes: [{ field: 'messages', value: { statuses: 1 } }] }] },
    ])
      expect(told(standIn.signed(url, body)), JSON.stringify(body)).toBe('malformed');
  });

  test('what is told of another number, or of other things than messages, is somebody else’s', async () => {
    await open();
    const value = { metadata: { phone_number_id: '999999' }, statuses: [{ id: 'x', status: 'delivered', timestamp: '1780297200' }] };
    const call = (field: string, inside: unknown) =>
      told(standIn.signed(url, { object: 'whatsapp_business_account', entry: [{ id: '1', changes: [{ field, value: inside }] }] }));
    expect(call('messages', value)).toEqual({ reports: [] });
    expect(call('account_update', { event: 'VERIFIED' })).toEqual({ reports: [] });
  });
});

function told(call: CallBack, known: AdapterOptions<'meta'>['secrets'] = secrets) {
  return understandMeta(call, { channel: 'whatsapp', settings: settings('https://graph.facebook.com'), secrets: known });
}
