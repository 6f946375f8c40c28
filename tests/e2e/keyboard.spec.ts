import type { Page } from '@playwright/test';
import { expect, test } from './app';
import { smallEngagement, workedEngagement } from './engagements';
import { frame } from './pages/frame';
import { home } from './pages/home';
import { journeys } from './pages/journeys';
import { sources } from './pages/sources';
import { mainScreens, show } from './screens';
import { wordsIn } from './words';

const engagement = workedEngagement();

const t = wordsIn('en');

/** Presses Tab until the focus is where it should be: whoever has no mouse must get there in a reasonable number of steps. */
async function tabTo(page: Page, label: string, limit = 40) {
  const reached = () =>
    page.evaluate(() => {
      const { activeElement: at } = document;
      return at?.getAttribute('aria-label') ?? at?.textContent?.trim() ?? '';
    });
  for (let i = 0; i < limit; i++) {
    await page.keyboard.press('Tab');
    if ((await reached()).startsWith(label)) return;
  }
  throw new Error(`${label} is not reached in ${limit} steps`);
}

test('with the keyboard alone an engagement is opened, a cell is reached and edited, and the palette leads on', async ({ app }) => {
  const shop = smallEngagement();
  app.bring(shop);
  const page = await app.start();
  await home(page, t).isShown();
  await tabTo(page, shop.name);
  await page.keyboard.press('Enter');
  await frame(page, t).isShown();

  await page.keyboard.press('Control+K');
  const search = page.getByRole('textbox', { name: t('frame.search') });
  await expect(search).toBeFocused();
  await page.keyboard.type('abandoned_checkout');
  await expect(page.getByRole('dialog').getByText('abandoned_checkout_url')).toBeVisible();
  await page.keyboard.press('Enter');
  // The palette leads to the field itself, with the cursor on it.
  const { cell, grid } = sources(page, t);
  await expect(await cell('abandoned_checkout_url', 'native-name')).toHaveAttribute('aria-selected', 'true');
  await expect(grid).toBeFocused();

  await page.keyboard.press('ArrowRight');
  await page.keyboard.type('Link back');
  await page.keyboard.press('Tab');
  await expect(await cell('abandoned_checkout_url', 'label')).toHaveText('Link back');
  await page.keyboard.press('Escape');

  await page.keyboard.press('Control+K');
  await expect(search).toBeFocused();
  await page.keyboard.type(t('station.segments'));
  await expect(page.getByRole('dialog').getByText(t('station.segments')).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: t('station.segments') })).toBeVisible();
});

test('with the keyboard alone a step is added to a journey where it belongs, wired, and undone', async ({ app }) => {
  app.bring(engagement);
  const page = await app.start();
  await home(page, t).isShown();
  const screen = mainScreens(engagement).find(({ name }) => name === 'journey');
  if (!screen) throw new Error('no journey');
  await show(page, screen, t);
  const { node, nodes, edges, inspector, add } = journeys(page, t);
  await expect(node('cart-w1')).toBeVisible();
  const [before, wired] = [await nodes.count(), await edges.count()];

  // The node after which it goes: React Flow's nodes are in the order of Tab.
  await node('cart-w1').focus();
  await page.keyboard.press('Enter');
  await expect(inspector).toContainText('cart-w1');
  await add('task').focus();
  await page.keyboard.press('Enter');
  await expect(nodes).toHaveCount(before + 1);
  // Put between two nodes: the one edge became two.
  await expect(edges).toHaveCount(wired + 1);
  await expect(inspector).toContainText(t('node.kind.task'));
  await page.keyboard.press('Control+Z');
  await expect(nodes).toHaveCount(before);
  await expect(edges).toHaveCount(wired);
});
