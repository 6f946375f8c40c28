import type { Page } from '@playwright/test';
import { editVolumes } from '../../shared/engagement/edit-plan';
import type { Engagement } from '../../shared/engagement/schema';
import type { Language } from '../../shared/text';
import { expect, test } from './app';
import { seriousFaults } from './axe';
import { smallEngagement, workedEngagement } from './engagements';
import { home } from './pages/home';
import { savedEngagement } from './saved';
import { wordsIn } from './words';

/** 1,000 carts a month, orders of 200 of which half is margin, an SMS at 0.10. */
function plan(): Engagement {
  return editVolumes(workedEngagement(), {
    volumes: {
      contacts: 40_000,
      averageOrderValue: 200,
      margin: 0.5,
      eventsPerMonth: { 'checkout-started': 1_000 },
      messagePrices: { sms: 0.1, whatsapp: 0.2 },
    },
  });
}

async function open(page: Page, engagement: Engagement, language: Language, view: string) {
  await home(page, wordsIn(language)).isShown();
  await page.evaluate((path) => {
    history.pushState(null, '', path);
    dispatchEvent(new PopStateEvent('popstate', { state: null }));
  }, `/e/${engagement.id}/business-case?view=${view}`);
}

for (const language of ['en', 'he'] as const)
  test(`what a journey brings is opened, changed and seen in total (${language})`, async ({ app }) => {
    app.prefer({ language });
    const engagement = plan();
    app.bring(engagement);
    const cart = engagement.journeys.find(({ from }) => from === 'cart-abandonment');
    const page = await app.start();
    const t = wordsIn(language);
    await open(page, engagement, language, 'journeys');
    const rows = page.getByRole('main').getByRole('row');
    const name = cart?.name[language] ?? '';
    await rows.getByRole('button', { name }).click();
    const panel = page.getByRole('complementary').filter({ has: page.getByRole('heading', { name }) });
    const end = (which: 'low' | 'expected' | 'high') =>
      panel.getByRole('textbox', { name: t('case.end-of', { what: t('case.figure.conversion'), end: t(`case.end.${which}`) }) });
    await end('expected').fill('10');
    await end('expected').blur();
    const saved = () => savedEngagement(app.home, engagement.id).businessCase.journeys.find(({ journey }) => journey === cart?.id)?.conversion;
    await expect.poll(saved).toEqual({ expected: 0.1 });
    // 1,000 × 10 % × 200 × 50 %.
    await expect(panel.getByText(/1,000 × 100% × 10% × 100%/)).toBeVisible();
    await end('low').fill('20');
    await end('low').blur();
    await expect(panel.getByRole('alert')).toHaveText(t('case.fault.order'));
    await end('low').fill('5');
    await end('low').blur();
    await expect.poll(saved).toEqual({ low: 0.05, expected: 0.1 });
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByText(t('case.total'), { exact: true }).click();
    await expect(page.getByRole('img', { name: t('case.chart.label') })).toBeVisible();
    await expect(page.getByRole('heading', { name: t('case.swings.title') })).toBeVisible();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: t('case.head.month') }).click();
    await expect(page.getByText(t('case.head.month-formula'))).toBeVisible();
    await page.keyboard.press('Escape');
    await page.getByText(t('case.claims'), { exact: true }).click();
    // 40,000 × 25 % × 5 % × 2 % is ten.
    await expect(page.getByText(t('case.claim.now.ten-to-twenty-sales', { now: '10' }))).toBeVisible();
  });

test('without numbers the page says what to fill in first, and leads there', async ({ app }) => {
  const engagement = smallEngagement();
  app.bring(engagement);
  const page = await app.start();
  const t = wordsIn('en');
  await open(page, engagement, 'en', 'total');
  await expect(page.getByRole('heading', { name: t('case.empty') })).toBeVisible();
  await page.getByRole('button', { name: t('case.empty-go') }).click();
  await expect(page.getByRole('textbox', { name: t('case.contacts') })).toBeVisible();
});
