import { textIn } from '../../shared/text';
import { expect, test } from './app';
import { seriousFaults } from './axe';
import { workedEngagement } from './engagements';
import { frame } from './pages/frame';
import { home } from './pages/home';
import { journeys } from './pages/journeys';
import { wordsIn } from './words';

const engagement = workedEngagement();
const cart = engagement.journeys.find(({ from }) => from === 'cart-abandonment');
const israel = engagement.calendars.find(({ shabbat }) => shabbat);
if (!cart || !israel) throw new Error('no cart journey, no calendar');

test('Shabbat, holidays and own dates are set, previewed, and hold a message on Friday evening, in Hebrew', async ({ app }) => {
  test.slow();
  app.prefer({ language: 'he' });
  app.bring(engagement);
  const page = await app.start();
  // Friday 4 December 2026, 16:10 in Jerusalem: sixteen minutes after the candles.
  await page.clock.setFixedTime('2026-12-04T14:10:00Z');
  const t = wordsIn('he');
  const name = textIn(israel.name, 'he');
  await home(page, t).isShown();
  await page.getByText(engagement.name, { exact: true }).first().click();
  await frame(page, t).isShown();

  await test.step('the preview names Shabbat and holidays, and a date that ends before it begins is refused in words', async () => {
    await page.locator('nav a[href$="/settings"]').first().click();
    await page.getByRole('button', { name }).click();
    const preview = page.getByRole('region', { name: t('calendar.preview') });
    await expect(preview.getByRole('row').nth(1)).toContainText(`17:15${t('calendar.weekly')}`);
    await preview.getByText(t('calendar.preview.named'), { exact: true }).click();
    await expect(preview).toContainText(t('holiday.pesach'));

    await page.getByRole('button', { name: t('calendar.add-days') }).click();
    const [first, last] = [page.getByLabel(t('calendar.from-date')), page.getByLabel(t('calendar.to-date'))];
    await first.fill('2026-12-20');
    await last.fill('2026-12-17');
    await expect(page.getByText(t('calendar.backwards'))).toBeVisible();
    await expect(preview).not.toContainText(t('calendar.new-days'));
    await last.fill('2026-12-21');
    await expect(page.getByText(t('calendar.backwards'))).toBeHidden();
    await expect(preview.getByRole('row').nth(1)).toContainText(t('calendar.new-days'));
    expect(await seriousFaults(page)).toEqual([]);
  });

  await test.step('a message that falls due on Friday evening is held, and the walk says by which calendar', async () => {
    await page.locator('nav a[href$="/journeys"]').first().click();
    await journeys(page, t).open(textIn(cart.name, 'he'));
    await page.getByRole('link', { name: t('walk.open') }).click();
    const next = page.getByRole('region', { name: t('walk.what-next') });
    const trace = page.getByRole('region', { name: t('executor.trace') });
    await next.getByRole('button', { name: t('walk.happens') }).click();
    await expect(trace).toContainText(t('trace.entered'));
    await next.getByRole('button', { name: /17:10/ }).click();
    await expect(trace).toContainText(t('reason.quiet-times', { calendar: name }));
    await expect(page.getByRole('region', { name: t('walk.messages'), exact: true }).getByRole('article')).toHaveCount(0);
  });
});
