import { expect, test } from './app';

test('the page opens under its policy, and an address inside it opens again after a reload', async ({ app }) => {
  await expect(app.page.locator('#root')).not.toBeEmpty();
  await app.page.reload();
  await expect(app.page.locator('#root')).not.toBeEmpty();
  const called = await app.page.evaluate(async () => (await fetch('/nothing.json')).status);
  expect(called).toBe(404);
});

test('a window stays signed in when its host is killed and started again', async ({ app }, info) => {
  test.skip(info.project.name === 'electron', 'Electron has no host to kill but itself');
  const port = new URL(app.page.url()).port;
  await app.killHost();
  const link = await app.startHost();
  expect(new URL(link).port).toBe(port);
  await app.page.reload();
  await expect(app.page.locator('#root')).not.toBeEmpty();
});
