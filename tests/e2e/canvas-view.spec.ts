/** What lies over the canvas leaves room for what is shown, on a laptop and on a projector, in both directions. */
import type { Locator } from '@playwright/test';
import type { Journey } from '../../shared/journey/schema';
import { expect, test } from './app';
import { workedEngagement } from './engagements';
import { frame } from './pages/frame';
import { home } from './pages/home';
import { journeys } from './pages/journeys';
import { wordsIn } from './words';

for (const language of ['en', 'he'] as const)
  for (const [width, height] of [
    [1440, 900],
    [1280, 720],
  ] as const)
    test(`nothing that is shown lies under anything: ${language}, ${width} × ${height}`, async ({ app }) => {
      app.prefer({ language });
      const engagement = workedEngagement();
      app.bring(engagement);
      const page = await app.start();
      await page.setViewportSize({ width, height });
      const t = wordsIn(language);
      await home(page, t).isShown();
      await page.getByRole('main').getByText(engagement.name).first().click();
      await frame(page, t).goTo('journeys');
      const blocked = cartOf(engagement.journeys);
      const { open, canvas, nodes, checks, inspector, heading, add } = journeys(page, t);
      await open(blocked.name[language] ?? blocked.name.en ?? '');
      await expect(nodes).toHaveCount(blocked.nodes.length);
      const covers = page.locator('[data-over]');

      await test.step('fitting shows every step', async () => {
        // The journey is shown from its beginning first, at less than its full size.
        await expect(page.getByRole('button', { name: t('canvas.zoom-real') })).not.toContainText('100');
        await page.keyboard.press('f');
        await expect.poll(() => under(nodes, covers, canvas)).toEqual([]);
      });

      await test.step('all of the palette can be reached, and the header is whole', async () => {
        await add('exit').scrollIntoViewIfNeeded();
        const [tool, dock] = [await boxOf(add('exit')), await boxOf(checks)];
        expect(tool.y + tool.height).toBeLessThanOrEqual(dock.y);
        await expect(heading).toBeInViewport({ ratio: 1 });
        for (const view of ['canvas', 'storyboard', 'list', 'versions'] as const) {
          const label = page.getByRole('radiogroup', { name: t('journeys.view') }).getByText(t(`journeys.${view}`), { exact: true });
          expect(await label.evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true);
        }
      });

      await test.step('a check leads to one of its places after the other', async () => {
        const label = engagement.record.attributes.find(({ id }) => id === 'whatsapp-consent')?.label ?? {};
        const check = checks.getByRole('listitem').filter({ hasText: t('problem.attribute-without-source', { label }) });
        const go = check.getByRole('button').first();
        const places = 3;
        await expect(check).toContainText(t('canvas.places', { count: places }));
        await go.click();
        await expect(check).toContainText(t('canvas.found', { current: 1, count: places }));
        // Its first place is the condition of entry.
        await expect(inspector.getByRole('region', { name: t('journeys.who-enters') }).locator(':focus')).toHaveText(t('condition-editor.change'));
        await go.click();
        await expect(check).toContainText(t('canvas.found', { current: 2, count: places }));
        await expect.poll(() => under(canvas.locator('.react-flow__node.selected'), covers, canvas)).toEqual([]);
        await go.click();
        await go.click();
        await expect(check).toContainText(t('canvas.found', { current: 1, count: places }));
      });
    });

function cartOf(all: readonly Journey[]): Journey {
  const cart = all.find(({ from }) => from === 'cart-abandonment');
  if (!cart) throw new Error('no journey that is blocked');
  return cart;
}

async function boxOf(one: Locator) {
  const box = await one.boundingBox();
  if (!box) throw new Error('not on the screen');
  return box;
}

/** Ids of nodes that something lies over, or that are not wholly in the canvas. */
async function under(nodes: Locator, covers: Locator, canvas: Locator): Promise<string[]> {
  const pane = await boxOf(canvas);
  const over = await covers.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON() as DOMRect));
  const drawn = await nodes.evaluateAll((all) =>
    all.map((one) => ({ id: one.getAttribute('data-id') ?? '', ...(one.getBoundingClientRect().toJSON() as DOMRect) })),
  );
  return drawn
    .filter(
      ({ left, right, top, bottom }) =>
        left < pane.x ||
        top < pane.y ||
        right > pane.x + pane.width ||
        bottom > pane.y + pane.height ||
        over.some((cover) => left < cover.right && cover.left < right && top < cover.bottom && cover.top < bottom),
    )
    .map(({ id }) => id);
}
