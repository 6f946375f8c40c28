/** A report of the executor is made from its page, into a folder. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, onlyInTheBrowser, test } from './app';
import { engagementWithJourney } from './checkout-journey';
import { frame } from './pages/frame';
import { home } from './pages/home';
import { wordsIn } from './words';

onlyInTheBrowser('reports lie in a folder of this machine');

for (const language of ['en', 'he', 'fa'] as const)
  test(`a folder is chosen and a report made into it, in ${language}`, async ({ app }, info) => {
    test.slow();
    const t = wordsIn(language);
    app.prefer({ language });
    const path = app.bring(engagementWithJourney());
    const page = await app.start();
    await home(page, t).isShown();
    await page.goto(`${new URL(page.url()).origin}${path}/executor`);
    await frame(page, t).isShown();
    const reports = page.locator('#reports');
    const folder = reports.getByLabel(t('reports.folder'));
    await folder.fill(app.home);
    await folder.blur();
    await expect(folder).toHaveValue(app.home);
    await reports.getByRole('switch').click();
    await expect(reports.getByRole('switch')).toBeChecked();
    // Twenty-four hours in the language's own digits, whatever the machine's clock looks like.
    const eight = { en: '08:00', he: '08:00', fa: '۰۸:۰۰' }[language];
    const evening = { en: '19:30', he: '19:30', fa: '۱۹:۳۰' }[language];
    const time = reports.getByLabel(t('reports.time'), { exact: true });
    await expect(time).toHaveValue(eight);
    await time.fill('7:30 pm');
    await time.blur();
    await expect(time).toHaveValue(evening);
    await expect(reports.getByText(evening)).toBeVisible();
    await time.fill('25:00');
    await time.blur();
    await expect(reports.getByText(t('clock.stays', { value: evening }))).toBeVisible();
    await time.fill(evening);
    await time.blur();
    await time.press('ArrowUp');
    await expect(time).toHaveValue({ en: '20:30', he: '20:30', fa: '۲۰:۳۰' }[language]);
    const offered = page.waitForEvent('download');
    await reports.getByRole('button', { name: t('reports.preview') }).click();
    const preview = await offered;
    expect(preview.suggestedFilename()).toMatch(/^masa-weekly-\d{4}-\d\d-\d\d\.pdf$/);
    expect(
      readFileSync(await preview.path())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    await reports.getByRole('button', { name: t('reports.make') }).click();
    await expect(reports.getByRole('listitem')).toContainText(t('reports.state.done'), { timeout: 30_000 });
    const [pdf = ''] = readdirSync(app.home).filter((name) => name.endsWith('.pdf'));
    expect(readFileSync(`${app.home}/${pdf}`).subarray(0, 5).toString()).toBe('%PDF-');
    await reports.scrollIntoViewIfNeeded();
    await page.screenshot({ path: info.outputPath(`reports-${language}.png`) });
  });
