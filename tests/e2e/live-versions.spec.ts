/** Two versions of a journey run beside each other: each has its number, and the canvas shows either with its own people. */
import { textIn } from '../../shared/text';
import { expect, onlyInTheBrowser, test } from './app';
import { seriousFaults } from './axe';
import { emailOf, engagementWithJourney, journeyId, journeyName, startCheckouts, subject } from './checkout-journey';
import { executor } from './pages/executor';
import { frame } from './pages/frame';
import { home } from './pages/home';
import { journeys } from './pages/journeys';
import { executorOf, moveToAnOrdinaryMorning, unwrap } from './sandbox';
import { wordsIn } from './words';

onlyInTheBrowser('the executor is asked over its own port');

for (const language of ['en', 'he'] as const)
  test(`the people of each version are seen in it, in ${language}`, async ({ app }) => {
    test.slow();
    const t = wordsIn(language);
    const name = textIn(journeyName, language);
    app.prefer({ language });
    const path = app.bring(engagementWithJourney());
    const page = await app.start();
    await home(page, t).isShown();
    const origin = new URL(page.url()).origin;
    await page.goto(`${origin}${path}/executor`);
    await frame(page, t).isShown();
    await executor(page, t).startSandbox();
    const api = () => executorOf(app.home, 'executor-sandbox');
    const morning = await moveToAnOrdinaryMorning(api());
    const canvas = journeys(page, t);
    const picker = (version: number) => page.getByRole('button', { name: t('live-version.which', { version }) });

    await test.step('the first is version 1', async () => {
      await page.goto(`${origin}${path}/journeys/${journeyId}`);
      await canvas.deploy(name, 1);
      await startCheckouts(api(), [1, 2, 3], morning);
      await expect(canvas.node('two-hours')).toContainText('3');
    });

    await test.step('a second click after publishing falls on nothing; the second is version 2', async () => {
      await canvas.select('mail');
      await canvas.writeMessage('subject', 'Still here');
      await page.getByRole('button', { name: t('journeys.deploy'), exact: true }).click();
      const view = page.locator('.react-flow__viewport');
      const before = await view.getAttribute('style');
      await expect(page.getByRole('dialog', { name: t('versions.deploy-title', { version: 1 }) })).toBeVisible();
      const confirm = page.getByRole('dialog').getByRole('button', { name: t('versions.deploy', { count: 1 }) });
      const at = await confirm.boundingBox();
      if (!at) throw new Error('no button');
      await page.mouse.dblclick(at.x + at.width / 2, at.y + at.height / 2);
      await expect(page.getByText(t('journeys.deployed', { name, version: 2 }))).toBeVisible();
      expect(await view.getAttribute('style')).toBe(before);
      // The toast lies over no part of the line that says whether anything leaves the laptop.
      const toast = await page.getByRole('alert').filter({ hasText: name }).last().boundingBox();
      const line = await page.getByText(t('frame.nothing-leaves')).boundingBox();
      expect((toast?.y ?? 0) + (toast?.height ?? 0)).toBeLessThanOrEqual(line?.y ?? 0);
      expect(unwrap(await api().deployments({})).map(({ version, state, active }) => [version, state, active])).toEqual([
        [2, 'live', 0],
        [1, 'draining', 3],
      ]);
      await expect(canvas.node('two-hours').getByTitle(t('counts.entered'), { exact: true }), 'nobody is in the new one').toHaveCount(0);
    });

    await test.step('each version is drawn with its own people', async () => {
      await startCheckouts(api(), [4, 5], morning + 1);
      await expect(canvas.node('two-hours').getByTitle(t('counts.entered'), { exact: true })).toHaveText('2');
      await picker(2).click();
      await page.getByRole('menuitem').filter({ hasText: 'v1' }).click();
      await expect(page.getByText(t('live-version.past-text'))).toBeVisible();
      await expect(picker(1)).toBeVisible();
      await expect(canvas.node('two-hours').getByTitle(t('counts.entered'), { exact: true })).toHaveText('3');
      await expect(canvas.node('mail')).toContainText(subject[language]);
      await expect(canvas.add('wait'), 'nothing is drawn into what was published').toHaveCount(0);
      expect(await seriousFaults(page)).toEqual([]);
    });

    await test.step('who is behind a number; names only when they are asked for', async () => {
      await canvas.select('two-hours');
      await canvas.numbers.getByRole('button', { name: t('counts.waiting') }).click();
      const who = canvas.numbers.getByRole('list', { name: t('counts.who') });
      await expect(who.getByRole('listitem')).toHaveCount(3);
      await expect(who).not.toContainText(emailOf(1));
      await canvas.numbers.getByRole('button', { name: t('executor.show-names') }).click();
      await expect(who).toContainText(emailOf(1));
    });

    await test.step('her trace leads back into the version it happened in', async () => {
      await canvas.numbers.getByRole('link').first().click();
      const { customer } = executor(page, t);
      await expect(customer).toContainText(t('executor.in-version', { version: 1 }));
      await customer.locator('li[data-what="waiting"]').getByRole('link').click();
      await expect(picker(1)).toBeVisible();
      await expect(canvas.inspector).toContainText('two-hours');
      await page.getByRole('button', { name: t('live-version.now') }).click();
      await expect(picker(2)).toBeVisible();
      await expect(canvas.node('mail')).toContainText('Still here');
    });

    await test.step('what was last known stays, also for whoever left the page while the executor was away', async () => {
      await expect(canvas.node('two-hours').getByTitle(t('counts.entered'), { exact: true })).toHaveText('2');
      await page.getByRole('link', { name: t('station.executor'), exact: true }).click();
      await page.getByRole('button', { name: t('executor.stop'), exact: true }).click();
      await expect(page.getByRole('button', { name: t('executor.start-sandbox') })).toBeVisible();
      await page.getByRole('link', { name: t('station.journeys'), exact: true }).click();
      await canvas.open(name);
      await expect(
        page
          .getByText(
            new RegExp(
              `^${t('journeys.as-of', { time: '' })
                .replace(/[\u2066-\u2069]/gu, '')
                .trim()}`,
            ),
          )
          .first(),
      ).toBeVisible();
      await expect(canvas.node('two-hours').getByTitle(t('counts.entered'), { exact: true })).toHaveText('2');
    });
  });
