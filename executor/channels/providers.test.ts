import { expect, test } from 'vitest';
import { honoursKey, type ProviderId, providerSecrets, providerSettingsSchema } from '../../shared/executor/channels';
import { httpAccount } from '../../tests/stand-ins/http';
import { startMeta } from '../../tests/stand-ins/meta';
import { twilioAccount } from '../../tests/stand-ins/twilio';
import type { AdapterOptions, CallBack, Provider } from './adapter';
import { providers } from './providers';

/** As somebody would type them, through the same schema. */
const settings = {
  twilio: { provider: 'twilio', accountSid: twilioAccount.accountSid, from: '+972500000000' },
  meta: { provider: 'meta', phoneNumberId: '106540352242922', templates: { cart: { name: 'cart_reminder', language: 'he' } } },
  fcm: { provider: 'fcm', projectId: 'stand-in-project' },
  http: { provider: 'http', url: 'https://messages.example.com/take' },
  webhook: { provider: 'webhook', targets: { erp: 'https://erp.example.com/hook' } },
} as const;
const channel = { twilio: 'sms', meta: 'whatsapp', fcm: 'push', http: 'email', webhook: 'webhook' } as const;
const secrets = {
  authToken: 'a',
  accessToken: 'b',
  appSecret: 'stand-in-app-secret-77',
  verifyToken: 'd',
  token: 'e',
  signingSecret: httpAccount.signingSecret,
};
const ids = ['twilio', 'meta', 'fcm', 'http', 'webhook'] as const;
const optionsOf = (id: (typeof ids)[number]) => ({ channel: channel[id], settings: providerSettingsSchema.parse(settings[id]), secrets });
/** Which settings go with which provider the compiler can't follow through the table. */
const providerOf = (id: (typeof ids)[number]) => providers[id] as Provider<ProviderId>;
const openAdapter = (id: (typeof ids)[number], more: Partial<AdapterOptions<ProviderId>> = {}) => providerOf(id).open({ ...optionsOf(id), ...more });
const understand = (id: (typeof ids)[number], call: CallBack) => providerOf(id).understand?.(call, optionsOf(id));

test.each(ids)('%s is opened by the name in its settings, and closes with nothing under way', async (id) => {
  const adapter = openAdapter(id);
  expect(adapter.honoursKey).toBe(honoursKey[id]);
  expect(adapter.atOnce).toBeGreaterThan(0);
  await adapter.close();
});

test.each(ids)('%s without any secret says so, and asks nobody', async (id) => {
  const adapter = openAdapter(id, { secrets: {} });
  expect(providerSecrets[id].length).toBeGreaterThan(0);
  expect(await adapter.check()).toMatchObject({ code: 'secret-missing' });
});

test.each([
  ['meta', 'accessToken'],
  ['fcm', 'accessToken'],
  ['http', 'token'],
] as const)('%s takes no secret that could begin a header of its own', async (id, name) => {
  for (const secret of ['token\r\nX-Evil: 1', 'two words', 'אסימון'])
    expect(await openAdapter(id, { secrets: { ...secrets, [name]: secret } }).check(), secret).toEqual({
      code: 'secret-unusable',
      params: { code: '' },
    });
});

test('a call-back is read by the provider whose channel it came to, and by none that never calls', async () => {
  const standIn = await startMeta();
  await standIn.close();
  const fromMeta = standIn.replyTo('https://masa.example.com/', { from: '+972501234567', text: 'כן', at: Date.UTC(2026, 5, 1, 7) });
  expect(understand('meta', fromMeta)).toMatchObject({ reports: [{ what: 'replied', from: '+972501234567' }] });
  expect(understand('twilio', fromMeta)).toBe('forbidden');
  expect(understand('http', fromMeta)).toBe('forbidden');
  expect(understand('fcm', fromMeta)).toBeUndefined();
  expect(understand('webhook', fromMeta)).toBeUndefined();
});

test('whatever is called, nothing is thrown and nothing unsigned is heard', () => {
  const bodies = ['', '{', '[]', 'null', '{"reports":[{}]}', `{"a":${'['.repeat(5000)}`, '%zz=%', '\u0000'.repeat(50)];
  const urls = ['https://masa.example.com/', '', 'not an address', '/relative?hub.mode=subscribe'];
  for (const id of ids)
    for (const method of ['GET', 'POST'] as const)
      for (const url of urls)
        for (const body of bodies) {
          const call: CallBack = {
            method,
            url,
            headers: { 'x-twilio-signature': body, 'x-hub-signature-256': 'sha256=', 'masa-signature': 't=1,v1=' },
            body: Buffer.from(body),
          };
          expect(['forbidden', 'malformed', undefined], `${id} ${method} ${url} ${body.slice(0, 20)}`).toContain(understand(id, call));
        }
});
