import type { Page } from '@playwright/test';
import type { Translate } from '../../shared/i18n/translator';
import { editFrame } from '../../shared/journey/storyboard-edit';
import { textIn } from '../../shared/text';
import { expect, test } from './app';
import { seriousFaults } from './axe';
import { workedEngagement } from './engagements';
import { frame } from './pages/frame';
import { home } from './pages/home';
import { journeys } from './pages/journeys';
import { savedEngagement } from './saved';
import { wordsIn } from './words';

const worked = workedEngagement();
const cart = worked.journeys.find(({ from }) => from === 'cart-abandonment');
if (!cart) throw new Error('no cart journey');
const engagement = editFrame(worked, { journey: cart.id, touchpoint: 2, frame: { name: { he: 'באותו בוקר', en: 'That morning' } } });

/** The sheet of the journey that is open. */
function storyboard(page: Page, t: Translate) {
  const view = page.getByRole('radiogroup', { name: t('journeys.view') });
  return {
    open: () => view.getByText(t('journeys.storyboard'), { exact: true }).click(),
    table: page.getByRole('table'),
    insight: page.getByRole('region', { name: t('storyboard.insight') }),
    mood: (moment: string) => page.getByRole('slider', { name: t('storyboard.mood-of', { moment }) }),
    plan: (moment: string) => page.getByLabel(t('storyboard.plan-of', { moment })),
    actual: (moment: string) => page.getByLabel(t('storyboard.actual-of', { moment })),
  };
}

test('a mood, what was planned and what came are written down by keyboard; the largest loss leads to the canvas and back', async ({ app }) => {
  test.slow();
  app.prefer({ language: 'en' });
  app.bring(engagement);
  const page = await app.start();
  const t = wordsIn('en');
  await home(page, t).isShown();
  await page.getByText(engagement.name, { exact: true }).first().click();
  await frame(page, t).isShown();
  await page.locator('nav a[href$="/journeys"]').first().click();
  await journeys(page, t).open(textIn(cart.name, 'en'));
  const sheet = storyboard(page, t);
  await sheet.open();
  const first = t('column.touchpoint', { number: 1 });
  const morning = 'That morning';

  await test.step('arrow keys move a mood, which is a guess until somebody says what it is known from', async () => {
    await sheet.mood(morning).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect(sheet.mood(morning)).toHaveAttribute('aria-valuenow', '-2');
    await expect(sheet.mood(morning)).toHaveAttribute('aria-valuetext', new RegExp(t('storyboard.guess')));
    await page.keyboard.press('Enter');
    await page.getByLabel(t('storyboard.evidence'), { exact: true }).fill('Five interviews');
    await page.keyboard.press('Escape');
    await expect(sheet.mood(morning)).toBeFocused();
    await expect(sheet.mood(morning)).toHaveAttribute('aria-valuetext', new RegExp(t('storyboard.known')));
    await sheet.mood(first).focus();
    await page.keyboard.press('ArrowUp');
  });

  await test.step('what is typed makes the insight', async () => {
    for (const [moment, plan, actual] of [
      [first, '500', '490'],
      [morning, '420', '318'],
    ] as const) {
      await sheet.plan(moment).fill(plan);
      await page.keyboard.press('Tab');
      await expect(sheet.actual(moment)).toBeFocused();
      await page.keyboard.type(actual);
    }
    await expect(sheet.insight).toContainText(morning);
    await expect(sheet.insight).toContainText('102');
    await expect(sheet.insight).toContainText('64%');
    await page.keyboard.press('Tab');
    await page.keyboard.press('t');
    const twin = page.getByRole('dialog');
    await expect(twin.getByRole('row', { name: new RegExp(morning) })).toContainText('−102');
    await page.keyboard.press('Escape');
    await expect(twin).toBeHidden();
  });

  await test.step('the moment leads to its message on the canvas, and from there back to its column', async () => {
    await sheet.insight.getByRole('button', { name: t('storyboard.show') }).click();
    const { canvas, inspector } = journeys(page, t);
    await expect(canvas).toBeVisible();
    await expect(inspector).toContainText('cart-m2');
    await sheet.open();
    await expect(page.getByRole('button', { name: t('storyboard.select', { moment: morning }) })).toHaveAttribute('aria-pressed', 'true');
  });

  await test.step('a touchpoint that is removed leaves its messages, and comes back with one step', async () => {
    await page.getByRole('button', { name: t('storyboard.menu', { moment: morning }) }).click();
    await page.getByRole('menuitem', { name: t('storyboard.remove') }).click();
    await expect(sheet.mood(morning)).toBeHidden();
    await page.getByRole('button', { name: t('storyboard.menu', { moment: first }) }).click();
    await expect(page.getByRole('menu', { name: t('storyboard.menu', { moment: first }) })).toContainText(t('storyboard.put-here'));
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+Z');
    await expect(sheet.mood(morning)).toHaveAttribute('aria-valuenow', '-2');
  });

  await test.step('what is typed in one visit of a cell is one step to undo, with a pause in between', async () => {
    const doubt = page.getByRole('textbox', { name: `${t('storyboard.doubt')} · ${morning}` });
    const before = await doubt.inputValue();
    await doubt.fill('Is it');
    await page.clock.setFixedTime(Date.now() + 60_000);
    await doubt.fill('Is it far?');
    await page.getByRole('button', { name: t('storyboard.select', { moment: morning }) }).focus();
    await page.keyboard.press('Control+Z');
    await expect(doubt).toHaveValue(before);
  });

  await expect.poll(() => savedFrame(app.home)).toMatchObject({ mood: -2, planned: 420, actual: { count: 318 } });
});

test('in Hebrew the sheet runs from right to left, curve included, and nothing serious is wrong with it', async ({ app }) => {
  test.slow();
  app.prefer({ language: 'he', scheme: 'dark' });
  app.bring(engagement);
  const page = await app.start();
  const t = wordsIn('he');
  await home(page, t).isShown();
  await page.getByText(engagement.name, { exact: true }).first().click();
  await frame(page, t).isShown();
  await page.locator('nav a[href$="/journeys"]').first().click();
  await journeys(page, t).open(textIn(cart.name, 'he'));
  const sheet = storyboard(page, t);
  await sheet.open();
  const [first, second] = [sheet.mood(t('column.touchpoint', { number: 1 })), sheet.mood('באותו בוקר')];
  await first.focus();
  await page.keyboard.press('ArrowUp');
  await second.focus();
  await page.keyboard.press('ArrowDown');
  const [before, after] = [await first.boundingBox(), await second.boundingBox()];
  if (!before || !after) throw new Error('no points');
  expect(after.x).toBeLessThan(before.x);
  expect(after.y).toBeGreaterThan(before.y);
  // The piece of the curve in the first column goes on to the left of its point.
  const piece = await sheet.table.locator('tbody tr').first().locator('td').first().locator('svg path[d]').last().boundingBox();
  expect(piece && piece.x + piece.width).toBeLessThan(before.x + before.width);
  expect(await seriousFaults(page)).toEqual([]);
});

function savedFrame(folder: string) {
  const saved = savedEngagement(folder, engagement.id);
  return saved.journeys.find(({ id }) => id === cart?.id)?.annotations.storyboard.find(({ touchpoint }) => touchpoint === 2);
}
