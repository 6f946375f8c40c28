import { expect, onlyInTheBrowser, test } from './app';
import { home } from './pages/home';
import { wordsIn } from './words';

const t = wordsIn('en');

test('the page opens under its policy, and an address inside it opens again after a reload', async ({ app }) => {
  app.allowErrors(/404/);
  const page = await app.start();
  await home(page, t).isShown();
  await page.reload();
  await home(page, t).isShown();
  const called = await page.evaluate(async () => (await fetch('/nothing.json')).status);
  expect(called).toBe(404);
});

test.describe('the host of browser mode', () => {
  onlyInTheBrowser('Electron has no host to kill but itself');

  test('a window stays signed in when its host is killed and started again', async ({ app }) => {
    const page = await app.start();
    await home(page, t).isShown();
    const port = await app.killHost();
    const link = await app.restartHost();
    expect(new URL(link).port).toBe(String(port));
    await page.reload();
    await home(page, t).isShown();
  });

  test('nobody without the link gets in, and a link works once', async ({ app, browser }) => {
    app.allowErrors(/40[13]/);
    const page = await app.start();
    await home(page, t).isShown();
    const stranger = await browser.newContext();
    const window = await stranger.newPage();
    expect((await window.goto(page.url()))?.status()).toBe(401);
    await app.killHost();
    const link = await app.restartHost();
    await window.goto(link);
    await home(window, t).isShown();
    const late = await browser.newContext();
    expect((await (await late.newPage()).goto(link))?.status()).toBe(403);
    await stranger.close();
    await late.close();
  });
});
