import { addVendor } from '../../shared/checklist/edit-checklist';
import { expect, test } from './app';
import { workedEngagement } from './engagements';
import { home } from './pages/home';
import { savedEngagement } from './saved';
import { wordsIn } from './words';

test('the heat map is walked and answered by keyboard, in Hebrew', async ({ app }) => {
  app.prefer({ language: 'he' });
  const engagement = addVendor(workedEngagement(), { id: '01K0000000000000000000GAPK', vendor: { name: 'Doar', role: 'candidate' } });
  app.bring(engagement);
  const page = await app.start();
  const t = wordsIn('he');
  await home(page, t).isShown();
  await page.getByRole('main').getByText(engagement.name).first().click();
  await expect(page.getByRole('link', { name: t('station.gap') }).first()).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('a');
  await expect(page.getByRole('grid')).toBeVisible();
  const cells = page.locator('[role=grid] [data-point][data-vendor]');
  await cells.first().focus();
  const at = () =>
    page.evaluate(() => ({ point: document.activeElement?.getAttribute('data-point'), vendor: document.activeElement?.getAttribute('data-vendor') }));
  const first = await at();
  // On a page that is read from the right, left is on.
  await page.keyboard.press('ArrowLeft');
  const beside = await at();
  expect(beside).toEqual({ point: first.point, vendor: expect.not.stringMatching(String(first.vendor)) });
  await page.keyboard.press('ArrowRight');
  expect(await at()).toEqual(first);
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowDown');
  const { point, vendor } = await at();
  expect(point).not.toBe(first.point);
  const answer = () => savedEngagement(app.home, engagement.id).checklist.answers.find((one) => one.point === point && one.vendor === vendor);
  await page.keyboard.press('3');
  await expect.poll(() => answer()?.score).toBe(3);
  await page.keyboard.press('v');
  await expect.poll(() => answer()?.verified).toBe(true);
  await page.keyboard.press('-');
  await expect.poll(() => answer()?.applies).toBe(false);
  await page.keyboard.press('g');
  await page.keyboard.press('j');
  await expect(page).toHaveURL(/\/journeys$/);
});
