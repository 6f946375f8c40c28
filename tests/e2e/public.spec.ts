/** What people outside see of the public address, in a browser. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { languages } from '../../shared/text';
import { seriousFaults } from './axe';
import { link, openPublicShop, type PublicShop } from './public-shop';
import { unwrap } from './sandbox';
import { wordsIn } from './words';

let shop: PublicShop;
test.afterEach(() => shop.end());

const counts = async (name: string) =>
  unwrap(await shop.client.deliveries({ limit: 9 })).filter(({ channel, state }) => channel === name && state === 'delivered').length;

for (const language of languages)
  test(`the demo page shows a customer her inbox and a message on the site (${language})`, async ({ page }) => {
    const t = wordsIn(language);
    shop = await openPublicShop();
    await shop.write(language);
    const { url } = unwrap(await shop.client.demoVisit({ id: 'c1', body: { language } }));
    const faults: string[] = [];
    page.on('console', (line) => line.type() === 'error' && faults.push(line.text()));
    await page.goto(url);
    const banner = page.getByRole('region').filter({ has: page.getByRole('button', { name: t('public.close') }) });
    await expect(banner).toBeVisible();
    await expect(banner).toHaveAttribute('dir', language === 'en' ? 'ltr' : 'rtl');
    await expect(banner.getByRole('link')).toHaveAttribute('href', link);
    await expect(banner.locator('b')).toHaveCount(0);
    expect(await seriousFaults(page)).toEqual([]);
    await expect.poll(() => counts('on-site')).toBe(1);

    await banner.getByRole('button', { name: t('public.close') }).press('Escape');
    await expect(banner).toHaveCount(0);
    const bell = page.getByRole('button', { name: t('public.demo.inbox') });
    await bell.click();
    const entry = page.getByRole('listitem').filter({ has: page.getByRole('group') });
    await entry.locator('summary').click();
    await expect(entry.getByRole('link')).toHaveAttribute('href', link);
    await expect(page.locator('#unread')).toBeEmpty();
    expect(await seriousFaults(page)).toEqual([]);
    await entry.getByRole('button', { name: t('public.demo.put-away') }).click();
    await expect(page.getByText(t('public.demo.no-messages'))).toBeVisible();
    // What was closed stays so.
    await page.reload();
    await expect(bell).toBeVisible();
    await expect(banner).toHaveCount(0);
    expect(faults).toEqual([]);
  });

test('a shop of another origin embeds the script under a policy that allows nothing but it', async ({ page, context }) => {
  const server = createServer((_, response) => {
    response.writeHead(200, {
      'content-type': 'text/html',
      'content-security-policy': `default-src 'none'; script-src ${shop.at}; connect-src ${shop.at}; require-trusted-types-for 'script'`,
    });
    response.end(
      `<!doctype html><html lang="en"><title>Shop</title><main><h1>Shop</h1></main><script async src="${shop.at}/on-site.js" data-visitor="${token}" data-form="dialog"></script>`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  context.on('close', () => server.close());
  const { port } = server.address() as AddressInfo;
  shop = await openPublicShop([`http://127.0.0.1:${port}`]);
  await shop.write('en');
  const token = await shop.visitor();
  await page.goto(`http://127.0.0.1:${port}/`);
  const dialog = page.getByRole('dialog', { name: 'Your cart is waiting' });
  await expect(dialog).toBeVisible();
  await expect(dialog.getByText('<b>until tomorrow</b>')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Close' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  expect(await context.cookies()).toEqual([]);
  expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Shop' })).toBeVisible();
  await expect.poll(async () => (await (await fetch(`${shop.at}/on-site/next`, { headers: { authorization: `Bearer ${token}` } })).json()).message).toBeNull();
  await expect(dialog).toHaveCount(0);
});

test('the script is small, and is there without a token', async ({ request }) => {
  shop = await openPublicShop();
  const answer = await request.get(`${shop.at}/on-site.js`);
  expect(answer.headers()['content-type']).toBe('text/javascript; charset=utf-8');
  const text = await answer.text();
  expect(text).toContain('attachShadow');
  expect(text.length).toBeLessThan(6 * 1024);
  expect(text).not.toMatch(/cookie|localStorage|innerHTML|eval/);
});
