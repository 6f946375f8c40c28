import { afterEach, expect, test } from 'vitest';
import { createExecutorClient } from '../../shared/executor/client';
import { inboxSchema, onSiteSchema } from '../../shared/executor/visitors';
import { unwrap } from '../executor.fixture';
import { email, openShop, type Shop } from './public.fixture';

let shop: Shop;
afterEach(() => shop.end());

const settings = { provider: 'inbox', expiresAfterDays: 7 } as const;
const link = 'https://shop.example/cart?a=1';
const text = `Your cart is kept: ${link} <b>bold</b>`;
const bearer = (token: string) => `Authorization: Bearer ${token}`;
const visitor = async (who = email, minutes = 60) => unwrap(await shop.client.visitorToken({ body: { identifiers: { email: who }, minutes } })).token;
const inbox = async (token: string) => inboxSchema.parse(JSON.parse((await shop.ask('GET /inbox', [bearer(token)])).body));
const next = async (token: string) => onSiteSchema.parse(JSON.parse((await shop.ask('GET /on-site/next', [bearer(token)])).body)).message;
const day = 86_400_000;

test('her inbox lists what was let out; listing delivers, reading opens, a link counts, putting away hides', async () => {
  shop = await openShop('in-app', { settings, text });
  await shop.cart();
  const token = await visitor();
  const first = await inbox(token);
  expect(first).toMatchObject({ unread: 1, messages: [{ subject: 'Hello there', body: text, language: 'en', read: false, followed: false }] });
  const n = first.messages[0]?.n ?? 0;
  expect(shop.eventsOf('message-delivered')).toHaveLength(1);
  expect(unwrap(await shop.client.deliveries({ limit: 5 })).map(({ state }) => state)).toEqual(['delivered']);
  await inbox(token);
  expect(shop.eventsOf('message-delivered')).toHaveLength(1);

  for (let i = 0; i < 2; i++) expect((await shop.ask(`POST /inbox/${n}/read`, [bearer(token)])).status).toBe(204);
  expect(shop.eventsOf('message-opened')).toHaveLength(1);
  expect(await inbox(token)).toMatchObject({ unread: 0, messages: [{ read: true, followed: false }] });

  for (let i = 0; i < 2; i++) expect((await shop.ask(`POST /inbox/${n}/click`, [bearer(token)], JSON.stringify({ url: link }))).status).toBe(204);
  expect(shop.eventsOf('message-clicked').map((one) => JSON.parse(one))).toEqual([{ 'message-id': 'm', channel: 'in-app', 'link-url': link }]);
  // A link that is in no message of hers.
  expect((await shop.ask(`POST /inbox/${n}/click`, [bearer(token)], JSON.stringify({ url: 'https://evil.example' }))).status).toBe(404);
  for (const wrong of ['', '{', '{"url":1}', '{"url":""}']) expect((await shop.ask(`POST /inbox/${n}/click`, [bearer(token)], wrong)).status).toBe(400);

  await shop.cart();
  expect((await shop.ask(`POST /inbox/${n}/dismiss`, [bearer(token)])).status).toBe(204);
  const after = await inbox(token);
  expect(after).toMatchObject({ unread: 1 });
  expect(after.messages.map((one) => one.n)).not.toContain(n);
  expect((await shop.ask(`POST /inbox/${n}/read`, [bearer(token)])).status).toBe(404);
});

test('nobody sees or touches what is another’s, and a token ends', async () => {
  shop = await openShop('in-app', { settings });
  await shop.cart();
  await shop.cart('noa@shop.example');
  const [dana, noa] = [await visitor(), await visitor('noa@shop.example')];
  const hers = (await inbox(dana)).messages[0]?.n ?? 0;
  expect((await inbox(noa)).messages.map((one) => one.n)).not.toContain(hers);
  for (const deed of ['read', 'dismiss']) expect((await shop.ask(`POST /inbox/${hers}/${deed}`, [bearer(noa)])).status).toBe(404);
  expect((await inbox(dana)).messages.map((one) => one.n)).toEqual([hers]);

  await shop.pass(59 * 60_000);
  expect((await shop.ask('GET /inbox', [bearer(dana)])).status).toBe(200);
  await shop.pass(61_000);
  expect((await shop.ask('GET /inbox', [bearer(dana)])).status).toBe(401);
  // Made into another's, or longer.
  const fresh = await visitor();
  const [who = '', until = '', signature = ''] = fresh.split('.');
  for (const wrong of [`2.${until}.${signature}`, `${who}.zzzzzzz.${signature}`, `${who}.email.${signature}`, 'x', ''])
    expect([wrong, (await shop.ask('GET /inbox', [bearer(wrong)])).status]).toEqual([wrong, 401]);
  // A link of a mail is no token of a visitor, nor the main token, nor one in the address.
  expect((await shop.ask('GET /inbox', [bearer(shop.token)])).status).toBe(401);
  expect((await shop.ask(`GET /inbox?visitor=${fresh}`)).status).toBe(401);
  expect(await shop.client.visitorToken({ body: { identifiers: { email: 'nobody@shop.example' } } })).toMatchObject({
    ok: false,
    problems: [{ code: 'customer-unknown' }],
  });
});

