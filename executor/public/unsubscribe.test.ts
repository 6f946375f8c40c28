import { afterEach, expect, test } from 'vitest';
import { unwrap } from '../executor.fixture';
import { email, openShop, type Shop } from './public.fixture';
import { publicLimits } from './public-server';

let shop: Shop;
afterEach(() => shop.end());

const form = 'Content-Type: application/x-www-form-urlencoded';
const minutes = (n: number) => shop.pass(n * 60_000);
const token = () => new URL(shop.mails.at(-1)?.unsubscribe?.page ?? '').pathname.slice('/u/'.length);

async function openMailShop() {
  shop = await openShop('email');
  await shop.cart();
}

test('looking changes nothing, the button takes her off, and the page says so from then on', async () => {
  await openMailShop();
  for (const look of ['GET', 'HEAD', 'GET', 'HEAD']) expect((await shop.ask(`${look} /u/${token()}`)).status).toBe(200);
  expect((await shop.ask(`GET /u/${token()}/undo`)).status).toBe(303);
  expect(await shop.consent()).toBe('granted');

  const page = await shop.ask(`GET /u/${token()}`);
  expect(page.body).toContain('Take me off the list');
  expect(page.body).toContain('method="post"');
  const done = await shop.ask(`POST /u/${token()}`, [form], 'lang=en');
  expect([done.status, done.body.includes('You are off the list')]).toEqual([200, true]);
  expect(await shop.consent()).toBe('withdrawn');
  expect((await shop.ask(`GET /u/${token()}`)).body).toContain('You are off the list');
  // Pressed twice, once.
  await shop.ask(`POST /u/${token()}`, [form], 'lang=en');
  expect(shop.eventsOf('consent-withdrawn').map((one) => JSON.parse(one)['withdraw-method'])).toEqual(['unsubscribe-link']);
});

test('the button of a mail program needs no page, whichever form it sends', async () => {
  await openMailShop();
  const done = await shop.ask(`POST /u/${token()}`, [form], 'List-Unsubscribe=One-Click');
  expect(done.status).toBe(200);
  await minutes(1);
  await shop.cart();
  const parts = '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n';
  await shop.ask(`POST /u/${token()}`, ['Content-Type: multipart/form-data; boundary=x'], parts);
  expect(await shop.consent()).toBe('withdrawn');
  expect(shop.eventsOf('consent-withdrawn').map((one) => JSON.parse(one)['withdraw-method'])).toContain('one-click');
});

test('a mistake can be taken back at once, and noted as such; later, or of a consent she never gave, it can not', async () => {
  await openMailShop();
  await shop.ask(`POST /u/${token()}`, [form], 'lang=en');
  expect((await shop.ask(`GET /u/${token()}`)).body).toContain('That was a mistake');
  await minutes(5);
  const back = await shop.ask(`POST /u/${token()}/undo`, [form], 'lang=en');
  expect([back.status, back.body.includes('You are back on the list')]).toEqual([200, true]);
  expect(await shop.consent()).toBe('granted');
  expect(shop.eventsOf('consent-granted').map((one) => JSON.parse(one))).toEqual([{ channel: 'email', 'capture-method': 'unsubscribe-undone' }]);

  await minutes(1);
  await shop.ask(`POST /u/${token()}`, [form], 'lang=en');
  await minutes(61);
  expect((await shop.ask(`GET /u/${token()}`)).body).not.toContain('That was a mistake');
  expect((await shop.ask(`POST /u/${token()}/undo`, [form], 'lang=en')).status).toBe(409);
  expect(await shop.consent()).toBe('withdrawn');
});

test('what was withdrawn otherwise is not given back by a link, nor is it flipped for ever', async () => {
  await openMailShop();
  await shop.client.updateProfiles({
    body: [{ identifiers: { email }, attributes: { 'email-consent': 'withdrawn' }, occurred_at: new Date(shop.clock.now()).toISOString() }],
  });
  expect((await shop.ask(`POST /u/${token()}/undo`, [form], 'lang=en')).status).toBe(409);
  await minutes(1);
  await shop.client.updateProfiles({
    body: [{ identifiers: { email }, attributes: { 'email-consent': 'granted' }, occurred_at: new Date(shop.clock.now()).toISOString() }],
  });
  const statuses: number[] = [];
  for (let i = 0; i < 4; i++) {
    await minutes(1);
    await shop.ask(`POST /u/${token()}`, [form], 'lang=en');
    await minutes(1);
    statuses.push((await shop.ask(`POST /u/${token()}/undo`, [form], 'lang=en')).status);
  }
  expect(statuses).toEqual([200, 200, 200, 409]);
  expect(await shop.consent()).toBe('withdrawn');
});

