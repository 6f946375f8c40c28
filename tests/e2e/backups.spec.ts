/** The executor's store is backed up, put back with everything paused, and let go on again, all on its page. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { toDeploymentBundle } from '../../shared/journey/to-bundle';
import { expect, onlyInTheBrowser, test } from './app';
import { seriousFaults } from './axe';
import { engagementWithJourney, journeyId, startCheckouts } from './checkout-journey';
import { executor } from './pages/executor';
import { frame } from './pages/frame';
import { home } from './pages/home';
import { executorOf, moveToAnOrdinaryMorning, unwrap } from './sandbox';
import { wordsIn } from './words';

onlyInTheBrowser('the executor is asked over its own port');

for (const language of ['en', 'he'] as const)
  test(`a backup is made, gone back to, and let go on, in ${language}`, async ({ app }) => {
    test.slow();
    const t = wordsIn(language);
    app.prefer({ language });
    const engagement = engagementWithJourney();
    const path = app.bring(engagement);
    const page = await app.start();
    await home(page, t).isShown();
    await page.goto(`${new URL(page.url()).origin}${path}/executor`);
    await frame(page, t).isShown();
    await executor(page, t).startSandbox();
    const api = () => executorOf(app.home, 'executor-sandbox');
    const { backups, restored, deployments } = executor(page, t);
    const morning = await moveToAnOrdinaryMorning(api());
    unwrap(await api().deploy({ body: unwrap(toDeploymentBundle(engagement, journeyId, 'live')) }));
    await startCheckouts(api(), [1, 2, 3], morning);

    await test.step('made by hand, it is listed with what it holds', async () => {
      await expect(backups).toContainText(t('backups.none'));
      await backups.getByRole('button', { name: t('backups.make') }).click();
      await expect(backups.getByRole('listitem')).toHaveCount(1);
      await expect(backups.getByRole('listitem')).toContainText(t('backups.why.asked'));
      await expect(backups.getByRole('listitem')).toContainText(t('backups.holds', { customers: '3', events: '3', waiting: '3', outbox: '0' }));
      await expect(backups).not.toContainText(t('backups.none'));
    });

    await test.step('what it would mean to go back is said first, and can be left at that', async () => {
      await startCheckouts(api(), [4, 5], morning + 1);
      expect(unwrap(await api().health({}))).toMatchObject({ customers: 5, waiting: 5 });
      await backups.getByRole('listitem').getByRole('button').click();
      const dialog = page.getByRole('dialog');
      for (const words of ['now', 'since', 'paused', 'late'] as const) await expect(dialog).toContainText(t(`backups.means-${words}`));
      expect(await seriousFaults(page)).toEqual([]);
      await dialog.getByRole('button', { name: t('common.cancel') }).click();
      await expect(dialog).toBeHidden();
      expect(unwrap(await api().health({}))).toMatchObject({ customers: 5, waiting: 5 });
    });

    await test.step('restored, everything is as it was and stands still; the present store is set aside', async () => {
      await backups.getByRole('listitem').getByRole('button').click();
      await page
        .getByRole('dialog')
        .getByRole('button', { name: t('backups.restore-confirm') })
        .click();
      await expect(restored).toContainText(t('backups.restored-text'));
      await expect(page.getByRole('dialog')).toBeHidden();
      await expect(deployments.getByRole('row').filter({ hasText: 'v1' })).toContainText(t('executor.deployment.paused'));
      expect(unwrap(await api().health({}))).toMatchObject({ customers: 3, waiting: 3 });
      expect(existsSync(join(app.home, 'executor-sandbox', 'set-aside'))).toBe(true);
      // Hours go by, and nobody goes on.
      unwrap(await api().moveClock({ body: { advanceMs: 3 * 3_600_000 } }));
      expect((await nodes())?.['two-hours']?.waiting).toBe(3);
      await expect(backups.getByRole('listitem'), 'the backup is still there').toHaveCount(1);
      expect(await seriousFaults(page)).toEqual([]);
    });

    await test.step('let go on, those whose wait is over leave it', async () => {
      await restored.getByRole('button', { name: t('backups.resume', { count: 1 }) }).click();
      await expect(restored).toBeHidden();
      await expect(deployments.getByRole('row').filter({ hasText: 'v1' })).toContainText(t('executor.deployment.live'));
      await expect.poll(async () => (await nodes())?.['a-day']?.waiting).toBe(3);
    });

    async function nodes() {
      return unwrap(await api().counts({ id: journeyId }))?.nodes;
    }
  });