test('messages are over after so many days, and while the channel is off there are none', async () => {
  shop = await openShop('in-app', { settings });
  await shop.cart();
  await shop.pass(7 * day - 60_000);
  const token = await visitor(email, 24 * 60);
  expect((await inbox(token)).messages).toHaveLength(1);
  await shop.client.setChannel({ channel: 'in-app', body: { mode: 'off' } });
  expect(await inbox(token)).toEqual({ unread: 0, messages: [] });
  await shop.client.setChannel({ channel: 'in-app', body: { mode: 'trial' } });
  expect((await inbox(token)).messages).toHaveLength(1);
  await shop.pass(60_000);
  expect(await inbox(token)).toEqual({ unread: 0, messages: [] });
});

test('on the site one message at a time is shown, until she closes it or follows it', async () => {
  shop = await openShop('on-site', { settings, text });
  await shop.cart();
  await shop.pass(60_000);
  await shop.cart();
  const token = await visitor();
  const newest = await next(token);
  expect(newest).toMatchObject({ subject: 'Hello there', close: 'Close', language: 'en' });
  await shop.ask(`POST /on-site/${newest?.n}/shown`, [bearer(token)]);
  expect((await next(token))?.n).toBe(newest?.n);
  await shop.ask(`POST /on-site/${newest?.n}/dismissed`, [bearer(token)]);
  const older = await next(token);
  expect(older?.n).toBeLessThan(newest?.n ?? 0);
  await shop.ask(`POST /on-site/${older?.n}/clicked`, [bearer(token)], JSON.stringify({ url: link }));
  expect(await next(token)).toBeNull();
  expect(shop.eventsOf('message-opened')).toHaveLength(2);
  expect(shop.eventsOf('message-clicked')).toHaveLength(1);
  // Neither is the one the other's.
  expect((await shop.ask('GET /inbox', [bearer(token)])).body).toContain('"messages":[]');
});

test('pages of listed sites may ask, others may not; the answer says so to that site only', async () => {
  shop = await openShop('in-app', { settings });
  await shop.cart();
  const port = await shop.publicPort();
  unwrap(await shop.client.setPublic({ body: { listens: true, port, origins: ['https://shop.example'] } }));
  const token = await visitor();
  const from = (origin: string, first = 'GET /inbox') => shop.ask(first, [bearer(token), `Origin: ${origin}`]);
  const good = await from('https://shop.example');
  expect([good.status, good.headers['access-control-allow-origin'], good.headers.vary]).toEqual([200, 'https://shop.example', 'origin']);
  expect((await from(`http://127.0.0.1:${port}`)).status).toBe(200);
  for (const origin of ['https://evil.example', 'http://shop.example', 'https://shop.example.evil.example', 'null', 'https://shop.example:444']) {
    const no = await from(origin);
    expect([origin, no.status, no.headers['access-control-allow-origin']]).toEqual([origin, 403, undefined]);
  }
  const asks = await from('https://shop.example', 'OPTIONS /inbox');
  expect([asks.status, asks.headers['access-control-allow-headers'], asks.headers['access-control-allow-credentials']]).toEqual([
    204,
    'authorization, content-type',
    undefined,
  ]);
  expect((await from('https://evil.example', 'OPTIONS /inbox/1/read')).status).toBe(403);
  // Whose token has ended is told so where she can read it.
  expect((await shop.ask('GET /inbox', [bearer('x'), 'Origin: https://shop.example'])).headers['access-control-allow-origin']).toBe('https://shop.example');
});

test('the token the client is given goes with its own calls', async () => {
  shop = await openShop('in-app', { settings });
  await shop.cart();
  const client = createExecutorClient({ port: shop.port, token: shop.token, fetch });
  const visit = unwrap(await client.demoVisit({ id: 'c1', body: { language: 'he' } }));
  expect(visit.url).toMatch(new RegExp(`^http://127\\.0\\.0\\.1:${await shop.publicPort()}/demo\\?lang=he#1\\.`));
  expect((await inbox(new URL(visit.url).hash.slice(1))).messages).toHaveLength(1);
  expect(await client.demoVisit({ id: 'c99', body: {} })).toMatchObject({ problems: [{ code: 'customer-unknown' }] });
  await client.setPublic({ body: { listens: false } });
  expect(await client.demoVisit({ id: 'c1', body: {} })).toMatchObject({ problems: [{ code: 'public-closed' }] });
});
