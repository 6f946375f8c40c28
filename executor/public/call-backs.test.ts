import { createHmac } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { startTwilio, twilioAccount } from '../../tests/stand-ins/twilio';
import { sign, signatureHeader } from '../channels/signature';
import { unwrap } from '../executor.fixture';
import { openShop, type Shop } from './public.fixture';

let shop: Shop;
let ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await shop.end();
  for (const end of ends) await end();
  ends = [];
});

const states = async () => unwrap(await shop.client.deliveries({ limit: 9 })).map(({ state }) => state);
const form = 'Content-Type: application/x-www-form-urlencoded';

test('Twilio calls the address it was given, by its public name, and is believed only with its signature', async () => {
  const twilio = await startTwilio();
  ends.push(() => twilio.close());
  shop = await openShop('email');
  await shop.client.setSecrets({ channel: 'sms', body: { values: { authToken: twilioAccount.authToken } } });
  const port = await shop.publicPort();
  unwrap(await shop.client.setPublic({ body: { listens: true, port, url: 'https://links.shop.example/masa/' } }));
  const settings = { provider: 'twilio', baseUrl: twilio.url, accountSid: twilioAccount.accountSid, from: '+972500000000' } as const;
  unwrap(await shop.client.setChannel({ channel: 'sms', body: { mode: 'trial', settings, allowed: ['+972501234567'] } }));

  const url = 'https://links.shop.example/masa/call-backs/sms';
  const { body, headers } = twilio.replyTo(url, { from: '+972501234567', text: 'STOP' });
  const signature = headers['x-twilio-signature'] ?? '';
  const call = (path: string, signed: string, text = body.toString()) =>
    shop.ask(`POST ${path}`, ['Host: links.shop.example', form, `X-Twilio-Signature: ${signed}`], text);
  unwrap(await shop.client.updateProfiles({ body: [{ identifiers: { email: 'dana@shop.example' }, attributes: { phone: '+972501234567' } }] }));
  // A proxy may leave the beginning of the path or take it away.
  expect((await call('/masa/call-backs/sms', signature)).status).toBe(200);
  expect((await call('/call-backs/sms', signature)).status).toBe(200);
  expect((await call('/call-backs/sms', 'x')).status).toBe(403);
  expect((await call('/call-backs/sms', signature, `${body}&Body=more`)).status).toBe(403);
  // Signed for another address of ours.
  expect((await call('/call-backs/sms?x=1', signature)).status).toBe(403);
  expect((await call('/call-backs/email', signature)).status).toBe(404);
  expect((await call('/call-backs/constructor', signature)).status).toBe(404);
});

test('reports of a provider that speaks our format move the delivery, once', { tags: ['long'] }, async () => {
  shop = await openShop('email');
  const secret = 'a-secret-to-sign-with';
  await shop.client.setSecrets({ channel: 'email', body: { values: { signingSecret: secret } } });
  await shop.cart();
  // The mail left by SMTP; now the channel belongs to somebody who reports.
  unwrap(await shop.client.setChannel({ channel: 'email', body: { settings: { provider: 'http', url: 'https://mail.shop.example/' } } }));
  expect(await states()).toEqual(['sent']);
  const report = (reports: unknown) => JSON.stringify({ reports });
  const tell = (text: string, now = shop.clock.now()) => shop.ask('POST /call-backs/email', [`${signatureHeader}: ${sign(secret, text, now)}`], text);
  const told = report([{ uid: 'r1', id: 'id-1', what: 'delivered' }]);
  for (let i = 0; i < 2; i++) expect((await tell(told)).status).toBe(200);
  expect(await states()).toEqual(['delivered']);
  expect(shop.eventsOf('message-delivered')).toHaveLength(1);
  expect((await tell(report('x'))).status).toBe(400);
  expect((await tell(told, shop.clock.now() - 3_600_000)).status).toBe(403);
  expect((await shop.ask('POST /call-backs/email', [], told)).status).toBe(403);
  expect((await shop.ask('PUT /call-backs/email', [], told)).status).toBe(405);
  expect((await shop.ask('GET /call-backs/email')).status).toBe(400);
});

test('Meta hears its challenge back only with the word that was agreed, and is believed only with its signature', { tags: ['long'] }, async () => {
  shop = await openShop('email');
  const values = { accessToken: 'a-token', appSecret: 'an-app-secret', verifyToken: 'agreed-word' };
  await shop.client.setSecrets({ channel: 'whatsapp', body: { values } });
  unwrap(await shop.client.setChannel({ channel: 'whatsapp', body: { settings: { provider: 'meta', phoneNumberId: '1234567890' } } }));
  const challenge = (word: string, text = '1158201444') =>
    shop.ask(`GET /call-backs/whatsapp?hub.mode=subscribe&hub.verify_token=${word}&hub.challenge=${text}`);
  const good = await challenge('agreed-word');
  expect([good.status, good.body, good.headers['content-type']]).toEqual([200, '1158201444', 'text/plain; charset=utf-8']);
  const wrong = await challenge('guessed');
  expect([wrong.status, wrong.body]).toEqual([403, '']);
  expect((await challenge('agreed-word', '%3Cscript%3E')).status).toBe(400);
  const body = JSON.stringify({ object: 'whatsapp_business_account', entry: [] });
  const signature = createHmac('sha256', values.appSecret).update(body).digest('hex');
  expect((await shop.ask('POST /call-backs/whatsapp', [`X-Hub-Signature-256: sha256=${signature}`], body)).status).toBe(200);
  expect((await shop.ask('POST /call-backs/whatsapp', [`X-Hub-Signature-256: sha256=${signature}`], `${body} `)).status).toBe(403);
});
