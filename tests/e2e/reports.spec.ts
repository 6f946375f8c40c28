/** A report of the executor is made from its page, into a folder. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, onlyInTheBrowser, test } from './app';
import { engagementWithJourney } from './checkout-journey';
import { frame } from './pages/frame';
import { home } from './pages/home';
import { wordsIn } from './words';

onlyInTheBrowser('reports lie in a folder of this machine');

for (const language of ['en', 'he'] as const)
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
    await reports.getByRole('button', { name: t('reports.make') }).click();
    await expect(reports.getByRole('listitem')).toContainText(t('reports.state.done'), { timeout: 30_000 });
    const [pdf = ''] = readdirSync(app.home).filter((name) => name.endsWith('.pdf'));
    expect(readFileSync(`${app.home}/${pdf}`).subarray(0, 5).toString()).toBe('%PDF-');
    await reports.scrollIntoViewIfNeeded();
    await page.screenshot({ path: info.outputPath(`reports-${language}.png`) });
  });