test('the page speaks her language, or that of her browser, or the one she chooses', async () => {
  await openMailShop();
  const languageOf = async (headers: string[] = [], search = '') => {
    const { body } = await shop.ask(`GET /u/${token()}${search}`, headers);
    return /<html lang="(\w\w)" dir="(\w+)">/.exec(body)?.slice(1);
  };
  expect(await languageOf()).toEqual(['en', 'ltr']);
  expect(await languageOf(['Accept-Language: xx, fa-IR;q=0.8'])).toEqual(['fa', 'rtl']);
  await shop.client.updateProfiles({ body: [{ identifiers: { email }, attributes: { 'preferred-language': 'he' } }] });
  expect(await languageOf(['Accept-Language: fa'])).toEqual(['he', 'rtl']);
  expect(await languageOf([], '?lang=fa')).toEqual(['fa', 'rtl']);
  expect(await languageOf([], '?lang=%22%3E%3Cscript%3E')).toEqual(['he', 'rtl']);
  const done = await shop.ask(`POST /u/${token()}`, [form], 'lang=fa');
  expect(done.body).toContain('از فهرست حذف شدید');
});

test('the page says nothing of her, is kept and found by nobody, and runs nothing', async () => {
  await openMailShop();
  await shop.client.updateProfiles({ body: [{ identifiers: { email }, attributes: { 'first-name': 'Marked<b>' } }] });
  const { headers, body } = await shop.ask(`GET /u/${token()}`);
  expect(body).not.toMatch(/dana|shop\.example|Marked|<script|https?:/i);
  expect(headers['content-security-policy']).toMatch(
    /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
  );
  expect(headers).toMatchObject({
    'cache-control': 'no-store',
    'x-robots-tag': 'noindex, nofollow',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
});

test('tokens that nobody made lead nowhere', async () => {
  await openMailShop();
  const good = token();
  const wrongs = ['', 'x', `${good}x`, good.replace(/^./, '2'), good.replace('email', 'sms'), `${good}/other`, `${good}/undo/x`, '%2e%2e', good.toUpperCase()];
  for (const wrong of wrongs) {
    const answer = await shop.ask(`GET /u/${wrong}`);
    expect([wrong, answer.status, answer.body]).toEqual([wrong, 404, '']);
  }
});

test('too many tokens that nobody made end the line', async () => {
  // The real clock fills up what is allowed: one a second is beaten by the slowest machine.
  shop = await openShop('email', { publicLimits: { ...publicLimits, wrongPerSecond: 1 } });
  await shop.cart();
  const good = token();
  const tries = await Promise.all(Array.from({ length: 60 }, (_, i) => shop.ask(`POST /u/1.email.${String(i).padStart(27, 'A')}`, [form], 'lang=en')));
  expect(tries.some(({ status }) => status === 429)).toBe(true);
  // Whoever has a good one is not kept out by them.
  expect((await shop.ask(`GET /u/${good}`)).status).toBe(200);
});

test('a link keeps working when she turns out to be somebody else, and after a restart, where the address is the same', async () => {
  shop = await openShop('email');
  unwrap(await shop.client.updateProfiles({ body: [{ identifiers: { card: 'k-1' }, attributes: { 'email-consent': 'granted' } }] }));
  await shop.cart();
  const [old, port] = [token(), await shop.publicPort()];
  expect(old).toMatch(/^2\./);
  unwrap(await shop.client.updateProfiles({ body: [{ identifiers: { card: 'k-1', email }, attributes: {} }] }));
  Object.assign(shop, await shop.restart());
  expect(await shop.publicPort()).toBe(port);
  await shop.ask(`POST /u/${old}`, [form], 'lang=en');
  expect(await shop.consent('c1')).toBe('withdrawn');
  expect(unwrap(await shop.client.customer({ id: 'c1' }))?.merged.count).toBe(1);
});

test('after a restore a link never becomes somebody else’s: whom the backup does not know is nobody', async () => {
  shop = await openShop('email');
  // The key that links are signed with is in the backup.
  await shop.cart('omer@shop.example');
  const { name } = unwrap(await shop.client.backUp({}));
  await shop.cart();
  const [old, port] = [token(), await shop.publicPort()];
  unwrap(await shop.client.restore({ body: { backup: name } }));
  unwrap(await shop.client.resumeRestored({}));
  unwrap(await shop.client.setPublic({ body: { listens: true, port } }));
  unwrap(await shop.client.updateProfiles({ body: [{ identifiers: { email: 'noa@shop.example' }, attributes: { 'email-consent': 'granted' } }] }));
  const [noa] = unwrap(await shop.client.findCustomers({ text: 'noa@' }));
  await shop.ask(`POST /u/${old}`, [form], 'lang=en');
  expect(await shop.consent(noa?.customer)).toBe('granted');
  expect((await shop.ask(`GET /u/${old}`)).status).toBe(404);
});
